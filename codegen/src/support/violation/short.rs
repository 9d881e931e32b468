//! Strings of which most are short: those take no memory of their own.

use std::str;

use crate::support::decode::shorten;

/// As many bytes as are kept in place.
const ROOM: usize = 22;

/// A string that was found.
#[derive(Debug, Clone)]
pub(in crate::support) enum Short {
    InPlace { bytes: [u8; ROOM], length: u8 },
    Apart(Box<str>),
}

impl Short {
    pub(super) fn as_str(&self) -> &str {
        match self {
            // The bytes were those of a string.
            Short::InPlace { bytes, length } => bytes
                .get(..usize::from(*length))
                .and_then(|it| str::from_utf8(it).ok())
                .unwrap_or_default(),
            Short::Apart(text) => text,
        }
    }

    /// A string as far as it is shown: its first 40 characters.
    #[inline]
    pub(super) fn shown(text: &str) -> Short {
        Short::in_place(text).unwrap_or_else(|| Short::Apart(shorten(text).into()))
    }

    /// The whole string, if it takes no memory of its own.
    #[inline]
    fn in_place(text: &str) -> Option<Short> {
        let mut bytes = [0; ROOM];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        let length = u8::try_from(text.len()).ok()?;
        Some(Short::InPlace { bytes, length })
    }
}

impl PartialEq for Short {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Short {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_itself_up_to_forty_characters() {
        for text in [
            "",
            "é",
            &"x".repeat(ROOM),
            &"é".repeat(ROOM),
            &"é".repeat(40),
        ] {
            assert_eq!(Short::shown(text).as_str(), text);
        }
        let shown = ["é".repeat(40).as_str(), "…"].concat();
        assert_eq!(Short::shown(&"é".repeat(41)).as_str(), shown);
    }
}
