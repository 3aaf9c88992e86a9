//! Three or more reports beside each other.

use report::{
    ColumnSeries, Convention, Finding, FindingSeries, MeasureName, MetricSeries, Report, Series,
};

use super::findings::is_same_kind;

/// Findings, columns that ever drifted, and leading metrics over the reports.
pub fn of(reports: &[&Report]) -> Series {
    Series { findings: findings(reports), columns: columns(reports), metrics: metrics(reports) }
}

/// Every finding of any report, the last report's first, by the same match as between two.
fn findings(reports: &[&Report]) -> Vec<FindingSeries> {
    let mut kinds: Vec<&Finding> = Vec::new();
    for finding in reports.iter().rev().flat_map(|report| &report.overview.findings) {
        if !kinds.iter().any(|kind| is_same_kind(kind, finding)) {
            kinds.push(finding);
        }
    }
    let severity = |kind: &Finding, report: &Report| {
        let same = report.overview.findings.iter().filter(|finding| is_same_kind(kind, finding));
        same.map(|finding| finding.severity).max()
    };
    let told = kinds.into_iter().map(|kind| FindingSeries {
        title: kind.title.clone(),
        severity: reports.iter().map(|report| severity(kind, report)).collect(),
    });
    told.collect()
}

/// Columns that drifted in any report, in the order of the reports.
fn columns(reports: &[&Report]) -> Vec<ColumnSeries> {
    let drifted = reports.iter().flat_map(|report| &report.drift.columns);
    let drifted = drifted.filter(|column| column.verdict.is_drift());
    let mut names: Vec<&str> = Vec::new();
    for column in drifted {
        if !names.contains(&column.column.as_str()) {
            names.push(&column.column);
        }
    }
    let told = names.into_iter().map(|name| {
        let own = |report: &&Report| report.drift.named(name).cloned();
        let own: Vec<_> = reports.iter().map(own).collect();
        let psi = |column: &report::ColumnDrift| {
            column.measure(MeasureName::Psi, Convention::Driftglass)?.value
        };
        ColumnSeries {
            column: name.to_owned(),
            psi: own.iter().map(|own| own.as_ref().and_then(psi)).collect(),
            verdict: own.iter().map(|own| own.as_ref().map(|own| own.verdict)).collect(),
        }
    });
    told.collect()
}

/// The leading metric of each model of the last report.
fn metrics(reports: &[&Report]) -> Vec<MetricSeries> {
    let models = reports.last().into_iter().flat_map(|report| &report.performance.models);
    let told = models.map(|model| {
        let value = |report: &&Report| {
            let own = report.performance.models.iter().find(|own| own.name == model.name)?;
            own.metrics.iter().find(|metric| metric.name == model.leading)?.value.production
        };
        MetricSeries {
            model: model.name.clone(),
            metric: model.leading,
            value: reports.iter().map(value).collect(),
        }
    });
    told.filter(|series| series.value.iter().any(Option::is_some)).collect()
}
