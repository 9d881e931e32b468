//! What is explained, by question.

mod differences;
mod graphs;
mod names;
mod places;
mod subjects;
mod unions;

use std::sync::Arc;

use super::*;
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::reader::{NoFolder, SourceText};
use crate::{Workspace, plan};

/// Calls `check` with an explainer of these component schemas, in YAML's flow style, and the lock.
fn explained(schemas: &str, lock: Option<&str>, check: impl FnOnce(&Explainer<'_>)) {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n\
         components: {{schemas: {{{schemas}}}}}\n"
    );
    let request = Request {
        document: SourceText::new("api.yaml", text),
        folder: Arc::new(NoFolder),
        config: Config::default(),
        config_source: None,
        lock: lock.map(|it| SourceText::new("names.lock", it)),
        crate_name: "explained".to_owned(),
        workspace: Workspace::Own,
    };
    let mut diagnostics = Diagnostics::default();
    let plan = plan(&request, &mut diagnostics, &mut |_| {});
    let plan = plan.unwrap_or_else(|| panic!("{diagnostics:?}"));
    check(&Explainer::new(&plan, &request));
}

fn find(explainer: &Explainer<'_>, text: &str) -> Subject {
    explainer
        .find(text)
        .unwrap_or_else(|it| panic!("{text}: {it:?}"))
}

#[track_caller]
fn ty(explainer: &Explainer<'_>, text: &str) -> TypeExplanation {
    let explanation = explainer.explain(find(explainer, text));
    explanation.r#type.expect("a type")
}

#[track_caller]
fn became(explainer: &Explainer<'_>, pointer: &str) -> (Option<String>, Became, Option<String>) {
    let explanation = explainer.explain(find(explainer, pointer));
    let it = explanation.schema.expect("a schema");
    (it.item, it.became, it.into)
}

const PETS: &str = "
    pet: {type: object, required: [kind], properties: {
        kind: {type: string, enum: [cat]}, name: {type: string, maxLength: 5}}},
    owner: {allOf: [
        {type: object, properties: {pet: {$ref: '#/components/schemas/pet'}}},
        {type: object, properties: {
            other: {type: object, required: [kind], properties: {
                kind: {type: string, enum: [cat]}, name: {type: string, maxLength: 5}}},
            by: {oneOf: [
                {type: object, required: [id], properties: {id: {type: integer}}},
                {type: object, required: [email], properties: {email: {type: string}}}]}}},
        {allOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}]}";
