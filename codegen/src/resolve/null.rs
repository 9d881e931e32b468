//! `null`: said once, around the type of all other values, and only where everything that is said of the
//! value allows it.

use super::Resolver;
use super::parts::Part;
use crate::diagnostics::Code;
use crate::examples::{Refusal, SaidBy, refusal};
use crate::ir::Shape;
use crate::raw::Raw;
use crate::schema::{SchemaId, Types};

impl Resolver<'_> {
    /// `null` or the rest of the parts; where another part refuses `null`, only the rest.
    pub(super) fn or_null(&mut self, parts: &[Part], place: SchemaId) -> Shape {
        let nullable = self.types_of(parts).meets(Types::NULL);
        if let ([Part::OrNull(schema)], true) = (parts, nullable)
            && let Some(target) = self.sole_target(*schema)
        {
            return Shape::Nullable(target);
        }
        let mut inner: Vec<Part> = Vec::new();
        for part in parts {
            match part {
                Part::OrNull(schema) => {
                    let narrowed = self.narrowed_base(*schema);
                    inner.extend(narrowed.unwrap_or_else(|| self.expand_non_null(*schema)));
                }
                other => inner.push(*other),
            }
        }
        let inner = self.distinct(inner);
        let of_inner = self.types_of(&inner);
        let ty = self.type_of(inner, place, None);
        // Where the rest is nullable by itself, `null` need not be said twice.
        if nullable && (!of_inner.meets(Types::NULL) || of_inner == Types::ANY) {
            Shape::Nullable(ty)
        } else {
            Shape::Alias(ty)
        }
    }

    /// Whether a keyword refuses the `null` that `type` allows.
    pub(super) fn refuses_null(&mut self, parts: &[Part]) -> bool {
        let refusal = parts.iter().find_map(|part| {
            let (schema, said_by) = match part {
                Part::Plain(schema) => (*schema, SaidBy::Itself),
                Part::OneOf(schema) => (*schema, SaidBy::OneOf),
                Part::AnyOf(schema) => (*schema, SaidBy::AnyOf),
                _ => return None,
            };
            refusal(self.graph, self.config, schema, said_by, &Raw::Null)
        });
        let allows = |it: &SchemaId| {
            let types = self.graph.get(*it).keywords.types;
            types.is_some_and(|it| it.meets(Types::NULL))
        };
        if let Some(refusal) = &refusal
            && let Some(allowing) = Self::plain(parts).find(allows)
        {
            self.report_refused_null(allowing, refusal);
        }
        refusal.is_some()
    }

    fn report_refused_null(&mut self, allowing: SchemaId, refusal: &Refusal) {
        if self.is_first(Code::UnsatisfiableMember, allowing, "null") {
            let keyword = &refusal.keyword;
            let place = self.graph.pointer(allowing);
            let refusing = self.graph.pointer(refusal.schema).key(keyword);
            let message =
                format!("`null` can't occur, though the type allows it: `{keyword}` refuses it");
            self.diagnostics
                .report(Code::UnsatisfiableMember, place, message)
                .related(refusing, "this refuses `null`")
                .help(format!(
                    "let `{keyword}` allow `null`, or the type refuse it"
                ));
        }
    }

    /// `null` as a branch, or allowed by one, is said once: around the rest. Read strictly, it fits a `oneOf`
    /// only if a single branch allows it.
    pub(super) fn without_null(
        &mut self,
        parts: &[Part],
        branches: &[SchemaId],
        place: SchemaId,
    ) -> Option<Shape> {
        if branches.len() < 2 {
            return None;
        }
        let kinds: Vec<Types> = branches
            .iter()
            .map(|it| self.types_of(&self.expand(*it)))
            .collect();
        // A branch that says nothing about the type is no statement about `null` either.
        let is_told = kinds.iter().all(|it| *it != Types::ANY);
        let allows_null = kinds.iter().any(|it| it.meets(Types::NULL));
        let holds_more = kinds.iter().any(|it| *it != Types::NULL);
        if !(is_told && allows_null && holds_more) {
            return None;
        }
        let rest = self.cut(parts, Types::ANY.without(Types::NULL), place);
        Some(match self.refuses_null(parts) {
            true => Shape::Alias(rest),
            false => Shape::Nullable(rest),
        })
    }
}
