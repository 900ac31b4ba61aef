//! Levels compared one after the other: the first that differs decides.

/// How far two values of a level may lie apart, relative to the second, and count as one where both were solved for.
pub const SAME: f64 = 4e-6;

/// Whether the first of the values that differs, relatively by more than `same`, is lower.
pub fn is_lower(values: &[f64], than: &[f64], same: f64) -> bool {
    let mut pairs = values.iter().zip(than);
    let differs = pairs.find(|(value, held)| (*value - *held).abs() > same * held.abs().max(1e-3));
    differs.is_some_and(|(value, held)| value < held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_level_that_differs_decides() {
        assert!(is_lower(&[3.0, 1.0, 9.0], &[3.0, 2.0, 1.0], SAME));
        assert!(!is_lower(&[3.0, 2.0, 1.0], &[3.0, 1.0, 9.0], SAME));
        assert!(!is_lower(&[3.0, 1.0], &[3.0, 1.0], SAME));
        // What rounding alone tells apart is the same; a whole number in a hundred thousand is not.
        assert!(!is_lower(&[0.765_662, 1.0], &[0.765_663, 1.0], SAME));
        assert!(is_lower(&[99_999.0], &[100_000.0], SAME));
    }
}
