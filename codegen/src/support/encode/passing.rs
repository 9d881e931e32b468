//! Members that are passed on with a change: another tag, or without one.

use super::{Encode, Out, Wire, Written, wire};

/// Writes the members of a union's variant with its tag replaced by the one that the union's
/// mapping gives it.
///
/// # Errors
///
/// Stops when the output does.
pub fn retagged(
    variant: &dyn Encode,
    out: &mut dyn Out,
    name: &'static str,
    tag: Wire<'static>,
) -> Written {
    wire(variant).members(&mut Retag { out, name, tag })
}

/// Writes the members of a value but for one.
///
/// # Errors
///
/// Stops when the output does.
pub fn without(value: &dyn Encode, out: &mut dyn Out, name: &str) -> Written {
    wire(value).members(&mut Without { out, name })
}

struct Without<'a> {
    out: &'a mut dyn Out,
    name: &'a str,
}

impl Out for Without<'_> {
    fn field(&mut self, name: &str, value: &Wire<'_>) -> Written {
        if name == self.name {
            return Ok(());
        }
        self.out.field(name, value)
    }
}

struct Retag<'a> {
    out: &'a mut dyn Out,
    name: &'static str,
    tag: Wire<'static>,
}

impl Out for Retag<'_> {
    fn field(&mut self, name: &str, value: &Wire<'_>) -> Written {
        if name == self.name {
            self.out.field(name, &self.tag)
        } else {
            self.out.field(name, value)
        }
    }
}
