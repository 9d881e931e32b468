//! Rungs 1 and 2 of telling variants apart: by the value of a member.

use super::Resolver;
use super::mapping::Mapped;
use super::parts::Part;
use super::union::Branch;
use crate::dedup::canonical;
use crate::ir::{Shape, Tagging, ToldBy, Union, Variant};
use crate::raw::Raw;
use crate::schema::{SchemaId, Types};

/// Unions nest in unions; deeper ones are not looked into for a tag.
const DEEPEST: usize = 8;

impl Resolver<'_> {
    /// The explicit discriminator where it knows every variant, else a member that tells all apart.
    pub(super) fn tagged(&mut self, union: SchemaId, branches: &mut [Branch]) -> Option<Shape> {
        let all_objects = branches
            .iter()
            .all(|it| self.types_of(&it.parts) == Types::OBJECT);
        if !all_objects {
            return None;
        }
        let discriminator = self.discriminator(union).cloned();
        let (property, explicit) = match discriminator {
            Some(it) if branches.iter().all(|branch| !branch.mapped.tags.is_empty()) => {
                (it.property, true)
            }
            _ => (self.infer_tag(branches)?, false),
        };
        if !explicit {
            for branch in branches.iter_mut() {
                branch.mapped = Mapped {
                    tags: self.tag_values(&branch.parts, &property)?,
                    ..Mapped::default()
                };
            }
        }
        let mut variants = Vec::new();
        for branch in branches.iter() {
            variants.extend(self.tagged_variants(branch, &property));
        }
        let told_by = ToldBy::Tag { property, explicit };
        Some(Shape::Union(Union { variants, told_by }))
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
        let required = self.demands(&branch.parts, property, 0);
        let ty = self.branch_type(branch);
        let variant = |tags: Vec<Raw>, tagging| Variant {
            ty,
            source: branch.schema,
            tags,
            tagging,
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
            None if !declared => each(&|_| Tagging::Added),
            None => {
                let holds = |tag: &Raw| own.as_ref().is_none_or(|own| own.contains(tag));
                let several = branch.mapped.tags.len() > 1;
                if required && several && branch.mapped.tags.iter().all(holds) {
                    vec![variant(branch.mapped.tags.clone(), Tagging::Own)]
                } else {
                    // Whatever the field says, the variant's tag is written.
                    each(&|_| Tagging::Replaced)
                }
            }
        }
    }

    /// A member that every branch requires and limits to values that no other branch has.
    pub(super) fn infer_tag(&self, branches: &[Branch]) -> Option<String> {
        let first = branches.first()?;
        let mut names = self.names_within(&first.parts, 0);
        // Whatever the order of members, the same one is chosen.
        names.sort_unstable();
        names.into_iter().find(|name| {
            let mut seen: Vec<String> = Vec::new();
            branches.iter().all(|branch| {
                self.demands(&branch.parts, name, 0)
                    && self.tag_values(&branch.parts, name).is_some_and(|values| {
                        values.iter().all(|value| {
                            let value = canonical(value);
                            let fresh = !seen.contains(&value);
                            seen.push(value);
                            fresh
                        })
                    })
            })
        })
    }

    /// The values that the parts limit a member to, if they could be tags: `None` where any value
    /// is possible, or one that is no tag.
    pub(super) fn tag_values(&self, parts: &[Part], name: &str) -> Option<Vec<Raw>> {
        let values = self.values_within(parts, name, 0)?;
        let is_tag = |it: &Raw| matches!(it, Raw::String(_) | Raw::Integer(_) | Raw::Bool(_));
        (!values.is_empty() && values.iter().all(is_tag)).then_some(values)
    }

    /// The values that a member is limited to, by the parts and by every branch of the unions among
    /// them.
    fn values_within(&self, parts: &[Part], name: &str, depth: usize) -> Option<Vec<Raw>> {
        let own = self.property_values(parts, name);
        let mut met = own;
        for part in parts {
            let Some(branches) = self.branches_of(*part).filter(|_| depth < DEEPEST) else {
                continue;
            };
            let mut joined: Option<Vec<Raw>> = Some(Vec::new());
            for branch in branches {
                let values = self.values_within(&self.expand(*branch), name, depth + 1);
                joined = joined.zip(values).map(|(mut joined, values)| {
                    for value in values {
                        if !joined.contains(&value) {
                            joined.push(value);
                        }
                    }
                    joined
                });
            }
            met = match (met, joined) {
                (Some(met), Some(joined)) => {
                    Some(met.into_iter().filter(|it| joined.contains(it)).collect())
                }
                (met, joined) => met.or(joined),
            };
        }
        met
    }

    /// Whether the parts, or every branch of a union among them, require a member.
    fn demands(&self, parts: &[Part], name: &str, depth: usize) -> bool {
        self.requires(parts, name)
            || parts.iter().any(|part| {
                let branches = self.branches_of(*part).filter(|_| depth < DEEPEST);
                branches.is_some_and(|branches| {
                    !branches.is_empty()
                        && branches
                            .iter()
                            .all(|it| self.demands(&self.expand(*it), name, depth + 1))
                })
            })
    }

    /// Whether the parts, or a branch of a union among them, declare a member.
    fn declares(&self, parts: &[Part], name: &str, depth: usize) -> bool {
        !self.property(parts, name).is_empty()
            || parts.iter().any(|part| {
                let branches = self.branches_of(*part).filter(|_| depth < DEEPEST);
                let mut branches = branches.unwrap_or_default().iter();
                branches.any(|it| self.declares(&self.expand(*it), name, depth + 1))
            })
    }

    fn names_within(&self, parts: &[Part], depth: usize) -> Vec<String> {
        let mut names: Vec<String> = self.names(parts).into_iter().map(str::to_owned).collect();
        for part in parts {
            let branches = self.branches_of(*part).filter(|_| depth < DEEPEST);
            if let Some(first) = branches.and_then(<[SchemaId]>::first) {
                names.extend(self.names_within(&self.expand(*first), depth + 1));
            }
        }
        names
    }

    /// The branches of a part that is a union.
    pub(super) fn branches_of(&self, part: Part) -> Option<&[SchemaId]> {
        match part {
            Part::OneOf(schema) => Some(&self.graph.get(schema).keywords.one_of),
            Part::AnyOf(schema) => Some(&self.graph.get(schema).keywords.any_of),
            Part::Plain(_) | Part::OrNull(_) | Part::Only(_) | Part::Subtypes(_) => None,
        }
    }
}
