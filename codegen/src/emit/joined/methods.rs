//! The methods that make types of what was read of an object.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;

use super::Emission;
use crate::emit::rust::ident;
use crate::ir::{Ir, Rest, Shape, TypeId};
use crate::names::ident::field_name;

/// A type that is made of what was read, and the one whose members stand beside its own in the same object, if that
/// makes a difference: it has no part in the further members that are the other's.
pub(super) type Made = (TypeId, Option<TypeId>);

/// The names of the methods.
#[derive(Default)]
pub(super) struct Methods(BTreeMap<Made, String>);

impl Methods {
    /// What is made of a type beside another one: where that makes no difference, the same as anywhere.
    pub(super) fn made(&self, id: TypeId, beside: Option<TypeId>) -> Made {
        let apart = (id, beside);
        match self.0.contains_key(&apart) {
            true => apart,
            false => (id, None),
        }
    }

    /// The method that makes a type of what was read.
    pub(super) fn of(&self, made: Made) -> Ident {
        match self.0.get(&made) {
            Some(name) => ident(name),
            None => unreachable!("every type of a set has a method"),
        }
    }

    /// A name of its own for each type's method: those of types may differ by nothing but capitals.
    pub(super) fn new(cx: &Emission<'_>) -> Methods {
        let mut taken = BTreeSet::new();
        let mut methods = BTreeMap::new();
        let mut add = |made: Made, name: String| {
            let mut method = format!("build_{name}");
            while !taken.insert(method.clone()) {
                method.push('_');
            }
            methods.insert(made, method);
        };
        let named = |id: &TypeId| {
            let name = cx.names.types.get(id).map(|it| field_name(it));
            name.map(|it| it.trim_start_matches("r#").to_owned())
        };
        let types: Vec<TypeId> = cx.nominal().into_iter().map(|(id, _)| id).collect();
        for id in &types {
            add((*id, None), named(id).unwrap_or_default());
        }
        for outer in &types {
            for inner in beside(cx, *outer) {
                if let (Some(inner_name), Some(outer_name)) = (named(&inner), named(outer)) {
                    add(
                        (inner, Some(*outer)),
                        format!("{inner_name}_beside_{outer_name}"),
                    );
                }
            }
        }
        Methods(methods)
    }
}

/// The types whose members stand beside those of a struct, and that keep further ones: its unions, and their variants.
fn beside(cx: &Emission<'_>, outer: TypeId) -> BTreeSet<TypeId> {
    let ir = cx.ir();
    let keeps = |id: &TypeId| matches!(ir.shape(*id), Shape::Object(rules) if matches!(rules.rest, Rest::Keep(_)));
    let mut inner = BTreeSet::new();
    if let Shape::Object(rules) = ir.shape(outer) {
        for union in &rules.flattened {
            let objects = objects(ir, *union);
            if objects.iter().any(keeps) {
                inner.insert(ir.resolve(*union));
                inner.extend(objects.into_iter().filter(keeps));
            }
        }
    }
    inner
}

/// The objects that may stand beside a struct's members: the variants of a union, or the one struct that it became.
pub(super) fn objects(ir: &Ir, union: TypeId) -> Vec<TypeId> {
    let id = ir.resolve(union);
    match ir.shape(id) {
        Shape::Union(union) => union.variants.iter().map(|it| ir.resolve(it.ty)).collect(),
        _ => vec![id],
    }
}
