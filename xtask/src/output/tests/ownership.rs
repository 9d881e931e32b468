//! What is not the generator's is refused, and stays as it was.

use super::*;
use codegen::files::MANIFEST;

/// Writing is refused with a message that has `expected`, and changes nothing.
#[track_caller]
fn refuses(place: &Place, expected: &str) {
    let before = place.tree();
    let failure = place.write(&new_files(), "lock new").unwrap_err();
    assert_eq!(failure.status, Status::Io);
    assert!(failure.message.contains(expected), "{failure}");
    assert_eq!(place.tree(), before);
}

#[test]
fn a_hand_written_file_in_a_planned_place_is_refused() {
    let place = Place::new();
    place.put("out/src/lib.rs", "// mine\n");
    refuses(&place, "src/lib.rs (a file of somebody else)");
}

#[test]
fn a_file_that_only_bears_the_mark_or_only_is_listed_is_refused() {
    let place = Place::new();
    place.put("out/Cargo.toml", &format!("# {MARK}\nbut not listed"));
    refuses(&place, "Cargo.toml");

    let place = Place::new();
    place.write(&old_files(), "lock").unwrap();
    place.put("out/src/b.rs", "// rewritten by hand\n");
    place.put("out/src/old/deep/a.rs", "// no longer ours\n");
    refuses(
        &place,
        "src/b.rs (a file of somebody else), src/old/deep/a.rs (a file)",
    );
}

#[test]
fn a_file_beside_the_planned_ones_is_refused() {
    let place = Place::new();
    place.put("out/README.md", "mine");
    refuses(&place, "README.md (a file)");

    let place = Place::new();
    place.put("out/docs/deep/notes.txt", "mine");
    refuses(&place, "docs/ (a folder)");
}

#[test]
fn a_foreign_manifest_owns_nothing() {
    let place = Place::new();
    place.put(&format!("out/{MANIFEST}"), "Cargo.toml\nREADME.md\n");
    refuses(&place, MANIFEST);
}

#[test]
fn a_manifest_cannot_claim_what_lies_outside() {
    let place = Place::new();
    place.put("precious", &format!("// {MARK}\n"));
    place.put(
        &format!("out/{MANIFEST}"),
        &format!("# {MARK}\n../precious\n"),
    );
    place.write(&new_files(), "lock").unwrap();
    assert!(place.tree().contains_key("precious"));
}

#[test]
fn a_folder_in_a_files_place_is_refused() {
    let place = Place::new();
    fs::create_dir_all(place.path("out/src/lib.rs")).unwrap();
    refuses(&place, "src/lib.rs (a folder)");
}

#[test]
fn a_file_in_the_folders_place_is_refused() {
    let place = Place::new();
    place.put("out", "a file");
    refuses(&place, "is a file");
}

#[test]
fn an_empty_folder_is_taken() {
    let place = Place::new();
    fs::create_dir_all(place.path("out/src")).unwrap();
    place.write(&new_files(), "lock").unwrap();
}

#[test]
fn files_that_already_are_as_wanted_need_no_manifest() {
    let place = Place::new();
    place.write(&new_files(), "lock").unwrap();
    fs::remove_file(place.path(&format!("out/{MANIFEST}"))).unwrap();
    assert_eq!(place.write(&new_files(), "lock"), Ok(1));
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_in_the_folders_place_is_refused_even_with_a_slash() {
        let mut place = Place::new();
        fs::create_dir(place.path("elsewhere")).unwrap();
        symlink(place.path("elsewhere"), place.path("out")).unwrap();
        refuses(&place, "is a symbolic link");
        place.target = Target::new(&place.path("out/"), None);
        refuses(&place, "is a symbolic link");
        place.target = Target::new(&place.path("out/."), None);
        refuses(&place, "is a symbolic link");
    }

    #[test]
    fn a_link_inside_the_folder_is_refused() {
        let place = Place::new();
        fs::create_dir_all(place.path("elsewhere")).unwrap();
        fs::create_dir_all(place.path("out")).unwrap();
        symlink(place.path("elsewhere"), place.path("out/src")).unwrap();
        refuses(&place, "src (a symbolic link)");

        let place = Place::new();
        fs::create_dir_all(place.path("out")).unwrap();
        symlink(place.path("nowhere"), place.path("out/Cargo.toml")).unwrap();
        refuses(&place, "Cargo.toml (a symbolic link)");
    }

    #[test]
    fn a_link_in_the_journals_or_the_name_locks_place_is_refused() {
        let place = Place::new();
        fs::create_dir_all(place.path("out")).unwrap();
        symlink(place.path("nowhere"), place.path("out/.codegen-journal")).unwrap();
        refuses(&place, ".codegen-journal is a symbolic link");

        let place = Place::new();
        symlink(place.path("nowhere"), place.path("names.lock")).unwrap();
        refuses(&place, "names.lock is a symbolic link");
    }
}
