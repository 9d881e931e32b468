//! Whether a number such as `1.0` is an integer.

/// JSON Schema 2020-12 §4.2.3, and so OpenAPI 3.1, goes by the value: `1.0` is one. OpenAPI 3.0 goes
/// by the text: it isn't, and crates that are made of such a document have `false` here.
const BY_VALUE: bool = true;

/// The integer that a number with a decimal point or an exponent is, where it is one that `i64` or
/// `u64` holds.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
pub(crate) fn integral(number: f64) -> Option<i128> {
    let is_integer = number.fract() == 0.0 && number.abs() <= 18_446_744_073_709_551_615.0;
    // serde_json reads `-0` as this, which can't be told from `-0.0`.
    let is_minus_zero = number == 0.0 && number.is_sign_negative();
    (is_integer && (BY_VALUE || is_minus_zero)).then_some(number as i128)
}

#[cfg(test)]
mod tests {
    use super::integral;

    #[test]
    fn a_number_without_fraction_is_an_integer() {
        assert_eq!((integral(1.0), integral(-0.0)), (Some(1), Some(0)));
        assert_eq!(
            integral(-9_007_199_254_740_992.0),
            Some(-9_007_199_254_740_992)
        );
        assert_eq!((integral(1.5), integral(1e308)), (None, None));
    }
}
