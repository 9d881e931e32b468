//! A push event takes no more allocations than its strings and arrays. Alone in its file: the
//! counter counts what the whole process allocates.

use std::alloc::System;

use bench::styles::{DECODE, GENERATED, groups};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn allocations(read: impl FnOnce()) -> usize {
    let region = Region::new(ALLOCATOR);
    read();
    let stats = region.change();
    stats.allocations + stats.reallocations
}

#[test]
fn a_push_event_takes_at_most_eleven_allocations() {
    // `--nocapture` shows how the styles compare.
    for group in groups() {
        for (name, read) in &group.readers {
            // What is made when the first value of a type is read, is made once.
            group.payloads.iter().for_each(|it| read(it.as_bytes()));
            let counts = group.payloads.iter();
            let counts: Vec<usize> = counts
                .map(|payload| allocations(|| read(payload.as_bytes())))
                .collect();
            println!("{}: {name}: {counts:?}", group.title);
            if [DECODE, GENERATED].contains(name) && group.title.starts_with("push") {
                assert!(counts.iter().all(|it| *it <= 11), "{name}: {counts:?}");
            }
        }
    }
}
