//! Members that an object requires and no schema describes: often a slip, and then no value that is meant has them.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use super::Resolver;
use super::parts::Part;
use crate::closest::closest;
use crate::diagnostics::Code;
use crate::schema::{Additional, SchemaId};

/// What is known of the members that schemas require.
#[derive(Default)]
pub(super) struct Required {
    /// Those that are declared in a type of which the schema is a part
    declared: HashSet<(SchemaId, String)>,
    /// Those that aren't in another, with the members that are
    undeclared: BTreeMap<(SchemaId, String), Rc<[String]>>,
}

/// Of an object with more members than this, none is suggested.
const MOST_COMPARED: usize = 500;

impl Resolver<'_> {
    /// Notes of the members that the parts of a type require which of them any part declares.
    pub(super) fn note_required(&mut self, parts: &[Part]) {
        // What a condition asks for may well be declared elsewhere.
        if self.as_written {
            return;
        }
        let graph = self.graph;
        let keywords = |it: SchemaId| &graph.get(it).keywords;
        let takes_more = Self::plain(parts).map(keywords).any(|it| {
            let further = [&it.additional, &it.applicators.further];
            let is_open =
                |it: &&Additional| matches!(it, Additional::Allowed | Additional::Schema(_));
            // Conditions describe members, too.
            further.iter().any(is_open)
                || it.applicators.is_about_objects()
                || it.applicators.test.is_some()
        });
        // So may the subtypes of a base.
        let takes_more = takes_more || Self::plain(parts).any(|it| self.subtypes.contains_key(&it));
        // A discriminator describes its member.
        let tags = Self::plain(parts).filter_map(|it| keywords(it).discriminator.as_ref());
        let mut declared = self.properties_anywhere(parts);
        declared.extend(tags.map(|it| it.property.as_str()));
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for schema in Self::plain(parts) {
            for name in &keywords(schema).required {
                let is_known =
                    takes_more || declared.is_empty() || declared.contains(name.as_str());
                match is_known {
                    true => known.push((schema, name.clone())),
                    false => unknown.push((schema, name.clone())),
                }
            }
        }
        if !unknown.is_empty() {
            let declared = declared.into_iter().take(MOST_COMPARED + 1);
            let declared: Rc<[String]> = declared.map(str::to_owned).collect();
            let undeclared = unknown.into_iter().map(|it| (it, Rc::clone(&declared)));
            self.required.undeclared.extend(undeclared);
        }
        self.required.declared.extend(known);
    }

    /// Reports the members that are declared nowhere.
    pub(super) fn report_undeclared(&mut self) {
        let required = std::mem::take(&mut self.required);
        for (key, declared) in required.undeclared {
            let (schema, name) = &key;
            if required.declared.contains(&key)
                || !self.is_first(Code::UndeclaredMember, *schema, name)
            {
                continue;
            }
            let compared = declared.iter().filter(|_| declared.len() <= MOST_COMPARED);
            let meant = closest(name, compared.map(String::as_str));
            let help = match meant.as_slice() {
                [] => format!("describe `{name}` in `properties`, or don't require it"),
                meant => format!("did you mean `{}`?", meant.join("` or `")),
            };
            let place = self.graph.keyword(*schema, "required");
            let message =
                format!("`{name}` is required, but described nowhere: any value is taken for it");
            self.diagnostics
                .report(Code::UndeclaredMember, place, message)
                .help(help);
        }
    }
}
