//! Names for the generated package: checks one that was given, makes one from a folder's name.

use heck::ToSnakeCase;

/// Crates that the generated code itself names; a package called the same
/// could not be told from them.
const TAKEN: [&str; 8] = [
    "alloc",
    "core",
    "proc_macro",
    "regex",
    "serde",
    "serde_json",
    "std",
    "test",
];

/// Checks the name of a generated package: `[a-z_][a-z0-9_]{0,63}`, no Rust
/// keyword, and none of the crates that generated code refers to.
///
/// # Errors
///
/// Says what is wrong, as the second half of a sentence that begins with the name.
pub fn check_crate_name(name: &str) -> Result<(), String> {
    let first = name.bytes().next().unwrap_or(b' ');
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.is_empty() {
        return Err("is empty".to_owned());
    }
    if name.len() > 64 {
        return Err("is longer than 64 characters".to_owned());
    }
    if first.is_ascii_digit() || !name.bytes().all(legal) || name.bytes().all(|byte| byte == b'_') {
        return Err(
            "is not snake_case: lower-case ASCII letters, digits and `_`, no digit first"
                .to_owned(),
        );
    }
    if is_keyword(name) {
        return Err("is a keyword of Rust".to_owned());
    }
    if TAKEN.contains(&name) {
        return Err("is the name of a crate that the generated code uses".to_owned());
    }
    Ok(())
}

/// The name of the package in a folder that isn't told another: the folder's
/// name in snake_case, made legal.
///
/// `"Pet-Store"` becomes `"pet_store"`, `"2fa"` becomes `"api_2fa"`, `"async"`
/// becomes `"async_api"`, `"日本"` becomes `"api"`.
pub fn default_crate_name(folder: &str) -> String {
    let ascii: String = folder
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let mut name = ascii.to_snake_case();
    if name.is_empty() {
        return "api".to_owned();
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, "api_");
    }
    name.truncate(60);
    if check_crate_name(&name).is_err() {
        name.push_str("_api");
    }
    name
}

/// Whether a word is reserved in edition 2024.
fn is_keyword(word: &str) -> bool {
    // syn takes the word for an identifier of any edition; `gen` is new.
    word == "gen" || syn::parse_str::<syn::Ident>(word).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_snake_case_names_that_rust_leaves_free_are_legal() {
        for name in ["api", "_2fa", "pet_store", "a1"] {
            assert_eq!(check_crate_name(name), Ok(()), "{name}");
        }
        let long = "x".repeat(65);
        for name in [
            "",
            "_",
            "2fa",
            "pet-store",
            "Pet",
            "a b",
            "ä",
            "type",
            "gen",
            "self",
            "crate",
            "try",
            "std",
            "serde",
            "../x",
            "a\"b",
            "a/*b*/",
            &long,
        ] {
            assert!(check_crate_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn every_folder_gives_a_legal_name() {
        for (folder, name) in [
            ("generated", "generated"),
            ("Pet-Store", "pet_store"),
            ("petStore v2.1", "pet_store_v2_1"),
            ("2fa", "api_2fa"),
            ("async", "async_api"),
            ("serde", "serde_api"),
            ("日本", "api"),
            ("", "api"),
            ("...", "api"),
        ] {
            assert_eq!(default_crate_name(folder), name, "{folder}");
        }
        let long = default_crate_name(&"y ".repeat(200));
        assert_eq!(check_crate_name(&long), Ok(()));
    }
}
