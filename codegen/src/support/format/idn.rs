//! Internationalised names of hosts, as far as they can be told without Unicode's own tables: which
//! scripts are written from right to left, and what Punycode means, is left to resolvers.

/// What stands between labels: RFC 3490 §3.1.
const DOTS: [char; 4] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];

/// RFC 5890 §2.3.2.3: labels of letters, digits and inner hyphens, of any script.
pub(super) fn is_idn_hostname(text: &str) -> bool {
    text.chars().count() <= 253 && text.split(DOTS).all(is_label)
}

fn is_label(label: &str) -> bool {
    let chars: Vec<char> = label.chars().collect();
    let is_marked = |it: &str| it.eq_ignore_ascii_case("xn--");
    // RFC 5891 §4.2.3.1: two hyphens there mark what is encoded.
    let has_mark = chars.get(2..4) == Some(&['-', '-']);
    let is_encoded = label.is_ascii() && label.get(..4).is_some_and(is_marked);
    let begins = chars.first().is_some_and(|it| is_beginning(*it));
    let is_known = |index: usize| chars.get(index).is_some_and(|it| is_allowed(*it));
    begins
        && !label.ends_with('-')
        && chars.len() <= 63
        && (!has_mark || is_encoded)
        && (0..chars.len()).all(|it| is_known(it) && fits_context(&chars, it))
}

/// RFC 5891 §4.2.3.2: no mark. RFC 5892 §2.6 has some that aren't letters, either.
fn is_beginning(it: char) -> bool {
    it.is_alphanumeric() || matches!(it, '\u{6fd}' | '\u{6fe}' | '\u{f0b}' | '\u{30fb}')
}

/// RFC 5892 §2.6, and what is no letter, digit or mark of any script.
fn is_allowed(it: char) -> bool {
    let is_excepted = matches!(
        it,
        '\u{640}' | '\u{7fa}' | '\u{302e}' | '\u{302f}' | '\u{3031}'..='\u{3035}' | '\u{303b}'
    );
    let is_word = it.is_ascii_alphanumeric() || it == '-' || !it.is_ascii();
    is_word && !is_excepted && !it.is_whitespace() && !it.is_control()
}

/// RFC 5892 Appendix A: characters that are allowed beside certain others only.
fn fits_context(label: &[char], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|it| label.get(it)).copied();
    let after = label.get(index + 1).copied();
    let is_of = |it: Option<char>, is: fn(char) -> bool| it.is_some_and(is);
    match label.get(index) {
        // A.3 MIDDLE DOT, as in Catalan
        Some('\u{b7}') => before == Some('l') && after == Some('l'),
        // A.4 Greek KERAIA
        Some('\u{375}') => is_of(after, is_greek),
        // A.5 and A.6 Hebrew GERESH and GERSHAYIM
        Some('\u{5f3}' | '\u{5f4}') => is_of(before, |it| matches!(it, '\u{591}'..='\u{5f4}')),
        // A.7 KATAKANA MIDDLE DOT
        Some('\u{30fb}') => label.iter().any(|it| is_japanese(*it)),
        // A.8 and A.9: digits of both kinds don't mix.
        Some('\u{660}'..='\u{669}') => !label.iter().any(|it| matches!(it, '\u{6f0}'..='\u{6f9}')),
        _ => true,
    }
}

fn is_greek(it: char) -> bool {
    matches!(it, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// Hiragana, Katakana or Han.
fn is_japanese(it: char) -> bool {
    matches!(it, '\u{3005}' | '\u{3007}' | '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}')
        || matches!(it, '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}
