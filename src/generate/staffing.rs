//! How many teachers of each subject a unit has: its need, the tier's gaps, and what is left for the rest.

use super::dice::Dice;
use crate::domain::need::of_unit;
use crate::domain::school::School;
use crate::domain::settings::{LoadSettings, Settings};
use crate::domain::words::{SchoolKind, Stage, Subject, Tier};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// Subjects staffed by the tier's gap, whatever the size of the school; the rest share the other heads.
pub(super) const SCARCE: [Subject; 4] = [Subject::Pe, Subject::Music, Subject::Art, Subject::It];

/// Heads a tier has of those its need asks for, in thousandths: lowest and highest (drawn once for each tier, stage
/// and subject).
fn covered(tier: Tier, subject: Subject) -> (u32, u32) {
    use Subject::{Art, Chinese, English, It, Maths, Music, Pe};
    match (tier, subject) {
        (Tier::Urban, Chinese | Maths) => (1_000, 1_020),
        (Tier::Urban, _) => (970, 1_020),
        (Tier::Town, Pe | Music | Art) => (820, 890),
        (Tier::Rural, Pe | Music | Art) => (370, 440),
        (_, It) => (600, 600),
        (_, Chinese | Maths) => (1_030, 1_050),
        (Tier::Town, English) => (930, 970),
        (Tier::Rural, English) => (820, 880),
        (Tier::Town, _) => (960, 1_000),
        (Tier::Rural, _) => (880, 940),
    }
}

/// Part of the lessons anyone may give (labour, integrated practice) that a tier has people for, in per cent.
fn anyone_covered(tier: Tier) -> u64 {
    match tier {
        Tier::Urban => 100,
        Tier::Town => 90,
        Tier::Rural => 60,
    }
}

/// Coverage drawn for the whole county.
#[derive(Debug, Clone)]
pub(super) struct Gaps(BTreeMap<(Tier, Stage, Subject), u32>);

impl Gaps {
    pub(super) fn draw(dice: &mut Dice) -> Self {
        let mut drawn = BTreeMap::new();
        for tier in [Tier::Urban, Tier::Town, Tier::Rural] {
            for stage in [Stage::Primary, Stage::Junior] {
                for subject in Subject::taught() {
                    let (low, high) = covered(tier, subject);
                    drawn.insert((tier, stage, subject), dice.between(low, high));
                }
            }
        }
        Self(drawn)
    }

    /// Outside the city, so many more Chinese and maths teachers (in per cent) than else: classes have closed, their
    /// teachers have stayed.
    pub(super) fn with_surplus(mut self, percent: u32) -> Self {
        for ((tier, _, subject), permille) in &mut self.0 {
            if *tier != Tier::Urban && matches!(subject, Subject::Chinese | Subject::Maths) {
                *permille += percent * 10;
            }
        }
        self
    }

    fn permille(&self, tier: Tier, stage: Stage, subject: Subject) -> u64 {
        self.0
            .get(&(tier, stage, subject))
            .map_or(1_000, |&permille| u64::from(permille))
    }
}

/// People of one unit (or of one special school: no stage).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staff {
    /// Position in the list of schools.
    pub school: usize,
    pub stage: Option<Stage>,
    pub n_teachers: usize,
    /// Men among them, where the source says.
    pub n_male: Option<usize>,
}

/// Heads in thousandths that a unit would have by subject, classes given.
pub(super) fn wanted(
    school: &School,
    stage: Stage,
    gaps: &Gaps,
    settings: &Settings,
) -> BTreeMap<Subject, u64> {
    let need = of_unit(school, stage, &settings.curriculum);
    let need = |subject: Subject| u64::from(need[subject.index()]);
    let anyone = &settings.curriculum.anyone;
    let own = || Subject::taught().filter(|s| !anyone.contains(s) && need(*s) > 0);
    let shared: u64 = anyone.iter().map(|&subject| need(subject)).sum();
    let shared = shared * anyone_covered(school.tier) / 100;
    let carriers: u64 = own().filter(|&s| carries_shared(s)).map(need).sum();
    let homeroom = homeroom_loss(school, stage, settings);
    let keepers: u64 = own().filter(|&s| keeps_class(stage, s)).map(need).sum();
    let heads = |subject| {
        let base = need(subject);
        let mut lessons = base * gaps.permille(school.tier, stage, subject);
        if carries_shared(subject) {
            lessons += 1_000 * shared * base / carriers.max(1);
        }
        if keeps_class(stage, subject) {
            lessons += homeroom * base / keepers.max(1);
        }
        lessons / full_load(stage, subject, &settings.loads)
    };
    own().map(|subject| (subject, heads(subject))).collect()
}

/// Lessons a week of a teacher without duties.
fn full_load(stage: Stage, subject: Subject, loads: &LoadSettings) -> u64 {
    let (table, default) = match stage {
        Stage::Primary => (&loads.primary, loads.primary_default),
        Stage::Junior => (&loads.junior, loads.junior_default),
    };
    u64::from(table.get(&subject).copied().unwrap_or(default)).max(1)
}

/// Who in practice teaches labour and integrated practice.
fn carries_shared(subject: Subject) -> bool {
    !SCARCE.contains(&subject) && subject != Subject::English
}

/// Whose teachers are made class teachers first.
pub(super) fn keeps_class(stage: Stage, subject: Subject) -> bool {
    use Subject::{Chinese, English, General, Maths};
    match stage {
        Stage::Primary => matches!(subject, Chinese | Maths | General),
        Stage::Junior => matches!(subject, Chinese | Maths | English),
    }
}

/// Thousandths of lessons that class teachers and heads of the unit do not give.
fn homeroom_loss(school: &School, stage: Stage, settings: &Settings) -> u64 {
    let classes: u64 = stage
        .grades()
        .map(|grade| u64::from(school.classes[grade - 1]))
        .sum();
    let load = full_load(stage, Subject::Chinese, &settings.loads);
    let lost = Decimal::ONE - settings.loads.homeroom_factor.fraction();
    let permille = (lost * Decimal::ONE_THOUSAND).to_u64().unwrap_or(0);
    // A principal, and a deputy in a larger school.
    let heads = if classes >= 12 { 1_250 } else { 750 };
    load * (classes * permille + heads)
}

/// Main subjects of every group of staff: the scarce ones by the tier's gaps, the rest by what the unit wants.
pub(super) fn subjects(
    schools: &[School],
    staff: &[Staff],
    gaps: &Gaps,
    settings: &Settings,
    dice: &mut Dice,
) -> Vec<Vec<Subject>> {
    let wanted: Vec<_> = staff
        .iter()
        .map(|staff| match staff.stage {
            Some(stage) => wanted(&schools[staff.school], stage, gaps, settings),
            None => BTreeMap::new(),
        })
        .collect();
    let mut heads = vec![Vec::new(); staff.len()];
    for tier in [Tier::Urban, Tier::Town, Tier::Rural] {
        for stage in [Stage::Primary, Stage::Junior] {
            for subject in SCARCE {
                let mut units: Vec<(usize, u64)> = (0..staff.len())
                    .filter(|&i| staff[i].stage == Some(stage))
                    .filter(|&i| schools[staff[i].school].tier == tier)
                    .map(|i| (i, wanted[i].get(&subject).copied().unwrap_or(0)))
                    .collect();
                let total = (units.iter().map(|(_, heads)| heads).sum::<u64>() + 500) / 1_000;
                units.retain(|&(i, _)| !is_point(&schools[staff[i].school]));
                dice.shuffle(&mut units);
                place_scarce(subject, total as usize, &units, staff, &mut heads, dice);
            }
        }
    }
    for ((staff, wanted), heads) in staff.iter().zip(&wanted).zip(&mut heads) {
        fill(staff, &schools[staff.school], wanted, heads, dice);
    }
    heads
}

fn is_point(school: &School) -> bool {
    school.kind == SchoolKind::TeachingPoint
}

/// Gives the tier's heads of one scarce subject to its complete schools, each its share rounded down or up; `open`
/// are units with the heads they want in thousandths.
fn place_scarce(
    subject: Subject,
    total: usize,
    open: &[(usize, u64)],
    staff: &[Staff],
    heads: &mut [Vec<Subject>],
    dice: &mut Dice,
) {
    let weights: Vec<u64> = open.iter().map(|(_, wanted)| *wanted).collect();
    for (&(i, _), count) in open.iter().zip(dice.split(total, &weights)) {
        // The last place is the principal's.
        let room = staff[i].n_teachers.saturating_sub(heads[i].len() + 1);
        heads[i].extend(vec![subject; count.min(room)]);
    }
}

/// Fills the places that the scarce subjects left.
fn fill(
    staff: &Staff,
    school: &School,
    wanted: &BTreeMap<Subject, u64>,
    heads: &mut Vec<Subject>,
    dice: &mut Dice,
) {
    let left = staff.n_teachers - heads.len();
    if staff.stage.is_none() || is_point(school) {
        let any: &[(Subject, u32)] = if is_point(school) {
            &[
                (Subject::General, 7),
                (Subject::Chinese, 2),
                (Subject::Maths, 1),
            ]
        } else {
            &[
                (Subject::Chinese, 4),
                (Subject::Maths, 4),
                (Subject::Pe, 1),
                (Subject::Other, 3),
            ]
        };
        heads.extend((0..left).filter_map(|_| dice.weighted(any)));
        return;
    }
    let core: Vec<_> = wanted
        .iter()
        .filter(|(subject, _)| !SCARCE.contains(subject))
        .collect();
    let weights: Vec<u64> = core.iter().map(|(_, permille)| **permille).collect();
    for ((subject, _), count) in core.iter().zip(dice.split(left, &weights)) {
        heads.extend(vec![**subject; count]);
    }
    // A unit without classes needs nobody.
    heads.resize(staff.n_teachers, Subject::Other);
}
