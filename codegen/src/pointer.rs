//! JSON Pointers (RFC 6901): the name of one value in the document, carried by every node and finding.

use std::borrow::Cow;
use std::fmt;

/// An RFC 6901 JSON Pointer, kept in its escaped form: `/paths/~1pets/get`.
///
/// It prints as a URI fragment, `#/paths/~1pets/get`, which [`Pointer::parse`] reads back.
/// The order is that of the escaped text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document: the empty pointer.
    pub fn root() -> Pointer {
        Pointer(String::new())
    }

    /// The member `key` of the object here: `/paths` and `/pets` give `/paths/~1pets`.
    pub fn key(&self, key: &str) -> Pointer {
        let mut text = String::with_capacity(self.0.len() + 1 + key.len());
        text.push_str(&self.0);
        text.push('/');
        // RFC 6901 §3: `~` is written `~0` and `/` is written `~1`.
        for c in key.chars() {
            match c {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Pointer(text)
    }

    /// The element at `index`, counted from 0, of the array here.
    pub fn index(&self, index: usize) -> Pointer {
        Pointer(format!("{}/{index}", self.0))
    }

    /// Reads `""`, `"/a/b"`, or a URI fragment such as `"#/a/b%20c"` (percent-encoded UTF-8).
    ///
    /// Returns `None` where RFC 6901 doesn't allow the text: no leading `/`, a `~` not followed
    /// by `0` or `1`, or a broken percent-encoding.
    pub fn parse(text: &str) -> Option<Pointer> {
        let text = match text.strip_prefix('#') {
            Some(fragment) => percent_decode(fragment)?,
            None => text.to_owned(),
        };
        let shape = text.is_empty() || text.starts_with('/');
        let escapes = text
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']));
        (shape && escapes).then_some(Pointer(text))
    }

    /// The keys and indexes from the root downwards, unescaped: `/a~1b/0` gives `a/b`, `0`.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// The escaped text without `#`, empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pointer to the enclosing object or array, `None` for the root.
    pub fn parent(&self) -> Option<Pointer> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some(Pointer(parent.to_owned()))
    }

    /// The last key or index, unescaped, `None` for the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let (_, last) = self.0.rsplit_once('/')?;
        Some(unescape(last))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only `%` needs encoding for the fragment to be read back; the rest stays readable.
        write!(f, "#{}", self.0.replace('%', "%25"))
    }
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        // RFC 6901 §4: `~1` first, so that `~01` becomes `~1`.
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (rest.next()?, rest.next()?);
            bytes.push(hex(high)? << 4 | hex(low)?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(text: &str) -> Vec<String> {
        let pointer = Pointer::parse(text).expect("a pointer");
        pointer.segments().map(Cow::into_owned).collect()
    }

    #[test]
    fn the_root_has_no_segments_and_no_parent() {
        let root = Pointer::root();
        assert_eq!(root.segments().count(), 0);
        assert_eq!((root.parent(), root.last()), (None, None));
        assert_eq!(root.to_string(), "#");
    }

    #[test]
    fn keys_are_escaped_and_come_back_unescaped() {
        let pointer = Pointer::root().key("paths").key("/p~ets").index(3);
        assert_eq!(pointer.as_str(), "/paths/~1p~0ets/3");
        assert_eq!(segments(pointer.as_str()), ["paths", "/p~ets", "3"]);
    }

    #[test]
    fn a_tilde_escape_is_undone_once() {
        assert_eq!(segments("/~01"), ["~1"]);
    }

    #[test]
    fn an_empty_key_is_a_segment() {
        assert_eq!(segments("/a//"), ["a", "", ""]);
        assert_eq!(Pointer::root().key("").last().as_deref(), Some(""));
    }

    #[test]
    fn fragments_are_percent_decoded_and_plain_pointers_are_not() {
        assert_eq!(segments("#/a%20b/%C3%A9"), ["a b", "é"]);
        assert_eq!(segments("/a%20b"), ["a%20b"]);
    }

    #[test]
    fn text_outside_the_grammar_is_refused() {
        for text in [
            "a", "#a", "/~", "/~2", "/a~", "#/%", "#/%4", "#/%zz", "#/%ff", "#/%+1",
        ] {
            assert_eq!(Pointer::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_printed_form_is_read_back() {
        let pointer = Pointer::root().key("100%41").key("a/b").key("é \u{1f600}");
        assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer));
    }

    #[test]
    fn parent_and_last_split_at_the_last_segment() {
        let pointer = Pointer::root().key("a").key("b/c");
        assert_eq!(pointer.parent(), Some(Pointer::root().key("a")));
        assert_eq!(pointer.last().as_deref(), Some("b/c"));
    }
}
