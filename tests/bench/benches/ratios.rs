//! All styles in turn, many times over, and the ratios of their medians: figures of one run can be
//! compared even where the machine is busy. `cargo bench -p bench --bench ratios`

use std::time::{Duration, Instant};

use bench::styles::{BY_HAND, GENERATED, Group, groups};

/// How often each style has its turn.
const ROUNDS: usize = 400;
/// How long a turn lasts, roughly.
const TURN: Duration = Duration::from_micros(300);

fn main() {
    for group in groups() {
        let (title, payloads) = (group.title, group.payloads.len());
        let bytes = group.payloads.iter().map(String::len).sum::<usize>() / payloads;
        println!("\ndecode: {title} ({payloads} payloads of {bytes} bytes on average)\n");
        let names: Vec<&str> = group.readers.iter().map(|it| it.0).collect();
        let mut turns: Vec<Box<dyn FnMut()>> = readers(&group);
        print(&names, &medians(&mut turns), payloads, BY_HAND);
        if !group.writers.is_empty() {
            println!("\nencode: {title}\n");
            let names: Vec<&str> = group.writers.iter().map(|it| it.0).collect();
            let mut turns: Vec<Box<dyn FnMut()>> = writers(&group);
            print(&names, &medians(&mut turns), payloads, GENERATED);
        }
    }
}

fn readers(group: &Group) -> Vec<Box<dyn FnMut()>> {
    let readers = group.readers.iter();
    readers
        .map(|(_, read)| -> Box<dyn FnMut()> {
            let (read, payloads) = (*read, group.payloads.clone());
            Box::new(move || payloads.iter().for_each(|it| read(it.as_bytes())))
        })
        .collect()
}

fn writers(group: &Group) -> Vec<Box<dyn FnMut()>> {
    let writers = group.writers.iter();
    writers
        .map(|(_, writer)| -> Box<dyn FnMut()> {
            let writes: Vec<Box<dyn Fn()>> = group
                .payloads
                .iter()
                .map(|it| writer(it.as_bytes()))
                .collect();
            Box::new(move || writes.iter().for_each(|write| write()))
        })
        .collect()
}

/// The median time of one run of each, in nanoseconds.
fn medians(turns: &mut [Box<dyn FnMut()>]) -> Vec<f64> {
    let repeats: Vec<u32> = turns.iter_mut().map(|turn| repeats(turn)).collect();
    let mut times: Vec<Vec<Duration>> = turns.iter().map(|_| Vec::new()).collect();
    for _ in 0..ROUNDS {
        for ((turn, repeats), times) in turns.iter_mut().zip(&repeats).zip(&mut times) {
            times.push(time(turn, *repeats) / *repeats);
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64() * 1e9
    };
    times.iter_mut().map(median).collect()
}

fn repeats(turn: &mut dyn FnMut()) -> u32 {
    time(turn, 20);
    let one = time(turn, 20) / 20;
    let repeats = TURN.as_nanos() / one.as_nanos().max(1);
    u32::try_from(repeats).unwrap_or(u32::MAX).max(1)
}

fn time(turn: &mut dyn FnMut(), repeats: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..repeats {
        turn();
    }
    start.elapsed()
}

fn print(names: &[&str], medians: &[f64], payloads: usize, measure: &str) {
    let one = names.iter().zip(medians).find(|it| *it.0 == measure);
    let one = one.map_or(f64::NAN, |it| *it.1);
    println!("| style | × {measure} | ns each |");
    println!("|---|---:|---:|");
    for (name, median) in names.iter().zip(medians) {
        let each = median / payloads as f64;
        println!("| {name} | {:.2} | {each:.0} |", median / one);
    }
}
