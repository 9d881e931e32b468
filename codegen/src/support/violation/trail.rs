//! Where a violation is: the way as it was reported, spelled as a JSON Pointer when it is asked for.

use super::push_escaped;

/// As many segments as are kept unspelled: hardly any value is nested deeper.
const FEW: usize = 3;

/// The way from the root to a value.
#[derive(Debug, Clone)]
pub(in crate::support) enum Trail {
    /// The innermost segment first; only `count` of them count.
    Segments {
        segments: [Segment; FEW],
        count: usize,
    },
    /// A JSON Pointer (RFC 6901)
    Pointer(Box<str>),
}

/// One segment of a JSON Pointer.
#[derive(Debug, Clone, Copy)]
pub(in crate::support) enum Segment {
    Name(&'static str),
    Index(usize),
}

impl Trail {
    /// The way that goes nowhere.
    pub(in crate::support) const ROOT: Trail = Trail::Segments {
        segments: [Segment::Index(0); FEW],
        count: 0,
    };

    /// Puts a segment before the others; `false` if there are too many.
    #[inline]
    pub(in crate::support) fn begin_with(&mut self, segment: Segment) -> bool {
        let Trail::Segments { segments, count } = self else {
            return false;
        };
        let room = segments.get_mut(*count);
        *count += 1;
        room.map(|it| *it = segment).is_some()
    }

    /// The JSON Pointer, if it is spelled already.
    pub(super) fn pointer(&self) -> Option<&str> {
        match self {
            Trail::Pointer(pointer) => Some(pointer),
            Trail::Segments { count: 0, .. } => Some(""),
            Trail::Segments { .. } => None,
        }
    }

    /// The JSON Pointer.
    pub(super) fn spell(&self) -> String {
        let (segments, count) = match self {
            Trail::Pointer(pointer) => return pointer.to_string(),
            Trail::Segments { segments, count } => (segments, *count),
        };
        let length = |it: &Segment| match it {
            Segment::Name(name) => name.len() + 1,
            Segment::Index(_) => 4,
        };
        let mut pointer = String::with_capacity(segments.iter().take(count).map(length).sum());
        for segment in segments.iter().take(count).rev() {
            pointer.push('/');
            match segment {
                Segment::Name(name) => push_escaped(&mut pointer, name),
                Segment::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_spelled_from_the_root_and_escaped() {
        let mut trail = Trail::ROOT;
        assert!(trail.begin_with(Segment::Index(17)) && trail.begin_with(Segment::Name("a/b~c")));
        assert_eq!(trail.spell(), "/a~1b~0c/17");
    }

    #[test]
    fn a_way_that_is_too_long_is_not_kept_unspelled() {
        let mut trail = Trail::ROOT;
        for _ in 0..FEW {
            assert!(trail.begin_with(Segment::Index(0)));
        }
        assert!(!trail.begin_with(Segment::Index(0)));
    }
}
