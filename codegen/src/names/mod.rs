//! Every name of the generated code, solved at once when all types are known.
//!
//! ```text
//! type      = component | mapped | renamed | locked | anonymous     UpperCamelCase
//! component = the component's name
//! mapped    = the name that a discriminator's mapping gives to a component the document lacks
//! anonymous = title | place, lengthened until it is unique:
//! place     = last                       "platform"              Platform
//!           | segment… last              "device", "attributes"  DeviceAttributes
//!           | shared last                push_*, "recipients"    PushRecipient
//!           | shared segment… last
//!           | root segment… last         of the shortest place
//!           | root last kind | root inside and inside…   where all of these are taken
//! last      = the member's name, singular for the elements of an array; a variant's words;
//!             "item", "value" or "variant" where a component holds the type directly
//! inside    = the names of members or variants, in alphabetical order
//! shared    = the words that the names of all components around it begin with
//! field     = the member's name                                  snake_case
//! variant   = tag | component | title | the member that tells it | JSON type    UpperCamelCase
//! ```
//!
//! A word that says nothing by itself (`data`, `items`, `or`) never stands alone. Collisions
//! lengthen both sides, except that a type which stands at all of the other's places keeps the
//! shorter name. There are no counters.

mod anonymous;
mod fields;
pub mod ident;
mod lock;
mod places;
mod variants;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Analyses;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::TypeId;
use crate::reader::SourceText;
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
    /// What changed since the last one, a line each.
    pub changes: Vec<String>,
}

/// Names everything.
pub fn assign(
    graph: &SchemaGraph,
    resolved: &Resolved,
    analyses: &Analyses,
    config: &Config,
    lock: Option<&SourceText>,
    diagnostics: &mut Diagnostics,
) -> Names {
    let mut names = Names::default();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    name_components(graph, resolved, config, &mut names, &mut taken, diagnostics);
    let previous = lock::Lock::read(lock);
    anonymous::name(
        graph, resolved, analyses, config, &previous, &mut names, &mut taken,
    );
    for id in &analyses.reachable {
        variants::name(graph, resolved, *id, &mut names);
        fields::name(resolved, analyses, *id, &mut names);
    }
    let next = lock::Lock::of(graph, resolved, &names);
    names.changes = previous.changes(&next);
    names.lock = next.write(&previous);
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
    let mut wanted: BTreeMap<String, Vec<(&str, TypeId)>> = BTreeMap::new();
    for (component, id) in &resolved.ir.components {
        let place = graph.pointer(resolved.ir.get(*id).sources[0]);
        let renamed = config
            .rename
            .get(component)
            .or_else(|| config.rename.get(&place.to_string()));
        let name = renamed.map_or_else(|| ident::type_name(component), |it| ident::type_name(it));
        wanted.entry(name).or_default().push((component, *id));
    }
    for (name, mut components) in wanted {
        // The component that is spelled most like its Rust name keeps it, whatever the order.
        components.sort_by_key(|(component, _)| (*component != name, *component));
        for (index, (component, id)) in components.into_iter().enumerate() {
            let mut unique = name.clone();
            if index > 0 || taken.contains(&unique) {
                unique = format!("{name}{}", ident::spelled(component));
            }
            while !taken.insert(unique.clone()) {
                unique.push('_');
            }
            let expected = heck::ToUpperCamelCase::to_upper_camel_case(component);
            if unique != expected && !config.rename.contains_key(component) {
                let place = graph.pointer(resolved.ir.get(id).sources[0]);
                diagnostics
                    .report(
                        Code::RenamedItem,
                        place,
                        format!("the component {component:?} is called `{unique}` in Rust"),
                    )
                    .help("choose another name with [rename] in codegen.toml");
            }
            names.types.insert(id, unique);
        }
    }
}
