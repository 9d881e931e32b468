//! Updates of a document change what they are about, and nothing else: on the project's document and
//! five others, where those are at hand.

#[path = "stability/edits.rs"]
mod edits;
#[path = "stability/items.rs"]
mod items;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use codegen::config::{Config, Layout};
use codegen::diagnostics::Diagnostics;
use codegen::raw::Raw;
use codegen::reader::{self, NoFolder, SourceText};
use codegen::{Request, Workspace};
use serde_json::json;
use similar::{ChangeTag, TextDiff};
use tests::reorder::{reversed, scattered, shuffle};

use edits::{schema, unreferenced, with_components};
use items::public_items;

/// With and without references, discriminators, titles; JSON and YAML; 3.0 and 3.1.
const OTHERS: [&str; 5] = [
    "airflow-v1.yaml",
    "box.json",
    "lxkns.yaml",
    "oxide-nexus.json",
    "xero-accounting.yaml",
];

/// A document, and what was generated from it before it changed.
struct Subject {
    name: String,
    root: Raw,
    config: Config,
    before: Outcome,
}

/// What there is to compare.
struct Outcome {
    /// Where the types are defined: path to text.
    types: BTreeMap<String, String>,
    /// Names, fingerprints and pointers.
    lock: String,
}

#[test]
fn the_order_of_components_members_and_branches_changes_no_public_item() {
    for subject in subjects() {
        let before = public_items(&subject.before.types);
        let names = names(&subject.before.lock);
        let mut random = random(7);
        let mut orders: Vec<Box<dyn FnMut(usize) -> Vec<usize>>> = vec![
            Box::new(reversed),
            Box::new(scattered),
            Box::new(move |len| permutation(len, &mut random)),
        ];
        for order in &mut orders {
            let root = shuffle(subject.root.clone(), order);
            let after = subject.generate(&root, None);
            let changed = different(&before, &public_items(&after.types));
            assert!(changed.is_empty(), "{}: {changed:#?}", subject.name);
            assert_eq!(self::names(&after.lock), names, "{}", subject.name);
        }
    }
}

#[test]
fn the_order_in_the_documents_of_the_golden_folders_changes_no_public_item() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = std::fs::read_dir(folder).expect("the golden folders");
    let mut faults = Vec::new();
    for folder in folders.map(|it| it.expect("a folder").path()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        // Some documents are made of several files.
        let text = std::fs::read_to_string(folder.join("spec.yaml")).unwrap_or_default();
        if text.is_empty() || text.contains(".yaml#") {
            continue;
        }
        let subject = Subject::new(&name, text, Config::default());
        let before = public_items(&subject.before.types);
        let root = shuffle(subject.root.clone(), &mut |len| reversed(len));
        let after = subject.generate(&root, None);
        let changed = different(&before, &public_items(&after.types));
        if !changed.is_empty() {
            faults.push(format!("{name}: {changed:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}: {}", faults.len(), faults.join("\n"));
}

#[test]
fn an_unrelated_component_changes_only_its_own_lines() {
    for subject in subjects() {
        // Its members are called like the types that have no name, and hold something else.
        let members: BTreeMap<String, serde_json::Value> = names(&subject.before.lock)
            .iter()
            .filter(|it| !it.contains("::"))
            .map(|it| {
                let values = [format!("{it}_first"), format!("{it}_second")];
                (it.clone(), json!({ "enum": values, "type": "string" }))
            })
            .collect();
        let unrelated = json!({ "type": "object", "properties": members });
        subject.grows_by("UnrelatedNewcomer", schema(&unrelated));
    }
}

#[test]
fn a_component_with_the_title_of_an_inner_schema_changes_only_its_own_lines() {
    let mut tried = 0;
    for subject in subjects() {
        let titles = subject.inner_titles();
        for (index, title) in titles.iter().take(2).enumerate() {
            let titled = json!({
                "title": title, "type": "object", "required": ["newcomer"],
                "properties": { "newcomer": { "type": "object", "title": title, "properties": {
                    "inner": { "type": "integer" }
                } } }
            });
            subject.grows_by(&format!("TitledNewcomer{index}"), schema(&titled));
            tried += 1;
        }
    }
    assert!(tried > 0, "no document has titles");
}

#[test]
fn a_copy_of_a_component_changes_only_its_own_lines() {
    for subject in subjects() {
        let copies: Vec<(String, Raw)> = tests::components(&subject.root)
            .map(|(name, schema)| (format!("CopyOf{name}Newcomer"), schema.clone()))
            .collect();
        let root = with_components(subject.root.clone(), |it| it.extend(copies));
        subject.has_grown(&root);
    }
}

#[test]
fn components_that_come_back_restore_all_names() {
    for subject in subjects() {
        let gone: BTreeSet<String> = unreferenced(&subject.root).into_iter().step_by(2).collect();
        assert!(!gone.is_empty(), "{}", subject.name);
        let root = with_components(subject.root.clone(), |components| {
            components.retain(|name, _| !gone.contains(name));
        });
        let without = subject.generate(&root, Some(&subject.before.lock));
        assert_ne!(without.types, subject.before.types, "{}", subject.name);
        let restored = subject.generate(&subject.root, Some(&without.lock));
        assert!(restored.types == subject.before.types, "{}", subject.name);
        let (old, new) = (names(&subject.before.lock), names(&restored.lock));
        assert_eq!(new, old, "{}", subject.name);
        // What `[rename]` goes by is retired from the start.
        let retired = |lock: &str| lock.matches(" retired").count();
        let before = retired(&subject.before.lock);
        assert_eq!(retired(&restored.lock), before, "{}", subject.name);
    }
}

impl Subject {
    fn new(name: &str, text: String, config: Config) -> Subject {
        let mut diagnostics = Diagnostics::new();
        let document = reader::read(SourceText::new(name, text), &mut diagnostics);
        let root = document.expect("a readable document").root;
        let before = generate(name, &root, &config, None);
        let name = name.to_owned();
        Subject {
            name,
            root,
            config,
            before,
        }
    }

    fn generate(&self, root: &Raw, lock: Option<&str>) -> Outcome {
        generate(&self.name, root, &self.config, lock)
    }

    /// The document grows by a component.
    fn grows_by(&self, name: &str, schema: Raw) {
        let root = with_components(self.root.clone(), |components| {
            components.insert(name.to_owned(), schema);
        });
        self.has_grown(&root);
    }

    /// Lines of the types and of the lock were added, and all that is new is a newcomer's.
    fn has_grown(&self, root: &Raw) {
        let after = self.generate(root, Some(&self.before.lock));
        let before = public_items(&self.before.types);
        let items = public_items(&after.types);
        let own = own_names(&after.lock);
        let mut changed = different(&before, &items);
        changed.retain(|head, _| {
            // A file of its own for a new family: what is in it is an item, too.
            let is_own = head.contains("Newcomer")
                || head.starts_with("pub (crate) mod ")
                || head.split(' ').any(|it| own.contains(it));
            before.contains_key(head) || !is_own
        });
        assert!(changed.is_empty(), "{}: {changed:#?}", self.name);
        let mut compared = vec![(&self.before.lock, &after.lock)];
        for (path, old) in &self.before.types {
            let new = after.types.get(path);
            let new = new.unwrap_or_else(|| panic!("{}: {path} is gone", self.name));
            compared.push((old, new));
        }
        for (old, new) in compared {
            let diff = TextDiff::from_lines(old.as_str(), new.as_str());
            let deleted = diff
                .iter_all_changes()
                .filter(|it| it.tag() == ChangeTag::Delete);
            let deleted: Vec<String> = deleted.map(|it| it.to_string()).collect();
            assert!(deleted.is_empty(), "{}: {deleted:#?}", self.name);
        }
    }

    /// The titles of schemas inside of components.
    fn inner_titles(&self) -> BTreeSet<String> {
        let mut titles = BTreeSet::new();
        for (_, component) in tests::components(&self.root) {
            let members = component.as_object().into_iter().flatten();
            for (_, part) in members {
                collect_titles(part, &mut titles);
            }
        }
        titles
    }
}

fn collect_titles(value: &Raw, titles: &mut BTreeSet<String>) {
    match value {
        Raw::Object(members) => {
            let title = members.get("title").and_then(Raw::as_str);
            // Not a property of that name.
            let is_schema = members.contains_key("type") || members.contains_key("allOf");
            titles.extend(title.filter(|_| is_schema).map(str::to_owned));
            members.values().for_each(|it| collect_titles(it, titles));
        }
        Raw::Array(elements) => elements.iter().for_each(|it| collect_titles(it, titles)),
        _ => {}
    }
}

/// Generated once for all tests.
fn subjects() -> &'static [Subject] {
    static SUBJECTS: OnceLock<Vec<Subject>> = OnceLock::new();
    SUBJECTS.get_or_init(|| {
        let own = tests::spec_text("customerio.openapi.yaml");
        let mut subjects = vec![Subject::new(&own.name, own.text, tests::request().config)];
        let Some(folder) = shared("corpus/specs") else {
            println!(
                "skipped but for one: there is no ../shared (or CODEGEN_SHARED) with documents"
            );
            return subjects;
        };
        // Said, since copies of all components would take a document over the size where its types
        // are spread over files.
        let config = Config {
            layout: Some(Layout::Families),
            ..Config::default()
        };
        for name in OTHERS {
            let text = std::fs::read_to_string(folder.join(name)).expect("a document in UTF-8");
            subjects.push(Subject::new(name, text, config.clone()));
        }
        subjects
    })
}

fn generate(name: &str, root: &Raw, config: &Config, lock: Option<&str>) -> Outcome {
    let request = Request {
        document: SourceText::new(format!("{name}.json"), root.to_string()),
        folder: std::sync::Arc::new(NoFolder),
        config: config.clone(),
        config_source: None,
        lock: lock.map(|text| SourceText::new("names.lock", text)),
        crate_name: "subject".to_owned(),
        workspace: Workspace::Own,
    };
    let mut diagnostics = Diagnostics::new();
    let generated = codegen::generate(&request, &mut diagnostics, &mut |_| {});
    let generated = generated.unwrap_or_else(|| {
        let findings: Vec<_> = diagnostics.iter().collect();
        panic!("{name} generates: {findings:#?}")
    });
    let types = generated.files.iter().filter(|(path, _)| {
        let in_types = path.strip_prefix("src/types");
        in_types.is_some_and(|it| it == ".rs" || it.starts_with('/'))
    });
    Outcome {
        types: types
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect(),
        lock: generated.lock,
    }
}

/// The items that are not the same on both sides, and what became of them.
fn different(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let heads = before.keys().chain(after.keys());
    let changed = heads.filter(|it| before.get(*it) != after.get(*it));
    let said = |items: &BTreeMap<String, String>, head: &str| items.get(head).cloned();
    changed
        .map(|head| {
            let (old, new) = (said(before, head), said(after, head));
            let diff = TextDiff::from_lines(
                old.as_deref().unwrap_or_default(),
                new.as_deref().unwrap_or_default(),
            );
            (
                head.clone(),
                diff.unified_diff().context_radius(0).to_string(),
            )
        })
        .collect()
}

/// The first word of each line of a lock.
fn names(lock: &str) -> BTreeSet<String> {
    let lines = lock.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

/// The names of the types that stand in newcomers, and nowhere else.
fn own_names(lock: &str) -> BTreeSet<&str> {
    let lines = lock.lines().filter(|line| line.contains("Newcomer"));
    lines.filter_map(|line| line.split(' ').next()).collect()
}

/// Numbers below a limit, the same in each run.
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |limit| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap_or(0) % limit.max(1)
    }
}

fn permutation(len: usize, random: &mut impl FnMut(usize) -> usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    for last in (1..len).rev() {
        order.swap(last, random(last + 1));
    }
    order
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("CODEGEN_SHARED").map_or(root, PathBuf::from);
    Some(folder.join(path)).filter(|it| it.is_dir())
}
