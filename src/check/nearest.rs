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

/// How alike two texts are, whatever their case: 1 = the same.
pub fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(&a.to_lowercase(), &b.to_lowercase())
}

/// The longest candidate that a text holds; none where the text denies it, as 非在编 does 在编. English words are left out:
/// the letters of short ones stand in many others.
pub fn longest_within<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let denies = |text: &str| text.contains(['不', '非', '无', '未', '没']);
    let held = candidates.into_iter().filter(|candidate| {
        !candidate.is_ascii() && text.contains(candidate) && denies(text) == denies(candidate)
    });
    held.min_by_key(|candidate| std::cmp::Reverse(candidate.chars().count()))
}

/// Of the candidates alike those the fewest slips away, the most like first: nobody can tell which of them was meant.
pub fn all_nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = text.to_lowercase();
    let alike = candidates.into_iter().filter_map(|candidate| {
        let other = candidate.to_lowercase();
        let likeness = strsim::jaro_winkler(&lower, &other);
        let slips = strsim::damerau_levenshtein(&lower, &other);
        (likeness >= LIKE).then_some((slips, likeness, candidate))
    });
    let mut alike: Vec<_> = alike.collect();
    alike.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let fewest = alike.first().map(|near| near.0);
    let mut near: Vec<_> = (alike.into_iter())
        .filter(|near| Some(near.0) == fewest)
        .map(|near| near.2)
        .collect();
    near.dedup();
    near
}

/// The candidate one slip of the finger away, for words so short that a single wrong letter leaves little alike; `None`
/// where several are as near, between which nobody can choose.
pub fn one_slip<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = text.to_lowercase();
    if lower.chars().count() < 2 {
        return None;
    }
    let mut slips: Vec<(f64, &str)> = candidates
        .into_iter()
        .filter(|candidate| strsim::damerau_levenshtein(&lower, candidate) == 1)
        .map(|candidate| (strsim::jaro_winkler(&lower, candidate), candidate))
        .collect();
    slips.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    match slips[..] {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, candidate), ..] => Some(candidate),
        [] => None,
    }
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

    #[test]
    fn the_longest_word_within_a_text_is_found_unless_it_is_denied() {
        let kinds = ["小学", "教学点", "teaching_point"];
        assert_eq!(longest_within("小学教学点", kinds), Some("教学点"));
        assert_eq!(longest_within("中学", kinds), None);
        assert_eq!(longest_within("非在编", ["在编"]), None);
        let verdicts = ["同意", "不同意"];
        assert_eq!(longest_within("本人不同意", verdicts), Some("不同意"));
        assert_eq!(longest_within("不太同意", verdicts), None);
    }

    #[test]
    fn one_slip_in_two_letters_is_named_where_nothing_is_as_near() {
        let subjects = ["语文", "数学", "物理", "地理"];
        assert_eq!(one_slip("语闻", subjects), Some("语文"));
        assert_eq!(one_slip("文语", subjects), Some("语文"));
        // A subject of its own, as far from 物理 as from 地理.
        assert_eq!(one_slip("心理", subjects), None);
        assert_eq!(one_slip("书法", subjects), None);
        assert_eq!(one_slip("男", ["女"]), None);
    }
}
