//! `explain` has an answer about every schema and every type, and two answers never disagree.

use std::path::Path;
use std::sync::Arc;

use codegen::config::Config;
use codegen::diagnostics::Diagnostics;
use codegen::explain::{Explainer, Subject};
use codegen::reader::{NoFolder, SourceText};
use codegen::{Request, Workspace, plan};

#[test]
fn every_schema_and_type_of_the_projects_document_is_explained() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/customerio.openapi.yaml");
    check(&path);
}

#[test]
fn every_schema_and_type_of_real_documents_is_explained() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let root = std::env::var_os("CODEGEN_SHARED").map_or(root, Into::into);
    let folder = root.join("corpus/specs");
    if !folder.is_dir() {
        println!("skipped: there is no ../shared (or CODEGEN_SHARED) with documents");
        return;
    }
    for name in ["firecracker.json", "lxkns.yaml", "telegram-bot.json"] {
        check(&folder.join(name));
    }
}

fn check(path: &Path) {
    let text = std::fs::read_to_string(path).expect("a document");
    let request = Request {
        document: SourceText::new(path.display().to_string(), text),
        folder: Arc::new(NoFolder),
        config: Config::default(),
        config_source: None,
        lock: None,
        crate_name: "explained".to_owned(),
        workspace: Workspace::Own,
    };
    let plan = plan(&request, &mut Diagnostics::default(), &mut |_| {});
    let plan = plan.expect("a document without errors");
    let explainer = Explainer::new(&plan, &request);
    let mut before = None;
    for (id, name) in &plan.names.types {
        let subject = explainer.find(name).expect("a type");
        assert_eq!(subject, Subject::Type(*id));
        let ty = explainer.explain(subject).r#type.expect("a type");
        assert_eq!(ty.item, *name);
        assert!(!ty.places.is_empty(), "{name} stands nowhere");
        assert!(ty.name.is_some(), "{name} has its name from nowhere");
        let graph = explainer.graph(subject, 1);
        let center = graph.nodes.iter().find(|it| it.is_center);
        assert_eq!(center.map(|it| &it.name), Some(name));
        let other = before.replace(subject).unwrap_or(subject);
        let comparison = explainer.compare(subject, other);
        assert_eq!(comparison.same, subject == other, "{comparison:?}");
    }
    for id in plan.graph.ids() {
        let explanation = explainer.explain(Subject::Schema(id));
        let schema = explanation.schema.expect("a schema");
        let item = schema.item.expect("our document has no empty schema");
        let ty = explanation.r#type.expect("a type");
        // A constant or a variant is one of the type's.
        assert_eq!(item.split("::").next(), Some(ty.item.as_str()));
    }
}
