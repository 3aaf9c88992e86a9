//! Integrals of smooth functions: Gauss and Legendre's rule of 20 points on panels that are halved where halves
//! say something else.

/// Places from 0 to 1 and their weights; each stands for both signs (`numpy.polynomial.legendre.leggauss(20)`).
const NODES: [(f64, f64); 10] = [
    (0.07652652113349734, 0.15275338713072628),
    (0.22778585114164507, 0.14917298647260424),
    (0.37370608871541955, 0.1420961093183824),
    (0.5108670019508271, 0.1316886384491769),
    (0.636053680726515, 0.1181945319615186),
    (0.7463319064601508, 0.1019301198172407),
    (0.8391169718222188, 0.08327674157670471),
    (0.912234428251326, 0.06267204833410879),
    (0.9639719272779138, 0.040601429800386446),
    (0.993128599185095, 0.017614007139150893),
];
/// What halving a panel may change, as a share of the whole integral.
const TOLERANCE: f64 = 1e-13;
/// Panels that are halved at most: enough for what turns quickly at a few places, and an end to what is but noise.
const MOST_HALVINGS: u32 = 200;

/// The integral over a line that is cut at places where the function may turn; these are put in order.
pub(crate) fn integral(cuts: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    let mut cuts = cuts.to_vec();
    cuts.sort_by(f64::total_cmp);
    let panel = |low: f64, high: f64| Panel { low, high, sum: sum(low, high, &f) };
    let mut open: Vec<Panel> = cuts.windows(2).map(|ends| panel(ends[0], ends[1])).collect();
    let whole: f64 = open.iter().map(|panel| panel.sum.abs()).sum();
    let mut total = 0.0;
    let mut halvings = 0;
    while let Some(Panel { low, high, sum }) = open.pop() {
        let middle = low + (high - low) / 2.0;
        if halvings == MOST_HALVINGS || middle <= low || middle >= high || sum == 0.0 {
            total += sum;
            continue;
        }
        halvings += 1;
        let halves = [panel(low, middle), panel(middle, high)];
        let again = halves[0].sum + halves[1].sum;
        if (again - sum).abs() <= TOLERANCE * whole {
            total += again;
        } else {
            open.extend(halves);
        }
    }
    total
}

struct Panel {
    low: f64,
    high: f64,
    sum: f64,
}

fn sum(low: f64, high: f64, f: &impl Fn(f64) -> f64) -> f64 {
    let (middle, half) = (low + (high - low) / 2.0, (high - low) / 2.0);
    let pair =
        |&(node, weight): &(f64, f64)| weight * (f(middle - half * node) + f(middle + half * node));
    if half > 0.0 { half * NODES.iter().map(pair).sum::<f64>() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::integral;
    use crate::testing::assert_within;

    // Expected: by hand: sqrt(pi); 1 of a law a thousandth as wide as its panel; 2/3 under a root.
    #[test]
    fn known_integrals_come_out() {
        let bell = |x: f64| libm::exp(-x * x);
        assert_within(integral(&[9.0, -9.0], bell), std::f64::consts::PI.sqrt(), 1e-14);
        let narrow = |x: f64| 1e3 * libm::exp(-1e6 * (x - 0.3) * (x - 0.3));
        let found = integral(&[0.0, 0.29, 0.31, 1.0], narrow);
        assert_within(found, std::f64::consts::PI.sqrt(), 1e-13);
        assert_within(integral(&[0.0, 1.0], f64::sqrt), 2.0 / 3.0, 1e-12);
        assert_eq!(integral(&[1.0, 1.0], bell), 0.0);
        assert_eq!(integral(&[], bell), 0.0);
    }
}
