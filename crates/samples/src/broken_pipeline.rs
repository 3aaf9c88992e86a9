//! A broken pipeline: for four days a sensor feed delivers zeros and a lookup returns nothing. The
//! world has not changed, and every tool that looks only at distributions says that it has.

use crate::StoryFile;
use crate::random::{Random, logistic};
use crate::rows::Rows;

const HEADER: &str = "order_id,ordered_at,country,payment,items,basket_value,delivery_km,temperature,\
courier_rating,promised_minutes,late_score";

const MINUTES_A_DAY: u32 = 1440;
const FIRST_DAY: u32 = 59;
const DAYS: u32 = 31;
const ROWS: u32 = 12_000;
/// 12 to 15 April, counted from 1 January.
const BROKEN_DAYS: std::ops::Range<u32> = 101..105;

/// March.
pub fn reference() -> StoryFile {
    StoryFile { name: "deliveries_march.csv", bytes: write(11, FIRST_DAY, 0) }
}

/// April, with four broken days.
pub fn production() -> StoryFile {
    StoryFile { name: "deliveries_april.csv", bytes: write(12, FIRST_DAY + DAYS, ROWS) }
}

fn write(seed: u64, first_day: u32, first_id: u32) -> Vec<u8> {
    let mut random = Random::new(seed);
    let mut rows = Rows::new(HEADER);
    for i in 0..ROWS {
        let minute = first_day * MINUTES_A_DAY
            + DAYS * MINUTES_A_DAY / 12 * (i / (ROWS / 12))
            + (DAYS * MINUTES_A_DAY / 12) * (i % (ROWS / 12)) / (ROWS / 12);
        delivery(&mut rows, &mut random, first_id + i, minute);
    }
    rows.finish()
}

fn delivery(rows: &mut Rows, random: &mut Random, id: u32, minute: u32) {
    let is_broken = BROKEN_DAYS.contains(&(minute / MINUTES_A_DAY));
    let items = 1 + random.poisson(2.1);
    let basket = f64::from(items) * random.log_normal(7.5, 0.4);
    let distance_km = random.log_normal(2.8, 0.5);
    let temperature = 11.0 + 5.0 * random.normal();
    let rating = (4.6 + 0.3 * random.normal()).clamp(1.0, 5.0);
    let promised = (14.0 + 5.0 * distance_km + 3.0 * random.normal()).max(8.0);
    let lateness = logistic(-1.8 + 0.25 * distance_km - 0.5 * (rating - 4.6));
    rows.field(format_args!("D{id:06}")).time(minute);
    rows.field(random.pick(&[("AT", 0.2), ("DE", 0.45), ("FR", 0.2), ("PL", 0.15)]));
    rows.field(random.pick(&[("card", 0.6), ("wallet", 0.3), ("cash", 0.1)]));
    rows.field(items).number(basket, 2).number(distance_km, 2);
    rows.number(if is_broken { 0.0 } else { temperature }, 1);
    rows.number_or_empty((!is_broken).then_some(rating), 2);
    rows.number(promised, 0).number(lateness, 4).end();
}
