//! Where a type's name comes from, and which others it could have had.

use serde::Serialize;

use super::Explainer;
use crate::ir::TypeId;
use crate::names::{Candidate, Origin, Rule};

/// Where a name comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Naming {
    /// `renamed`, `component`, `mapped`, `locked` or `chosen`
    pub origin: &'static str,
    /// The reason in words
    pub reason: String,
    /// The better names that it didn't get, the best first
    pub lost: Vec<Lost>,
}

/// A name that would have been better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// The name
    pub name: String,
    /// Where it would have come from
    pub from: &'static str,
    /// Why it wasn't given
    pub why: String,
}

impl Explainer<'_> {
    pub(super) fn naming(&self, id: TypeId) -> Option<Naming> {
        let names = &self.plan.names;
        let name = names.types.get(&id)?;
        let origin = *names.origins.get(&id)?;
        let candidates = names.candidates.get(&id).map_or(&[][..], Vec::as_slice);
        let chosen = candidates.iter().position(|it| it.name == *name);
        let ty = self.ir().get(id);
        let reason = match (origin, &ty.component) {
            (Origin::Component, Some(component)) => format!("the component {component:?}"),
            (Origin::Component, None) => "a component".to_owned(),
            (Origin::Renamed, _) => "[rename] in the settings".to_owned(),
            (Origin::Mapped, _) => {
                let mapped = ty.mapped_name.as_deref().unwrap_or_default();
                format!("a discriminator's mapping calls it {mapped:?}")
            }
            (Origin::Locked, _) => match chosen.and_then(|it| candidates.get(it)) {
                Some(it) => format!("names.lock keeps it; it would fit as {}", it.rule.text()),
                None => "names.lock keeps it".to_owned(),
            },
            (Origin::Chosen, _) => match chosen.and_then(|it| candidates.get(it)) {
                Some(it) => it.rule.text().to_owned(),
                None => "its fingerprint".to_owned(),
            },
        };
        let better = candidates.iter().take(chosen.unwrap_or(candidates.len()));
        let better = better.filter(|it| it.rule != Rule::Fingerprint);
        let lost = better.map(|it| Lost {
            name: it.name.clone(),
            from: it.rule.text(),
            why: self.why_lost(id, origin, it),
        });
        Some(Naming {
            origin: match origin {
                Origin::Renamed => "renamed",
                Origin::Component => "component",
                Origin::Mapped => "mapped",
                Origin::Locked => "locked",
                Origin::Chosen => "chosen",
            },
            reason,
            lost: match origin {
                // What settings and mappings say is no matter of candidates.
                Origin::Renamed | Origin::Component | Origin::Mapped => Vec::new(),
                Origin::Locked | Origin::Chosen => lost.collect(),
            },
        })
    }

    fn why_lost(&self, id: TypeId, origin: Origin, candidate: &Candidate) -> String {
        let names = &self.plan.names;
        let mut holders = names.types.iter();
        if let Some((holder, _)) = holders.find(|(_, name)| **name == candidate.name) {
            let ty = self.ir().get(*holder);
            let source = ty.sources.first().map(|it| self.plan.graph.pointer(*it));
            return match (&ty.component, source) {
                (Some(component), _) => format!("the component {component:?} is called that"),
                (None, Some(place)) => format!("the type at {place} is called that"),
                (None, None) => "another type is called that".to_owned(),
            };
        }
        let rivals = names.candidates.iter().filter(|(rival, candidates)| {
            **rival != id && candidates.iter().any(|it| it.name == candidate.name)
        });
        let rivals: Vec<&str> = rivals
            .filter_map(|(rival, _)| names.types.get(rival).map(String::as_str))
            .collect();
        match (rivals.as_slice(), origin) {
            ([], Origin::Locked) => "names.lock has another one".to_owned(),
            ([], _) => "names.lock has retired it".to_owned(),
            ([one], _) => format!("{one} could be called that, too"),
            ([one, more @ ..], _) => {
                format!("{one} and {} more could be called that, too", more.len())
            }
        }
    }
}
