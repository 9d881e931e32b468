//! `PersonOperations::Page` holds a page: a screen is no page, though their members are the same.

fn page(screen: customerio::PersonScreen) -> customerio::PersonOperations {
    customerio::PersonOperations::Page(screen)
}

fn main() {
    let _ = page;
}
