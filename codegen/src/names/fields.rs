//! Names of struct fields.

use std::collections::BTreeSet;

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
    let mut taken = BTreeSet::new();
    let mut fields: Vec<Option<String>> = vec![None; rules.members.len()];
    // Members spelled like their field keep the name; the rest is spelled out where it collides.
    let mut order: Vec<usize> = (0..rules.members.len()).collect();
    order.sort_by_key(|index| {
        let name = &rules.members[*index].name;
        (ident::field_name(name) != *name, name.clone())
    });
    for index in order {
        let name = &rules.members[index].name;
        let field = unique(ident::field_name(name), &ident::spelled(name), &mut taken);
        fields[index] = Some(field);
    }
    let mut fields: Vec<String> = fields.into_iter().flatten().collect();
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

fn unique(wanted: String, spelled: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = wanted;
    if taken.contains(&name) {
        let plain = name.trim_start_matches("r#");
        name = format!(
            "{plain}_{}",
            ident::field_name(spelled).trim_start_matches("r#")
        );
    }
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}
