//! What the generated types let a program say: programs that must compile and run, and programs
//! that the compiler must refuse, with its message.
//!
//! The `.stderr` files belong to the toolchain that `rust-toolchain.toml` pins;
//! `TRYBUILD=overwrite cargo test -p compile` writes them anew.

#[cfg(test)]
mod tests {
    #[test]
    fn programs_that_respect_the_types_compile_and_run() {
        trybuild::TestCases::new().pass("pass/*.rs");
    }

    #[test]
    fn programs_that_the_types_rule_out_do_not_compile() {
        trybuild::TestCases::new().compile_fail("fail/*.rs");
    }
}
