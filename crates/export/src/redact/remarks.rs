//! Remarks on the data without what stands of single rows in them: the ends of a range, and the line that a value
//! stands on first.

use report::{Data, Overview, RangeChange, Remark, format};

/// How the title of a remark on values beyond the reference's range goes on behind the column.
const BEYOND: &str = "lies beyond the reference’s range";
/// How a clause begins that points at a row.
const LINE: &str = "first on line ";

/// Withholds it in the remarks, and wherever the overview repeats them.
pub fn redact(data: &mut Data, overview: &mut Overview) {
    let mut changed: Vec<(String, String)> = Vec::new();
    for remark in &mut data.remarks {
        let range =
            data.columns.iter().find(|profile| Some(&profile.column) == remark.column.as_ref());
        let range = range.and_then(|profile| profile.quality.range.as_ref());
        let told = range.filter(|_| remark.title.contains(BEYOND));
        let detail = detail(remark, told);
        changed.push((std::mem::replace(&mut remark.detail, detail.clone()), detail));
        if told.is_some() {
            let step = step(remark);
            changed.push((std::mem::replace(&mut remark.step, step.clone()), step));
        }
    }
    let details = overview.findings.iter_mut().map(|finding| &mut finding.detail);
    for text in details.chain(overview.says.iter_mut().map(|says| &mut says.rest)) {
        if let Some((_, now)) = changed.iter().find(|(before, _)| before == text) {
            now.clone_into(text);
        }
    }
}

fn detail(remark: &Remark, range: Option<&RangeChange>) -> String {
    let mut parts: Vec<String> = remark
        .detail
        .split("; ")
        .filter(|part| !part.starts_with(LINE))
        .map(str::to_owned)
        .collect();
    if let (Some(range), Some(first)) = (range, parts.first_mut()) {
        let sides = [(range.below, "under it"), (range.above, "over it")];
        let sides = sides.into_iter().filter(|(rows, _)| *rows > 0);
        let sides: Vec<String> =
            sides.map(|(rows, where_to)| format!("{} {where_to}", format::count(rows))).collect();
        *first = sides.join(", ");
    }
    parts.join("; ")
}

fn step(remark: &Remark) -> String {
    let name = remark.column.as_deref().map(format::short).unwrap_or_default();
    format!("Check the unit and the source of {name} where it is beyond the reference’s range.")
}
