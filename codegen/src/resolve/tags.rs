//! Rungs 1 and 2 of telling variants apart: by the value of a member.

use super::Resolver;
use super::directions::Direction;
use super::mapping::Mapped;
use super::parts::Part;
use super::union::{Branch, Holding};
use crate::dedup::canonical;
use crate::ir::{Shape, Tagging, ToldBy, Union, Variant};
use crate::raw::Raw;
use crate::schema::{SchemaId, Types};

/// Unions nest in unions; deeper ones are not looked into for a tag.
const DEEPEST: usize = 8;

/// Unions that lead back to each other could take turns without end, if each had its tags looked for in all of its
/// branches.
const DEEPEST_EXPLICIT: usize = 2;

impl Resolver<'_> {
    /// The explicit discriminator where it knows every variant, else a member that tells all apart.
    pub(super) fn tagged(
        &mut self,
        union: SchemaId,
        branches: &mut [Branch],
        holding: Holding,
    ) -> Option<Shape> {
        if !self.are_objects(branches) {
            return None;
        }
        if let Some(discriminator) = self.discriminator(union).cloned()
            && branches.iter().all(|it| !it.mapped.tags.is_empty())
        {
            let groups = groups(branches.iter().map(|it| it.mapped.tags.clone()));
            if groups.len() > 1 || branches.len() == 1 {
                let property = discriminator.property;
                return Some(self.by_tag(union, branches, groups, property, true, holding));
            }
        }
        let (property, groups) = self.infer_tag(branches)?;
        (groups.len() == branches.len()).then(|| {
            self.take_own_tags(branches, &property);
            self.by_tag(union, branches, groups, property, false, holding)
        })
    }

    /// Whether a variant's own schema allows tags that don't mean it, or none.
    pub(super) fn is_told_by_tag_alone(&self, branch: &Branch, property: &str) -> bool {
        let own = self.tag_values(&branch.parts, property);
        let tags = &branch.mapped.tags;
        let means_it = own.is_some_and(|own| own.iter().all(|it| tags.contains(it)));
        let is_sure = means_it && self.requires(&branch.parts, property);
        !tags.is_empty() && !is_sure
    }

    /// A member that tells some variants from others; those that share a value are told apart
    /// further down the ladder.
    pub(super) fn partly_tagged(
        &mut self,
        union: SchemaId,
        branches: &mut [Branch],
        holding: Holding,
    ) -> Option<Shape> {
        if !self.are_objects(branches) {
            return None;
        }
        let (property, groups) = self.infer_tag(branches)?;
        self.take_own_tags(branches, &property);
        Some(self.by_tag(union, branches, groups, property, false, holding))
    }

    fn are_objects(&self, branches: &[Branch]) -> bool {
        let mut branches = branches.iter();
        branches.all(|it| self.types_of(&it.parts) == Types::OBJECT)
    }

    fn take_own_tags(&self, branches: &mut [Branch], property: &str) {
        for branch in branches {
            branch.mapped = Mapped {
                tags: self.tag_values(&branch.parts, property).unwrap_or_default(),
                ..Mapped::default()
            };
        }
    }

    fn by_tag(
        &mut self,
        union: SchemaId,
        branches: &[Branch],
        groups: Vec<Vec<usize>>,
        property: String,
        explicit: bool,
        holding: Holding,
    ) -> Shape {
        let mut variants = Vec::new();
        for group in groups {
            let [first, rest @ ..] = group.as_slice() else {
                continue;
            };
            if rest.is_empty() {
                variants.extend(self.tagged_variants(&branches[*first], &property));
                continue;
            }
            let mut tags: Vec<Raw> = Vec::new();
            for tag in group.iter().flat_map(|it| &branches[*it].mapped.tags) {
                if !tags.contains(tag) {
                    tags.push(tag.clone());
                }
            }
            let members = group.iter().map(|it| Branch {
                mapped: Mapped::default(),
                parts: branches[*it].parts.clone(),
                schema: branches[*it].schema,
            });
            let members: Vec<Branch> = members.collect();
            variants.push(Variant {
                ty: self.sub_union(union, members, holding),
                source: branches[*first].schema,
                tags,
                tagging: Tagging::Own,
                hidden: Vec::new(),
            });
        }
        self.told_by_tag(union, variants, property, explicit)
    }

    /// The union of variants that a tag tells apart.
    pub(super) fn told_by_tag(
        &self,
        union: SchemaId,
        variants: Vec<Variant>,
        property: String,
        explicit: bool,
    ) -> Shape {
        let mut tags = variants.iter().flat_map(|it| &it.tags);
        let are_texts = tags.all(|it| it.as_str().is_some());
        let open = are_texts && !self.as_written && self.settings(union).open_enums;
        let told_by = ToldBy::Tag {
            property,
            explicit,
            open,
        };
        Shape::Union(Union { variants, told_by })
    }

    /// The discriminator of a union, unless the settings ask for what JSON Schema says.
    pub(super) fn discriminator(&self, union: SchemaId) -> Option<&crate::schema::Discriminator> {
        let keywords = &self.graph.get(union).keywords;
        keywords
            .discriminator
            .as_ref()
            .filter(|_| !self.is_exact(union))
    }

    /// One variant a branch; a branch whose tag is constant has one for each tag that means it.
    pub(super) fn tagged_variants(&mut self, branch: &Branch, property: &str) -> Vec<Variant> {
        let own = self.tag_values(&branch.parts, property);
        let declared = self.declares(&branch.parts, property, 0);
        // A value that comes from the server lacks what is only written.
        let tag = self.property(&branch.parts, property);
        let required = self.demands(&branch.parts, property, 0)
            && !self.is_directed(&tag, Direction::WriteOnly);
        let ty = self.branch_type(branch);
        let variant = |tags: Vec<Raw>, tagging| Variant {
            ty,
            source: branch.schema,
            tags,
            tagging,
            hidden: Vec::new(),
        };
        let constant = match own.as_deref() {
            Some([only]) if required => Some(only.clone()),
            _ => None,
        };
        let each = |tagging: &dyn Fn(&Raw) -> Tagging| -> Vec<Variant> {
            let tags = branch.mapped.tags.iter();
            tags.map(|tag| variant(vec![tag.clone()], tagging(tag)))
                .collect()
        };
        match constant {
            Some(own) => each(&|tag| {
                if *tag == own {
                    Tagging::Own
                } else {
                    Tagging::Replaced
                }
            }),
            // A member that may be left out, or is none at all, can't be relied on.
            None if !required => each(&|_| Tagging::Added),
            None => {
                let holds = |tag: &Raw| own.as_ref().is_none_or(|own| own.contains(tag));
                let several = branch.mapped.tags.len() > 1;
                if declared && several && branch.mapped.tags.iter().all(holds) {
                    vec![variant(branch.mapped.tags.clone(), Tagging::Own)]
                } else {
                    // Whatever the field says, the variant's tag is written.
                    each(&|_| Tagging::Replaced)
                }
            }
        }
    }

    /// A member that every branch requires and limits to values, such that not all branches share
    /// some: the one that tells the most apart. The groups hold the branches that it doesn't.
    pub(super) fn infer_tag(&self, branches: &[Branch]) -> Option<(String, Vec<Vec<usize>>)> {
        let first = branches.first()?;
        let mut names = self.names_within(&first.parts, 0);
        // Whatever the order of members, the same one is chosen.
        names.sort_unstable();
        names.dedup();
        let told = names.into_iter().filter_map(|name| {
            let values = branches.iter().map(|branch| {
                let is_demanded = self.demands(&branch.parts, &name, 0);
                let values = self.tag_values(&branch.parts, &name);
                values.filter(|_| is_demanded)
            });
            let values: Vec<Vec<Raw>> = values.collect::<Option<_>>()?;
            let widest = values.iter().map(Vec::len).max().unwrap_or_default();
            let groups = groups(values.into_iter());
            (groups.len() > 1).then_some((name, widest, groups))
        });
        let best =
            told.min_by_key(|(_, widest, groups)| (std::cmp::Reverse(groups.len()), *widest));
        best.map(|(name, _, groups)| (name, groups))
    }

    /// Whether a member has another value in each branch.
    pub(super) fn has_tag(&self, branches: &[Branch]) -> bool {
        self.infer_tag(branches)
            .is_some_and(|(_, groups)| groups.len() == branches.len())
    }

    /// The values that the parts limit a member to, if they could be tags: `None` where any value
    /// is possible, or one that is no tag.
    pub(super) fn tag_values(&self, parts: &[Part], name: &str) -> Option<Vec<Raw>> {
        let values = self.values_within(parts, name, 0)?;
        let is_tag = |it: &Raw| !matches!(it, Raw::Array(_) | Raw::Object(_));
        (!values.is_empty() && values.iter().all(is_tag)).then_some(values)
    }

    /// The values that a member is limited to, by the parts and by every branch of the unions among
    /// them.
    pub(super) fn values_within(
        &self,
        parts: &[Part],
        name: &str,
        depth: usize,
    ) -> Option<Vec<Raw>> {
        let own = self.property_values(parts, name);
        let mut met = own;
        for part in parts {
            let of_part = match part {
                Part::Subtypes(base) => {
                    let of_base = || self.values_within(&self.expand(*base), name, depth + 1);
                    self.subtype_tags(*base, name).or_else(of_base)
                }
                _ => {
                    let branches = self.objects_among(*part).filter(|_| depth < DEEPEST);
                    let Some(branches) = branches else {
                        continue;
                    };
                    // What the mapping says goes before what the branches say themselves.
                    self.explicit_tags(*part, name, depth).or_else(|| {
                        let values = branches.iter().map(|it| {
                            let key = (*it, name.to_owned(), depth + 1);
                            let find = || self.values_within(&self.expand(*it), name, depth + 1);
                            self.known.values.answer(key, find)
                        });
                        values.collect::<Option<Vec<_>>>().map(joined)
                    })
                }
            };
            met = match (met, of_part) {
                (Some(met), Some(own)) => {
                    Some(met.into_iter().filter(|it| own.contains(it)).collect())
                }
                (met, own) => met.or(own),
            };
        }
        met
    }

    /// The tags of a union whose discriminator is this member.
    fn explicit_tags(&self, union: Part, property: &str, depth: usize) -> Option<Vec<Raw>> {
        if depth >= DEEPEST_EXPLICIT {
            return None;
        }
        let (Part::OneOf(schema) | Part::AnyOf(schema)) = union else {
            return None;
        };
        let discriminator = self.discriminator(schema)?;
        let branches = self.branches_of(union)?;
        (discriminator.property == property && branches.len() > 1)
            .then(|| self.tags_as_written(discriminator, branches, depth))
    }

    /// Whether the parts, or every branch of a union among them, require a member.
    fn demands(&self, parts: &[Part], name: &str, depth: usize) -> bool {
        self.requires(parts, name)
            || parts.iter().any(|part| {
                if let Part::Subtypes(base) = part {
                    let is_tag = self.subtype_tags(*base, name).is_some();
                    return is_tag || self.requires(&self.expand(*base), name);
                }
                let branches = self.objects_among(*part).filter(|_| depth < DEEPEST);
                branches.is_some_and(|branches| {
                    self.explicit_tags(*part, name, depth).is_some()
                        || !branches.is_empty()
                            && branches.iter().all(|it| {
                                let key = (*it, name.to_owned(), depth + 1);
                                let find = || self.demands(&self.expand(*it), name, depth + 1);
                                self.known.demands.answer(key, find)
                            })
                })
            })
    }

    /// Whether the parts, or a branch of a union among them, declare a member.
    fn declares(&self, parts: &[Part], name: &str, depth: usize) -> bool {
        !self.property(parts, name).is_empty()
            || parts.iter().any(|part| {
                if let Part::Subtypes(base) = part {
                    return self.declares(&self.expand(*base), name, depth + 1);
                }
                let branches = self.branches_of(*part).filter(|_| depth < DEEPEST);
                let mut branches = branches.unwrap_or_default().iter();
                branches.any(|it| {
                    let key = (*it, name.to_owned(), depth + 1);
                    let find = || self.declares(&self.expand(*it), name, depth + 1);
                    self.known.declares.answer(key, find)
                })
            })
    }

    fn names_within(&self, parts: &[Part], depth: usize) -> Vec<String> {
        let mut names: Vec<String> = self.names(parts).into_iter().map(str::to_owned).collect();
        for part in parts {
            let branches = self.objects_among(*part).filter(|_| depth < DEEPEST);
            let first = match part {
                Part::Subtypes(base) => Some(*base),
                _ => branches.and_then(|it| it.first().copied()),
            };
            if let Some(first) = first {
                names.extend(self.names_within(&self.expand(first), depth + 1));
            }
        }
        names
    }

    /// The branches of a part that is a union, but those that no object fits: only objects have members.
    fn objects_among(&self, part: Part) -> Option<Vec<SchemaId>> {
        let branches = self.branches_of(part)?.iter().copied();
        let objects = branches.filter(|it| self.types_of_branch(*it).meets(Types::OBJECT));
        Some(objects.collect())
    }

    /// The branches of a part that is a union.
    pub(super) fn branches_of(&self, part: Part) -> Option<&[SchemaId]> {
        match part {
            Part::OneOf(schema) => Some(&self.graph.get(schema).keywords.one_of),
            Part::AnyOf(schema) => Some(&self.graph.get(schema).keywords.any_of),
            _ => None,
        }
    }
}

/// The values of all lists, each once.
pub(super) fn joined(lists: Vec<Vec<Raw>>) -> Vec<Raw> {
    let mut joined: Vec<Raw> = Vec::new();
    for value in lists.into_iter().flatten() {
        if !joined.contains(&value) {
            joined.push(value);
        }
    }
    joined
}

/// Branches that share a value with others, in the order of their first one.
fn groups(values: impl Iterator<Item = Vec<Raw>>) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for (index, values) in values.enumerate() {
        let mut values: Vec<String> = values.iter().map(canonical).collect();
        let mut members = vec![index];
        let is_apart =
            |(known, _): &(Vec<String>, Vec<usize>)| known.iter().all(|it| !values.contains(it));
        // One group lends its place to all that turn out to be one with it.
        let place = groups.iter().position(|it| !is_apart(it));
        let (apart, shared): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_apart);
        groups = apart;
        for (more, others) in shared {
            values.extend(more);
            members.extend(others);
        }
        members.sort_unstable();
        let place = place.unwrap_or(groups.len());
        groups.insert(place, (values, members));
    }
    groups.into_iter().map(|(_, members)| members).collect()
}
