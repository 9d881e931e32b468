//! The members by which people tell the variants of a union apart.

use crate::ir::{Ir, Member, Shape, Union};

/// The members that a variant requires and others don't, or else those that only it has.
pub(crate) fn telling_members(ir: &Ir, union: &Union, index: usize) -> Vec<String> {
    let members = |at: usize| -> &[Member] {
        let ty = union.variants.get(at).map(|it| ir.resolve(it.ty));
        match ty.map(|it| ir.shape(it)) {
            Some(Shape::Object(rules)) => &rules.members,
            _ => &[],
        }
    };
    let others = || (0..union.variants.len()).filter(|it| *it != index);
    let requires =
        |at: usize, name: &str| members(at).iter().any(|it| it.name == name && it.required);
    let declares = |at: usize, name: &str| members(at).iter().any(|it| it.name == name);
    let names = |fits: &dyn Fn(&Member) -> bool| -> Vec<String> {
        let fitting = members(index).iter().filter(|it| fits(it));
        fitting.map(|it| it.name.clone()).collect()
    };
    let required = names(&|it| it.required && !others().all(|at| requires(at, &it.name)));
    match required.is_empty() {
        true => names(&|it| others().all(|at| !declares(at, &it.name))),
        false => required,
    }
}
