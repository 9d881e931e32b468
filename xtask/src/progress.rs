//! What a long run is doing, in one line on the terminal that goes away again.

use crate::terminal::printable_lines;
use std::io::{self, IsTerminal as _, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Runs that take no longer say nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line follows.
const INTERVAL: Duration = Duration::from_millis(200);

/// To the line's start, and everything after it away.
const CLEAR: &str = "\r\x1b[K";

/// Shows what is being done until it is dropped.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    ticker: Option<(Arc<Shared>, JoinHandle<()>)>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Debug, Default)]
struct State {
    doing: String,
    has_ended: bool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress {
    /// Shows on stderr, where that is a terminal.
    pub(crate) fn on_terminal() -> Self {
        match io::stderr().is_terminal() {
            true => Self::to(io::stderr(), PATIENCE),
            false => Self::default(),
        }
    }

    fn to(mut out: impl Write + Send + 'static, patience: Duration) -> Self {
        let shared = Arc::new(Shared::default());
        let seen = Arc::clone(&shared);
        let ticker = thread::spawn(move || {
            let mut shown = String::new();
            let mut wait = patience;
            let mut state = seen.state();
            while !state.has_ended {
                let waited = seen.ended.wait_timeout(state, wait);
                state = waited.unwrap_or_else(PoisonError::into_inner).0;
                if !state.has_ended && state.doing != shown {
                    shown.clone_from(&state.doing);
                    let line = printable_lines(&shown);
                    let _ = write!(out, "{CLEAR}{line} …").and_then(|()| out.flush());
                }
                wait = INTERVAL;
            }
            if !shown.is_empty() {
                let _ = write!(out, "{CLEAR}").and_then(|()| out.flush());
            }
        });
        Self {
            ticker: Some((shared, ticker)),
        }
    }

    /// Says what is done from now on.
    pub(crate) fn doing(&self, what: &str) {
        if let Some((shared, _)) = &self.ticker {
            what.clone_into(&mut shared.state().doing);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((shared, ticker)) = self.ticker.take() {
            shared.state().has_ended = true;
            shared.ended.notify_all();
            let _ = ticker.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written may be looked at from outside.
    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Screen {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    #[test]
    fn a_long_run_says_what_it_does_and_takes_it_back() {
        let screen = Screen::default();
        let progress = Progress::to(screen.clone(), Duration::ZERO);
        progress.doing("emit");
        while screen.text().is_empty() {
            thread::sleep(Duration::from_millis(1));
        }
        drop(progress);
        assert_eq!(screen.text(), "\r\u{1b}[Kemit …\r\u{1b}[K");
    }

    #[test]
    fn a_short_run_says_nothing() {
        let screen = Screen::default();
        let progress = Progress::to(screen.clone(), Duration::from_secs(3600));
        progress.doing("emit");
        drop(progress);
        assert_eq!(screen.text(), "");
    }
}
