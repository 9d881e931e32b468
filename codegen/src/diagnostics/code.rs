//! The kinds of finding: one table, from which names, severities and explanations come.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is generated, but the document probably doesn't mean it.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident, $name:literal, $severity:ident;)+) => {
        /// The kind of a finding. Its name is stable: users write it in `[[allow]]`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub fn all() -> &'static [Code] {
                &[$(Code::$variant),+]
            }

            /// The name in kebab-case: `unsupported-version`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)+
                }
            }

            /// Whether findings of this kind are errors or warnings.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$variant => Severity::$severity,)+
                }
            }

            /// What the finding means and what becomes of it, in sentences.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$variant => concat!($($doc),+).trim_ascii_start(),)+
                }
            }
        }
    };
}

codes! {
    /// The text is not well-formed YAML or JSON, or uses a part of YAML that has no JSON meaning.
    MalformedDocument, "malformed-document", Error;
    /// A mapping has the same key twice; which value counts would be a guess.
    DuplicateKey, "duplicate-key", Error;
    /// The document nests too deeply, or its aliases expand to far more than its text.
    DocumentTooLarge, "document-too-large", Error;
    /// The document is written for a version of OpenAPI other than 3.0 and 3.1.
    UnsupportedVersion, "unsupported-version", Error;
    /// The file is no OpenAPI document.
    NotOpenApi, "not-openapi", Error;
    /// The document has no component schemas, so the generated crate has no types.
    NoComponents, "no-components", Warning;
    /// The settings can't be read, or contradict each other or the document.
    InvalidConfig, "invalid-config", Error;
    /// An `[[allow]]` entry accepts a finding that doesn't occur, or one that can't be accepted.
    UnusedAllow, "unused-allow", Warning;
    /// A pattern of `include` or `exclude` matches no component, or a key of `[rename]` or `[types]` leads to
    /// nothing.
    UnmatchedPattern, "unmatched-pattern", Warning;
    /// A component is excluded, but a component that is generated needs it.
    ExcludedComponentNeeded, "excluded-component-needed", Warning;
    /// A `$ref` names a place that doesn't exist.
    DanglingReference, "dangling-reference", Error;
    /// A `$ref` leads outside the folder of the document, or to the network.
    ExternalReference, "external-reference", Error;
    /// A schema doesn't have the shape that the OpenAPI specification requires.
    InvalidSchema, "invalid-schema", Error;
    /// A schema says something in a way that OpenAPI doesn't allow, but that has one meaning: that counts.
    OddSchema, "odd-schema", Warning;
    /// A keyword or its form belongs to another version of OpenAPI; it counts as it does there.
    OtherVersion, "other-version", Warning;
    /// A keyword has no effect on the generated code.
    UnsupportedKeyword, "unsupported-keyword", Warning;
    /// No value can satisfy the schema.
    UnsatisfiableSchema, "unsatisfiable-schema", Error;
    /// No value can satisfy one property, one alternative or one schema of an operation, so it never
    /// occurs.
    UnsatisfiableMember, "unsatisfiable-member", Warning;
    /// An object requires a member that no schema describes: any value is taken for it.
    UndeclaredMember, "undeclared-member", Warning;
    /// A discriminator maps a value to a schema that doesn't exist.
    DanglingMapping, "dangling-mapping", Warning;
    /// A discriminator maps a value to a schema which excludes that value.
    ContradictoryMapping, "contradictory-mapping", Warning;
    /// Nothing tells the alternatives apart before all of them are tried: a `oneOf` refuses what two
    /// accept, an `anyOf` takes the most specific one.
    IndistinctVariants, "indistinct-variants", Warning;
    /// An example, a default or an enumerated value doesn't satisfy its own schema.
    InvalidExample, "invalid-example", Warning;
    /// A `format` is not known and is not checked.
    UnknownFormat, "unknown-format", Warning;
    /// A written-out copy matches several components equally well.
    AmbiguousCopy, "ambiguous-copy", Warning;
    /// A written-out copy of a recursive component ends where the component goes on: it was cut off by
    /// the tool that dereferenced the document, and is taken for the component.
    CutCopy, "cut-copy", Warning;
    /// A schema is written out like a component but for a few places: one of the two was probably
    /// forgotten when the other one changed.
    NearCopy, "near-copy", Warning;
    /// A name was taken or is not a Rust name, so the item has another.
    RenamedItem, "renamed-item", Warning;
    /// A line of names.lock can't be read: names that it keeps would change.
    MalformedLock, "malformed-lock", Error;
    /// A type would contain itself without end and can have no value.
    UninhabitedType, "uninhabited-type", Error;
    /// A schema is too complex to analyse within the limits.
    TooComplex, "too-complex", Error;
}

impl Code {
    /// The code of that name, `None` where there is none.
    pub fn parse(name: &str) -> Option<Code> {
        Code::all()
            .iter()
            .copied()
            .find(|code| code.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_is_unique_and_is_read_back() {
        let names: BTreeSet<_> = Code::all().iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::all().len());
        assert!(
            Code::all()
                .iter()
                .all(|c| Code::parse(c.as_str()) == Some(*c))
        );
    }

    #[test]
    fn names_are_kebab_case_of_their_variant() {
        for code in Code::all() {
            // The name keeps the brand's spelling together.
            let variant = format!("{code:?}").replace("OpenApi", "Openapi");
            assert_eq!(heck::AsKebabCase(variant).to_string(), code.as_str());
        }
    }

    #[test]
    fn an_unknown_name_is_no_code() {
        assert_eq!(Code::parse("UnusedAllow"), None);
    }

    #[test]
    fn explanations_are_sentences() {
        for code in Code::all() {
            let text = code.explanation();
            assert!(
                text.ends_with('.') && !text.starts_with(' '),
                "{code:?}: {text}"
            );
        }
    }
}
