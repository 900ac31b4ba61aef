//! The nearest known name to a mistyped one.

/// Below this likeness two names are strangers.
const LIKE: f64 = 0.75;

/// The candidate most like `word`, if any is like it at all.
pub(super) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .iter()
        .map(|candidate| (likeness(&word, candidate), *candidate))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// Jaro-Winkler, which thinks little of short names: one slip of the finger is always like.
fn likeness(word: &str, candidate: &str) -> f64 {
    let likeness = strsim::jaro_winkler(word, candidate);
    let is_slip = word.len() > 1 && strsim::damerau_levenshtein(word, candidate) == 1;
    likeness.max(if is_slip { LIKE } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_in_a_short_name_is_like_and_a_stranger_is_not() {
        let names = ["max", "min", "scope", "strength"];
        for (word, wanted) in [
            ("mn", Some("min")),
            ("mni", Some("min")),
            ("maxx", Some("max")),
            ("strenght", Some("strength")),
            ("zebra", None),
        ] {
            assert_eq!(nearest(word, &names), wanted, "{word}");
        }
    }
}
