//! Draws a trial many times on several threads, and counts what it came to.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use serde::{Deserialize, Serialize};

use crate::family::Family;
use crate::trial::{Outcome, Trial};

/// How often draws of a trial came to something.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Tally {
    pub draws: u32,
    pub not_chance: u32,
    pub drift: u32,
    pub verdicts: [u32; 5],
    pub over_floor: u32,
    pub plain: u32,
    pub evidently: u32,
    pub evidently_whole: u32,
    pub changed: u32,
    pub families: [u32; Family::ALL.len()],
}

impl Tally {
    /// Draws a trial so many times.
    ///
    /// # Panics
    /// When a draw does.
    pub fn of(trial: &Trial, draws: u32, threads: u32) -> Self {
        let next = AtomicU32::new(0);
        let work = || {
            let mut tally = Self::default();
            loop {
                let draw = next.fetch_add(1, Relaxed);
                if draw >= draws {
                    return tally;
                }
                tally.add(&trial.draw(u64::from(draw) + 1));
            }
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
            workers.into_iter().fold(Self::default(), |sum, worker| match worker.join() {
                Ok(tally) => sum.plus(&tally),
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })
    }

    fn add(&mut self, outcome: &Outcome) {
        self.draws += 1;
        self.not_chance += u32::from(outcome.not_chance);
        self.drift += u32::from(outcome.is_drift());
        for (count, is) in self.verdicts.iter_mut().zip(outcome.verdicts) {
            *count += u32::from(is);
        }
        self.over_floor += u32::from(outcome.over_floor);
        self.plain += u32::from(outcome.plain);
        self.evidently += u32::from(outcome.evidently);
        self.evidently_whole += u32::from(outcome.evidently_whole);
        self.changed += u32::from(outcome.changed);
        for (count, is) in self.families.iter_mut().zip(outcome.families) {
            *count += u32::from(is);
        }
    }

    fn plus(mut self, other: &Self) -> Self {
        self.draws += other.draws;
        self.not_chance += other.not_chance;
        self.drift += other.drift;
        for (count, more) in self.verdicts.iter_mut().zip(other.verdicts) {
            *count += more;
        }
        self.over_floor += other.over_floor;
        self.plain += other.plain;
        self.evidently += other.evidently;
        self.evidently_whole += other.evidently_whole;
        self.changed += other.changed;
        for (count, more) in self.families.iter_mut().zip(other.families) {
            *count += more;
        }
        self
    }
}
