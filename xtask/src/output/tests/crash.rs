//! Killed or refused at any step: the old tree or, after the next run, the new one.

use super::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What stops a write in these tests. Unwinding runs no undo, as a kill doesn't.
#[derive(Debug)]
struct Kill;

/// Writes the new files over the old ones and is killed after `step`; whether
/// it came that far.
fn write_killed_after(place: &Place, step: usize) -> bool {
    let new = new_files();
    let wanted = Wanted {
        files: &new,
        names_lock: "lock new",
    };
    let run = AssertUnwindSafe(|| {
        write_stepwise(&place.target, wanted, &mut |done| {
            if done == step {
                std::panic::resume_unwind(Box::new(Kill));
            }
        })
    });
    catch_unwind(run).is_err()
}

fn old_place() -> Place {
    let place = Place::new();
    place.write(&old_files(), "lock old").unwrap();
    place
}

fn trees() -> (Tree, Tree) {
    let place = old_place();
    let old = place.tree();
    place.write(&new_files(), "lock new").unwrap();
    (old, place.tree())
}

#[test]
fn a_kill_at_any_step_leaves_the_old_tree_or_what_completes_to_the_new_one() {
    let (old, new) = trees();
    let (mut to_old, mut to_new) = (0, 0);
    for step in 1.. {
        let place = old_place();
        if !write_killed_after(&place, step) {
            break;
        }
        let plan = plan(
            &place.target,
            Wanted {
                files: &new_files(),
                names_lock: "lock new",
            },
        )
        .unwrap();
        let is_complete = place.tree() == new;
        assert_eq!(drift(&place.target, &plan).is_none(), is_complete, "{step}");

        recover(&place.target).unwrap();
        match place.tree() {
            tree if tree == old => to_old += 1,
            tree if tree == new => to_new += 1,
            tree => panic!("a mix after step {step}: {tree:#?}"),
        }
        place.write(&new_files(), "lock new").unwrap();
        assert_eq!(place.tree(), new, "step {step}");
    }
    assert!(to_old > 8 && to_new > 12, "{to_old} {to_new}");
}

#[test]
fn a_recovery_that_is_killed_is_recovered() {
    let (_, new) = trees();
    let mut interruptions = 0;
    for step in 12..30 {
        for second in 1..30 {
            let place = old_place();
            if !write_killed_after(&place, step) || !journal::is_pending(&place.target.dir).unwrap()
            {
                break;
            }
            let run = AssertUnwindSafe(|| {
                transaction::recover(&place.target, &mut |done| {
                    if done == second {
                        std::panic::resume_unwind(Box::new(Kill));
                    }
                })
            });
            if catch_unwind(run).is_ok() {
                break;
            }
            interruptions += 1;
            recover(&place.target).unwrap();
            place.write(&new_files(), "lock new").unwrap();
            assert_eq!(place.tree(), new, "steps {step}, {second}");
        }
    }
    assert!(interruptions > 50, "{interruptions}");
}

#[test]
fn a_failure_at_any_step_gives_the_old_tree_back() {
    let (old, _) = trees();
    let new = new_files();
    let wanted = Wanted {
        files: &new,
        names_lock: "lock new",
    };
    let mut failures = 0;
    for step in 1.. {
        let place = old_place();
        let obstacle = place.path("names.lock.draft");
        let mut came_there = false;
        // A folder where the lock's draft goes: the last operation fails.
        let result = write_stepwise(&place.target, wanted, &mut |done| {
            if done == step {
                came_there = true;
                // Fails where the draft stands already: nothing fails then.
                let _ = fs::create_dir_all(obstacle.join("x"));
            }
        });
        if !came_there {
            break;
        }
        let _ = fs::remove_dir_all(&obstacle);
        if let Err(failure) = result {
            failures += 1;
            assert_eq!(failure.status, Status::Io);
            assert_eq!(place.tree(), old, "step {step}");
        }
    }
    assert!(failures > 12, "{failures}");
}

#[test]
fn a_failure_on_the_way_gives_the_old_tree_back() {
    let (mut old, _) = trees();
    old.insert("out/src/fresh".to_owned(), "in the way".to_owned());
    let new = new_files();
    let wanted = Wanted {
        files: &new,
        names_lock: "lock new",
    };
    let place = old_place();
    let obstacle = place.path("out/src/fresh");
    let result = write_stepwise(&place.target, wanted, &mut |done| {
        if done == 3 {
            fs::write(&obstacle, "in the way").unwrap();
        }
    });
    assert_eq!(result.unwrap_err().status, Status::Io);
    assert_eq!(place.tree(), old);
}

#[test]
fn a_file_put_in_the_way_after_a_kill_is_not_overwritten() {
    let place = old_place();
    let staged = (1..)
        .find(|&step| {
            let place = old_place();
            write_killed_after(&place, step);
            place.tree().contains_key("out/.codegen-journal/journal")
        })
        .unwrap();
    assert!(write_killed_after(&place, staged));
    place.put("out/src/fresh/c.rs", "// mine\n");
    let before = place.tree();
    let failure = recover(&place.target).unwrap_err();
    assert_eq!(failure.status, Status::Io);
    assert!(failure.message.contains("src/fresh/c.rs"), "{failure}");
    assert_eq!(place.tree(), before);

    fs::remove_file(place.path("out/src/fresh/c.rs")).unwrap();
    recover(&place.target).unwrap();
    assert_eq!(place.tree(), trees().1);
}

#[test]
fn a_journal_of_somebody_else_leads_nowhere() {
    let place = old_place();
    let (old, _) = trees();
    place.put(
        "out/.codegen-journal/journal",
        "codegen journal 1\nwrite ../x\nend\n",
    );
    place.put("out/.codegen-journal/new/0", "payload");
    recover(&place.target).unwrap();
    assert_eq!(place.tree(), old);

    place.put(
        "out/.codegen-journal/journal",
        "codegen journal 1\nnames-lock \"/etc/x\"\nend\n",
    );
    place.put("out/.codegen-journal/new/0", "payload");
    recover(&place.target).unwrap();
    assert_eq!(place.tree(), old);
}

#[test]
fn a_lock_that_a_killed_run_left_is_no_drift_and_goes_away() {
    let place = old_place();
    let (old, _) = trees();
    place.put("out/.codegen-lock", "");
    assert_eq!(place.drift(&old_files(), "lock old"), None);
    recover(&place.target).unwrap();
    assert_eq!(place.tree(), old);
}

#[test]
fn a_failed_write_to_a_new_folder_leaves_no_folder() {
    let mut place = Place::new();
    place.target.names_lock = Some(place.path("missing/names.lock"));
    place.write(&new_files(), "lock").unwrap_err();
    assert_eq!(place.tree(), Tree::new());
}

#[test]
fn two_runs_at_once_end_with_one_whole_tree() {
    let place = old_place();
    let (new, newer) = (
        new_files(),
        files(&[("Cargo.toml", "newer"), ("src/z.rs", "z")]),
    );
    let run = |files: &Files| loop {
        match place.write(files, "lock") {
            Ok(_) => break,
            Err(failure) => assert!(failure.message.contains("another run"), "{failure}"),
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| (0..20).for_each(|_| run(&new)));
        scope.spawn(|| (0..20).for_each(|_| run(&newer)));
    });
    let is_whole = |files: &Files| place.drift(files, "lock").is_none();
    assert!(is_whole(&new) || is_whole(&newer), "{:#?}", place.tree());
}
