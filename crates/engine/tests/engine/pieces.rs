//! A Report that is sent in pieces arrives whole, but for the chapters that are in its JSON only.

use report::{
    Assembly, Business, Calibration, Causes, Experiments, Fairness, Operation, Performance,
    Quality, Relations, Report, RowQuality, Segments,
};

use crate::support::{compare, read, repository};

fn put_together(pieces: &[Vec<u8>]) -> Report {
    let mut assembly = Assembly::default();
    for piece in pieces {
        assembly.push(piece).unwrap();
    }
    assembly.finish().unwrap()
}

/// The Report without what is in its JSON only.
fn without_documents(mut report: Report) -> Report {
    report.performance = Performance::default();
    report.calibration = Calibration::default();
    report.operation = Operation::default();
    report.causes = Causes::default();
    report.drift.together = Vec::new();
    report.business = Business::default();
    report.segments = Segments::default();
    report.fairness = Fairness::default();
    report.experiments = Experiments::default();
    let data = &mut report.data;
    (data.schema, data.remarks, data.volume) = (Vec::new(), Vec::new(), None);
    (data.rows, data.relations) = (RowQuality::default(), Relations::default());
    data.columns.iter_mut().for_each(|column| column.quality = Quality::default());
    report.drift.whole.compound = None;
    report.timeline.columns.iter_mut().for_each(|column| column.spread = None);
    report
}

#[test]
fn pieces_of_any_size_make_the_same_report() {
    let file = |side| read(&repository().join(format!("tests/fixtures/carloan/{side}.csv")));
    let report = compare(&file("reference"), &file("production"));
    assert!(!report.performance.headline.is_empty() && !report.calibration.headline.is_empty());
    let whole = without_documents(report.clone());
    for piece_bytes in [0, 5_000, usize::MAX] {
        let pieces = report.clone().into_pieces(piece_bytes).unwrap();
        assert_eq!(put_together(&pieces), whole, "pieces of {piece_bytes} bytes");
    }
    let most = report.clone().into_pieces(0).unwrap().len();
    let lists = report.roles.len()
        + report.overview.findings.len()
        + report.data.columns.len()
        + report.drift.columns.len()
        + report.timeline.columns.len();
    assert_eq!(most, 1 + lists);
}

#[test]
fn what_is_no_piece_is_refused() {
    let mut assembly = Assembly::default();
    assert!(assembly.push(b"{\"rows\":[]}").is_err());
    assert!(assembly.finish().is_none());
}
