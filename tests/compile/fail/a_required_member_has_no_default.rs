//! A type with a required member that has no natural value has no `Default`.

fn main() {
    let _ = customerio::PersonDelete::default();
}
