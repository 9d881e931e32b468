//! The bodies of requests and responses: which of them differ, and so need names that do.

use super::{Draft, Owner, Walk, words};
use crate::pointer::Pointer;
use crate::raw::Raw;

impl Walk<'_, '_> {
    pub(super) fn request(&mut self, at: &Pointer, owner: Option<Owner>) {
        if let Some((at, owner)) = self.enter(at, owner) {
            self.content(&at, &owner, "request");
        }
    }

    /// A response; `status` tells it from others of the operation that it is written out in.
    pub(super) fn response(&mut self, at: &Pointer, owner: Option<Owner>, status: &str) {
        let Some((at, owner)) = self.enter(at, owner) else {
            return;
        };
        let body = match (&owner, status) {
            (Owner::Itself(_), _) | (_, "") => "response".to_owned(),
            (_, status) => format!("{status} response"),
        };
        self.content(&at, &owner, &body);
        self.headers(&at, &owner);
    }

    /// The responses of an operation. The first that means success is its response; those that look
    /// like an earlier one are called like that one.
    pub(super) fn responses(&mut self, at: &Pointer, operation: &Owner) {
        let mut statuses = self.fields(at);
        statuses.sort_by_cached_key(|it| (words::rank_of_status(it), it.clone()));
        for (index, status) in statuses.iter().enumerate() {
            let schemas = |status: &String| self.schemas(&at.key(status));
            let twin = statuses[..index].iter().position(|earlier| {
                let (one, other) = (schemas(earlier), schemas(status));
                !one.is_empty() && one == other
            });
            let first = twin.unwrap_or(index);
            let called = match &statuses[first] {
                usual if first == 0 && words::is_usual(usual) => String::new(),
                other => words::of_status(other),
            };
            self.response(&at.key(status), Some(operation.clone()), &called);
        }
    }

    fn headers(&mut self, at: &Pointer, owner: &Owner) {
        let owner = match owner {
            Owner::Itself(label) => Owner::Other(label.name.clone()),
            owner => owner.clone(),
        };
        let headers = at.key("headers");
        for name in self.keys(&headers) {
            self.parameter(&headers.key(&name), Some(owner.clone()));
        }
    }

    /// The schemas by media type. Where several differ, all but that of JSON are called by it, too.
    fn content(&mut self, at: &Pointer, owner: &Owner, body: &str) {
        let at = at.key("content");
        let mut types = self.keys(&at);
        types.sort_by_cached_key(|it| (it != "application/json", it.clone()));
        types.retain(|it| self.library.at(&at.key(it).key("schema")).is_some());
        let schema = |media: &String| self.library.at(&at.key(media).key("schema"));
        let first = |media: &String| types.iter().position(|it| schema(it) == schema(media));
        let firsts: Vec<usize> = types.iter().filter_map(first).collect();
        let differ = firsts.iter().any(|it| *it > 0);
        for (media, first) in types.iter().zip(firsts) {
            let words = match types[first].as_str() {
                "application/json" => body.to_owned(),
                leader if differ => format!("{} {body}", words::of_media_type(leader)),
                _ => body.to_owned(),
            };
            let place = at.key(media);
            self.take(place.key("schema"), Draft::Body(owner.clone(), words));
            let encoding = place.key("encoding");
            for name in self.keys(&encoding) {
                self.headers(&encoding.key(&name), owner);
            }
        }
    }

    /// The schemas of a body by media type, as they are written.
    fn schemas(&self, at: &Pointer) -> Vec<(&String, &Raw)> {
        let content = self.library.at(&at.key("content")).and_then(Raw::as_object);
        let types = content.into_iter().flatten();
        let mut schemas: Vec<(&String, &Raw)> = types
            .filter_map(|(name, media)| Some((name, media.get("schema")?)))
            .collect();
        schemas.sort_unstable_by_key(|it| it.0);
        schemas
    }
}
