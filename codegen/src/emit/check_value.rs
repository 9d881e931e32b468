//! How a single value is checked: the steps for its type, down to the next type that has a name.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emission;
use super::assertions::assertions;
use super::integers::{self, Side};
use super::rust::ident;
use crate::analysis::{checked_formats, patterns};
use crate::ir::{ArrayRules, NumberRules, ObjectRules, Rest, Shape, TextRules, TypeId};
use crate::raw::Raw;
use crate::schema::{Bound, Number};

pub(super) fn counts(rules: &ObjectRules, count: &TokenStream, place: &TokenStream) -> TokenStream {
    let min = rules
        .min_properties
        .map(Literal::usize_unsuffixed)
        .map(|it| quote!(check::min_properties(#count, #it, #place, report);));
    let max = rules
        .max_properties
        .map(Literal::usize_unsuffixed)
        .map(|it| quote!(check::max_properties(#count, #it, #place, report);));
    quote!(#min #max)
}

/// Whether a type's checks take strings or numbers that may be left out or `null` as they are.
pub(super) fn is_scalar(cx: &Emission<'_>, id: TypeId) -> bool {
    let ty = cx.ir().get(id);
    ty.conditions.is_empty()
        && !cx.analyses.items[id.index()].is_nominal()
        && match &ty.shape {
            Shape::Text(_) => true,
            Shape::Integer(rules) => is_within(rules),
            Shape::Number(_) => true,
            Shape::Nullable(ty) | Shape::Alias(ty) => is_scalar(cx, *ty),
            _ => false,
        }
}

/// Whether the bounds of an integer are numbers of its type.
fn is_within(rules: &NumberRules) -> bool {
    let integer = integers::integer(rules);
    let is_beyond = |bound: Option<Bound>, side: Side| {
        bound.is_some_and(|it| integers::bound(it, integer, side).is_some_and(|it| it.1))
    };
    !is_beyond(rules.minimum, Side::Lower) && !is_beyond(rules.maximum, Side::Upper)
}

/// Whether a type's check is a method call: there are no constraints before the next named type.
pub(super) fn is_delegated(cx: &Emission<'_>, id: TypeId) -> bool {
    if cx.analyses.items[id.index()].is_nominal() {
        return true;
    }
    if !cx.ir().get(id).conditions.is_empty() {
        return false;
    }
    match cx.ir().shape(id) {
        Shape::Array(rules) => {
            rules.min_items.is_none()
                && rules.max_items.is_none()
                && !rules.unique
                && is_delegated(cx, rules.items)
        }
        Shape::Nullable(ty) | Shape::Alias(ty) => is_delegated(cx, *ty),
        Shape::Object(ObjectRules {
            rest: Rest::Keep(ty),
            min_properties: None,
            max_properties: None,
            ..
        }) => is_delegated(cx, *ty),
        Shape::Any | Shape::Null | Shape::Boolean | Shape::Never => true,
        _ => !cx.analyses.checked[id.index()],
    }
}

/// A function that checks a value of a type, named or not.
pub(super) fn checker(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    let steps = value(cx, id, &quote!(value), &quote!(place), 0, false);
    if steps.is_empty() {
        return quote!(|_, _, _| {});
    }
    if is_delegated(cx, id) {
        return quote!(validate::Validate::check);
    }
    quote!(|value, place, report| { #steps })
}

/// Checks a value, given by an expression for a reference to it. `own` looks into a named type.
pub(super) fn value(
    cx: &Emission<'_>,
    id: TypeId,
    expr: &TokenStream,
    place: &TokenStream,
    depth: usize,
    own: bool,
) -> TokenStream {
    if !cx.analyses.checked[id.index()] {
        return TokenStream::new();
    }
    if !own && is_delegated(cx, id) {
        let receiver = match expr.to_string().strip_prefix("& ") {
            Some(_) => expr.clone().into_iter().skip(1).collect(),
            None => expr.clone(),
        };
        return quote!(#receiver.check(#place, report););
    }
    let conditions = conditions(cx, id, expr, place);
    let steps = match cx.ir().shape(id) {
        Shape::Text(rules) => text(rules, expr, place),
        Shape::Integer(rules) => numbers(rules, expr, place, true),
        Shape::Number(rules) => numbers(rules, expr, place, false),
        Shape::Array(rules) => array(cx, rules, expr, place, depth),
        Shape::Nullable(ty) if is_scalar(cx, *ty) => value(cx, *ty, expr, place, depth, false),
        Shape::Nullable(ty) => {
            let (some, name) = (cx.some(), ident(&format!("inner{depth}")));
            let inner = value(cx, *ty, &quote!(#name), place, depth + 1, false);
            if inner.is_empty() {
                inner
            } else {
                quote!(if let #some(#name) = #expr { #inner })
            }
        }
        Shape::Alias(ty) => value(cx, *ty, expr, place, depth, false),
        Shape::Object(rules) => {
            let counts = counts(rules, &quote!(encode::count(#expr)), place);
            let Rest::Keep(values) = rules.rest else {
                return counts;
            };
            let inner = value(cx, values, &quote!(value), &quote!(place), depth + 1, false);
            let each = (!inner.is_empty()).then(|| {
                quote!(check::entries(#expr, #place, report, |value, place, report| { #inner });)
            });
            quote!(#counts #each)
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Enum(_)
        | Shape::OpenEnum(_)
        | Shape::Union(_) => TokenStream::new(),
    };
    quote!(#steps #conditions)
}

/// What is asked of a value by other types; `expr` is a reference to it.
pub(super) fn conditions(
    cx: &Emission<'_>,
    id: TypeId,
    expr: &TokenStream,
    place: &TokenStream,
) -> TokenStream {
    let conditions = &cx.ir().get(id).conditions;
    // What no value fits excludes nothing.
    let excluded = conditions.excluded.iter();
    let excluded = excluded.filter(|it| *cx.ir().shape(**it) != Shape::Never);
    let excluded = excluded.map(|it| {
        let (ty, check) = (cx.ty(*it), checker(cx, *it));
        quote!(check::not::<#ty>(#expr, #check, #place, report);)
    });
    let by_kind = conditions.by_kind.iter().map(|(types, it)| {
        let kinds = types.each().flat_map(super::decode::kinds_of);
        let kinds = quote!(&[#(decode::Kind::#kinds),*]);
        if *cx.ir().shape(*it) == Shape::Never {
            return quote!(check::never(#expr, #kinds, #place, report););
        }
        let (ty, check) = (cx.ty(*it), checker(cx, *it));
        let ask = |value: &TokenStream| {
            quote!(check::when::<#ty>(#value, #kinds, #check, #place, report);)
        };
        match cx.ir().shape(id) {
            Shape::Any => ask(expr),
            _ => {
                let (some, ask) = (cx.some(), ask(&quote!(json)));
                quote!(if let #some(json) = &report.json(#expr, #place) { #ask })
            }
        }
    });
    let listed = (!conditions.listed.is_empty()).then(|| {
        let listed = Raw::Array(conditions.listed.clone()).to_string();
        quote!(check::listed(#expr, #listed, #place, report);)
    });
    let assertions = assertions(cx, id, expr, place);
    quote!(#(#excluded)* #(#by_kind)* #listed #assertions)
}

fn array(
    cx: &Emission<'_>,
    rules: &ArrayRules,
    expr: &TokenStream,
    place: &TokenStream,
    depth: usize,
) -> TokenStream {
    let receiver: TokenStream = match expr.to_string().strip_prefix("& ") {
        Some(_) => expr.clone().into_iter().skip(1).collect(),
        None => expr.clone(),
    };
    let min = rules
        .min_items
        .map(Literal::usize_unsuffixed)
        .map(|it| quote!(check::min_items(#receiver.len(), #it, #place, report);));
    let max = rules
        .max_items
        .map(Literal::usize_unsuffixed)
        .map(|it| quote!(check::max_items(#receiver.len(), #it, #place, report);));
    let unique = rules
        .unique
        .then(|| quote!(check::unique_items(#expr, #place, report);));
    let inner = value(
        cx,
        rules.items,
        &quote!(item),
        &quote!(place),
        depth + 1,
        false,
    );
    let each = (!inner.is_empty())
        .then(|| quote!(check::each(#expr, #place, report, |item, place, report| { #inner });));
    quote!(#min #max #unique #each)
}

fn text(rules: &TextRules, expr: &TokenStream, place: &TokenStream) -> TokenStream {
    let min = rules
        .min_length
        .map(Literal::usize_unsuffixed)
        .map(|it| quote!(check::min_length(#expr, #it, #place, report);));
    let max = rules
        .max_length
        .map(Literal::usize_unsuffixed)
        .map(|it| quote!(check::max_length(#expr, #it, #place, report);));
    let formats = checked_formats(rules).map(|format| {
        let format = ident(&format!("{format:?}"));
        quote!(check::format(#expr, &format::Format::#format, #place, report);)
    });
    let patterns = patterns(rules).map(|(source, _)| {
        let name = super::patterns::name(source);
        quote! {
            check::pattern(#expr, &patterns::#name, #place, report);
        }
    });
    quote!(#min #max #(#patterns)* #(#formats)*)
}

fn numbers(
    rules: &NumberRules,
    expr: &TokenStream,
    place: &TokenStream,
    whole: bool,
) -> TokenStream {
    let check = |bound: Option<Bound>, open: &str, closed: &str, side: Side| {
        let bound = bound?;
        let name = ident(if bound.exclusive { open } else { closed });
        let (literal, is_beyond) = match whole {
            true => integers::bound(bound, integers::integer(rules), side)?,
            false => (float(bound.value.as_f64()), false),
        };
        let number = match is_beyond {
            true => quote!(&i128::from(*#expr)),
            false => expr.clone(),
        };
        Some(quote!(check::#name(#number, #literal, #place, report);))
    };
    let minimum = check(rules.minimum, "exclusive_minimum", "minimum", Side::Lower);
    let maximum = check(rules.maximum, "exclusive_maximum", "maximum", Side::Upper);
    let multiples = rules.multiple_of.iter().map(|divisor| {
        let divisor = match divisor {
            Number::Integer(value) if i64::try_from(*value).is_ok() => {
                let literal = Literal::i64_suffixed(i64::try_from(*value).unwrap_or_default());
                quote!(#literal)
            }
            other => {
                let literal = Literal::f64_suffixed(other.as_f64());
                quote!(#literal)
            }
        };
        quote!(check::multiple_of(#expr, #divisor, #place, report);)
    });
    quote!(#minimum #maximum #(#multiples)*)
}

fn float(value: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}
