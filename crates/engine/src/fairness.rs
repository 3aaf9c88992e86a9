//! Chapter: whether groups that must be treated fairly are.
//!
//! [`attributes`] makes groups of rows out of protected columns and their crossings; [`groups`] measures each group,
//! [`criteria`] holds groups against each other and against the limits, [`verdict`] adjusts over everything that was
//! looked at, and [`sentences`] says it so that anyone can read it.

mod attributes;
mod criteria;
mod favourable;
mod groups;
mod over_time;
mod people;
mod plainly;
mod reading;
mod sentences;
mod verdict;

pub use criteria::measures;
pub use plainly::worst;
pub use sentences::{if_kept, stem};

use report::{
    AttributeFairness, Fairness, GapOverTime, LimitVerdict, ModelFairness, RoleChoice, Side,
};

use crate::Study;
use crate::outcomes::{Model, ModelRows, Outcomes};
use crate::timeline::Axis;
use attributes::Attributes;
use people::People;

/// The models under way.
#[derive(Default)]
pub struct Work {
    /// By what groups are made, found once for all models.
    attributes: Option<Attributes>,
    /// Which rows are of one person, found once for all models.
    people: Option<People>,
    /// Attributes of the model under way that are done.
    done: usize,
    models: Vec<ModelFairness>,
}

impl Work {
    /// Does the next attribute of a model; false when there is none left.
    pub fn step(
        &mut self,
        study: &Study<'_>,
        choices: &[RoleChoice],
        outcomes: &Outcomes,
        model: &Model,
        rows: &ModelRows,
    ) -> bool {
        let Some(attributes) = &mut self.attributes else {
            self.attributes = Some(Attributes::find(study, choices));
            return true;
        };
        if self.done == 0 {
            self.models.push(ModelFairness {
                name: model.name.clone(),
                says: String::new(),
                worst: String::new(),
                verdict: LimitVerdict::NotJudged,
                attributes: Vec::new(),
            });
        }
        if let (Some(attribute), Some(told)) = (attributes.get(self.done), self.models.last_mut()) {
            told.attributes.push(attribute_fairness(study, outcomes, rows, &attribute));
            self.done += 1;
            return true;
        }
        self.done = 0;
        false
    }

    /// How far groups of a model are apart along the windows; `earlier` is what an earlier comparison found.
    pub fn over_time(
        &mut self,
        study: &Study<'_>,
        choices: &[RoleChoice],
        axis: &Axis,
        (model, rows): (usize, &ModelRows),
        earlier: Option<&Fairness>,
    ) -> Vec<GapOverTime> {
        let attributes = self.attributes.get_or_insert_with(|| Attributes::find(study, choices));
        let models = earlier.map_or(self.models.as_slice(), |earlier| &earlier.models);
        let people = self.people.get_or_insert_with(|| People::of(study, choices));
        let told = models.get(model);
        told.map_or_else(Vec::new, |told| {
            over_time::of_model(study, axis, rows, (attributes, people), told)
        })
    }

    /// The chapter, once every model is done; `outcomes` says why there are none.
    pub fn finish(self, study: &Study<'_>, outcomes: &Result<Outcomes, String>) -> Fairness {
        let attributes = self.attributes.unwrap_or_default();
        let lacks = match outcomes {
            Err(lacks) => Some(lacks.clone()),
            Ok(_) if attributes.is_empty() => Some(attributes.lacks()),
            Ok(_) => None,
        };
        let (Ok(outcomes), None) = (outcomes, &lacks) else {
            let notes = attributes.notes;
            let headline = lacks.clone().unwrap_or_default();
            return Fairness { headline, lacks, notes, ..Fairness::default() };
        };
        let mut models = self.models;
        verdict::adjust(study, &mut models);
        for model in &mut models {
            for attribute in &mut model.attributes {
                attribute.says = sentences::of_attribute(attribute);
                attribute.reading = reading::of(study, outcomes, attribute);
            }
            model.worst = plainly::of_model(study, outcomes, model);
            model.says = sentences::of_model(model);
        }
        let mut notes = [attributes.notes, sentences::notes(outcomes)].concat();
        notes.extend(sentences::judged_before(&models));
        Fairness { headline: sentences::headline(&models), notes, models, ..Fairness::default() }
    }
}

/// What is measured of one attribute; verdicts and words come when everything is measured.
fn attribute_fairness(
    study: &Study<'_>,
    outcomes: &Outcomes,
    rows: &ModelRows,
    attribute: &attributes::Attribute<'_>,
) -> AttributeFairness {
    let sides = groups::measure(study, outcomes, rows, attribute);
    let criteria = criteria::of(study, outcomes, attribute, &sides);
    let is_of_production = criteria.iter().any(|criterion| criterion.gap.production.is_some());
    AttributeFairness {
        name: attribute.name.clone(),
        columns: attribute.columns.clone(),
        side: if is_of_production { Side::Production } else { Side::Reference },
        verdict: LimitVerdict::NotJudged,
        says: String::new(),
        reading: Vec::new(),
        selection_test: sides.as_ref().map(|groups| criteria::selection_test(groups)),
        groups: groups::told(outcomes, attribute, &sides),
        criteria,
        notes: attribute.notes.clone(),
    }
}
