//! Every setting, once: what it is called, what it may be and what it does.
//!
//! [`Settings::check`](crate::Settings::check), the page's panel and docs/settings.md are made from
//! this list. A new setting is a field with its default, and one entry here; a test fails until it is.

use super::setting::{ANY, Setting, choice, number, switch, text, whole};

const SHARE: (f64, f64) = (0.0, 1.0);

impl Setting {
    /// Every setting, in the order of the panel.
    pub const ALL: &'static [Self] = ALL;
}

/// All settings but roles, kinds and how files are read, which have their places in Data.
#[rustfmt::skip]
const ALL: &[Setting] = &[
    whole("seed", "Seed", (0.0, 4_294_967_295.0), "", "Where every simulation and sample begins; the same seed gives the same numbers."),
    number("data.skipped_share_many", "Rows left out, many", SHARE, "share of rows", "From this share of a file’s rows on, those that were left out are to be looked at."),
    number("data.skipped_share_misread", "Rows left out, misread", SHARE, "share of rows", "From this share of a file’s rows on that were left out, it was probably misread: nothing is sure then."),
    number("data.missing_share_moderate", "Missing values, moderate", SHARE, "share of rows", "A change of the missing share from here on is moderate."),
    number("data.missing_share_significant", "Missing values, significant", SHARE, "share of rows", "A change of the missing share from here on is significant."),
    whole("data.top_values", "Frequent values", (0.0, 50.0), "values", "The most frequent values of each column that the report lists, on each side."),
    number("data.near_constant_share", "Nearly constant", (0.5, 1.0), "share of values", "From this share of the most frequent value on, a column is called nearly constant."),
    number("data.outlier_reach", "Outliers", (0.0, 1_000.0), "quartile distances", "Numbers this far beyond the reference’s quartiles count as outliers."),
    number("data.new_share_moderate", "New values, moderate", SHARE, "share of rows", "Values that the reference does not have, or numbers beyond its range, are moderate from this share of rows on, over what chance gives."),
    number("data.new_share_significant", "New values, significant", SHARE, "share of rows", "The same, significant."),
    number("data.repeated_share_moderate", "Repeated rows, moderate", SHARE, "share of rows", "The share of rows that equal an earlier one is moderate when it grows by this."),
    number("data.repeated_share_significant", "Repeated rows, significant", SHARE, "share of rows", "The same, significant."),
    whole("data.sample_rows", "Sample of rows", (100.0, 1_000_000.0), "rows a side", "Relations of columns, and columns that give the label away, are looked for in so many random rows."),
    whole("data.relation_columns", "Columns in relations", (0.0, 200.0), "columns", "So many columns are compared with each other, the first of the file; the work grows with its square."),
    number("data.relation_change_moderate", "Relation, moderate", (0.0, 2.0), "", "A change of a correlation, Cramér’s V or correlation ratio that is not chance is moderate from here on."),
    number("data.relation_change_significant", "Relation, significant", (0.0, 2.0), "", "The same, significant."),
    number("data.leak_limit", "Leak", (0.5, 1.0), "", "A column whose correlation with the label, or area under the curve, is over this gives the label away."),
    number("data.leak_limit_order", "Leak by order", (0.5, 1.0), "", "The same for ids and times."),
    number("data.sure_change_p", "Sure change", SHARE, "adjusted p", "A change beside the values of columns (of missing values, new values, relations, rows, all columns together, models, over time) counts for the verdict where its adjusted p-value is under this; else it is only told."),
    number("data.volume_false_alarms", "False alarms of volume", SHARE, "chance", "The chance that any day or hour is told for its number of rows without a change."),
    number("data.broken_share_moderate", "Broken expectation, moderate", SHARE, "share of rows", "An expectation that this share of the rows break is moderate and changes the verdict; 0 for any row."),
    number("data.broken_share_significant", "Broken expectation, significant", SHARE, "share of rows", "The same, significant."),
    number("drift.psi_moderate", "PSI, moderate", (0.0, ANY), "", "A shift that is not chance is moderate from this PSI on."),
    number("drift.psi_significant", "PSI, significant", (0.0, ANY), "", "A shift that is not chance is significant from this PSI on."),
    whole("drift.psi_bins", "Cells of PSI", (2.0, 1_000.0), "cells", "Numbers are cut at so many quantiles of the reference."),
    number("drift.psi_floor", "Least share", (1e-12, 0.1), "share of values", "Shares under this are raised to it before a logarithm is taken."),
    number("drift.test_alpha", "Limit of tests", SHARE, "p", "The limit that the source documents give for the p-value of one column; no verdict rests on it."),
    number("drift.false_discovery_rate", "False discoveries", SHARE, "adjusted p", "A shift is not chance where its adjusted p-value is under this: at most this share of the columns called shifted is expected to be chance."),
    whole("drift.min_values", "Fewest values", (2.0, 1e15), "values a side", "A column with fewer values on a side is not judged."),
    whole("drift.discrete_max_distinct", "Discrete up to", (0.0, 1_000.0), "different values", "Numbers with at most so many different values are compared value by value."),
    number("drift.columns_share_warning", "Columns drifted, warning", SHARE, "share of columns", "From this share of drifted columns on there is a warning about the whole."),
    number("drift.columns_share_drift", "Columns drifted, drift", SHARE, "share of columns", "From this share of drifted columns on the whole is called drifted."),
    whole("drift.noise_draws", "Draws of a noise floor", (40.0, 100_000.0), "draws", "Simulated comparisons without drift behind each noise floor; more are slower and steadier."),
    whole("drift.compound_rows", "Columns together, rows", (100.0, 100_000.0), "rows a side", "Whether many small shifts add up is tested on a seeded sample of so many rows; over many columns on fewer."),
    whole("drift.compound_draws", "Columns together, draws", (199.0, 9_999.0), "draws", "Exchanges of rows between the sides behind that test: its p-value cannot be under 1 in so many."),
    number("drift.compound_alpha", "Columns together, limit", SHARE, "p", "Columns of which none drifted are told to lean together where that test's p-value is under this."),
    number("drift.answer_threshold", "Yes from", SHARE, "score", "The model is taken to say yes from this score on, where no column holds its answer."),
    number("drift.probability_sum_tolerance", "Sum of probabilities", SHARE, "from 1", "The class probabilities of a row may be so far from 1 together."),
    whole("drift.together_rows", "Rows taken together", (100.0, 1_000_000.0), "rows a side", "All columns together are compared on so many rows of each side, drawn at random; fewer where columns are many."),
    whole("drift.together_columns", "Columns taken together", (2.0, 1_000.0), "columns", "Where there are more, so many are drawn at random."),
    number("drift.auc_moderate", "Classifier, moderate", (0.5, 1.0), "AUC", "A shift of all columns together that is not chance is moderate from this area on; 0.59 is what a PSI of 0.1 gives where a mean shifts."),
    number("drift.auc_significant", "Classifier, significant", (0.5, 1.0), "AUC", "The same, significant."),
    whole("drift.mmd_rows", "Rows of MMD", (20.0, 5_000.0), "rows a side", "The maximum mean discrepancy takes time with the square of its rows."),
    whole("drift.mmd_draws", "Splits of MMD", (19.0, 10_000.0), "splits", "Random splits behind its p-value, which is at least one over one more than these."),
    number("drift.reconstruction_share", "Variance explained", (0.01, 0.999), "share of variance", "The reconstruction error keeps as few principal components as explain more than this."),
    number("drift.new_words_share", "New words, moderate", SHARE, "share of words", "A column of texts is at least moderate from this share of words that the reference does not have, over what chance gives."),
    whole("drift.chunk_rows", "Rows of a chunk", (0.0, 1e9), "rows", "NannyML’s limits come from chunks of so many rows of the reference, in the order of the file; 0 for a tenth of the reference."),
    choice("timeline.windows", "Windows", WINDOWS, "What rows are put into windows by."),
    whole("timeline.window_rows", "Rows of a window", (0.0, 1e15), "rows", "Rows of a window where it is rows that count; 0 for a tenth of the reference."),
    choice("timeline.baseline", "Baseline", BASELINES, "What each window is compared with."),
    whole("timeline.most_windows", "Most windows", (2.0, 5_000.0), "windows", "Where a period gives more windows, the next longer one is taken."),
    whole("timeline.most_cells", "Most cells of the map", (100.0, 1_000_000.0), "windows times columns", "Columns beyond are left out of the map, and it says so."),
    whole("timeline.change_point_bins", "Change point bins", (64.0, 16_384.0), "bins", "Change points are looked for between so many stretches of rows; more are finer and slower."),
    number("timeline.least_lasting_share", "Shortest lasting change", (0.001, 0.5), "share of rows", "A change point has at least this share of the rows before it and after it, up to the next one: what is over sooner is an episode, and shows on the map."),
    whole("performance.min_rows", "Fewest labelled rows", (2.0, 1e15), "rows a side", "With fewer labelled rows on a side no metric is told."),
    number("performance.drop_moderate", "Drop of a metric, moderate", SHARE, "share of the metric", "A metric that became worse by this share of its reference, and not by chance, is moderate."),
    number("performance.drop_significant", "Drop of a metric, significant", SHARE, "share of the metric", "The same, significant."),
    whole("performance.bad_windows", "Bad windows in a row", (1.0, 1_000.0), "windows", "So many windows in a row whose metric is moderately worse at least are a finding of their own."),
    whole("performance.learner_rows", "Rows of learners", (200.0, 1e6), "rows a group", "Learners look at so many rows of each group, drawn at random: labelled rows and those that wait, the reference and production; more are surer and slower."),
    number("performance.labelled_unlike_p", "Labelled rows unlike the rest", (0.0, 0.5), "p-value", "Under this p-value the labelled rows of production are called unlike those that wait for a label."),
    number("performance.running_false_alarms", "False alarms of the running band", (0.0001, 0.5), "chance", "The band of the running mean may be looked at after every window: it leaves out the truth at any time with this chance."),
    switch("performance.scores_are_log_odds", "Scores are log odds", "Scores beyond 0 to 1 are made probabilities by the logistic function, 1 / (1 + exp(−score))."),
    text("performance.positive_class", "Positive class", "The class of two that scores and rates are of; empty for the one that is guessed."),
    whole("performance.most_models", "Most models", (1.0, 100.0), "models", "Scores and predictions beyond so many are left out, and it says so."),
    whole("performance.most_classes", "Most classes", (2.0, 1_000.0), "classes", "A label with more different values is not taken for classes."),
    number("performance.false_positive_cost", "Cost of a false alarm", (-1e12, 1e12), "a row", "What a negative costs that is called positive; in any unit, the same for all four costs."),
    number("performance.false_negative_cost", "Cost of a miss", (-1e12, 1e12), "a row", "What a positive costs that is called negative."),
    number("performance.true_positive_cost", "Cost of a hit", (-1e12, 1e12), "a row", "What a positive costs that is called so; under 0 for what it brings in."),
    number("performance.true_negative_cost", "Cost of a rightly refused row", (-1e12, 1e12), "a row", "What a negative costs that is called so."),
    number("performance.prediction_cost", "Cost of a prediction", (0.0, 1e12), "a row", "What it costs to make a prediction, in the unit of the other costs, where no column has the role cost."),
    choice("performance.same_rows", "Same rows in both files", SAME_ROWS, "Whether the files hold the same rows, the reference answered by one model and production by another: then both are held against each other row by row."),
    number("performance.same_rows_share", "Same rows, from", SHARE, "share of rows", "Files hold the same rows where ids that stand once meet in this share of the larger file, and the values beside them agree by this part of what chance leaves."),
    whole("calibration.bins", "Bins of a reliability diagram", (2.0, 100.0), "bins", "Probabilities are held against what came true in so many bins."),
    whole("calibration.draws", "Draws of the calibration error", (39.0, 100_000.0), "draws", "Draws behind what the calibration error is by chance; the least p-value is one over their number and one."),
    whole("calibration.fold_rows", "Rows of repairs out of fold", (100.0, 1e9), "rows a side", "Maps that would mend probabilities are judged on so many rows of each side, drawn at random, in five folds."),
    whole("calibration.segment_columns", "Columns of segments", (0.0, 10_000.0), "columns", "Probabilities are held against what came true by the values of so many columns, the first of the file."),
    whole("calibration.segments_listed", "Listed segments", (1.0, 1_000.0), "segments", "So many segments of a class are listed, the surest gaps first; all are looked at."),
    number("calibration.error_moderate", "Calibration error, moderate", SHARE, "probability", "A calibration error that is larger than chance gives by this much is moderate."),
    number("calibration.error_significant", "Calibration error, significant", SHARE, "probability", "The same, significant."),
    whole("causes.columns_listed", "Columns of causes", (1.0, 1_000.0), "columns", "So many columns are listed by what their shift explains of a metric's change; all are looked at."),
    number("causes.moved_p", "Moved", SHARE, "p", "Inputs, outcome, or the relation of both are said to have moved where the p-value is under this."),
    choice("operation.latency_unit", "Unit of latency", LATENCY_UNITS, "What a column of latency is measured in."),
    number("operation.latency_p99_ms", "Latency, objective", (0.0, 1e12), "ms", "The 99th percentile of production’s latency may be up to this."),
    number("operation.error_share", "Errors, objective", SHARE, "share of rows", "Up to this share of production’s rows may fail."),
    choice("operation.flag_says", "Yes of a flag", FLAG_SAYS, "What yes, or 1, says in a column of failures."),
    whole("operation.error_status", "Failure from status", (100.0, 600.0), "status code", "Of status codes of HTTP, those from this one on are failures."),
    number("operation.traffic_share", "Traffic, objective", (0.0, 1_000.0), "share of the reference’s", "Production must have this share of the reference’s rows by time; 0 for no objective."),
    text("segments.by", "First column of the grid", "Segments are crossed by this column and the next; empty for the two that tell most."),
    text("segments.and", "Second column of the grid", "The other column of the grid."),
    whole("segments.min_rows", "Rows of a segment", (20.0, 1e9), "labelled rows", "A segment with fewer labelled rows is not judged; nor is one that leaves fewer outside."),
    whole("segments.number_groups", "Groups of numbers", (2.0, 50.0), "groups", "Numbers are cut into about so many segments, at round numbers; so many different numbers stand as they are."),
    whole("segments.most_names", "Names with a segment", (2.0, 100.0), "names", "So many names of a column, the most frequent, are a segment each; the others are one together."),
    whole("segments.columns", "Columns of segments", (1.0, 10_000.0), "columns", "Segments are made of so many columns: those with the role segment first, then in the order of the file."),
    whole("segments.pair_columns", "Columns in pairs", (0.0, 1_000.0), "columns", "Weak segments are searched in all pairs of so many columns, those that tell most by themselves; the work grows with the square."),
    whole("segments.rows", "Rows of segments", (1_000.0, 1e9), "rows a side", "Segments of one column are measured on so many random labelled rows."),
    whole("segments.search_rows", "Rows of the search", (1_000.0, 10_000_000.0), "rows", "Weak segments are searched in so many random labelled rows, half of them at most; all others confirm what was found."),
    whole("segments.conditions", "Conditions", (1.0, 4.0), "conditions", "A weak segment is told by so many conditions at most."),
    whole("segments.most_tested", "Tested segments", (1.0, 200.0), "segments", "So many weak segments, the clearest of the search, are put to the test on the other rows."),
    number("segments.false_discovery_rate", "False discoveries of segments", SHARE, "share", "Of the segments that are told to be weak, so many may be so by chance."),
    whole("segments.listed", "Listed segments", (1.0, 200.0), "segments", "So many segments of one column are listed, the most harmful first; all are looked at."),
    switch("experiments.files_are_arms", "Files are arms", "The reference is the control of an experiment, production the treatment."),
    text("experiments.control", "Control", "The arm that the others are held against; empty for the reference’s, or one that is called control."),
    text("experiments.metrics", "Metrics", "One metric a line, the first is the primary one: converted, revenue per sessions, p90 of revenue, guardrail latency_ms at most +5%. Empty for the columns with the roles conversion, value and label."),
    text("experiments.covariate", "Covariate", "The column that was known before, for CUPED; empty for one that is named so."),
    text("experiments.shares", "Planned shares", "What each arm was to have, as control 90, treatment 10; empty for equal shares."),
    number("experiments.mismatch_p", "Sample ratio", (0.0, 0.5), "p", "Where rows fell to the arms as unlikely as this, no effect is shown."),
    number("experiments.error_rate", "Error rate", (0.000_001, 0.5), "", "How often the primary metric’s test may find what is not there."),
    number("experiments.power", "Power", (0.5, 0.999), "", "How often it must find the least lift."),
    number("experiments.least_lift", "Least lift", (0.000_1, 10.0), "share of the control’s", "The least lift that is worth to be found."),
    choice("experiments.rule", "Decided", DECISION_RULES, "When the primary metric decides."),
    whole("experiments.planned_rows", "Planned rows", (0.0, 1e12), "rows", "With fewer in all arms, one look decides nothing; 0 where the file is the planned end."),
    whole("experiments.tuned_to_rows", "Always valid, narrowest", (1.0, 1e12), "rows", "The always-valid interval is narrowest after so many rows of both arms."),
    whole("experiments.min_rows", "Rows of an arm", (2.0, 1e9), "rows", "With fewer in an arm nothing is decided."),
    number("experiments.guardrail_margin", "Guardrail margin", (0.0, 10.0), "share of the control’s", "What a guardrail may lose."),
    number("experiments.guardrail_margin_share", "Guardrail margin of shares", SHARE, "share of rows", "The same where it is a share of rows."),
    number("experiments.winsor_quantile", "Large values cut down", (0.5, 1.0), "quantile", "For a second look at a mean, values over this quantile count as it."),
    number("experiments.trimmed_share", "Tails cut off", (0.0, 0.49), "share of rows", "For a third look, this share of rows is cut off at either end."),
    whole("experiments.bootstrap_draws", "Draws of the bootstrap", (0.0, 100_000.0), "draws", "Of a mean’s difference; 0 for none."),
    whole("experiments.segment_columns", "Columns of effects", (0.0, 1_000.0), "columns", "Effects and sample ratios are told by group of so many columns."),
    number("experiments.balance_p", "Balanced covariate", SHARE, "p", "A covariate that differs between arms by less likely chance is not used."),
    whole("experiments.bandit_runs", "Replays", (0.0, 1_000.0), "replays", "So often each policy that learns is replayed; 0 for none."),
    whole("fairness.min_rows", "Fewest rows of a group", (2.0, 1e9), "rows", "Groups of people with fewer rows are listed and not judged."),
    whole("fairness.min_rate_rows", "Fewest rows of a rate", (1.0, 1e9), "rows", "A rate of fewer rows of a group, as hits of its positives, is told and not held against those of other groups."),
    whole("fairness.most_groups", "Most groups", (2.0, 60.0), "groups", "So many groups of an attribute are judged by themselves, the largest; the others together."),
    whole("fairness.most_attributes", "Protected columns", (0.0, 30.0), "columns", "So many protected columns are looked at, each alone and crossed with each other."),
    number("fairness.difference_limit", "Difference between groups", SHARE, "share of rows", "Rates of two groups may differ by up to this: selection, hits, false alarms, precision, accuracy, calibration."),
    number("fairness.ratio_limit", "Ratio between groups", SHARE, "", "The least rate of the favourable answer must be this part of the largest: four fifths by the rule of that name."),
    choice("fairness.favourable", "Favourable answer", FAVOURABLE, "Which answer people want: ratios of rates are of it."),
    whole("canary.min_rows", "Canary, fewest rows", (1.0, 1e12), "rows", "A new version must answer so many rows before it is promoted."),
    number("canary.min_hours", "Canary, fewest hours", (0.0, 1e6), "hours", "And run so many hours."),
    number("canary.error_margin", "Canary, failures", SHARE, "share of rows", "Its failures may be more by this share of rows."),
    number("canary.latency_margin", "Canary, latency", (0.0, 100.0), "share of the control’s", "Its 99th percentile of the latency may be larger by this part of the control’s."),
    number("canary.accuracy_margin", "Canary, accuracy", SHARE, "", "Its accuracy may be lower by this; of numbers the mean absolute error larger by this part."),
    switch("report.redact", "Withhold what is rare", "A report that is saved names no rare value, no extreme and no example of a row."),
    whole("report.fewest_rows", "Rare", (2.0, 1_000_000.0), "rows", "Values that fewer rows of both files have together are rare."),
    switch("report.mask_names", "Number the columns", "A report that is saved has numbers instead of the names of columns."),
    whole("report.columns_in_full", "Columns in full", (0.0, 1_000_000.0), "columns", "A report that is saved keeps so many columns with every convention and their curves, the gravest first; of others it keeps what their verdict rests on."),
];

const DECISION_RULES: &[(&str, &str)] =
    &[("fixed", "at the planned end"), ("sequential", "whenever one looks")];

const SAME_ROWS: &[(&str, &str)] =
    &[("auto", "as their ids and values say"), ("join", "yes, joined by id"), ("apart", "no")];

const WINDOWS: &[(&str, &str)] = &[
    ("auto", "as fits"),
    ("hour", "hour"),
    ("day", "day"),
    ("week", "week"),
    ("month", "month"),
    ("year", "year"),
    ("rows", "number of rows"),
    ("event", "event"),
];

const FAVOURABLE: &[(&str, &str)] = &[
    ("auto", "as the label’s name says"),
    ("positive", "the positive one"),
    ("negative", "the negative one"),
];

const FLAG_SAYS: &[(&str, &str)] =
    &[("auto", "as the name says"), ("failure", "failure"), ("success", "success")];

const LATENCY_UNITS: &[(&str, &str)] = &[
    ("auto", "as the name says"),
    ("seconds", "seconds"),
    ("milliseconds", "milliseconds"),
    ("microseconds", "microseconds"),
];

const BASELINES: &[(&str, &str)] = &[
    ("reference", "whole reference"),
    ("weekday", "same weekday"),
    ("hour", "same hour"),
    ("month", "same month"),
    ("previous", "window before"),
    ("spread", "the reference’s own windows"),
];

/// Settings of which the first may not be over the second.
pub(super) const ORDERED: &[(&str, &str)] = &[
    ("data.skipped_share_many", "data.skipped_share_misread"),
    ("data.missing_share_moderate", "data.missing_share_significant"),
    ("data.new_share_moderate", "data.new_share_significant"),
    ("data.repeated_share_moderate", "data.repeated_share_significant"),
    ("data.relation_change_moderate", "data.relation_change_significant"),
    ("data.broken_share_moderate", "data.broken_share_significant"),
    ("drift.psi_moderate", "drift.psi_significant"),
    ("drift.auc_moderate", "drift.auc_significant"),
    ("drift.columns_share_warning", "drift.columns_share_drift"),
    ("performance.drop_moderate", "performance.drop_significant"),
    ("calibration.error_moderate", "calibration.error_significant"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::Settings;
    use crate::settings::fields::Field;

    /// Settings that are no single value: they have places of their own.
    const ELSEWHERE: [&str; 6] =
        ["version", "reading", "labels", "roles", "data.expectations", "timeline.event_column"];

    fn leaves(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        let Value::Object(fields) = value else {
            found.insert(path.to_owned());
            return;
        };
        for (name, field) in fields {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if !ELSEWHERE.contains(&path.as_str()) {
                leaves(field, &path, found);
            }
        }
    }

    #[test]
    fn every_setting_stands_here_once() {
        let mut fields = BTreeSet::new();
        leaves(&Settings::default().to_value(), "", &mut fields);
        let listed: Vec<String> = ALL.iter().map(|setting| setting.path.to_owned()).collect();
        assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), fields);
        assert_eq!(listed.len(), fields.len(), "one stands twice");
    }
}
