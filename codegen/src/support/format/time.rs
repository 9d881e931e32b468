//! Dates and times of RFC 3339.

/// RFC 3339 §5.6: `full-date "T" full-time`; the T may be lower case.
pub(super) fn is_date_time(text: &str) -> bool {
    match (text.get(..10), text.get(10..11), text.get(11..)) {
        (Some(date), Some("T" | "t"), Some(time)) => is_date(date) && is_time(time),
        _ => false,
    }
}

/// RFC 3339 §5.6 `full-date`, with the days of each month (§5.7).
pub(super) fn is_date(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, '-', [4, 2, 2]) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// RFC 3339 §5.6 `full-time`; second 60 is a leap second, which falls on 23:59 UTC (§5.7).
pub(super) fn is_time(text: &str) -> bool {
    let Some(clock) = text.get(..8) else {
        return false;
    };
    let Some([hour, minute, second]) = numbers(clock, ':', [2, 2, 2]) else {
        return false;
    };
    let mut rest = &text[8..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let zone = fraction.trim_start_matches(|it: char| it.is_ascii_digit());
        if zone.len() == fraction.len() {
            return false;
        }
        rest = zone;
    }
    let offset = match rest {
        "Z" | "z" => 0,
        _ => match zone_minutes(rest) {
            Some(minutes) => minutes,
            None => return false,
        },
    };
    let utc = (i64::from(hour) * 60 + i64::from(minute) - offset).rem_euclid(24 * 60);
    hour < 24 && minute < 60 && (second < 60 || (second == 60 && utc == 23 * 60 + 59))
}

/// `+01:30` is 90.
fn zone_minutes(text: &str) -> Option<i64> {
    let (sign, digits_) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = digits_.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours < 24 && minutes < 60).then(|| sign * (i64::from(hours) * 60 + i64::from(minutes)))
}

/// Three numbers of so many digits, with `separator` between them.
fn numbers(text: &str, separator: char, lengths: [usize; 3]) -> Option<[u32; 3]> {
    let (first, rest) = text.split_once(separator)?;
    let (second, third) = rest.split_once(separator)?;
    Some([
        digits(first, lengths[0])?,
        digits(second, lengths[1])?,
        digits(third, lengths[2])?,
    ])
}

/// Exactly `count` ASCII digits, as a number.
fn digits(text: &str, count: usize) -> Option<u32> {
    let all = text.len() == count && text.bytes().all(|it| it.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}
