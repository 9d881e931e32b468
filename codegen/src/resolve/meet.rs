//! What several keyword sets ask of a scalar or an array together: the tightest of each.

use std::cmp::Ordering;

use super::Resolver;
use super::parts::Part;
use crate::dedup::canonical;
use crate::formats::{self, Meaning};
use crate::ir::{NumberRules, TextRules};
use crate::raw::Raw;
use crate::schema::{Bound, Keywords, Number, SchemaId, Types};

/// Two places that can't both hold.
#[derive(Debug, Clone)]
pub(super) struct Conflict {
    pub one: SchemaId,
    pub other: SchemaId,
    pub keyword: &'static str,
}

impl Conflict {
    /// Whether one schema allows no JSON type: `false`, `not: {}`, or a type that its `not` takes away
    /// again.
    pub(super) fn is_alone(&self) -> bool {
        self.keyword == "type" && self.one == self.other
    }
}

impl Resolver<'_> {
    /// The JSON types that all parts allow, or who contradicts whom.
    pub(super) fn meet_types(&self, parts: &[Part]) -> Result<Types, Conflict> {
        let mut types = Types::ANY;
        let mut narrowed: Option<SchemaId> = None;
        for part in parts {
            match part {
                Part::Only(only) => types = types.meet(*only),
                Part::Plain(schema) => {
                    let keywords = &self.graph.get(*schema).keywords;
                    let excluded = self.excluded_types(*schema);
                    let Some(own) = keywords.types.or(excluded.map(|_| Types::ANY)) else {
                        continue;
                    };
                    let own = own.without(excluded.unwrap_or(Types::NONE));
                    if !types.meets(own) {
                        return Err(Conflict {
                            one: narrowed.unwrap_or(*schema),
                            other: *schema,
                            keyword: "type",
                        });
                    }
                    if !types.is_within(own) {
                        narrowed = Some(*schema);
                    }
                    types = types.meet(own);
                }
                _ => {}
            }
        }
        Ok(types)
    }

    /// The listed values that all parts allow; `None` where nothing lists values.
    pub(super) fn meet_values(
        &self,
        parts: &[Part],
        types: Types,
    ) -> Result<Option<Vec<Raw>>, Conflict> {
        let mut values: Option<(Vec<Raw>, SchemaId)> = None;
        for schema in Self::plain(parts) {
            let Some(own) = &self.graph.get(schema).keywords.values else {
                continue;
            };
            let next = match &values {
                None => own.clone(),
                Some((before, _)) => {
                    let own: Vec<String> = own.iter().map(canonical).collect();
                    let both = before.iter().filter(|it| own.contains(&canonical(it)));
                    both.cloned().collect()
                }
            };
            let next = next.into_iter();
            let mut fitting: Vec<Raw> = next.filter(|it| Types::of(it).is_within(types)).collect();
            let schemas: Vec<SchemaId> = Self::plain(parts).collect();
            crate::examples::keep_allowed(self.graph, self.config, &schemas, &mut fitting);
            if fitting.is_empty() {
                let one = values.map_or(schema, |(_, first)| first);
                return Err(Conflict {
                    one,
                    other: schema,
                    keyword: "enum",
                });
            }
            values = Some((fitting, schema));
        }
        Ok(values.map(|(values, _)| values))
    }

    pub(super) fn text_rules(&self, parts: &[Part]) -> Result<TextRules, Conflict> {
        let mut rules = TextRules::default();
        let mut last = None;
        for schema in Self::plain(parts) {
            let keywords = &self.graph.get(schema).keywords;
            rules.min_length = rules.min_length.max(keywords.min_length);
            rules.max_length = least(rules.max_length, keywords.max_length);
            if let Some(pattern) = &keywords.pattern
                && !rules.patterns.contains(pattern)
            {
                rules.patterns.push(pattern.clone());
            }
            if let Some(format) = &keywords.format
                && !rules.formats.contains(format)
            {
                rules.formats.push(format.clone());
            }
            if is_crossed(rules.min_length, rules.max_length) {
                return Err(Conflict {
                    one: last.unwrap_or(schema),
                    other: schema,
                    keyword: "minLength",
                });
            }
            last = Some(schema);
        }
        rules.patterns.sort_unstable();
        rules.formats.sort_unstable();
        Ok(rules)
    }

    /// What the parts ask of numbers of these types.
    pub(super) fn number_rules(
        &self,
        parts: &[Part],
        types: Types,
    ) -> Result<NumberRules, Conflict> {
        let mut rules = NumberRules::default();
        let mut last = None;
        for schema in Self::plain(parts) {
            let keywords: &Keywords = &self.graph.get(schema).keywords;
            rules.minimum = tighter(rules.minimum, keywords.minimum, Ordering::Greater);
            rules.maximum = tighter(rules.maximum, keywords.maximum, Ordering::Less);
            if let Some(number) = keywords.multiple_of
                && !rules.multiple_of.contains(&number)
            {
                rules.multiple_of.push(number);
            }
            if let Some(format) = &keywords.format {
                meet_format(&mut rules, format);
            }
            if let (Some(minimum), Some(maximum)) = (rules.minimum, rules.maximum) {
                let order = minimum.value.compare(maximum.value);
                let open = minimum.exclusive || maximum.exclusive;
                let is_crossed = order == Ordering::Greater || (order == Ordering::Equal && open);
                if is_crossed || !has_room(&rules, minimum, maximum, types) {
                    return Err(Conflict {
                        one: last.unwrap_or(schema),
                        other: schema,
                        keyword: "minimum",
                    });
                }
            }
            last = Some(schema);
        }
        Ok(rules)
    }
}

/// Whether there is an integer between two bounds, or a multiple, where only those are asked for.
fn has_room(rules: &NumberRules, minimum: Bound, maximum: Bound, types: Types) -> bool {
    let (least, most) = (minimum.least_integer(), maximum.most_integer());
    let has_multiple = |step: &Number| match step {
        Number::Integer(step @ 1..) => most.div_euclid(*step).saturating_mul(*step) >= least,
        Number::Integer(_) | Number::Float(_) => true,
    };
    (types.meets(Types::FRACTION) || least <= most) && rules.multiple_of.iter().all(has_multiple)
}

/// Takes the narrower one of two types of integers. Where one of them has no negative ones, there are
/// none.
fn meet_format(rules: &mut NumberRules, format: &str) {
    // Whether there are negative ones, and how many bits there are for the others.
    let range = |format: &str| match formats::meaning(format)? {
        Meaning::Integer(name) => {
            let bits: u32 = name.get(1..)?.parse().ok()?;
            let is_signed = name.starts_with('i');
            Some((is_signed, bits - u32::from(is_signed)))
        }
        Meaning::Text(_) | Meaning::Seconds | Meaning::Note => None,
    };
    let of_one = rules.format.as_deref().and_then(range);
    match (of_one, range(format)) {
        (Some((is_one_signed, one)), Some((is_signed, other))) => {
            if other < one {
                rules.format = Some(format.to_owned());
            }
            if is_one_signed != is_signed {
                let zero = Bound {
                    value: Number::Integer(0),
                    exclusive: false,
                };
                rules.minimum = tighter(rules.minimum, Some(zero), Ordering::Greater);
            }
        }
        (None, Some(_)) => rules.format = Some(format.to_owned()),
        (Some(_) | None, None) => {
            rules.format.get_or_insert_with(|| format.to_owned());
        }
    }
}

/// The smaller one of two limits that may be absent.
pub(super) fn least(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Whether nothing can be at least `least` and at most `most`.
pub(super) fn is_crossed(least: Option<usize>, most: Option<usize>) -> bool {
    matches!((least, most), (Some(least), Some(most)) if least > most)
}

fn tighter(one: Option<Bound>, other: Option<Bound>, tight: Ordering) -> Option<Bound> {
    let (Some(left), Some(right)) = (one, other) else {
        return one.or(other);
    };
    Some(match right.value.compare(left.value) {
        Ordering::Equal => Bound {
            value: left.value,
            exclusive: left.exclusive || right.exclusive,
        },
        order if order == tight => right,
        _ => left,
    })
}
