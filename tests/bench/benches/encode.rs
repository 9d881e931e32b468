//! Encoding, style by style, with the allocations of each: `cargo bench -p bench --bench encode`

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
        let names = group.writers.iter();
        names.map(|(name, _)| format!("{}: {name}", group.title))
    });
    names.collect()
}

/// One run encodes all payloads of the group.
#[divan::bench(args = cases())]
fn encode(bencher: Bencher<'_, '_>, case: &str) {
    let groups = groups();
    let (title, style) = case.split_once(": ").unwrap_or_default();
    let Some(group) = groups.iter().find(|it| it.title == title) else {
        return;
    };
    let Some((_, writer)) = group.writers.iter().find(|it| it.0 == style) else {
        return;
    };
    let payloads = group.payloads.iter();
    let writes: Vec<Box<dyn Fn()>> = payloads.map(|it| writer(it.as_bytes())).collect();
    bencher.bench_local(|| writes.iter().for_each(|write| write()));
}
