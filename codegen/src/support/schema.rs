//! Where the schema of a type stands in the document, so that a violation can name what it breaks.

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
    /// The place of the schema to which `path` leads from this one. It begins with the member
    /// `name`, if it leads through one: `("a", "/properties/a/items")`.
    pub(super) fn resolve(&self, name: Option<&str>, path: &str) -> String {
        let is_meant = |it: &&Elsewhere| name.is_some_and(|name| it.1.contains(&name));
        let elsewhere = self.elsewhere.iter().find(is_meant);
        let (Some((way, _)), Some(below)) = (elsewhere, path.strip_prefix("/properties/")) else {
            return format!("{}{path}", self.pointer);
        };
        let (name, rest) = below.split_at(below.find('/').unwrap_or(below.len()));
        let name = if way.ends_with('/') { name } else { "" };
        match way.strip_prefix('#') {
            Some(pointer) => format!("{pointer}{name}{rest}"),
            None => format!("{}{way}{name}{rest}", self.pointer),
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
        assert_eq!(MERGED.resolve(None, ""), "/components/schemas/Pet");
        assert_eq!(
            MERGED.resolve(Some("tags"), "/properties/tags/items"),
            "/components/schemas/Pet/properties/tags/items"
        );
        assert_eq!(
            MERGED.resolve(Some("name"), "/properties/name/items"),
            "/components/schemas/Named/properties/name/items"
        );
        assert_eq!(
            MERGED.resolve(Some("age"), "/properties/age"),
            "/components/schemas/Pet/additionalProperties"
        );
    }
}
