//! JSON Pointers (RFC 6901): the name of one value in the document or in a file beside it, carried
//! by every node and finding.

use std::borrow::Cow;
use std::fmt;

/// An RFC 6901 JSON Pointer, kept in its escaped form: `/paths/~1pets/get`. For a value in another
/// file than the document it begins with that file and `#`: `models/pet.yaml#/properties/id`.
///
/// It prints as a URI reference, `#/paths/~1pets/get` or `models/pet.yaml#/properties/id`, which
/// [`Pointer::parse`] reads back. The order is that of the escaped text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document: the empty pointer.
    pub fn root() -> Pointer {
        Pointer(String::new())
    }

    /// The whole of another file, by its path from the document's folder: `models/pet.yaml`.
    pub fn file_root(path: &str) -> Pointer {
        // A `#` would end the path. A path that begins with `/` would be no file of the folder.
        let path = path.trim_start_matches('/').replace('%', "%25");
        Pointer(format!("{}#", path.replace('#', "%23")))
    }

    /// The path of the other file that the value is in, from the document's folder; `None` for the
    /// document itself.
    pub fn file(&self) -> Option<String> {
        let (path, _) = self.split()?;
        Some(path.replace("%23", "#").replace("%25", "%"))
    }

    /// The same place without its file: what to look for in that file's tree.
    pub fn within_file(&self) -> Pointer {
        match self.split() {
            Some((_, path)) => Pointer(path.to_owned()),
            None => self.clone(),
        }
    }

    /// Whether this is the whole of the document or of a file.
    pub fn is_root(&self) -> bool {
        self.path().is_empty()
    }

    /// The file and the pointer within it, both escaped, unless the value is in the document.
    fn split(&self) -> Option<(&str, &str)> {
        match self.0.starts_with('/') {
            true => None,
            false => self.0.split_once('#'),
        }
    }

    /// The escaped keys and indexes, each with a `/` before it.
    fn path(&self) -> &str {
        self.split().map_or(&self.0, |(_, path)| path)
    }

    /// The escaped text as one word: whitespace and control characters are escaped, too.
    pub fn word(&self) -> String {
        let mut word = String::with_capacity(self.0.len());
        for it in self.0.chars() {
            if it.is_whitespace() || it.is_control() {
                word.push_str(&format!("%{:02X}", u32::from(it)));
            } else {
                word.push(it);
            }
        }
        word
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

    /// Reads `""`, `"/a/b"`, or a URI fragment such as `"#/a/b%20c"` (percent-encoded UTF-8), the
    /// latter perhaps with a file before it: `"models/pet.yaml#/a/b%20c"`.
    ///
    /// Returns `None` where RFC 6901 doesn't allow the text: no leading `/`, a `~` not followed
    /// by `0` or `1`, or a broken percent-encoding.
    pub fn parse(text: &str) -> Option<Pointer> {
        let (file, text) = match text.split_once('#') {
            Some((file, fragment)) if !file.starts_with('/') => (file, percent_decode(fragment)?),
            _ => ("", text.to_owned()),
        };
        let shape = text.is_empty() || text.starts_with('/');
        let escapes = text
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']));
        let file = match file {
            "" => String::new(),
            file => format!("{file}#"),
        };
        (shape && escapes).then(|| Pointer(file + &text))
    }

    /// The keys and indexes from the root downwards, unescaped: `/a~1b/0` gives `a/b`, `0`.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.path().split('/').skip(1).map(unescape)
    }

    /// The escaped text without the `#` before a pointer into the document; empty for its root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pointer to the enclosing object or array, `None` for a root.
    pub fn parent(&self) -> Option<Pointer> {
        let (path, _) = self.path().rsplit_once('/')?;
        let file = self.0.len() - self.path().len();
        Some(Pointer(self.0[..file + path.len()].to_owned()))
    }

    /// The last key or index, unescaped, `None` for a root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let (_, last) = self.path().rsplit_once('/')?;
        Some(unescape(last))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only `%` needs encoding for the fragment to be read back; the rest stays readable.
        let file = self.split().map_or("", |(file, _)| file);
        write!(f, "{file}#{}", self.path().replace('%', "%25"))
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

pub(crate) fn percent_decode(text: &str) -> Option<String> {
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
            "a", "#a", "b#a", "/~", "/~2", "/a~", "#/%", "#/%4", "#/%zz", "#/%ff", "#/%+1",
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

    #[test]
    fn a_place_in_another_file_begins_with_the_file() {
        let pointer = Pointer::file_root("models/pet#1 50%.yaml").key("a/b");
        assert_eq!(pointer.as_str(), "models/pet%231 50%25.yaml#/a~1b");
        assert_eq!(pointer.file().as_deref(), Some("models/pet#1 50%.yaml"));
        assert_eq!(pointer.within_file(), Pointer::root().key("a/b"));
        assert_eq!(pointer.segments().collect::<Vec<_>>(), ["a/b"]);
        assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer.clone()));
        let root = pointer.parent().expect("the file");
        assert!(root.is_root() && root.parent().is_none() && root.last().is_none());
    }

    #[test]
    fn a_number_sign_in_a_key_of_the_document_begins_no_file() {
        let pointer = Pointer::root().key("a#b");
        assert_eq!((pointer.file(), pointer.within_file()), (None, pointer));
    }
}
