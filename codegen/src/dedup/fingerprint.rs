//! A short, stable name for a structure: the same for equal types in every document.

/// FNV-1a, 64 bits: enough to tell the types of one document apart, and the same on every machine.
pub fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
