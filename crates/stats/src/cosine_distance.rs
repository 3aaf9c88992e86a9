//! Cosine distance of two vectors: 1 less the cosine of the angle between them, 0 to 2.
//!
//! As `scipy.spatial.distance.cosine`. `None` where a vector is 0, or a square is beyond the largest
//! number.

/// The distance of two vectors of one length.
#[must_use]
pub fn cosine_distance(a: &[f64], b: &[f64]) -> Option<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let distance = 1.0 - dot(a, b) / (dot(a, a) * dot(b, b)).sqrt();
    // Rounding must not take it out of its range.
    distance.is_finite().then(|| distance.clamp(0.0, 2.0))
}

#[cfg(test)]
mod tests {
    use super::cosine_distance;
    use crate::testing::assert_close;

    // Expected: scipy.spatial.distance.cosine([1, 2, 3], [3, -1, .5]), scipy 1.17.1.
    #[test]
    fn equals_scipy() {
        let distance = cosine_distance(&[1.0, 2.0, 3.0], &[3.0, -1.0, 0.5]).unwrap();
        assert_close(distance, 0.7913040322175795);
        assert_eq!(cosine_distance(&[1.0, 1.0], &[-2.0, -2.0]), Some(2.0));
        assert_eq!(cosine_distance(&[0.0, 0.0], &[1.0, 2.0]), None);
    }
}
