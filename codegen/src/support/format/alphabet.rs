//! Sets of bytes that a string may be made of.

/// A set of bytes, each of which is looked up instead of being compared with one after another.
pub(super) struct Alphabet([bool; 256]);

/// Letters and digits of ASCII.
pub(super) static ALPHANUMERIC: Alphabet = Alphabet::NONE
    .and_from(b'0', b'9')
    .and_from(b'A', b'Z')
    .and_from(b'a', b'z');

impl Alphabet {
    /// No byte at all
    pub(super) const NONE: Alphabet = Alphabet([false; 256]);

    /// These, and each byte of `more`.
    pub(super) const fn and(&self, more: &[u8]) -> Self {
        self.with(more, true)
    }

    /// These, and every byte from `first` to `last`.
    pub(super) const fn and_from(&self, first: u8, last: u8) -> Self {
        let mut set = self.0;
        let mut byte = first as usize;
        while byte <= last as usize {
            set[byte] = true;
            byte += 1;
        }
        Alphabet(set)
    }

    /// These, and every character beyond ASCII: in UTF-8, all their bytes are from 128 on.
    pub(super) const fn and_beyond_ascii(&self) -> Self {
        self.and_from(128, 255)
    }

    /// These, but no byte of `fewer`.
    pub(super) const fn but_not(&self, fewer: &[u8]) -> Self {
        self.with(fewer, false)
    }

    const fn with(&self, bytes: &[u8], are_in: bool) -> Self {
        let mut set = self.0;
        let mut rest = bytes;
        while let [byte, others @ ..] = rest {
            set[*byte as usize] = are_in;
            rest = others;
        }
        Alphabet(set)
    }

    /// Whether this byte is one of them.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }

    /// Whether the text is made of these bytes only: of none, if it is empty.
    pub(super) fn spells(&self, text: &[u8]) -> bool {
        text.iter().all(|it| self.has(*it))
    }
}
