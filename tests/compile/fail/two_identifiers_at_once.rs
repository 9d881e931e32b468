//! Exactly one identifier: two can't be written down, and none can't either.

use customerio::PersonIdentifiers;

fn main() {
    let _ = PersonIdentifiers::Id("p-2".to_owned(), "ivo@example.org".to_owned());
    let _ = PersonIdentifiers::Email();
}
