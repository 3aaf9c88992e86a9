//! Bands of predictions, whose ends are the predictions of single rows.

use report::{Pair, Report, ResidualBand};

/// Rounds the ends of bands, the outer ones outward, and leaves out bands of few rows.
pub fn redact(report: &mut Report, fewest_rows: u64) {
    let sides = report.performance.models.iter_mut().flat_map(|model| {
        let Pair { reference, production } = &mut model.sides;
        [reference, production]
    });
    for side in sides {
        side.residuals.retain(|band| band.n >= fewest_rows);
        of_bands(&mut side.residuals);
    }
}

fn of_bands(bands: &mut [ResidualBand]) {
    let (Some(first), Some(last)) = (bands.first(), bands.last()) else { return };
    let (least, largest) = (first.from, last.to);
    let power = power_of(largest - least).unwrap_or_else(|| power_of(largest).unwrap_or(0));
    // Inner ends with a tenth of that, the outer ones with all of it.
    for band in bands.iter_mut() {
        band.from = to_power(band.from, power - 1, libm::rint);
        band.to = to_power(band.to, power - 1, libm::rint);
    }
    let (least, largest) =
        (to_power(least, power, libm::floor), to_power(largest, power, libm::ceil));
    if let Some(first) = bands.first_mut() {
        first.from = least;
    }
    if let Some(last) = bands.last_mut() {
        last.to = largest;
    }
}

/// The power of ten of the first digit; none of 0 and of what is beyond the largest number.
fn power_of(value: f64) -> Option<i32> {
    let power = libm::floor(libm::log10(value.abs()));
    power.is_finite().then_some(power as i32)
}

/// A multiple of a power of ten beside a number, as decimals write it.
fn to_power(value: f64, power: i32, round: fn(f64) -> f64) -> f64 {
    let unit = libm::pow(10.0, f64::from(power));
    let multiple = round(value / unit);
    // Written out, so that 3 tenths are 0.3.
    let written = format!("{multiple:.0}e{power}").parse().unwrap_or(value);
    if f64::is_finite(written) { written } else { value }
}

#[cfg(test)]
mod tests {
    use report::{Estimate, ResidualBand};

    use super::of_bands;

    #[test]
    fn outer_ends_are_rounded_outward() {
        let band = |from: f64, to: f64| ResidualBand {
            from,
            to,
            n: 10,
            bias: Estimate { value: 0.0, interval_95: None },
            spread: None,
        };
        let mut bands = [band(-12.34, 0.512), band(0.534, 83.719)];
        of_bands(&mut bands);
        let ends = bands.map(|band| (band.from, band.to));
        assert_eq!(ends, [(-20.0, 1.0), (1.0, 90.0)]);
        let mut bands = [band(0.1234, 0.5567), band(0.5567, 0.8819)];
        of_bands(&mut bands);
        assert_eq!(bands.map(|band| (band.from, band.to)), [(0.1, 0.56), (0.56, 0.9)]);
    }
}
