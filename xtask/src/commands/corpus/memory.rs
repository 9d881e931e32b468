//! How much memory processes have had, where the system tells it (Linux).

use std::fs;

/// The most memory that a process has had: `"self"`, or its number.
pub(super) fn peak_kib(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The most that any process below one has had so far.
pub(super) fn peak_kib_below(process: u32) -> Option<u64> {
    // Each thread has a list of the processes that it started.
    let threads = fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let lists = threads.flatten().map(|it| it.path().join("children"));
    let text: String = lists.filter_map(|it| fs::read_to_string(it).ok()).collect();
    let children = text.split_whitespace().filter_map(|it| it.parse().ok());
    children
        .flat_map(|child: u32| [peak_kib(&child.to_string()), peak_kib_below(child)])
        .flatten()
        .max()
}
