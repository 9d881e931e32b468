//! Time in turns: what is compared has its turn many times over in one run, so that the ratios of
//! the medians mean something even where the machine is busy.

use std::time::{Duration, Instant};

/// How often each has its turn.
const ROUNDS: usize = 400;
/// How long a turn lasts, roughly.
const TURN: Duration = Duration::from_micros(300);

/// The median time of one run of each, in nanoseconds.
pub fn medians(turns: &mut [Box<dyn FnMut()>]) -> Vec<f64> {
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

/// Prints a table: the times of each, of which one run handles `payloads`, as multiples of one of
/// them, and absolute.
pub fn print(names: &[&str], medians: &[f64], payloads: usize, measure: &str) {
    let one = names.iter().zip(medians).find(|it| *it.0 == measure);
    let one = one.map_or(f64::NAN, |it| *it.1);
    println!("| style | × {measure} | ns each |");
    println!("|---|---:|---:|");
    for (name, median) in names.iter().zip(medians) {
        let each = median / payloads as f64;
        println!("| {name} | {:.2} | {each:.0} |", median / one);
    }
}
