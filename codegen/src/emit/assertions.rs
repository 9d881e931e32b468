//! The checks of keywords that are checked on the value as JSON: `patternProperties`, `contains`,
//! `if` and what else `ir::Assertion` lists.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::check_value::checker;
use super::schemas;
use crate::ir::{Assertion, Evaluated, Of, Shape, TypeId, When};
use crate::schema::SchemaId;

/// What is asked of a value of this type, given by an expression for a reference to it.
pub(super) fn assertions(
    cx: &Emission<'_>,
    id: TypeId,
    expr: &TokenStream,
    place: &TokenStream,
) -> TokenStream {
    let ty = cx.ir().get(id);
    let assertions = &ty.conditions.assertions;
    if assertions.is_empty() {
        return TokenStream::new();
    }
    let checks = assertions.iter().map(|assertion| {
        let asked = Asked {
            owner: ty.sources[0],
            shape: &ty.shape,
            assertion,
        };
        check(cx, &asked, place)
    });
    quote! {
        if let ::core::option::Option::Some(json) = &report.json(#expr, #place) {
            #(#checks)*
        }
    }
}

/// An assertion, and the schema and the shape of the type that it is asked of.
struct Asked<'a> {
    owner: SchemaId,
    shape: &'a Shape,
    assertion: &'a Assertion,
}

impl Asked<'_> {
    /// A function that tells what keeps a JSON value from being of a type that this asks for.
    fn schema(&self, cx: &Emission<'_>, id: TypeId) -> TokenStream {
        let question = schema(cx, id);
        let source = schemas::asked_by(cx, self.owner, self.assertion, id);
        match source {
            Some(source) if !says_nothing(cx, id) => {
                let within = schemas::within(cx, id, source);
                quote!(#question.map_err(#within))
            }
            _ => question,
        }
    }

    fn or_none(&self, cx: &Emission<'_>, id: TypeId) -> TokenStream {
        let is_never = *cx.ir().shape(id) == Shape::Never;
        option((!is_never).then(|| self.schema(cx, id)))
    }
}

fn check(cx: &Emission<'_>, asked: &Asked<'_>, place: &TokenStream) -> TokenStream {
    match asked.assertion {
        // It was reported: nobody can say what matches.
        Assertion::Matching { pattern, .. } if !is_known(pattern) => TokenStream::new(),
        Assertion::Matching { pattern, ty } => {
            let (names, schema) = (
                names(&[], std::slice::from_ref(pattern)),
                asked.schema(cx, *ty),
            );
            quote!(applicators::matching(json, #names, #schema, #place, report);)
        }
        Assertion::Further {
            names: declared,
            patterns,
            ty,
        } => {
            let (names, schema) = (names(declared, patterns), asked.or_none(cx, *ty));
            quote!(applicators::further(json, #names, #schema, #place, report);)
        }
        Assertion::Names(ty) => {
            let schema = schema(cx, *ty);
            quote!(applicators::names(json, #schema, #place, report);)
        }
        Assertion::Requires { name, required } => {
            let is_written = |it: &&String| match asked.shape {
                Shape::Object(rules) => rules.member(it).is_some_and(|it| it.write_only),
                _ => false,
            };
            let (written, required): (Vec<&String>, Vec<&String>) =
                required.iter().partition(is_written);
            let asked = quote!((&[#(#required),*], &[#(#written),*]));
            quote!(applicators::requires(json, #name, #asked, #place, report);)
        }
        Assertion::Implies { name, ty } => {
            let schema = asked.schema(cx, *ty);
            quote!(applicators::implies(json, #name, #schema, #place, report);)
        }
        Assertion::Conditional {
            test,
            then,
            otherwise,
        } => {
            let test = schema(cx, *test);
            let branch = |ty: &Option<TypeId>| match ty {
                Some(ty) => asked.schema(cx, *ty),
                None => quote!(applicators::anything),
            };
            let (then, otherwise) = (branch(then), branch(otherwise));
            quote!(applicators::conditional(json, #test, #then, #otherwise, #place, report);)
        }
        Assertion::Any(types) => {
            let schemas = types.iter().map(|it| {
                let name = cx.ty(*it).to_string().replace(' ', "");
                let schema = schema(cx, *it);
                quote!((#name, #schema))
            });
            quote!(applicators::any(json, &[#(#schemas),*], #place, report);)
        }
        Assertion::Contains { ty, least, most } => {
            let (schema, most) = (schema(cx, *ty), option(most.map(|it| quote!(#it))));
            quote!(applicators::contains(json, #schema, #least, #most, #place, report);)
        }
        Assertion::Prefix(types) => {
            let schemas = types.iter().map(|it| asked.schema(cx, *it));
            quote!(applicators::prefix(json, &[#(#schemas),*], #place, report);)
        }
        Assertion::After { count, ty } => {
            let schema = asked.or_none(cx, *ty);
            quote!(applicators::after(json, #count, #schema, #place, report);)
        }
        Assertion::Unevaluated { of, evaluated, ty } => {
            let evaluated = evaluated.iter().map(|it| evaluation(cx, it));
            let schema = asked.or_none(cx, *ty);
            let evaluated = quote!(&[#(#evaluated),*]);
            match of {
                Of::Members => quote! {
                    applicators::unevaluated_members(json, #evaluated, #schema, #place, report);
                },
                Of::Elements => quote! {
                    applicators::unevaluated_elements(json, #evaluated, #schema, #place, report);
                },
            }
        }
    }
}

fn evaluation(cx: &Emission<'_>, evaluated: &Evaluated) -> TokenStream {
    let when = evaluated.when.iter().map(|it| match it {
        When::Is(ty) => {
            let schema = schema(cx, *ty);
            quote!(applicators::When::Is(#schema))
        }
        When::IsNot(ty) => {
            let schema = schema(cx, *ty);
            quote!(applicators::When::IsNot(#schema))
        }
        When::Has(name) => quote!(applicators::When::Has(#name)),
    });
    let (all, count) = (evaluated.all, evaluated.count);
    let names = names(&evaluated.names, &evaluated.patterns);
    let contains = option(evaluated.contains.map(|it| schema(cx, it)));
    quote! {
        applicators::Evaluated {
            when: &[#(#when),*],
            all: #all,
            names: #names,
            count: #count,
            contains: #contains,
        }
    }
}

/// A function that tells what keeps a JSON value from being of a type.
fn schema(cx: &Emission<'_>, id: TypeId) -> TokenStream {
    match cx.ir().shape(id) {
        Shape::Never => quote!(applicators::nothing),
        Shape::Any if says_nothing(cx, id) => quote!(applicators::anything),
        _ => {
            let (ty, check) = (cx.ty(id), checker(cx, id));
            quote!(|it, to| decode::fits::<#ty>(it, #check, to))
        }
    }
}

/// Whether all values are of a type, or none.
fn says_nothing(cx: &Emission<'_>, id: TypeId) -> bool {
    let ty = cx.ir().get(id);
    ty.shape == Shape::Never || ty.shape == Shape::Any && ty.conditions.is_empty()
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// Whether a pattern can be translated.
fn is_known(pattern: &str) -> bool {
    crate::patterns::translate(pattern).is_ok()
}

/// A function that tells whether a name is declared or matches; any may match what isn't known.
fn names(declared: &[String], patterns: &[String]) -> TokenStream {
    if !patterns.iter().all(|it| is_known(it)) {
        return quote!(|_| true);
    }
    let declared = (!declared.is_empty()).then(|| quote!([#(#declared),*].contains(&it)));
    let patterns = patterns.iter().map(|it| {
        let name = super::patterns::name(it);
        quote!(patterns::#name.matches(it))
    });
    let tests: Vec<TokenStream> = declared.into_iter().chain(patterns).collect();
    match tests.is_empty() {
        true => quote!(|_| false),
        false => quote!(|it| #(#tests)||*),
    }
}
