//! Where lessons go missing instead of a gap, and the sum of it, in words.

use super::otherwise::Voice;
use crate::domain::ids::UnitIndex;
use crate::explain::means::{Means, Shift};
use crate::finding::Lang;
use crate::rules::say;

/// Most places named in a line.
const MOST_SHIFTS: usize = 3;

/// Other subjects of the school itself, other schools, and how it all adds up.
pub(super) fn lines(means: &Means, unit: UnitIndex, voice: &Voice<'_>) -> Vec<String> {
    let school = voice.instance.unit(unit).school;
    let (own, others): (Vec<&Shift>, Vec<&Shift>) = means
        .elsewhere
        .iter()
        .partition(|shift| voice.instance.unit(shift.unit).school == school);
    let own_head = voice.pick(
        "本校其他学科缺课增加：",
        "more unfilled in other subjects there: ",
    );
    let other_head = voice.pick("缺课转到别校：", "unfilled at other schools instead: ");
    let mut lines = Vec::new();
    lines.extend(line(own_head, &own, voice));
    lines.extend(line(other_head, &others, voice));
    if means.more > 0 || means.fewer > 0 {
        lines.push(sum(means, voice.lang));
    }
    lines
}

fn line(head: &str, shifts: &[&Shift], voice: &Voice<'_>) -> Option<String> {
    let one = |shift: &&Shift| {
        let place = say::unit_subject(voice.instance, shift.unit, shift.subject);
        let (plan, other) = (shift.plan, shift.other);
        format!("{} {plan} → {other}", place.get(voice.lang))
    };
    let mut named: Vec<_> = shifts.iter().take(MOST_SHIFTS).map(one).collect();
    let rest = shifts.get(MOST_SHIFTS..).unwrap_or_default();
    if !rest.is_empty() {
        let (n, more) = (
            rest.len(),
            rest.iter().map(|shift| shift.more()).sum::<u32>(),
        );
        named.push(match voice.lang {
            Lang::Zh => format!("另 {n} 处共多 {more}"),
            Lang::En => format!("others: {more} more"),
        });
    }
    (!named.is_empty()).then(|| format!("{head}{}", named.join(voice.pick("、", ", "))))
}

/// All parts, so that the reader can add them up.
fn sum(means: &Means, lang: Lang) -> String {
    let (plan, other) = means.all;
    let (here, more, fewer) = (means.fewer_here, means.more, means.fewer);
    match lang {
        Lang::Zh => {
            format!("全县缺课 {plan} → {other}：这里少 {here}，其他学科和学校多 {more}、少 {fewer}")
        }
        Lang::En => format!(
            "unfilled in the county {plan} → {other}: {here} fewer here; {more} more and {fewer} fewer in other subjects and schools"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::words::Subject;
    use crate::rules::testing::{county, plan};

    fn said(lang: Lang) -> Vec<String> {
        let county = county(|_| {});
        let voice = Voice {
            instance: &county,
            lang,
        };
        let shift = |unit, subject, plan, other| Shift {
            unit: UnitIndex(unit),
            subject,
            plan,
            other,
        };
        let means = Means {
            elsewhere: vec![
                shift(0, Subject::Art, 0, 5),
                shift(1, Subject::Music, 2, 6),
                shift(1, Subject::Art, 0, 3),
                shift(1, Subject::Maths, 0, 2),
                shift(1, Subject::English, 0, 1),
            ],
            fewer_here: 12,
            more: 15,
            fewer: 2,
            all: (40, 41),
            ..Means::default()
        };
        lines(&means, UnitIndex(0), &voice)
    }

    #[test]
    fn the_school_itself_is_no_other_place_and_the_parts_add_up() {
        let zh = said(Lang::Zh);
        assert!(
            zh[0].starts_with("本校其他学科缺课增加：") && zh[0].ends_with("美术 0 → 5"),
            "{zh:?}"
        );
        assert!(
            zh[1].starts_with("缺课转到别校：") && zh[1].ends_with("、另 1 处共多 1"),
            "{zh:?}"
        );
        assert_eq!(
            zh[2],
            "全县缺课 40 → 41：这里少 12，其他学科和学校多 15、少 2"
        );
        assert!(said(Lang::En)[1].ends_with(", others: 1 more"));
    }

    #[test]
    fn what_a_plan_does_elsewhere_adds_up() {
        let county = county(|_| {});
        let (old, new) = (plan(""), plan("T0>C:pe"));
        for unit in county.unit_indices() {
            let means = Means::new(&county, &old, &new, (unit, Subject::Pe));
            let (before, after) = means.all;
            let here = means.fewer_here;
            let grown = {
                let covered = |plan| {
                    crate::domain::coverage::coverage(&county, plan)[unit.0][Subject::Pe.index()]
                };
                covered(&new)
                    .unfilled
                    .saturating_sub(covered(&old).unfilled)
            };
            assert_eq!(after + here + means.fewer, before + means.more + grown);
            let is_here = |shift: &Shift| (shift.unit, shift.subject) == (unit, Subject::Pe);
            assert!(!means.elsewhere.iter().any(is_here));
        }
    }
}
