//! Where the schema of a type stands in the document, so that a violation can name what it breaks.

use super::locate::unescape;

/// The place of a type's schema: what a [`Described`] type says of it, asked for when something is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Schema(fn() -> (&'static str, &'static [Elsewhere]));

/// Members, and where their schemas stand: the way from the type's own place, or from the document
/// with a `#` before it. Where it ends in `/`, each member's name is to be added.
pub type Elsewhere = (&'static str, &'static [&'static str]);

impl Schema {
    /// Its JSON Pointer in the document (RFC 6901).
    pub(super) fn pointer(self) -> &'static str {
        (self.0)().0
    }

    /// The place of the schema of the member that this segment of a JSON Pointer names.
    pub(super) fn member(self, segment: &str) -> String {
        let (pointer, elsewhere) = (self.0)();
        let name = unescape(segment);
        let elsewhere = elsewhere.iter().find(|it| it.1.contains(&&*name));
        let way = elsewhere.map_or("/properties/", |it| it.0);
        let name = if way.ends_with('/') { segment } else { "" };
        match way.strip_prefix('#') {
            Some(pointer) => [pointer, name].concat(),
            None => [pointer, way, name].concat(),
        }
    }
}

/// A type that may have a schema of its own in the document.
pub trait Described {
    /// Where it stands: a JSON Pointer (RFC 6901), which is empty for what has no place of its own, such as
    /// lists and maps.
    fn pointer() -> &'static str
    where
        Self: Sized,
    {
        ""
    }

    /// The members whose schemas stand elsewhere than in its `properties`: those of a merged `allOf`,
    /// or of a variant that has no type of its own.
    fn elsewhere() -> &'static [Elsewhere]
    where
        Self: Sized,
    {
        &[]
    }

    /// Both.
    fn place() -> (&'static str, &'static [Elsewhere])
    where
        Self: Sized,
    {
        (Self::pointer(), Self::elsewhere())
    }

    /// Both, asked for when something is wrong, if the type has a place.
    fn schema() -> Option<Schema>
    where
        Self: Sized,
    {
        (!Self::pointer().is_empty()).then_some(Schema(Self::place))
    }
}

/// However it was come by, a place is where it is.
impl PartialEq for Schema {
    fn eq(&self, other: &Self) -> bool {
        (self.0)() == (other.0)()
    }
}

impl Eq for Schema {}

macro_rules! nowhere {
    ($($scalar:ty)*) => {$(
        impl Described for $scalar {}
    )*};
}

nowhere!(() bool i8 i16 i32 i64 u8 u16 u32 u64 f64 String serde_json::Value);

impl<T> Described for Vec<T> {}

impl<T> Described for std::collections::BTreeMap<String, T> {}

impl<T: Described> Described for Option<T> {
    fn pointer() -> &'static str {
        T::pointer()
    }

    fn elsewhere() -> &'static [Elsewhere] {
        T::elsewhere()
    }
}

impl<T: Described> Described for Box<T> {
    fn pointer() -> &'static str {
        T::pointer()
    }

    fn elsewhere() -> &'static [Elsewhere] {
        T::elsewhere()
    }
}
