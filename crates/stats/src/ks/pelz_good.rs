//! Asymptotic expansion of the law of the one-sample statistic (Pelz and Good 1976,
//! "Approximating the lower tail-areas of the Kolmogorov-Smirnov one-sample statistic"):
//! `K0(z) + K1(z) / n^(1/2) + K2(z) / n + K3(z) / n^(3/2)` with `z = x sqrt(n)`, each K a theta
//! series that converges fast for small z.

use std::f64::consts::PI;

const PI2: f64 = PI * PI;
const PI4: f64 = PI2 * PI2;
const PI6: f64 = PI4 * PI2;

/// P(D_n < x) for a sample of n values; absolute error under 1e-8 from n = 140 on.
pub(super) fn cdf(n: u64, x: f64) -> f64 {
    let n = n as f64;
    let z = x * n.sqrt();
    let z2 = z * z;
    if PI2 / (8.0 * z2) > 708.0 {
        return 0.0;
    }
    let terms = libm::ceil(16.0 * z / PI) as u32;
    let [mut k0, mut k1, mut k2, mut k3] = odd_sums(z2, terms);
    let (z3, z4) = (z * z2, z2 * z2);
    let (z6, z7, z10) = (z3 * z3, z3 * z4, z4 * z4 * z2);
    let root = (2.0 * PI).sqrt();
    k0 *= root / z;
    k1 *= root / (6.0 * z4);
    k2 *= root / (72.0 * z7);
    k3 *= root / (6480.0 * z10);
    let [extra2, extra3] = whole_sums(z2, terms);
    k2 -= extra2 * PI2 * root / (36.0 * z3);
    k3 += extra3 * PI2 * root / (216.0 * z6);
    (k0 + k1 / n.sqrt() + k2 / n + k3 / (n * n.sqrt())).clamp(0.0, 1.0)
}

/// The sums over odd numbers of all four series, without their prefactors.
fn odd_sums(z2: f64, terms: u32) -> [f64; 4] {
    let z4 = z2 * z2;
    let z6 = z4 * z2;
    let mut sums = [0.0; 4];
    for k in (1..=terms).rev() {
        let odd2 = f64::from(2 * k - 1) * f64::from(2 * k - 1);
        let (odd4, odd6) = (odd2 * odd2, odd2 * odd2 * odd2);
        let weight = libm::exp(-PI2 * odd2 / (8.0 * z2));
        sums[0] += weight;
        sums[1] += weight * (PI2 / 4.0 * odd2 - z2);
        sums[2] += weight
            * (6.0 * z6
                + 2.0 * z4
                + (2.0 * z4 - 5.0 * z2) * PI2 / 4.0 * odd2
                + (1.0 - 2.0 * z2) * PI4 / 16.0 * odd4);
        sums[3] += weight
            * (-30.0 * z6 - 90.0 * z4 * z4
                + (135.0 * z4 - 96.0 * z6) * PI2 / 4.0 * odd2
                + (212.0 * z4 - 60.0 * z2) * PI4 / 16.0 * odd4
                + (5.0 - 30.0 * z2) * PI6 / 64.0 * odd6);
    }
    sums
}

/// The sums over whole numbers that K2 and K3 have besides, without their prefactors.
fn whole_sums(z2: f64, terms: u32) -> [f64; 2] {
    let mut sums = [0.0; 2];
    for k in (1..=terms).rev() {
        let k2 = f64::from(k) * f64::from(k);
        let weight = k2 * libm::exp(-PI2 * k2 / (2.0 * z2));
        sums[0] += weight;
        sums[1] += weight * (3.0 * z2 - PI2 * k2);
    }
    sums
}
