//! R: references lead nowhere outside.

use super::*;

#[test]
fn references_that_leave_the_document_are_refused() {
    for target in [
        "http://example.org/a",
        "https://a",
        "file:///etc/passwd",
        "../../etc/passwd",
        "//a",
    ] {
        let schema = json!({ "$ref": target });
        let (generated, diagnostics) = run("leaves", &document("t", one("A", schema)));
        assert!(generated.is_none(), "{target}");
        let codes: Vec<_> = diagnostics.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::ExternalReference], "{target}");
    }
}

/// A folder that remembers what it was asked for, and has nothing.
#[derive(Debug, Default)]
struct Asked(Mutex<Vec<String>>);

impl Folder for Asked {
    fn read(&self, path: &str) -> Result<SourceText, Unread> {
        self.0.lock().unwrap().push(path.to_owned());
        Err(Unread::Missing)
    }
}

#[test]
fn nothing_outside_the_folder_is_asked_for() {
    let targets = [
        "http://example.org/a.yaml",
        "HTTP://example.org/a.yaml#/A",
        "//example.org/a.yaml",
        "file:///etc/passwd",
        "file:a.yaml",
        "/etc/passwd",
        "../../etc/passwd",
        "a/../../etc/passwd#/x",
        "%2e%2e/etc/passwd",
        "..%2F..%2Fetc%2Fpasswd",
        "%2Fetc%2Fpasswd",
        "..\\..\\etc\\passwd",
        "C:\\secret.yaml",
        "C:/secret.yaml",
        "secret.yaml:stream",
        "a\0.yaml",
        "a%00.yaml",
        ".",
        "..",
        "./",
    ];
    for target in targets {
        for keyword in ["$ref", "mapping"] {
            let schema = match keyword {
                "$ref" => json!({ "$ref": target }),
                _ => json!({
                    "oneOf": [{ "type": "object", "required": ["k"], "properties": { "k": { "type": "string" } } }],
                    "discriminator": { "propertyName": "k", "mapping": { "a": target } },
                }),
            };
            let folder = Arc::new(Asked::default());
            let text = document("outside", one("A", schema));
            let (generated, diagnostics) = run_in(folder.clone(), "outside", &text);
            assert_eq!(
                *folder.0.lock().unwrap(),
                <[String; 0]>::default(),
                "{target}"
            );
            if keyword == "$ref" {
                assert!(generated.is_none(), "{target}");
                let finding = diagnostics.iter().next().unwrap();
                let place = "#/components/schemas/A/$ref";
                assert_eq!(
                    finding.place,
                    Pointer::parse(place).unwrap().into(),
                    "{target}"
                );
            }
        }
    }
}

/// Each file is as short as can be and as large as it may be by itself; all of them are too large.
#[test]
fn the_bounds_of_a_document_hold_for_all_its_files_together() {
    let bomb = {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x]\n");
        for level in 1..4 {
            let before = format!("*a{}, ", level - 1).repeat(8);
            text.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        }
        text
    };
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut properties = Map::new();
    for index in 0..2_000 {
        let path = format!("{index}.yaml");
        properties.insert(path.clone(), json!({ "$ref": format!("{path}#/type") }));
        files.insert(path, format!("type: {{type: string}}\n{bomb}"));
    }
    let schema = json!({ "type": "object", "properties": properties });
    let started = Instant::now();
    let text = document("bombs", one("A", schema));
    let (generated, diagnostics) = run_in(Arc::new(files), "bombs", &text);
    in_time(started);
    assert!(generated.is_none());
    let codes: BTreeSet<Code> = diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes, BTreeSet::from([Code::DocumentTooLarge]));
}

#[test]
fn escapes_in_references_are_undone_once() {
    let mut schemas = one("a/b~c%d", json!({ "type": "object" }));
    schemas.insert(
        "A".into(),
        json!({ "$ref": "#/components/schemas/a~1b~0c%25d" }),
    );
    accepted("escapes", &document("t", schemas));
}
