//! A credit model drifting: from 23 July on, a new channel brings applicants from further away with
//! lower salaries, and one column in ten rows stops arriving from 6 August on.

use crate::StoryFile;
use crate::random::{Random, logistic};
use crate::rows::Rows;

const HEADER: &str = "loan_id,applied_at,channel,region,distance_from_office,salary_range,car_value,\
debt_to_income_ratio,applicant_age,driver_tenure,loan_length,size_of_downpayment,credit_checks_12m,\
repaid_prev_loan,guarantor_income,score,prediction,paid_on_time,model_version";

const MINUTES_A_DAY: u32 = 1440;
const FIRST_DAY: u32 = 5;
const DAYS_OF_REFERENCE: u32 = 175;
const DAYS_OF_PRODUCTION: u32 = 84;
/// 23 July, in days from 1 January.
const SHIFT_DAY: u32 = 203;
/// 6 August.
const FEED_BREAKS_DAY: u32 = 217;
const REFERENCE_ROWS: u32 = 15_000;
const PRODUCTION_ROWS: u32 = 7_200;

/// January to June.
pub fn reference() -> StoryFile {
    let bytes = write(1, FIRST_DAY, DAYS_OF_REFERENCE, REFERENCE_ROWS, 0);
    StoryFile { name: "loans_2025_h1.csv", bytes }
}

/// July to September.
pub fn production() -> StoryFile {
    let first_day = FIRST_DAY + DAYS_OF_REFERENCE;
    let bytes = write(2, first_day, DAYS_OF_PRODUCTION, PRODUCTION_ROWS, REFERENCE_ROWS);
    StoryFile { name: "loans_2025_q3.csv", bytes }
}

fn write(seed: u64, first_day: u32, days: u32, count: u32, first_id: u32) -> Vec<u8> {
    let mut random = Random::new(seed);
    let mut rows = Rows::new(HEADER);
    for i in 0..count {
        let minute = first_day * MINUTES_A_DAY
            + (u64::from(days * MINUTES_A_DAY) * u64::from(i) / u64::from(count)) as u32;
        application(&mut rows, &mut random, first_id + i, minute);
    }
    rows.finish()
}

fn application(rows: &mut Rows, random: &mut Random, id: u32, minute: u32) {
    let day = minute / MINUTES_A_DAY;
    let shifted = day >= SHIFT_DAY;
    let channel = random.pick(&[
        ("branch", 0.42),
        ("dealer", 0.33),
        ("web", 0.25),
        ("partner_app", if shifted { 0.24 } else { 0.0 }),
    ]);
    let distance_km = random.log_normal(if shifted { 17.6 } else { 10.4 }, 0.75);
    let poorer = if shifted { 2.4 } else { 1.0 };
    let salary = random.pick(&[
        ("0-20k €", 0.16 * poorer),
        ("20-40k €", 0.34),
        ("40-60k €", 0.30),
        ("60k+ €", 0.20),
    ]);
    let car_value = random.log_normal(if shifted { 20_900.0 } else { 18_600.0 }, 0.45);
    let debt = 0.08 + 0.5 * logistic(random.normal());
    let feed_is_broken = day >= FEED_BREAKS_DAY && random.chance(0.098);
    let age = (42.0 + 12.0 * random.normal()).clamp(18.0, 86.0);
    let tenure_years = random.log_normal(11.6, 0.6).min(age - 17.0);
    let checks = random.poisson(1.7);
    let repaid = random.chance(0.38);
    let risk = risk(distance_km, salary, debt, checks, repaid);
    // The model never saw long distances: it does not know what they do to the outcome.
    let score = logistic(1.4 - risk + 0.4 * random.normal());
    let unseen = if distance_km > 18.0 { 0.9 } else { 0.0 };
    let paid = random.chance(logistic(1.4 - risk - unseen));
    rows.field(format_args!("L{id:06}"));
    rows.time(minute).field(channel);
    rows.field(random.pick(&[("North", 0.24), ("South", 0.31), ("East", 0.18), ("West", 0.27)]));
    rows.number(distance_km, 1).field(salary).number(car_value, 0);
    rows.number_or_empty((!feed_is_broken).then_some(debt), 4);
    rows.number(age, 0).number(tenure_years, 1);
    rows.field(random.pick(&[("12", 0.1), ("24", 0.2), ("36", 0.3), ("48", 0.25), ("60", 0.15)]));
    rows.field(random.pick(&[("0", 0.2), ("10", 0.3), ("20", 0.3), ("30", 0.2)]));
    rows.field(checks).field(if repaid { "yes" } else { "no" });
    let has_guarantor = random.chance(0.004);
    let guarantor = random.log_normal(30_000.0, 0.4);
    rows.number_or_empty(has_guarantor.then_some(guarantor), 0);
    rows.number(score, 4).field(u8::from(score >= 0.5)).field(u8::from(paid));
    rows.field("loan-risk-4").end();
}

fn risk(distance_km: f64, salary: &str, debt: f64, checks: u32, repaid: bool) -> f64 {
    let salary_risk = match salary {
        "0-20k €" => 0.8,
        "20-40k €" => 0.3,
        "40-60k €" => 0.0,
        _ => -0.4,
    };
    let history = if repaid { -0.5 } else { 0.2 };
    salary_risk + history + 2.0 * (debt - 0.33) + 0.25 * f64::from(checks) - 0.4
        + 0.01 * distance_km.min(18.0)
}
