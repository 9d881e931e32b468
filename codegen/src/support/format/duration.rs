//! RFC 3339 Appendix A: durations.

/// `P` and weeks, or days and a time, each unit once and in order, with no unit left out in between:
/// `P1Y2M`, `PT36H`, but neither `P1Y1D` nor `P`.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(text) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = text.strip_suffix('W') {
        return is_number(weeks);
    }
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    match time {
        Some(time) => (date.is_empty() || is_run(date, "YMD")) && is_run(time, "HMS"),
        None => is_run(date, "YMD"),
    }
}

/// Numbers with units that follow each other directly in `units`.
fn is_run(mut text: &str, units: &str) -> bool {
    let mut last = None;
    while !text.is_empty() {
        let Some(end) = text.find(|it: char| !it.is_ascii_digit()) else {
            return false;
        };
        let (number, rest) = text.split_at(end);
        let mut rest = rest.chars();
        let unit = rest.next().and_then(|unit| units.find(unit));
        let Some(unit) = unit.filter(|unit| last.is_none_or(|last| last + 1 == *unit)) else {
            return false;
        };
        if !is_number(number) {
            return false;
        }
        last = Some(unit);
        text = rest.as_str();
    }
    last.is_some()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}
