//! Where the schema of a type stands in the document, so that a violation can name what it breaks.

use super::locate::unescape;

/// The place of a type's schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema {
    /// Its JSON Pointer in the document (RFC 6901).
    pub pointer: &'static str,
    /// The members whose schemas stand elsewhere than in its `properties`: those of a merged `allOf`,
    /// or of a variant that has no type of its own.
    pub elsewhere: &'static [Elsewhere],
}

/// Members, and where their schemas stand: the way from the type's own place, or from the document
/// with a `#` before it. Where it ends in `/`, each member's name is to be added.
pub type Elsewhere = (&'static str, &'static [&'static str]);

impl Schema {
    /// The place of the schema of the member that this segment of a JSON Pointer names.
    pub(super) fn member(&self, segment: &str) -> String {
        let name = unescape(segment);
        let elsewhere = self.elsewhere.iter().find(|it| it.1.contains(&&*name));
        let way = elsewhere.map_or("/properties/", |it| it.0);
        let name = if way.ends_with('/') { segment } else { "" };
        match way.strip_prefix('#') {
            Some(pointer) => [pointer, name].concat(),
            None => [self.pointer, way, name].concat(),
        }
    }
}

/// A type that may have a schema of its own in the document.
pub trait Described {
    /// Where it is described; `None` for what has no place of its own, such as lists and maps.
    fn schema() -> Option<&'static Schema>
    where
        Self: Sized,
    {
        None
    }
}

macro_rules! nowhere {
    ($($scalar:ty)*) => {$(
        impl Described for $scalar {}
    )*};
}

nowhere!(() bool i8 i16 i32 i64 u8 u16 u32 u64 f64 String serde_json::Value);

impl<T> Described for Vec<T> {}

impl<T> Described for std::collections::BTreeMap<String, T> {}

impl<T: Described> Described for Option<T> {
    fn schema() -> Option<&'static Schema> {
        T::schema()
    }
}

impl<T: Described> Described for Box<T> {
    fn schema() -> Option<&'static Schema> {
        T::schema()
    }
}

#[cfg(test)]
mod tests {
    use super::Schema;

    const MERGED: Schema = Schema {
        pointer: "/components/schemas/Pet",
        elsewhere: &[
            ("#/components/schemas/Named/properties/", &["name"]),
            ("/additionalProperties", &["age"]),
        ],
    };

    #[test]
    fn members_are_properties_unless_they_stand_elsewhere() {
        assert_eq!(
            MERGED.member("a~1b"),
            "/components/schemas/Pet/properties/a~1b"
        );
        assert_eq!(
            MERGED.member("name"),
            "/components/schemas/Named/properties/name"
        );
        assert_eq!(
            MERGED.member("age"),
            "/components/schemas/Pet/additionalProperties"
        );
    }
}
