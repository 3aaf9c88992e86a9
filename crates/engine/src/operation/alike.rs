//! Windows of time that are alike: those of the same hour of the day, of the same weekday where there are enough.
//!
//! By weekday where the windows are days, or the reference has two of every place of production; else working days
//! are alike, and days of the weekend. What only one side has is left out.

use std::collections::{BTreeMap, BTreeSet};

use report::{Pair, format};
use stats::performance::weighted_sum;
use stats::{CountedWindow, MatchedRate, matched_rate};

use crate::calendar::{DAY_MS, weekday};

/// The first day of the weekend.
const SATURDAY: u32 = 5;
/// Windows of the reference that a weekday's place needs.
const FEWEST: u32 = 2;

/// Which days are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// Those of one weekday.
    Weekday,
    /// Working days, and those of the weekend.
    PartOfWeek,
}

/// Whole windows of one length: the number of the first, and the rows of each.
pub type Counts = (i64, Vec<u64>);

/// Traffic of both sides in windows that are alike.
pub struct Alike {
    pub days: Days,
    pub length_ms: i64,
    pub rate: MatchedRate,
    /// Whole windows of production, alike or not.
    pub of_production: u64,
}

impl Alike {
    /// Both sides; none where no window of one is like any of the other.
    pub fn of(counts: &Pair<Counts>, length_ms: i64) -> Option<Self> {
        let days = if length_ms == DAY_MS || has_weekdays(counts, length_ms) {
            Days::Weekday
        } else {
            Days::PartOfWeek
        };
        let production = windows(&counts.production, length_ms, days);
        // How days differ is told by what lies at the same times of the day, of whatever weekday.
        let of_day: BTreeSet<u64> =
            production.iter().map(|window| of_day(window.place, length_ms)).collect();
        let mut reference = windows(&counts.reference, length_ms, days);
        reference.retain(|window| of_day.contains(&self::of_day(window.place, length_ms)));
        let rate = matched_rate(&reference, &production)?;
        Some(Self { days, length_ms, rate, of_production: counts.production.1.len() as u64 })
    }

    /// The rows that the reference expects of a window which begins at this time.
    pub fn expected(&self, start_ms: i64) -> Option<f64> {
        self.rate.expected(place(start_ms, self.length_ms, self.days))
    }

    /// What is held against what, as a sentence; `unit` is that of the windows.
    pub fn says(&self, unit: &str) -> String {
        let [reference, production] = self.rate.windows.map(format::count);
        let units = format!("{unit}s");
        let at = match (self.days, self.length_ms == DAY_MS) {
            (_, true) => "on the same weekdays",
            (Days::Weekday, false) => "at the same time of day on the same weekdays",
            (Days::PartOfWeek, false) => "at the same time of day, working days and weekends apart",
        };
        let left = match self.of_production - self.rate.windows[1] {
            0 => String::new(),
            left => format!(
                "; {} of production {} left out, as the reference has none like {}",
                format::plural(left, unit, &units),
                if left == 1 { "is" } else { "are" },
                if left == 1 { "it" } else { "them" },
            ),
        };
        let spread = match (self.rate.is_of_blocks, self.rate.production.interval) {
            (false, Some(_)) => format!(
                " How one day differs from the next is not known of so few: {units} are taken for independent."
            ),
            _ => String::new(),
        };
        format!(
            "Traffic compares {production} whole {units} of production with {reference} of the reference, {at}{left}.{spread}"
        )
    }

    /// How production stands to a share of the reference's traffic: whether it has less, and surely less.
    pub fn is_under(&self, share: f64) -> (bool, bool) {
        let MatchedRate { reference, production, .. } = &self.rate;
        // The reference's mean is not known exactly either.
        let beyond = weighted_sum(&[(1.0, *production), (-share, *reference)]);
        (beyond.value < 0.0, beyond.interval.is_some_and(|interval| interval.high < 0.0))
    }
}

/// Whether the reference has enough windows of every weekday and place of production.
fn has_weekdays(counts: &Pair<Counts>, length_ms: i64) -> bool {
    let places = counts.as_ref().map(|counts| {
        windows(counts, length_ms, Days::Weekday).into_iter().map(|window| window.place)
    });
    let mut of_reference: BTreeMap<u64, u32> = BTreeMap::new();
    places.reference.for_each(|place| *of_reference.entry(place).or_default() += 1);
    let mut of_production = places.production;
    of_production.all(|place| of_reference.get(&place).is_some_and(|n| *n >= FEWEST))
}

fn windows(counts: &Counts, length_ms: i64, days: Days) -> Vec<CountedWindow> {
    let window = |(number, rows): (i64, &u64)| {
        let start_ms = number.saturating_mul(length_ms);
        CountedWindow {
            place: place(start_ms, length_ms, days),
            block: start_ms.div_euclid(DAY_MS),
            count: *rows as f64,
        }
    };
    (counts.0..).zip(&counts.1).map(window).collect()
}

/// Where a window lies: which day, and which part of it.
fn place(start_ms: i64, length_ms: i64, days: Days) -> u64 {
    let day = match days {
        Days::Weekday => weekday(start_ms),
        Days::PartOfWeek => u32::from(weekday(start_ms) >= SATURDAY),
    };
    let of_day = start_ms.rem_euclid(DAY_MS) / length_ms;
    u64::from(day) * places_of_day(length_ms) + of_day as u64
}

/// The part of the day of a place.
const fn of_day(place: u64, length_ms: i64) -> u64 {
    place % places_of_day(length_ms)
}

const fn places_of_day(length_ms: i64) -> u64 {
    (DAY_MS / length_ms) as u64
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg32;
    use report::Pair;

    use super::{Alike, Counts, Days};
    use crate::calendar::{DAY_MS, HOUR_MS, MONDAY_MS, hour_of_day, weekday};

    const DRAWS: u64 = 1_000;
    /// Rows an hour, on average over a working day.
    const ROWS: f64 = 40.0;

    fn poisson(random: &mut Pcg32, mean: f64) -> u64 {
        let limit = libm::exp(-mean);
        let (mut n, mut product) = (0, random.random::<f64>());
        while product > limit {
            product *= random.random::<f64>();
            n += 1;
        }
        n
    }

    /// Hours from a Monday on, with a wave over the day of 1 to 9, six tenths of the traffic at weekends, and days that
    /// differ by up to a fifth either way, all of it by a share.
    fn log(random: &mut Pcg32, hours: std::ops::Range<i64>, share: f64) -> Counts {
        let first = MONDAY_MS / HOUR_MS + hours.start;
        let mut of_day = (0, 1.0);
        let hour = |at: i64| {
            let start_ms = (first + at) * HOUR_MS;
            let day = start_ms.div_euclid(DAY_MS);
            if of_day.0 != day {
                of_day = (day, 0.8 + 0.4 * random.random::<f64>());
            }
            let turn = std::f64::consts::TAU * f64::from(hour_of_day(start_ms)) / 24.0;
            let wave = 1.0 - 0.8 * libm::cos(turn);
            let of_week = if weekday(start_ms) >= super::SATURDAY { 0.6 } else { 1.0 };
            poisson(random, share * ROWS * wave * of_week * of_day.1)
        };
        (first, (0..hours.end - hours.start).map(hour).collect())
    }

    /// How often production has surely less than a share of the reference's traffic, in a hundred.
    fn told(
        reference: std::ops::Range<i64>,
        production: std::ops::Range<i64>,
        is: f64,
        asked: f64,
    ) -> f64 {
        let is_told = |seed: &u64| {
            let mut random = Pcg32::seed_from_u64(*seed);
            let counts = Pair::new(
                log(&mut random, reference.clone(), 1.0),
                log(&mut random, production.clone(), is),
            );
            Alike::of(&counts, HOUR_MS).unwrap().is_under(asked).1
        };
        100.0 * (0..DRAWS).filter(is_told).count() as f64 / DRAWS as f64
    }

    /// Hours of the reference and of production, from a Monday on. docs/methods.md states what is printed here.
    fn stories() -> [(&'static str, std::ops::Range<i64>, std::ops::Range<i64>); 7] {
        let day = |day: i64| 24 * day;
        [
            ("a night against two weeks", 0..day(14), day(15) - 2..day(15) + 6),
            ("a night against five days", 0..day(5), day(8) - 2..day(8) + 6),
            ("a morning against three days", 0..day(3), day(7)..day(7) + 12),
            ("three half days against two weeks", 0..day(14), day(16) + 12..day(19)),
            ("working days against four weeks", 0..day(28), day(28)..day(33)),
            ("a weekend against four weeks", 0..day(28), day(33)..day(35)),
            ("a morning against one day", 0..day(1), day(1)..day(1) + 12),
        ]
    }

    #[test]
    fn traffic_that_did_not_change_is_hardly_ever_under_its_objective() {
        for (story, reference, production) in stories() {
            let [kept, equal] =
                [0.8, 1.0].map(|asked| told(reference.clone(), production.clone(), 1.0, asked));
            println!("{story}: under 80% in {kept}% of draws, under all of it in {equal}%");
            // One day does not tell how days differ: only the objective leaves room for that.
            let is_one_day = reference == (0..24);
            assert!(kept <= 1.0 && (equal <= 5.0 || is_one_day), "{story}: {kept} {equal}");
        }
    }

    #[test]
    fn traffic_that_is_halved_is_found() {
        for (story, reference, production) in stories() {
            let found = told(reference, production, 0.5, 0.8);
            println!("{story}: halved traffic is found in {found}% of draws");
            assert!(found >= 25.0, "{story}: {found}");
        }
    }

    #[test]
    fn hours_that_the_reference_does_not_have_are_left_out() {
        let mut random = Pcg32::seed_from_u64(1);
        let mut of = |reference, production| {
            let counts =
                Pair::new(log(&mut random, reference, 1.0), log(&mut random, production, 1.0));
            Alike::of(&counts, HOUR_MS)
        };
        assert!(of(8..20, 24 + 21..24 + 30).is_none());
        // Saturday against Monday to Friday.
        assert!(of(0..120, 120..144).is_none());
        let part = of(8..20, 24 + 18..24 + 30).unwrap();
        assert_eq!((part.rate.windows, part.days), ([2, 2], Days::PartOfWeek));
        assert_eq!(
            part.says("hour"),
            "Traffic compares 2 whole hours of production with 2 of the reference, at the same time of day, working days and weekends apart; 10 hours of production are left out, as the reference has none like them. How one day differs from the next is not known of so few: hours are taken for independent."
        );
        let weeks = of(0..24 * 28, 24 * 28..24 * 33).unwrap();
        assert_eq!((weeks.rate.windows, weeks.days), ([480, 120], Days::Weekday));
    }
}
