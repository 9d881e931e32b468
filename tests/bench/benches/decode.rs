//! Decoding, style by style, with the allocations of each: `cargo bench -p bench --bench decode`

use bench::styles::groups;
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn cases() -> Vec<String> {
    let groups = groups();
    let names = groups.iter().flat_map(|group| {
        let names = group.readers.iter();
        names.map(|(name, _)| format!("{}: {name}", group.title))
    });
    names.collect()
}

/// One run decodes all payloads of the group.
#[divan::bench(args = cases())]
fn decode(bencher: Bencher<'_, '_>, case: &str) {
    let groups = groups();
    let (title, style) = case.split_once(": ").unwrap_or_default();
    let Some(group) = groups.iter().find(|it| it.title == title) else {
        return;
    };
    let Some((_, read)) = group.readers.iter().find(|it| it.0 == style) else {
        return;
    };
    bencher
        .counter(divan::counter::BytesCount::new(
            group.payloads.iter().map(String::len).sum::<usize>(),
        ))
        .bench_local(|| group.payloads.iter().for_each(|it| read(it.as_bytes())));
}
