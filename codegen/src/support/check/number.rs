//! Numbers: bounds and multiples.

use serde_json::Value;

use crate::support::decimal::Decimal;
use crate::support::place::Place;
use crate::support::report::Report;
use crate::support::violation::{Complaint, NumberRule};

/// A number that bounds another one: integers compare exactly, floats as doubles.
pub trait Bounded: Copy + PartialOrd + Numeral {}

impl<T: Copy + PartialOrd + Numeral> Bounded for T {}

/// A number as JSON.
pub trait Numeral {
    /// Whole floats as integers, as far as that is exact.
    fn numeral(self) -> Value;
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Numeral for $integer {
            fn numeral(self) -> Value {
                let number = serde_json::Number::from_i128(i128::from(self));
                number.map_or_else(|| Value::from(self.to_string()), Value::Number)
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64);

impl Numeral for f64 {
    fn numeral(self) -> Value {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.fract() == 0.0 && self.abs() < EXACT {
            #[allow(clippy::cast_possible_truncation, reason = "it is whole and small")]
            return Value::from(self as i64);
        }
        // What JSON has no number for.
        serde_json::Number::from_f64(self)
            .map_or_else(|| Value::from(self.to_string()), Value::Number)
    }
}

fn complaint(rule: NumberRule, limit: impl Numeral, found: impl Numeral) -> Complaint {
    Complaint::of_number(rule, limit.numeral(), found.numeral())
}

/// A number; none where it may be left out or `null`, and is.
pub trait Number {
    /// What it is compared as.
    type Known: Bounded;

    /// The number, if there is one.
    fn known(&self) -> Option<Self::Known>;
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Number for $number {
            type Known = Self;

            fn known(&self) -> Option<Self> {
                Some(*self)
            }
        }
    )*};
}

numbers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 f64);

impl<T: Number> Number for Option<T> {
    type Known = T::Known;

    fn known(&self) -> Option<T::Known> {
        self.as_ref()?.known()
    }
}

/// §6.2.4 `minimum`
pub fn minimum<N: Number>(value: &N, least: N::Known, place: &Place<'_>, report: &mut Report) {
    if let Some(value) = value.known()
        && value < least
    {
        report.complaint(place, || complaint(NumberRule::Minimum, least, value));
    }
}

/// §6.2.2 `maximum`
pub fn maximum<N: Number>(value: &N, most: N::Known, place: &Place<'_>, report: &mut Report) {
    if let Some(value) = value.known()
        && value > most
    {
        report.complaint(place, || complaint(NumberRule::Maximum, most, value));
    }
}

/// §6.2.5 `exclusiveMinimum`
pub fn exclusive_minimum<N: Number>(
    value: &N,
    bound: N::Known,
    place: &Place<'_>,
    report: &mut Report,
) {
    if let Some(value) = value.known()
        && value <= bound
    {
        report.complaint(place, || {
            complaint(NumberRule::ExclusiveMinimum, bound, value)
        });
    }
}

/// §6.2.3 `exclusiveMaximum`
pub fn exclusive_maximum<N: Number>(
    value: &N,
    bound: N::Known,
    place: &Place<'_>,
    report: &mut Report,
) {
    if let Some(value) = value.known()
        && value >= bound
    {
        report.complaint(place, || {
            complaint(NumberRule::ExclusiveMaximum, bound, value)
        });
    }
}

/// A number whose decimal spelling is known exactly.
pub trait Exact: Copy + Numeral {
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
pub fn multiple_of<N>(value: &N, divisor: impl Exact, place: &Place<'_>, report: &mut Report)
where
    N: Number<Known: Exact>,
{
    let Some(value) = value.known() else {
        return;
    };
    let both = value.decimal().zip(divisor.decimal());
    if !both.is_some_and(|(value, divisor)| value.is_multiple_of(divisor)) {
        report.complaint(place, || complaint(NumberRule::MultipleOf, divisor, value));
    }
}
