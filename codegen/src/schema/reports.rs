//! What the lowering has to say about keywords.

use super::SchemaId;
use super::dialect::Dialect;
use super::lower::Lowering;
use crate::diagnostics::Code;
use crate::formats;
use crate::pointer::Pointer;
use crate::raw::Raw;

impl Lowering<'_> {
    /// Whether this is the first of its kind in the document: that one stands for all.
    pub(super) fn is_first(&mut self, kind: &str) -> bool {
        self.reported.insert(kind.to_owned())
    }

    /// Reports a format that is not known, at the first place where it is used.
    pub(super) fn unknown_format(&mut self, id: SchemaId, format: &str) {
        let is_known = formats::meaning(format).is_some();
        if is_known || !self.unknown_formats.insert(format.to_owned()) {
            return;
        }
        let place = self.graph.keyword(id, "format");
        let message = format!("{format:?} is no known format: it is kept in the docs, not checked");
        let report = self.diagnostics.report(Code::UnknownFormat, place, message);
        match formats::similar(format) {
            Some(known) => report.help(format!("{known:?} is known")),
            None => {
                report.help("give the string a `pattern`, or accept this finding with [[allow]]")
            }
        };
    }

    /// Reports what belongs to another version of OpenAPI, at the first place where it is used.
    pub(super) fn report_other_version(&mut self, id: SchemaId, keyword: &str, value: &Raw) {
        let Some(other) = self.graph.dialect.other(keyword, value) else {
            return;
        };
        let what = match (keyword, value) {
            ("type", Raw::Array(_)) => "a list of types".to_owned(),
            ("type", _) => "the type `null`".to_owned(),
            _ => format!("`{keyword}` in this form"),
        };
        let place = self.graph.keyword(id, keyword);
        self.report_version(other, keyword, place, &what);
    }

    /// Reports an `enum` without `null` beside `nullable: true`, at the first place.
    pub(super) fn report_unlisted_null(&mut self, id: SchemaId) {
        if !self.is_first("unlisted null") {
            return;
        }
        let place = self.graph.keyword(id, "enum");
        let message = "the `enum` doesn't list `null`, but `nullable: true` stands beside it: `null` is allowed; \
                       this is the first place";
        self.diagnostics
            .report(Code::OddSchema, place, message)
            .help("list `null` (OpenAPI 3.0.3 asks for it), or leave out `nullable`");
    }

    /// Reports a boolean in place of a schema, where that belongs to another version of OpenAPI.
    pub(super) fn report_boolean(&mut self, id: SchemaId, value: bool) {
        if let Some(other) = self.graph.dialect.other_than_of_booleans() {
            let place = self.graph.pointer(id);
            self.report_version(other, "boolean", place, &format!("the schema `{value}`"));
        }
    }

    fn report_version(&mut self, other: Dialect, kind: &str, place: Pointer, what: &str) {
        if !self.is_first(&format!("{kind} of {other:?}")) {
            return;
        }
        let (own, other) = (self.graph.dialect.name(), other.name());
        let message = format!(
            "{what} belongs to {other}, but the document says {own}; this is the first place"
        );
        self.diagnostics
            .report(Code::OtherVersion, place, message)
            .help(format!(
                "it counts as in {other}; let `openapi` say which version is meant"
            ));
    }

    /// Reports what stands in place of a schema, and says nothing about values.
    pub(super) fn report_no_schema(&mut self, id: SchemaId, value: &Raw) {
        let message = format!(
            "a schema must be an object, but this is {}: it allows any value",
            value.excerpt(40)
        );
        let place = self.graph.pointer(id);
        self.diagnostics
            .report(Code::OddSchema, place, message)
            .help("say what is meant, or `{}` for any value");
    }

    /// Reports a reference of a version of JSON Schema that no version of OpenAPI uses.
    pub(super) fn report_recursive(&mut self, id: SchemaId, target: SchemaId) {
        let place = self.graph.keyword(id, "$recursiveRef");
        let target = self.graph.pointer(target);
        let message = format!(
            "`$recursiveRef` belongs to JSON Schema 2019-09; it is taken for a reference to `{target}`"
        );
        self.diagnostics
            .report(Code::OddSchema, place, message)
            .help(format!("write `$ref: '{target}'`"));
    }

    /// Reports a keyword that is not enforced, at the first place where it is used.
    pub(super) fn unsupported(&mut self, id: SchemaId, keyword: &str) {
        if !self.is_first(keyword) {
            return;
        }
        let place = self.graph.keyword(id, keyword);
        self.diagnostics
            .report(
                Code::UnsupportedKeyword,
                place,
                format!("`{keyword}` is not enforced; this is the first place it is used"),
            )
            .help("check it in your own code, or accept this finding with [[allow]]");
    }

    /// Reports a schema, or one of its keywords, that is not what the specification asks for.
    pub(super) fn invalid(
        &mut self,
        id: SchemaId,
        keyword: Option<&str>,
        message: impl Into<String>,
    ) {
        let place = match keyword {
            Some(keyword) => self.graph.keyword(id, keyword),
            None => self.graph.pointer(id),
        };
        self.diagnostics.report(Code::InvalidSchema, place, message);
    }
}
