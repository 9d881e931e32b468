//! Names of enum variants.

use std::collections::{BTreeMap, BTreeSet};

use super::anonymous::{Given, report_taken};
use super::distinct::{Wanted, distinct};
use super::lock::Seeker;
use super::words::{is_given, telling_tag, title_words, variant_words};
use super::{Names, ident};
use crate::diagnostics::Diagnostics;
use crate::ir::{Shape, TypeId, Union, Variant};
use crate::raw::Raw;

pub(super) fn name(cx: &Given<'_>, id: TypeId, names: &mut Names, diagnostics: &mut Diagnostics) {
    let resolved = cx.resolved;
    let mut locked: BTreeMap<usize, String> = BTreeMap::new();
    if let (Shape::Union(union), Some(name)) = (resolved.ir.shape(id), names.types.get(&id)) {
        let seekers = seekers(cx, names, union);
        locked = cx.previous.variant_claims(name, &seekers);
    }
    let wanted: Vec<Wanted> = match resolved.ir.shape(id) {
        Shape::Enum(values) => of_listed(cx, id, values),
        Shape::OpenEnum(values) => {
            let known = values.iter().map(|it| Wanted::value(it));
            known.chain([rest("Other")]).collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let known = variants.map(|it| of_variant(cx, names, union, it));
            let unknown = union.is_open().then(|| rest("Unknown"));
            known.chain(unknown).collect()
        }
        _ => return,
    };
    // What the document says comes before what was chosen once.
    let is_said = |name: &String| {
        let mut others = wanted.iter().enumerate();
        others.any(|(index, it)| it.name == *name && !locked.contains_key(&index))
    };
    let kept = locked.clone().into_iter().filter(|(_, it)| !is_said(it));
    let kept: BTreeMap<usize, String> = kept.collect();
    let mut variants = distinct(&wanted, &kept, &mut BTreeSet::new());
    rename(cx, id, &mut variants, names, diagnostics);
    names.variants.insert(id, variants);
}

/// Gives variants the names that the settings have for them: by `Type::Variant`, or by the branch's pointer where
/// that has no type of its own to be renamed.
fn rename(
    cx: &Given<'_>,
    id: TypeId,
    variants: &mut [String],
    names: &mut Names,
    diagnostics: &mut Diagnostics,
) {
    if cx.config.rename.is_empty() {
        return;
    }
    let ty = cx.resolved.ir.get(id);
    let called = [
        names.types.get(&id),
        ty.component.as_ref(),
        names.renamed.get(&id),
    ];
    let called: Vec<String> = called.into_iter().flatten().cloned().collect();
    for index in 0..variants.len() {
        let mut keys: Vec<String> = called
            .iter()
            .map(|it| format!("{it}::{}", variants[index]))
            .collect();
        if let Shape::Union(union) = &ty.shape
            && let Some(variant) = union.variants.get(index)
        {
            keys.push(cx.graph.pointer(variant.source).to_string());
        }
        keys.retain(|it| !names.used.contains(it));
        let Some(key) = keys
            .into_iter()
            .find(|it| cx.config.rename.contains_key(it))
        else {
            continue;
        };
        let name = ident::type_name(&cx.config.rename[&key]);
        names.used.insert(key);
        if variants.contains(&name) && variants[index] != name {
            report_taken(&name, diagnostics);
            continue;
        }
        let before = std::mem::replace(&mut variants[index], name);
        names.renamed_variants.insert((id, index), before);
    }
}

fn of_variant(cx: &Given<'_>, names: &Names, union: &Union, variant: &Variant) -> Wanted {
    let (graph, resolved) = (cx.graph, cx.resolved);
    match telling_tag(graph, resolved, union, variant) {
        Some(tag) => of_value(tag),
        None => {
            let words = variant_words(graph, resolved, union, variant).words;
            let name = names.types.get(&variant.ty).cloned().unwrap_or_default();
            let word = ident::join(&words);
            let longer = format!("{word}{name}");
            Wanted::or(word, longer)
        }
    }
}

/// The variants whose names were chosen: what the lock knows them by.
fn seekers(cx: &Given<'_>, names: &Names, union: &Union) -> BTreeMap<usize, Seeker> {
    let variants = union.variants.iter().enumerate();
    let chosen = variants.filter(|(_, it)| !is_given(cx.graph, cx.resolved, union, it));
    let seeker = |(index, it): (usize, &Variant)| {
        let seeker = Seeker {
            fingerprint: cx.fingerprints[it.ty.index()].clone(),
            pointers: vec![cx.graph.pointer(it.source).word()],
            names: of_variant(cx, names, union, it).names().cloned().collect(),
        };
        (index, seeker)
    };
    chosen.map(seeker).collect()
}

/// The names of listed values: a value's title, where the value itself is no word, and all places that give it one
/// agree.
fn of_listed(cx: &Given<'_>, id: TypeId, values: &[Raw]) -> Vec<Wanted> {
    let ty = cx.resolved.ir.get(id);
    let mut titles: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for source in ty.documented_by() {
        for (value, said) in cx.graph.said_of_values(*source) {
            let title = said.title.as_deref();
            titles.entry(value).or_default().extend(title);
        }
    }
    let title = |value: &Raw| {
        let titles = titles.get(&value.to_string())?;
        let title = titles.first().filter(|_| titles.len() == 1)?;
        title_words(title).filter(|_| value.as_str().is_none())
    };
    let wanted = values.iter().map(|value| match title(value) {
        Some(words) => {
            let name = ident::join(&words);
            let longer = format!("{name}{}", of_value(value).name);
            Wanted::or(name, longer)
        }
        None => of_value(value),
    });
    wanted.collect()
}

/// A value's name.
pub(super) fn of_value(value: &Raw) -> Wanted {
    match value {
        Raw::String(text) => Wanted::value(text),
        Raw::Null => with_value("Null".to_owned()),
        Raw::Bool(true) => with_value("True".to_owned()),
        Raw::Bool(false) => with_value("False".to_owned()),
        Raw::Integer(number) if *number < 0 => {
            with_value(format!("Minus{}", number.unsigned_abs()))
        }
        Raw::Float(number) => {
            let head = if *number < 0.0 { "Minus" } else { "N" };
            let plain = number.abs().to_string();
            let digits = match plain.len() {
                ..=20 => plain,
                _ => format!("{:e}", number.abs()),
            };
            // Between digits, a point can't be left out: 1.5 is not 15.
            let digits = digits.replace('.', "_").replace("e-", "EMinus");
            with_value(format!("{head}{digits}"))
        }
        other => {
            let name = ident::type_name(&other.plain());
            with_value(format!("N{}", name.trim_start_matches('_')))
        }
    }
}

/// The name of the variant for any other value.
fn rest(name: &str) -> Wanted {
    Wanted::rest(name.to_owned(), format!("{name}Value"))
}

/// A name that is lengthened by saying that it is a value's.
fn with_value(name: String) -> Wanted {
    let longer = format!("{name}Value");
    Wanted::or(name, longer)
}
