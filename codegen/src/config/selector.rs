//! The entries of `include` and `exclude`: component names, or patterns for them.

/// A name, or a pattern in which `*` stands for any characters and `?` for one, with its place in
/// the config.
///
/// `"push_*"` matches `push_sent`, and not `a_push_sent`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The text as written.
    pub pattern: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// Its column in characters, counted from 1.
    pub column: usize,
}

impl Selector {
    /// Whether the pattern matches a whole name. A component of that very name is always matched.
    pub fn matches(&self, name: &str) -> bool {
        let pattern: Vec<char> = self.pattern.chars().collect();
        let name: Vec<char> = name.chars().collect();
        pattern == name || is_match(&pattern, &name)
    }
}

/// Goes back to the last `*` only, so that time grows with the product of the lengths.
fn is_match(pattern: &[char], name: &[char]) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while from < name.len() {
        match (pattern.get(at), star) {
            (Some('*'), _) => {
                star = Some((at, from));
                at += 1;
            }
            (Some(it), _) if *it == '?' || *it == name[from] => {
                at += 1;
                from += 1;
            }
            (_, Some((star_at, star_from))) => {
                star = Some((star_at, star_from + 1));
                at = star_at + 1;
                from = star_from + 1;
            }
            (_, None) => return false,
        }
    }
    pattern[at..].iter().all(|it| *it == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, name: &str, expected: bool) {
        let selector = Selector {
            pattern: pattern.to_owned(),
            line: 1,
            column: 1,
        };
        assert_eq!(selector.matches(name), expected, "{pattern} {name}");
    }

    #[test]
    fn a_pattern_matches_whole_names() {
        check("Pet", "Pet", true);
        check("Pet", "Pets", false);
        check("Pet*", "Pets", true);
        check("*Pet", "MyPet", true);
        check("a*b*c", "a_b_b_c", true);
        check("a*b*c", "a_b_b", false);
        check("P?t", "Pét", true);
        check("*", "", true);
        check("?", "", false);
    }

    #[test]
    fn a_name_with_a_star_in_it_is_matched_by_itself() {
        check("a*?", "a*?", true);
    }

    #[test]
    fn many_stars_take_no_time() {
        check(&"*a".repeat(500), &"b".repeat(5_000), false);
    }
}
