//! Any numbers and counts give every public statistic a number or a stated nothing: no panic, no NaN,
//! no p-value beyond 0 to 1.

#![no_main]

#[path = "../../tests/hostile/every.rs"]
mod every;

use every::{EVERY, Input, wrong};
use libfuzzer_sys::fuzz_target;

/// More values than this show nothing new and take time.
const MOST_VALUES: usize = 64;
/// More cells than this, too.
const MOST_CELLS: usize = 12;
/// Numbers at which ranges end.
const ENDS: [f64; 12] = [
    0.0,
    -0.0,
    5e-324,
    f64::MIN_POSITIVE,
    1.0,
    1.0 + f64::EPSILON,
    1e-200,
    1e200,
    f64::MAX,
    f64::MIN,
    f64::INFINITY,
    f64::NAN,
];

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Bytes(bytes);
    let reference = bytes.numbers();
    let production = bytes.numbers();
    let counts = bytes.counts();
    let input = Input::new(reference, production, &counts);
    for (name, statistic) in EVERY {
        let text = statistic(&input);
        if let Some(what) = wrong(&text) {
            panic!("{name} gives {what}: {text}");
        }
    }
});

/// What is left of the input; zeros follow behind its end.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn eight(&mut self) -> u64 {
        u64::from_le_bytes(std::array::from_fn(|_| self.next()))
    }

    fn numbers(&mut self) -> Vec<f64> {
        let len = usize::from(self.next()) % (MOST_VALUES + 1);
        (0..len).map(|_| self.number()).collect()
    }

    /// An end of a range, a small whole number, or any bits.
    fn number(&mut self) -> f64 {
        let kind = self.next();
        match usize::from(kind) {
            end if end < ENDS.len() => ENDS[end],
            whole if whole < 128 => f64::from(kind) - 64.0,
            _ => f64::from_bits(self.eight()),
        }
    }

    fn counts(&mut self) -> Vec<(u64, u64)> {
        let len = usize::from(self.next()) % (MOST_CELLS + 1);
        (0..len).map(|_| (self.count(), self.count())).collect()
    }

    /// Up to a million rows.
    fn count(&mut self) -> u64 {
        match u64::from(self.next()) {
            few if few < 250 => few,
            _ => self.eight() % (1 << 20),
        }
    }
}
