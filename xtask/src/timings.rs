//! How long each stage took, as a table.

use std::fmt;
use std::time::{Duration, Instant};

/// A stopwatch: a stage ends where the next one begins.
#[derive(Debug, Default)]
pub(crate) struct Timings {
    stages: Vec<(&'static str, Duration)>,
    running: Option<(&'static str, Instant)>,
}

impl Timings {
    /// Begins a stage.
    pub(crate) fn begin(&mut self, stage: &'static str) {
        self.end();
        self.running = Some((stage, Instant::now()));
    }

    /// Ends the stage that runs.
    pub(crate) fn end(&mut self) {
        if let Some((stage, start)) = self.running.take() {
            self.stages.push((stage, start.elapsed()));
        }
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total: Duration = self.stages.iter().map(|(_, time)| time).sum();
        let whole = total.as_secs_f64().max(f64::MIN_POSITIVE);
        writeln!(f, "{:<16} {:>10} {:>8}", "stage", "ms", "percent")?;
        for (stage, time) in self.stages.iter().chain([&("total", total)]) {
            let seconds = time.as_secs_f64();
            let (ms, percent) = (seconds * 1e3, seconds / whole * 1e2);
            writeln!(f, "{stage:<16} {ms:>10.2} {percent:>8.1}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_gives_each_stage_and_the_total() {
        let timings = Timings {
            stages: vec![
                ("read", Duration::from_millis(1)),
                ("emit", Duration::from_millis(3)),
            ],
            running: None,
        };
        assert_eq!(
            timings.to_string(),
            "stage                    ms  percent\n\
             read                   1.00     25.0\n\
             emit                   3.00     75.0\n\
             total                  4.00    100.0\n"
        );
    }
}
