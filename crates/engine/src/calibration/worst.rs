//! Where promise and happening are farthest apart.

use report::{PromiseGap, ReliabilityBin, Side, SideCalibration, format};

/// The bin of equal width in which most rows are off, where that is beyond chance: the gap counts once for
/// every row. None where each bin's interval holds what was promised.
pub fn gap(side: Side, measured: &SideCalibration) -> Option<PromiseGap> {
    let bins = (0..).zip(&measured.equal_width.bins);
    let gaps = bins.filter_map(|(position, bin)| of_bin(side, position, bin));
    let harm = |gap: &PromiseGap| gap.n as f64 * (gap.promised - gap.happened.value).abs();
    gaps.max_by(|a, b| harm(a).total_cmp(&harm(b)))
}

fn of_bin(side: Side, bin_number: u32, bin: &ReliabilityBin) -> Option<PromiseGap> {
    let (promised, happened) = (bin.mean_score?, bin.share?);
    let (low, high) = happened.interval_95?;
    let texts = [promised, happened.value].map(format::percent);
    let says = format!("Promised {}, happened {}", texts[0], texts[1]);
    let gap = PromiseGap { side, bin: bin_number, n: bin.n, promised, happened, says };
    (promised < low || promised > high).then_some(gap)
}
