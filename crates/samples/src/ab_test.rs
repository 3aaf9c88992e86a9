//! An A/B test: the arms are alike in everything but what the change is meant to move.

use crate::StoryFile;
use crate::random::Random;
use crate::rows::Rows;

const HEADER: &str =
    "user_id,arm,country,device,first_seen,revenue_before,sessions,page_load_ms,converted,revenue";

const USERS: u32 = 9_200;
const DAYS: u32 = 14;
const MINUTES_A_DAY: u32 = 1440;
/// 5 May, in days from 1 January.
const FIRST_DAY: u32 = 124;

/// The arm without the change.
pub fn reference() -> StoryFile {
    StoryFile { name: "checkout_control.csv", bytes: write(21, "control", 0) }
}

/// The arm with the change: 4% more conversions in relative terms, and slower pages.
pub fn production() -> StoryFile {
    StoryFile { name: "checkout_treatment.csv", bytes: write(22, "treatment", USERS) }
}

fn write(seed: u64, arm: &str, first_id: u32) -> Vec<u8> {
    let mut random = Random::new(seed);
    let mut rows = Rows::new(HEADER);
    let is_treated = arm == "treatment";
    for i in 0..USERS {
        let minute = FIRST_DAY * MINUTES_A_DAY + DAYS * MINUTES_A_DAY * (i / 8) / (USERS / 8);
        let spent_before = if random.chance(0.6) { 0.0 } else { random.log_normal(18.0, 0.8) };
        let conversion = if is_treated { 0.1248 } else { 0.12 };
        let converted = random.chance(conversion);
        let revenue = random.log_normal(32.0, 0.9);
        let load_ms = random.log_normal(if is_treated { 1_010.0 } else { 820.0 }, 0.35);
        rows.field(format_args!("U{:06}", first_id + i)).field(arm);
        rows.field(random.pick(&[("BR", 0.2), ("DE", 0.3), ("ES", 0.25), ("US", 0.25)]));
        rows.field(random.pick(&[("mobile", 0.62), ("desktop", 0.31), ("tablet", 0.07)]));
        rows.time(minute).number(spent_before, 2).field(1 + random.poisson(1.4));
        rows.number(load_ms, 0).field(u8::from(converted));
        rows.number(if converted { revenue } else { 0.0 }, 2).end();
    }
    rows.finish()
}
