//! Numbers as JSON writes them, in decimal and exact: what doubles round, this doesn't.

/// A number as `digits × 10^exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    digits: u128,
    exponent: i32,
}

impl Decimal {
    /// The shortest decimal that reads back as this double: 0.1 is one tenth. The sign is left out:
    /// it makes no difference to multiples. `None` for what is no number.
    pub fn of_float(value: f64) -> Option<Decimal> {
        if !value.is_finite() {
            return None;
        }
        // Seventeen digits at most.
        let text = format!("{:e}", value.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let fraction = mantissa.split_once('.').map_or(0, |(_, it)| it.len());
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        Some(Decimal {
            digits: digits.parse().ok()?,
            exponent: exponent - i32::try_from(fraction).ok()?,
        })
    }

    /// A whole number, without its sign.
    pub fn of_integer(value: i128) -> Decimal {
        Decimal {
            digits: value.unsigned_abs(),
            exponent: 0,
        }
    }

    /// Whether this is `divisor` times a whole number.
    pub fn is_multiple_of(self, divisor: Decimal) -> bool {
        if self.digits == 0 || divisor.digits == 0 {
            return self.digits == 0;
        }
        let scale = self.exponent - divisor.exponent;
        if scale >= 0 {
            let mut rest = self.digits % divisor.digits;
            for _ in 0..scale {
                // Both factors are below 10^20 in practice; what isn't wraps nowhere.
                rest = match rest.checked_mul(10) {
                    Some(more) => more % divisor.digits,
                    None => return false,
                };
                if rest == 0 {
                    return true;
                }
            }
            rest == 0
        } else {
            // The divisor ends further to the left: what stands right of that must be zeros.
            let mut digits = self.digits;
            for _ in scale..0 {
                if !digits.is_multiple_of(10) {
                    return false;
                }
                digits /= 10;
            }
            digits.is_multiple_of(divisor.digits)
        }
    }
}

impl std::fmt::Display for Decimal {
    /// Digits without trailing zeros, and an exponent: equal numbers look the same.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (mut digits, mut exponent) = (self.digits, self.exponent);
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
            exponent += 1;
        }
        match digits {
            0 => f.write_str("0"),
            _ => write!(f, "{digits}e{exponent}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divides(divisor: f64, value: f64) -> bool {
        let (value, divisor) = (Decimal::of_float(value), Decimal::of_float(divisor));
        value
            .zip(divisor)
            .is_some_and(|(it, by)| it.is_multiple_of(by))
    }

    #[test]
    fn hundredths_are_exact() {
        assert!(divides(0.01, 19.99) && divides(0.01, 4.35) && divides(0.01, 0.07));
        assert!(!divides(0.01, 19.995) && !divides(0.1, 0.25));
    }

    #[test]
    fn magnitudes_far_apart_are_exact() {
        assert!(divides(1.0, 1e308) && divides(0.5, 1e308) && divides(1e-308, 1.0));
        assert!(!divides(1e308, 1.0) && !divides(7.0, 1e308));
    }

    #[test]
    fn zero_is_a_multiple_of_anything() {
        assert!(divides(3.0, 0.0) && divides(0.3, -0.0) && divides(3.0, -9.0));
    }
}
