//! The nearest match for a mistyped word, id or name.

/// Below this likeness (Jaro-Winkler) two texts are strangers.
const LIKE: f64 = 0.8;

/// The candidate most like `text`, the first of equals; `None` if none is alike.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = text.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&lower, &candidate.to_lowercase());
        if likeness >= LIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_alike_or_none() {
        assert_eq!(nearest("musik", ["maths", "music"]), Some("music"));
        assert_eq!(nearest("S0O1", ["S001", "T001"]), Some("S001"));
        assert_eq!(
            nearest("城关小学", ["城关镇小学", "王庄小学"]),
            Some("城关镇小学")
        );
        assert_eq!(nearest("moon", ["maths", "music"]), None);
    }
}
