//! `android` is a platform, too.

fn name(platform: customerio::Platform) -> &'static str {
    match platform {
        customerio::Platform::Ios => "iOS",
    }
}

fn main() {
    name(customerio::Platform::Ios);
}
