//! What a change is told as, and whom it breaks: by concept.

mod api;
mod conditions;
mod documents;
mod members;
mod unions;
mod values;

use std::sync::Arc;

use super::*;
use crate::config::{Config, Roots};
use crate::diagnostics::Diagnostics;
use crate::explain::{Effect, Facet};
use crate::reader::{NoFolder, SourceText};
use crate::{Workspace, plan};

fn version(schemas: &str) -> (Plan, Request) {
    of_document("{}", schemas, Config::default())
}

fn of_document(paths: &str, schemas: &str, config: Config) -> (Plan, Request) {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {paths}\n\
         components: {{schemas: {{{schemas}}}}}\n"
    );
    let request = Request {
        document: SourceText::new("api.yaml", text),
        folder: Arc::new(NoFolder),
        config,
        config_source: None,
        lock: None,
        crate_name: "version".to_owned(),
        workspace: Workspace::Own,
    };
    let mut diagnostics = Diagnostics::default();
    let plan = plan(&request, &mut diagnostics, &mut |_| {});
    (plan.unwrap_or_else(|| panic!("{diagnostics:?}")), request)
}

fn diff_of(old: &str, new: &str) -> Diff {
    let (old, new) = (version(old), version(new));
    diff((&old.0, &old.1), (&new.0, &new.1))
}

const BOTH: (bool, bool) = (true, true);
const READERS: (bool, bool) = (true, false);
const WRITERS: (bool, bool) = (false, true);
const NOBODY: (bool, bool) = (false, false);

/// Replacing one schema by another is one change on the wire, which breaks these.
#[track_caller]
fn check(old: &str, new: &str, way: &str, facet: Facet, breaks: (bool, bool)) {
    let wire = diff_of(&format!("A: {old}"), &format!("A: {new}")).wire;
    let [only] = wire.as_slice() else {
        panic!("{wire:#?}");
    };
    let actual = (only.way.join(" "), only.change.facet);
    assert_eq!(actual, (way.to_owned(), facet));
    assert_eq!(
        (only.breaks.readers, only.breaks.writers),
        breaks,
        "{only:?}"
    );
}

fn object(members: &str, rest: &str) -> String {
    format!("{{type: object, properties: {{x: {{type: string}}, {members}}}{rest}}}")
}
