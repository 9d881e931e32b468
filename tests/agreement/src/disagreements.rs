//! What was found to disagree, schema by schema, and how it is shown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

/// The faults of each schema, by its name.
#[derive(Debug, Default)]
pub struct Disagreements(BTreeMap<String, Vec<String>>);

impl Disagreements {
    /// Notes a fault.
    pub fn add(&mut self, schema: &str, fault: String) {
        self.0.entry(schema.to_owned()).or_default().push(fault);
    }

    /// How many schemas disagree.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether a schema disagrees.
    pub fn contains(&self, schema: &str) -> bool {
        self.0.contains_key(schema)
    }

    /// Each schema with one of its faults.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let each = self.0.iter();
        each.filter_map(|(name, faults)| Some((name.as_str(), faults.first()?.as_str())))
    }

    /// Each schema as it is written, and up to `shown` of its faults, the shortest first.
    pub fn text<'s>(&self, shown: usize, schema: impl Fn(&str) -> Option<&'s Value>) -> String {
        let mut text = String::new();
        for (name, faults) in &self.0 {
            let schema = schema(name).unwrap_or(&Value::Null);
            // Writing to a string doesn't fail.
            let _ = writeln!(text, "{name} ({})\n    {schema}", faults.len());
            let mut faults: Vec<&String> = faults.iter().collect();
            faults.sort_by_key(|it| it.len());
            for fault in faults.into_iter().take(shown) {
                let _ = writeln!(text, "        {fault}");
            }
        }
        text
    }
}
