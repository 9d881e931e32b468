//! Where the schema of a type stands in the document, so that a violation can name what it breaks.

/// The place of a type's schema: what a [`Described`] type says of it, asked for when something is wrong.
#[derive(Debug, Clone, Copy)]
pub struct Schema(fn() -> (&'static str, &'static [Elsewhere]));

/// Parts, and where their schemas stand: the way from the type's own place, or from the document
/// with a `#` before it. Where it ends in `/`, the part's last name is to be added.
///
/// A part is a member's name as a segment of a JSON Pointer, or something in that member's value, after
/// the keywords that would lead there: `tags/items`. What is in the value of the type itself has none before
/// it: `/items`.
pub type Elsewhere = (&'static str, &'static [&'static str]);

impl Schema {
    /// A schema at that place.
    pub const fn at(place: fn() -> (&'static str, &'static [Elsewhere])) -> Schema {
        Schema(place)
    }

    /// The way that begins at its place.
    pub(super) fn way(self) -> Way {
        let (origin, elsewhere) = (self.0)();
        Way {
            origin,
            elsewhere,
            part: String::new(),
            place: origin.to_owned(),
        }
    }
}

/// A way from a schema to a part of it.
pub(super) struct Way {
    origin: &'static str,
    elsewhere: &'static [Elsewhere],
    /// As [`Elsewhere`] has it.
    part: String,
    place: String,
}

impl Way {
    /// Goes on to the member that this segment of a JSON Pointer names.
    pub(super) fn member(&mut self, segment: &str) {
        if !self.part.is_empty() {
            self.part.push_str("/properties/");
        }
        self.part.push_str(segment);
        self.step(&["/properties/", segment].concat());
    }

    /// Goes on to what this keyword describes.
    pub(super) fn keyword(&mut self, keyword: &str) {
        let step = ["/", keyword].concat();
        self.part.push_str(&step);
        self.step(&step);
    }

    fn step(&mut self, step: &str) {
        let mut elsewhere = self.elsewhere.iter();
        let Some((way, _)) = elsewhere.find(|it| it.1.contains(&self.part.as_str())) else {
            self.place.push_str(step);
            return;
        };
        self.place = match way.strip_prefix('#') {
            Some(place) => place.to_owned(),
            None => [self.origin, way].concat(),
        };
        if self.place.ends_with('/') {
            self.place.extend(step.rsplit('/').next());
        }
    }

    /// Where it has led: a JSON Pointer in the document (RFC 6901).
    pub(super) fn end(self) -> String {
        self.place
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

    /// What stands elsewhere than its keywords would say: the members of a merged `allOf`, or of a variant
    /// that has no type of its own; the elements of an array that may be `null`.
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
