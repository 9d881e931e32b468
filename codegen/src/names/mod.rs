//! Every name of the generated code, solved at once when all types are known.
//!
//! ```text
//! type      = renamed | component | mapped | locked | anonymous       UpperCamelCase
//! renamed   = what [rename] in codegen.toml says, by pointer or by name
//! component = the component's name
//! mapped    = the name that a discriminator's mapping gives to a component the document lacks
//! locked    = the name that names.lock remembers, by fingerprint or by place
//! anonymous = the first of these that is unique, see candidates.rs:
//!             title                                           JobTrigger   without its article
//!           | used                   getPet, 404               GetPetNotFoundResponse   with roots = "all"
//!           | inside or inside…      automatic, manual        AutomaticOrManual   where places disagree
//!           | extended "details"     HrefObject               HrefObjectDetails   where hardly two places agree
//!           | last or last…          author, committer        AuthorOrCommitter   where two or three disagree
//!           | inside "object"        file_id                  FileIdObject        the only member, where more do
//!           | value last             folder, type             FolderType   one constant of several components
//!           | last                   delivery_type            DeliveryType
//!           | segment… last          device, attributes       DeviceAttributes
//!           | family last            push_*, recipients       PushRecipient
//!           | family segment… last
//!           | root last              user, status             UserStatus          of the home
//!           | root segment… last
//!           | root singular | root kind | root inside and inside…   where all of these are taken
//! used      = operation status media "request" or "response"; a component's name with what it is;
//!             a parameter or a header is a member of its operation. Only for what no component holds
//! operation = operationId, where it is unique, else the method and the path, or the callback
//! last      = the member's name, singular for the elements of an array; a variant's words;
//!             "item", "value" or "variant" where a component holds the type directly
//! inside    = the names of members, variants or values, in alphabetical order
//! extended  = the component that all schemas of the type extend
//! family    = the words that the names of all components around it begin with; operations have none
//!             where `last` says only how a variant differs from others
//! home      = the component in which the type is written with the fewest steps; of several, the one whose name most
//!             others end with, and then the one with the fewest words; else the one with the shortest way
//! kind      = "details" | "choice" | "value" | "object"
//! field     = the member's name                                  snake_case
//! variant   = tag | component | locked | title | tag or tag      UpperCamelCase, DownOrUp where two tags mean it
//!           | the member that tells it | JSON type
//!           | what it is, holds, or is limited to, where others have its JSON type      Uuid, Strings, AtMost10
//! ```
//!
//! A word that says nothing by itself (`data`, `items`, `or`) never stands alone, and a single word
//! only for what the document writes out more than once; one that means something else in each component
//! (`provider`, `window`) takes what is around it. Words that meet are said once: `collection`,
//! `collection_type` is `CollectionType`. Collisions lengthen both sides, except that a type which stands
//! at all of the other's places, or in the same component under just that name, or holds the other, keeps
//! the shorter name.
//! There are no counters.

mod alike;
mod anonymous;
mod candidates;
mod changes;
mod contents;
mod distinct;
mod either;
mod fields;
mod fingerprints;
pub mod ident;
mod lock;
mod places;
mod shared;
mod unused;
mod vague;
mod variants;
mod words;

pub use candidates::{Candidate, Rule};
pub use changes::{ChangeKind, NameChange};
pub use lock::Lock;

use std::collections::{BTreeMap, BTreeSet};

use self::distinct::{Wanted, distinct};
use crate::analysis::Analyses;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::TypeId;
use crate::resolve::Resolved;
use crate::schema::SchemaGraph;

/// The names of everything that gets one.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Types.
    pub types: BTreeMap<TypeId, String>,
    /// The field of each member of a struct, by index; then one for each flattened union, then one
    /// for the map of further members.
    pub fields: BTreeMap<TypeId, Vec<String>>,
    /// The variants of enums and unions, by index.
    pub variants: BTreeMap<TypeId, Vec<String>>,
    /// The next lock.
    pub lock: String,
    /// What changed since the last one.
    pub changes: Vec<NameChange>,
    /// Where the name of each type comes from.
    pub origins: BTreeMap<TypeId, Origin>,
    /// The names that types would have without `[rename]`, where it goes by those.
    renamed: BTreeMap<TypeId, String>,
    /// The names that variants would have without `[rename]`, by type and index.
    renamed_variants: BTreeMap<(TypeId, usize), String>,
    /// The keys of `[rename]` that have named something.
    used: BTreeSet<String>,
    /// The names that each anonymous type could have, the best first.
    pub candidates: BTreeMap<TypeId, Vec<Candidate>>,
}

/// Where a type's name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `[rename]` in codegen.toml
    Renamed,
    /// The component's own name
    Component,
    /// A discriminator's mapping
    Mapped,
    /// `names.lock`
    Locked,
    /// The first of its candidates that was free
    Chosen,
}

impl Names {
    fn give(&mut self, id: TypeId, name: String, origin: Origin) {
        self.types.insert(id, name);
        self.origins.insert(id, origin);
    }

    /// Gives the name that the settings have for a type called `key`.
    fn rename(&mut self, id: TypeId, key: String, name: String) {
        self.used.insert(key.clone());
        self.renamed.insert(id, key);
        self.give(id, name, Origin::Renamed);
    }
}

/// Names everything.
pub fn assign(
    graph: &SchemaGraph,
    resolved: &Resolved,
    analyses: &Analyses,
    config: &Config,
    previous: &Lock,
    diagnostics: &mut Diagnostics,
) -> Names {
    let mut names = Names::default();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    name_components(graph, resolved, config, &mut names, &mut taken, diagnostics);
    let fingerprints = fingerprints::fingerprints(resolved);
    let given = anonymous::Given {
        graph,
        resolved,
        analyses,
        config,
        previous,
        fingerprints: &fingerprints,
    };
    anonymous::name(&given, &mut names, &mut taken, diagnostics);
    for id in &analyses.reachable {
        variants::name(&given, *id, &mut names, diagnostics);
        fields::name(resolved, analyses, *id, &mut names);
    }
    unused::report(graph, config, &names, diagnostics);
    let next = Lock::of(graph, resolved, &names, &fingerprints, previous);
    names.changes = changes::changes(previous, &next);
    names.lock = next.write(previous);
    names
}

fn name_components(
    graph: &SchemaGraph,
    resolved: &Resolved,
    config: &Config,
    names: &mut Names,
    taken: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let renamed = |component: &String, id: TypeId| {
        let place = graph.pointer(resolved.ir.get(id).sources[0]);
        let by_name = config.rename.get_key_value(component);
        by_name.or_else(|| config.rename.get_key_value(&place.to_string()))
    };
    let components = resolved.ir.components.iter();
    let wanted: Vec<Wanted> = components
        .clone()
        .map(|(component, id)| {
            let name = renamed(component, *id).map_or(component, |it| it.1);
            Wanted::item(name)
        })
        .collect();
    let asked: Vec<String> = wanted.iter().map(|it| it.name.clone()).collect();
    let mut clashes: BTreeSet<String> = BTreeSet::new();
    let unique = distinct(&wanted, &BTreeMap::new(), taken);
    for ((component, id), unique) in components.zip(unique) {
        let expected = heck::ToUpperCamelCase::to_upper_camel_case(component.as_str());
        let place = graph.pointer(resolved.ir.get(*id).sources[0]);
        let renamed = renamed(component, *id);
        let is_renamed = renamed.is_some();
        let origin = match is_renamed {
            true => Origin::Renamed,
            false => Origin::Component,
        };
        if let Some((key, name)) = renamed {
            names.used.insert(key.clone());
            let name = ident::type_name(name);
            let mut others = asked.iter().filter(|it| **it == name);
            if others.nth(1).is_some() && clashes.insert(name.clone()) {
                anonymous::report_taken(&name, diagnostics);
            }
        }
        if unique != expected && !is_renamed {
            diagnostics
                .report(
                    Code::RenamedItem,
                    place,
                    format!("the component {component:?} is called `{unique}` in Rust"),
                )
                .help("choose another name with [rename] in codegen.toml");
        }
        names.give(*id, unique, origin);
    }
}
