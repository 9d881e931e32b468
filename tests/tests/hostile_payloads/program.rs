//! Decodes hostile payloads, each in two sizes, and prints a line for each: what was said of it, and
//! what it took. It judges nothing.

use std::alloc::System;
use std::sync::OnceLock;
use std::time::Instant;

use payloads::*;
use serde::de::DeserializeOwned;
use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How much larger the large payload is.
const TIMES: usize = 4;
/// What reading one payload comes to.
struct Cost {
    outcome: String,
    bytes: usize,
    allocated: usize,
    micros: u64,
}

fn cost(payload: &[u8], read: fn(&[u8]) -> String) -> Cost {
    let region = Region::new(ALLOCATOR);
    let started = clock();
    let outcome = read(payload);
    Cost {
        micros: clock() - started,
        allocated: region.change().bytes_allocated,
        bytes: payload.len(),
        outcome,
    }
}

/// Microseconds that this thread has run, where the system tells: others want the processor, too.
fn clock() -> u64 {
    static STARTED: OnceLock<Instant> = OnceLock::new();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|it| it.parse::<u64>().ok());
    let since = || STARTED.get_or_init(Instant::now).elapsed().as_micros();
    nanos.map_or_else(|| since() as u64, |it| it / 1_000)
}

fn decoded<T: Validate>(payload: &[u8]) -> String {
    match decode::<T>(payload) {
        Ok(_) => "accepted".to_owned(),
        Err(error) if error.violations().is_empty() => "malformed".to_owned(),
        Err(error) => said(error.violations()),
    }
}

fn deserialized<T: Validate + DeserializeOwned>(payload: &[u8]) -> String {
    match serde_json::from_slice::<T>(payload) {
        Ok(value) => match value.validate() {
            Ok(()) => "accepted".to_owned(),
            Err(violations) => said(&violations),
        },
        Err(_) => "refused".to_owned(),
    }
}

/// The first keyword, and how many violations there are.
fn said(violations: &Violations) -> String {
    let first = violations.iter().next().map_or("", |it| it.keyword());
    // Whoever reads them reads the messages.
    let _ = violations.to_string();
    format!("{first} {}", violations.len() + violations.more())
}

fn run<T: Validate + DeserializeOwned>(name: &str, size: usize, make: impl Fn(usize) -> Vec<u8>) {
    for (way, read) in [
        ("decode", decoded::<T> as fn(&[u8]) -> String),
        ("serde", deserialized::<T>),
    ] {
        let small = cost(&make(size / TIMES), read);
        let large = cost(&make(size), read);
        println!(
            "{}",
            json!({
                "case": name,
                "way": way,
                "outcome": large.outcome,
                "bytes": [small.bytes, large.bytes],
                "allocated": [small.allocated, large.allocated],
                "micros": [small.micros, large.micros],
            })
        );
    }
}

/// An array of so many elements.
fn array(count: usize, element: impl Fn(usize) -> String) -> Vec<u8> {
    let elements: Vec<String> = (0..count).map(element).collect();
    format!("[{}]", elements.join(",")).into_bytes()
}

/// An object of so many members, before the last one.
fn object(count: usize, member: impl Fn(usize) -> String, last: &str) -> Vec<u8> {
    let mut members: Vec<String> = (0..count).map(member).collect();
    members.push(last.to_owned());
    format!("{{{}}}", members.join(",")).into_bytes()
}

/// A text as the member `name`.
fn text(name: &str, text: &str) -> Vec<u8> {
    format!("{{\"{name}\":\"{text}\"}}").into_bytes()
}

fn nested(depth: usize, inner: &str) -> Vec<u8> {
    format!("{}{inner}{}", "[".repeat(depth), "]".repeat(depth)).into_bytes()
}

const MEGABYTES: usize = 10_000_000;
const MANY: usize = 100_000;

fn main() {
    strings();
    arrays();
    numbers();
    nesting();
    encodings();
    members();
    violations();
    unions();
    formats();
    // With the stack that threads have unless asked for more.
    std::thread::spawn(levels).join().expect("the thread ends");
}

/// As many levels as are read at all, of types that take much room each.
fn levels() {
    const LEVELS: usize = 120;
    type Around = fn(&str) -> String;
    let nested = |levels: usize, around: Around| {
        let levels = 0..levels;
        levels.fold("\"cause\"".to_owned(), |inner, _| around(&inner))
    };
    let ways: [(&str, usize, Around); 4] = [
        ("members", 1, |it| {
            format!(r#"{{"kind":"charge","cause":{it}}}"#)
        }),
        ("members before their tag", 1, |it| {
            format!(r#"{{"cause":{it},"kind":"refund"}}"#)
        }),
        ("elements", 2, |it| {
            format!(r#"{{"kind":"charge","parts":[{it}]}}"#)
        }),
        ("entries", 2, |it| {
            format!(r#"{{"kind":"charge","others":{{"a":{it}}}}}"#)
        }),
    ];
    for (name, each, around) in ways {
        let name = format!("large values nested as {name}");
        run::<Cause>(&name, LEVELS, |n| nested(n / each, around).into_bytes());
    }
    // What is tried, or of many variants, takes more than the payload's share for each level: this only has to end.
    let tried = nested(LEVELS / 2, |it| {
        format!(r#"{{"kind":"refund","tried":{{"size":6,"cause":{it}}}}}"#)
    });
    let read = [decoded::<Cause>, deserialized::<Cause>];
    let outcomes = read.map(|it| it(tried.as_bytes()));
    assert_eq!(outcomes, ["accepted", "accepted"]);
    let large = (0..LEVELS).fold(r#"{"kind":"Gift"}"#.to_owned(), |inner, _| {
        format!(r#"{{"next":{inner},"kind":"Sale"}}"#)
    });
    let read = [decoded::<Case>, deserialized::<Case>];
    let outcomes = read.map(|it| it(large.as_bytes()));
    assert_eq!(outcomes, ["accepted", "accepted"]);
}

fn strings() {
    run::<Plain>("a long text", MEGABYTES, |n| text("text", &"a".repeat(n)));
    run::<Plain>("a long text that doesn't match", MEGABYTES, |n| {
        text("text", &("a".repeat(n) + "b"))
    });
    run::<Short>("a text that is too long", MEGABYTES, |n| {
        text("text", &"é".repeat(n / 2))
    });
    run::<Short>("a text of escapes that is too long", MEGABYTES, |n| {
        text("text", &"\\u0061".repeat(n / 6))
    });
    run::<Word>("a long text that isn't listed", MEGABYTES, |n| {
        text("text", &"a".repeat(n))
    });
    run::<Tree>("a long text that is no object", MEGABYTES, |n| {
        text("next", &"a".repeat(n))
    });
    run::<Denied>("a long name that isn't declared", MEGABYTES, |n| {
        text(&"/~".repeat(n / 2), "a")
    });
    run::<Map>("a long name of what doesn't fit", MEGABYTES, |n| {
        text(&"/~".repeat(n / 2), "a")
    });
}

fn arrays() {
    let last = |index: usize, count: usize, odd: &str, it: String| match index + 1 == count {
        true => odd.to_owned(),
        false => it,
    };
    run::<Numbers>("distinct numbers", MANY, |n| array(n, |it| it.to_string()));
    run::<Numbers>("numbers, the last equal to the second", MANY, |n| {
        array(n, |it| last(it, n, "1.0", it.to_string()))
    });
    run::<Numbers>("equal numbers", MANY, |n| array(n, |_| "1".to_owned()));
    // Where hashes are of the value itself, these are in one place of a table.
    run::<Numbers>("numbers of equal low bits", MANY, |n| {
        array(n, |it| (it << 32).to_string())
    });
    run::<Texts>("texts that begin alike", MANY, |n| {
        array(n, |it| format!("\"{}{it}\"", "a".repeat(50)))
    });
    run::<Points>("distinct objects", MANY, |n| {
        array(n, |it| format!("{{\"x\":{it},\"y\":0}}"))
    });
    run::<Points>("objects, the last equal in another order", MANY, |n| {
        array(n, |it| {
            last(
                it,
                n,
                "{\"y\":0.0,\"x\":1}",
                format!("{{\"x\":{it},\"y\":0}}"),
            )
        })
    });
    run::<Things>("anything, the last equal in another order", MANY, |n| {
        array(n, |it| {
            last(
                it,
                n,
                "{\"b\":[1.0],\"a\":1}",
                format!("{{\"a\":{it},\"b\":[{it}]}}"),
            )
        })
    });
    run::<Nest>("unique arrays of unique arrays", MANY, |n| {
        nested(100, &"[],".repeat(n).trim_end_matches(','))
    });
    run::<Listed>("arrays that are listed", MANY, |n| {
        array(n, |_| "{\"a\":1.0}".to_owned())
    });
    run::<Not>("texts that aren't excluded", MANY, |n| {
        array(n, |_| "\"ab\"".to_owned())
    });
}

fn numbers() {
    for huge in ["1e400", "-1e400"] {
        run::<Numbers>("a number out of range", 4, |_| {
            format!("[{huge}]").into_bytes()
        });
        run::<Things>("any number out of range", 4, |_| {
            format!("[{huge}]").into_bytes()
        });
        run::<Open>("an undeclared number out of range", 4, |_| {
            format!("{{\"u\":{huge}}}").into_bytes()
        });
    }
    run::<Numbers>("308 digits", 4, |_| {
        format!("[1{}]", "0".repeat(308)).into_bytes()
    });
    run::<Whole>("an integer of 308 digits", 4, |_| {
        format!("[1{}]", "0".repeat(308)).into_bytes()
    });
    run::<Numbers>("a million digits", 1_000_000, |n| {
        format!("[1{}]", "0".repeat(n)).into_bytes()
    });
    run::<Numbers>("a million decimals", 1_000_000, |n| {
        format!("[0.{}]", "1".repeat(n)).into_bytes()
    });
    run::<Multiples>("multiples far apart", MANY / 10, |n| {
        array(n, |_| "1e308".to_owned())
    });
}

fn nesting() {
    run::<Nest>("open arrays", MANY, |n| "[".repeat(n).into_bytes());
    run::<Nest>("deep arrays", MANY, |n| nested(n, ""));
    run::<Things>("any deep arrays", MANY, |n| nested(n, ""));
    run::<Tree>("deep objects", MANY, |n| {
        ("{\"next\":".repeat(n) + "{}" + &"}".repeat(n)).into_bytes()
    });
    run::<Open>("undeclared open arrays", MANY, |n| {
        ("{\"u\":".to_owned() + &"[".repeat(n)).into_bytes()
    });
    run::<Open>("undeclared deep arrays", MANY, |n| {
        [b"{\"u\":", nested(n, "").as_slice(), b"}"].concat()
    });
    run::<Captured>("captured deep arrays", MANY, |n| {
        [b"{\"u\":", nested(n, "").as_slice(), b"}"].concat()
    });
    run::<Event>("deep arrays before the tag", MANY, |n| {
        [b"{\"data\":", nested(n, "").as_slice(), b"}"].concat()
    });
    run::<Tried>("deep arrays that are tried", MANY, |n| nested(n, ""));
    run::<Grown>("many in some that are tried", MANY / 10, |n| {
        let leaves = array(n, |it| format!("{{\"size\":7,\"a\":{it}}}"));
        let around = |it: Vec<u8>| [b"{\"size\":5,\"children\":", &*it, b"}"].concat();
        around([b"[", &*around(leaves), b"]"].concat())
    });
}

fn encodings() {
    run::<Plain>("a lone surrogate", 4, |_| text("text", "\\ud800"));
    run::<Plain>("surrogates in the wrong order", 4, |_| {
        text("text", "\\udc00\\ud800")
    });
    run::<Captured>("a name that is a lone surrogate", 4, |_| {
        text("\\ud800", "a")
    });
    run::<Open>("an undeclared lone surrogate", 4, |_| text("u", "\\ud800"));
    run::<Plain>("invalid UTF-8", 4, |_| b"{\"text\":\"\xff\"}".to_vec());
    run::<Open>("undeclared invalid UTF-8", 4, |_| {
        b"{\"u\":\"\xff\"}".to_vec()
    });
    run::<Plain>("invalid UTF-8 after many lines", MEGABYTES, |n| {
        [&vec![b'\n'; n][..], b"\xff"].concat()
    });
    run::<Plain>("nothing after many lines", MEGABYTES, |n| vec![b'\n'; n]);
}

fn members() {
    run::<Open>("a member twice", 4, |_| b"{\"id\":1,\"id\":1}".to_vec());
    run::<Open>("a member many times", MANY, |n| {
        object(n, |_| "\"id\":1".to_owned(), "\"id\":1")
    });
    run::<Map>("an entry many times", MANY, |n| {
        object(n, |_| "\"a\":1".to_owned(), "\"a\":1")
    });
    run::<Captured>("an undeclared member many times", MANY, |n| {
        object(n, |_| "\"a\":1".to_owned(), "\"a\":1")
    });
    run::<Tree>("a member that doesn't fit, many times", MANY, |n| {
        object(n, |_| "\"next\":1".to_owned(), "\"next\":1")
    });
    let million = 10 * MANY;
    run::<Open>("undeclared members", million, |n| {
        object(n, |it| format!("\"{it}\":1"), "\"id\":1")
    });
    run::<Captured>("captured members", million, |n| {
        object(n, |it| format!("\"{it}\":1"), "\"id\":1")
    });
    run::<Denied>("denied members", million, |n| {
        object(n, |it| format!("\"{it}\":1"), "\"id\":1")
    });
    run::<Map>("entries", million, |n| {
        object(n, |it| format!("\"{it}\":1"), "\"id\":1")
    });
}

fn violations() {
    run::<Small>("elements out of bounds", MANY, |n| {
        array(n, |_| "9".to_owned())
    });
    run::<Small>("elements of another type", MANY, |n| {
        array(n, |_| "\"9\"".to_owned())
    });
    run::<Small>("elements of both kinds", MANY, |n| {
        array(n, |it| {
            if it % 2 == 0 {
                "9".to_owned()
            } else {
                "\"9\"".to_owned()
            }
        })
    });
    run::<Points>("elements without members", MANY, |n| {
        array(n, |_| "{}".to_owned())
    });
    run::<Map>("entries of another type", MANY, |n| {
        object(n, |it| format!("\"{it}\":\"a\""), "\"b\":1")
    });
}

fn unions() {
    run::<Tried>("what the second variant fits", MANY / 10, |n| {
        array(n, |_| "{\"b\":1,\"c\":2}".to_owned())
    });
    run::<Tried>("what no variant fits", MANY / 10, |n| {
        array(n, |_| "{\"b\":\"b\"}".to_owned())
    });
    run::<Event>("a tag after much data", MANY, |n| {
        let data = String::from_utf8(array(n, |it| it.to_string())).unwrap_or_default();
        format!("{{\"data\":{data},\"kind\":\"made\"}}").into_bytes()
    });
    run::<Event>("a tag after much data of another variant", MANY, |n| {
        let data = String::from_utf8(array(n, |it| it.to_string())).unwrap_or_default();
        format!("{{\"data\":{data},\"kind\":\"gone\"}}").into_bytes()
    });
    run::<Event>("an unknown tag", MEGABYTES, |n| {
        text("kind", &"a".repeat(n))
    });
}

fn formats() {
    let long: [(&str, fn(usize) -> String); 18] = [
        ("date-time", |n| "1".repeat(n)),
        ("duration", |n| format!("P{}D", "1".repeat(n))),
        ("email", |n| "@".repeat(n)),
        ("email", |n| "a.".repeat(n / 2) + "@b"),
        ("hostname", |n| "a.".repeat(n / 2)),
        ("ipv6", |n| "1:".repeat(n / 2)),
        ("uri", |n| "a:".repeat(n / 2)),
        ("uri", |n| format!("a:{}", "%41".repeat(n / 3))),
        ("uri-template", |n| "{".repeat(n)),
        ("uri-template", |n| "{a}".repeat(n / 3)),
        ("json-pointer", |n| "/~0".repeat(n / 3)),
        ("byte", |n| "QUFB".repeat(n / 4)),
        ("regex", |n| "(".repeat(n)),
        ("regex", |n| "(?:".repeat(n / 4) + &")".repeat(n / 4)),
        ("regex", |n| {
            (0..n / 20)
                .map(|it| format!("(?<a{it}>b)\\\\k<a{it}>"))
                .collect()
        }),
        ("regex", |n| "(?<".repeat(n / 3) + ">"),
        ("regex", |n| "\\\\p{".repeat(n / 5)),
        ("regex", |n| "a{1,}[a-z]".repeat(n / 10)),
    ];
    for (index, (name, make)) in long.into_iter().enumerate() {
        run::<Formats>(&format!("format {index}: {name}"), 400_000, |n| {
            text(name, &make(n))
        });
    }
}
