//! What may have been meant by a word that nothing has.

/// How many suggestions are made.
pub(crate) const MOST: usize = 3;

/// The known words that are like a text, the likest first.
pub(crate) fn closest<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = plain(text);
    let most = (wanted.len() / 3).max(1);
    let mut ranked: Vec<(usize, &str)> = known
        .filter_map(|it| {
            let word = plain(it);
            let distance = distance(&wanted, &word);
            let is_part = wanted.len() > 2 && contains(&word, &wanted);
            match distance <= most {
                true => Some((distance, it)),
                // Longer ones that have all of it come after those with a slip.
                false => is_part.then_some((most + distance, it)),
            }
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    let ranked = ranked.into_iter().take(MOST);
    ranked.map(|(_, it)| it.to_owned()).collect()
}

/// The letters and digits that tell words apart: `push_clicked` is as good as `PushClicked`.
fn plain(text: &str) -> Vec<char> {
    let letters = text.chars().filter(|it| !matches!(it, '_' | '-' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}

fn contains(word: &[char], part: &[char]) -> bool {
    word.windows(part.len()).any(|it| it == part)
}

/// How many characters must be added, taken away or replaced to make one text of the other
/// (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.iter().enumerate() {
        let mut before = line;
        let mut left = line + 1;
        for (b, cell) in other.iter().zip(row.iter_mut().skip(1)) {
            let replaced = before + usize::from(a != b);
            before = *cell;
            left = replaced.min(*cell + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_cases_and_parts_are_recognised_and_nothing_else() {
        let known = ["PushClicked", "PushOpened", "PersonAddDevice", "Id"];
        let suggest = |text| closest(text, known.into_iter());
        assert_eq!(suggest("pushclicked"), ["PushClicked"]);
        assert_eq!(suggest("PushCliked"), ["PushClicked"]);
        assert_eq!(suggest("push"), ["PushOpened", "PushClicked"]);
        assert_eq!(suggest("Unrelated"), Vec::<String>::new());
    }

    #[test]
    fn the_distance_counts_single_characters() {
        let of = |a: &str, b: &str| distance(&plain(a), &plain(b));
        assert_eq!(
            (of("kitten", "sitting"), of("", "abc"), of("a", "a")),
            (3, 3, 0)
        );
    }
}
