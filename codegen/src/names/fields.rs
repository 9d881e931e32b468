//! Names of struct fields.

use std::collections::{BTreeMap, BTreeSet};

use super::distinct::{Wanted, distinct};
use super::{Names, ident};
use crate::analysis::{Analyses, Item};
use crate::ir::{Rest, Shape, TypeId};
use crate::resolve::Resolved;

pub(super) fn name(resolved: &Resolved, analyses: &Analyses, id: TypeId, names: &mut Names) {
    if analyses.items[id.index()] == Item::Parts {
        // Each part is called what its variant would be.
        let mut taken = BTreeSet::new();
        let variants = names.variants.get(&id).into_iter().flatten();
        let part = |it: &String| unique(ident::field_name(it), "part", &mut taken);
        let fields = variants.map(part).collect();
        names.fields.insert(id, fields);
        return;
    }
    if analyses.items[id.index()] != Item::Struct {
        return;
    }
    let Shape::Object(rules) = resolved.ir.shape(id) else {
        return;
    };
    let wanted: Vec<Wanted> = (rules.members.iter())
        .map(|it| Wanted::field(&it.name))
        .collect();
    let mut taken = BTreeSet::new();
    let mut fields = distinct(&wanted, &BTreeMap::new(), &mut taken);
    for union in &rules.flattened {
        // A union in the same object is called what it is: `PushData` is `push_data`, and in
        // `Contact` a `ContactVariant` is `variant`.
        let around = names.types.get(&id).map_or("", String::as_str);
        let own = names.types.get(union).map_or("Variant", String::as_str);
        let rest = own
            .strip_prefix(around)
            .filter(|it| it.starts_with(char::is_uppercase));
        let wanted = ident::field_name(rest.unwrap_or(own));
        fields.push(unique(wanted, "variant", &mut taken));
    }
    if let Rest::Keep(_) = rules.rest {
        fields.push(unique("others".to_owned(), "members", &mut taken));
    }
    names.fields.insert(id, fields);
}

/// A name that no member has.
fn unique(wanted: String, longer: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = wanted.trim_start_matches("r#");
    let longer = format!("{plain}_{longer}");
    let names = distinct(&[Wanted::or(wanted, longer)], &BTreeMap::new(), taken);
    names.into_iter().collect()
}
