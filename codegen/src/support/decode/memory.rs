//! What is known of the values in one that is being tried. A type may hold itself below a union whose variants are
//! tried, or below a condition: what is in a value would be tried again on each way that leads to it, and with
//! each level there are twice as many.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::marker::PhantomData;

use serde_json::Value;

use super::{Check, Decode};
use crate::support::report::Direction;
use crate::support::violation::{Violation, Violations};

/// What is tried within fewer others is tried again: to recognize a value takes longer.
const FEW: usize = 2;

/// How many violations are remembered. Of further values it is remembered that they don't fit.
const ROOM: usize = 10_000;

/// As many parts of unions may be in what any value is read as.
const PARTS: usize = 10_000;

/// And as many more for each value in it.
const PARTS_EACH: usize = 64;

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// What the values in the outermost one came to.
#[derive(Default)]
struct Memory {
    /// How many trials and checks are under way, each within the one before.
    depth: usize,
    verdicts: HashMap<Key, Result<Parts, Violations>>,
    /// What values that fit were read as, by the depth of the trial. Once a trial is over, all that is asked for is
    /// what was read right in it; what is deeper is in that.
    read: Vec<HashMap<Key, Box<dyn Any>>>,
    /// How many violations `verdicts` has.
    size: usize,
    /// How many parts of unions have been read, again or for the first time.
    parts: Parts,
    hashing: [RandomState; 2],
}

type Key = (Question, Likeness);

/// How many parts of unions there are in what was read.
type Parts = usize;

/// What a value is asked: whether it is of a type, and passes a check in a direction.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Question {
    ty: TypeId,
    check: usize,
    direction: Option<Direction>,
}

impl Question {
    pub(super) fn of<T: Decode>(check: Check<T>, direction: Option<Direction>) -> Question {
        Question {
            ty: TypeId::of::<T>(),
            check: check as usize,
            direction,
        }
    }
}

/// What values that are written alike have in common, and no others: 128 bits that nobody can foretell.
type Likeness = [u64; 2];

impl Memory {
    fn likeness(&self, value: &Value) -> Likeness {
        let mut hashers = Hashers(self.hashing.each_ref().map(BuildHasher::build_hasher));
        // Neither hashing nor writing a value in memory ever fails.
        let _ = serde_json::to_writer(&mut hashers, value);
        hashers.0.map(|it| it.finish())
    }

    /// The same violations while there is room, then only that there are some.
    fn fitting_in(&mut self, violations: &Violations) -> Violations {
        self.size += violations.len();
        match violations.iter().next() {
            Some(first) if self.size > ROOM => {
                let message = "doesn't fit, but too much is wrong with the whole to say why";
                Violation::new(first.keyword(), message).into()
            }
            _ => violations.clone(),
        }
    }
}

/// A trial or a check that is under way: until the outermost one ends, nothing is forgotten.
#[derive(Debug)]
pub(crate) struct Remembering {
    /// Within how many others.
    within: usize,
    /// It ends in the thread in which it began.
    here: PhantomData<*const ()>,
}

impl Remembering {
    pub(crate) fn begin() -> Remembering {
        MEMORY.with_borrow_mut(|it| {
            it.depth += 1;
            Remembering {
                within: it.depth - 1,
                here: PhantomData,
            }
        })
    }
}

impl Drop for Remembering {
    fn drop(&mut self) {
        MEMORY.with_borrow_mut(|it| {
            it.depth -= 1;
            if it.depth == 0 {
                it.verdicts = HashMap::new();
                it.read = Vec::new();
                it.size = 0;
                it.parts = 0;
            }
        });
    }
}

/// A trial that is under way.
pub(super) struct Trial {
    /// What is asked of which value, if it is remembered.
    key: Option<Key>,
    /// How many parts had been read before.
    before: Parts,
    remembering: Remembering,
}

impl Trial {
    pub(super) fn begin(question: Question, value: &Value) -> Trial {
        let remembering = Remembering::begin();
        let is_remembered = remembering.within >= FEW;
        let likeness = is_remembered.then(|| MEMORY.with_borrow(|it| it.likeness(value)));
        Trial {
            key: likeness.map(|it| (question, it)),
            before: parts(),
            remembering,
        }
    }

    /// Whether the value fits, if that is known.
    pub(super) fn verdict(&self) -> Option<Result<(), Violations>> {
        let key = self.key.as_ref()?;
        MEMORY.with_borrow(|it| match it.verdicts.get(key)? {
            Ok(_) => Some(Ok(())),
            Err(violations) => Some(Err(violations.clone())),
        })
    }

    /// What the value was read as, if that is still there.
    pub(super) fn read<T: Clone + 'static>(&self) -> Option<T> {
        let key = self.key.as_ref()?;
        MEMORY.with_borrow_mut(|it| {
            let read = it.read.get(self.remembering.within)?.get(key)?;
            let read = read.downcast_ref().cloned();
            let parts = it.verdicts.get(key).and_then(|it| it.as_ref().ok());
            it.parts += parts.copied().unwrap_or_default();
            read
        })
    }

    /// Remembers whether the value fits.
    pub(super) fn settle(&self, verdict: &Result<(), Violations>) {
        if let Some(key) = self.key {
            MEMORY.with_borrow_mut(|it| {
                let verdict = match verdict {
                    Ok(()) => Ok(it.parts - self.before),
                    Err(violations) => Err(it.fitting_in(violations)),
                };
                it.verdicts.insert(key, verdict);
            });
        }
    }

    /// Remembers what the value was read as.
    pub(super) fn keep<T: Clone + 'static>(&self, read: &T) {
        if let Some(key) = self.key {
            self.put(key, Box::new(read.clone()));
        }
    }

    fn put(&self, key: Key, read: Box<dyn Any>) {
        let depth = self.remembering.within;
        MEMORY.with_borrow_mut(|it| {
            it.read.resize_with(depth + 2, HashMap::new);
            it.read[depth].insert(key, read);
        });
    }
}

/// How many parts of unions have been read so far.
fn parts() -> Parts {
    MEMORY.with_borrow(|it| it.parts)
}

/// The parts that a value is being read as. Each holds all that is in the value, parts again, so that there may be
/// twice as many with each level.
pub(crate) struct Reading {
    before: Parts,
    most: Parts,
    _remembering: Remembering,
}

impl Reading {
    pub(crate) fn begin(value: &Value) -> Reading {
        let remembering = Remembering::begin();
        Reading {
            before: parts(),
            most: PARTS + PARTS_EACH * size(value),
            _remembering: remembering,
        }
    }

    /// Counts a part that was read; `false` if there are too many to be kept.
    pub(crate) fn count(&self) -> bool {
        MEMORY.with_borrow_mut(|it| {
            it.parts += 1;
            it.parts - self.before <= self.most
        })
    }
}

/// How many values there are in a value, itself included.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// What is written goes into all of them.
struct Hashers<const N: usize, H>([H; N]);

impl<const N: usize, H: Hasher> Write for Hashers<N, H> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.iter_mut().for_each(|it| it.write(text));
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ask(value: &Value) -> Trial {
        Trial::begin(Question::of::<String>(|_, _, _| {}, None), value)
    }

    #[test]
    fn what_is_found_within_trials_is_known_until_the_outermost_ends() {
        let value = json!({"a": [1]});
        let check = Remembering::begin();
        let around = ask(&json!(1));
        let inner = ask(&value);
        assert_eq!(inner.verdict(), None);
        inner.settle(&Ok(()));
        inner.keep(&"read".to_owned());
        drop(inner);
        assert_eq!(ask(&value).verdict(), Some(Ok(())));
        assert_eq!(ask(&value).read(), Some("read".to_owned()));
        assert_eq!(ask(&value).read::<i64>(), None);
        for other in [json!({"a": ["1"]}), json!({"a": [1.0]}), json!(["a", 1])] {
            assert_eq!(ask(&other).verdict(), None);
        }
        drop(around);
        drop(check);
        let _outer = [ask(&value), ask(&value)];
        assert_eq!(ask(&value).verdict(), None);
    }

    #[test]
    fn what_was_read_is_there_until_a_trial_two_levels_further_out_has_read_its_own() {
        let outer = [(); 4].map(|()| ask(&Value::Null));
        for number in 0..3 {
            let inner = ask(&json!(number));
            inner.keep(&number);
        }
        outer[3].keep(&"three");
        assert_eq!(ask(&json!(0)).read(), Some(0));
        assert_eq!(ask(&json!(2)).read(), Some(2));
        outer[2].keep(&"two");
        assert_eq!(ask(&json!(2)).read::<i32>(), None);
    }

    #[test]
    fn beyond_so_many_violations_only_the_keyword_is_known() {
        let mut memory = Memory::default();
        let all = Violations::from(Violation::new("minimum", "3 is less than 4"));
        for _ in 0..ROOM {
            assert_eq!(memory.fitting_in(&all), all);
        }
        let kept = memory.fitting_in(&all);
        let kept = kept.iter().next().map(Violation::keyword);
        assert_eq!(kept, Some("minimum"));
    }
}
