//! Numbers: bounds and multiples.

use serde_json::Value;

use crate::support::decimal::Decimal;
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::violation::Violation;

/// A number that bounds another one: integers compare exactly, floats as doubles.
pub trait Bounded: Copy + PartialOrd + std::fmt::Display + std::fmt::LowerExp {}

impl<T: Copy + PartialOrd + std::fmt::Display + std::fmt::LowerExp> Bounded for T {}

/// A number for a message: `12.5`, but `1e300` in place of three hundred digits.
fn spelled(value: impl std::fmt::Display + std::fmt::LowerExp) -> String {
    let text = value.to_string();
    if text.len() > 24 {
        format!("{value:e}")
    } else {
        text
    }
}

/// A number as JSON, whatever type it has.
fn numeral(value: impl std::fmt::Display) -> Value {
    let text = value.to_string();
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

/// §6.2.4 `minimum`
pub fn minimum<N: Bounded>(value: N, least: N, place: &Place<'_>, report: &mut Report) {
    if value < least {
        report.violation(place, || {
            let message = format!("{} is less than {least}", spelled(value));
            Violation::new("minimum", message)
                .limited_to(numeral(least))
                .found(numeral(value))
        });
    }
}

/// §6.2.2 `maximum`
pub fn maximum<N: Bounded>(value: N, most: N, place: &Place<'_>, report: &mut Report) {
    if value > most {
        report.violation(place, || {
            let message = format!("{} is greater than {most}", spelled(value));
            Violation::new("maximum", message)
                .limited_to(numeral(most))
                .found(numeral(value))
        });
    }
}

/// §6.2.5 `exclusiveMinimum`
pub fn exclusive_minimum<N: Bounded>(value: N, bound: N, place: &Place<'_>, report: &mut Report) {
    if value <= bound {
        report.violation(place, || {
            let message = format!("{} is not greater than {bound}", spelled(value));
            Violation::new("exclusiveMinimum", message)
                .limited_to(numeral(bound))
                .found(numeral(value))
        });
    }
}

/// §6.2.3 `exclusiveMaximum`
pub fn exclusive_maximum<N: Bounded>(value: N, bound: N, place: &Place<'_>, report: &mut Report) {
    if value >= bound {
        report.violation(place, || {
            let message = format!("{} is not less than {bound}", spelled(value));
            Violation::new("exclusiveMaximum", message)
                .limited_to(numeral(bound))
                .found(numeral(value))
        });
    }
}

/// A number whose decimal spelling is known exactly.
pub trait Exact: Copy + std::fmt::Display + std::fmt::LowerExp {
    /// The number without its sign; `None` for what is no number.
    fn decimal(self) -> Option<Decimal>;
}

macro_rules! exact {
    ($($integer:ty)*) => {$(
        impl Exact for $integer {
            fn decimal(self) -> Option<Decimal> {
                Some(Decimal::of_integer(i128::from(self)))
            }
        }
    )*};
}

exact!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Exact for f64 {
    fn decimal(self) -> Option<Decimal> {
        Decimal::of_float(self)
    }
}

/// §6.2.1 `multipleOf`, exact: 19.99 is a multiple of 0.01.
pub fn multiple_of(value: impl Exact, divisor: impl Exact, place: &Place<'_>, report: &mut Report) {
    let both = value.decimal().zip(divisor.decimal());
    if !both.is_some_and(|(value, divisor)| value.is_multiple_of(divisor)) {
        report.violation(place, || {
            let message = format!("{} is no multiple of {divisor}", spelled(value));
            Violation::new("multipleOf", message)
                .limited_to(numeral(divisor))
                .found(numeral(value))
        });
    }
}
