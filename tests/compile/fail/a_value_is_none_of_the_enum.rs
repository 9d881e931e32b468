//! No platform but those of the schema can be written down.

fn main() {
    let _ = customerio::Platform::Windows;
}
