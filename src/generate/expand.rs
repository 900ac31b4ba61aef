//! A synthetic roster for real schools, from the numbers of teachers that their table gives.

use super::careers::People;
use super::dice::Dice;
use super::roster;
use super::staffing::{Gaps, Staff, wanted};
use crate::check::headcount::{Headcount, headcounts};
use crate::domain::school::School;
use crate::domain::settings::Settings;
use crate::domain::teacher::Teacher;
use crate::domain::words::{SchoolKind, Stage};
use crate::finding::{Finding, Severity};
use crate::read::columns::Table;
use crate::read::scenario::Scenario;
use crate::read::tables;

/// The roster and the schools it stands on, both sorted by id.
#[derive(Debug, Clone)]
pub struct Roster {
    pub schools: Vec<School>,
    pub teachers: Vec<Teacher>,
}

/// One teacher for each that the columns `staff_male` and `staff_female` of the scenario's schools count, with the
/// statistics of [`super::county`]; `None` with an error among the findings. A roster that is there already is not read.
pub fn roster_for(scenario: &Scenario, seed: u64) -> (Option<Roster>, Vec<Finding>) {
    let (draft, mut findings) = tables::read(scenario);
    let Some(table) = draft.table(Table::Schools) else {
        return (None, findings);
    };
    findings.retain(|finding| finding.place.file.as_ref() == Some(&table.file));
    let counted = headcounts(table, &mut findings);
    let is_sound = findings.iter().all(|f| f.severity != Severity::Error);
    let roster = counted.filter(|_| is_sound).map(|(schools, counts)| {
        let gaps = Gaps::draw(&mut Dice::new(seed, 4));
        let settings = &scenario.settings;
        let staff = staff(&schools, &counts, &gaps, settings);
        let people = People {
            seed,
            year: scenario.year,
            eligible_permille: super::ELIGIBLE_PERMILLE,
        };
        let teachers = roster::teachers(&schools, &staff, &gaps, settings, &people);
        Roster { schools, teachers }
    });
    (roster, findings)
}

/// The people of each unit: a nine-year school's by what its stages want.
fn staff(schools: &[School], counts: &[Headcount], gaps: &Gaps, settings: &Settings) -> Vec<Staff> {
    let mut staff = Vec::new();
    for (school, (place, count)) in counts
        .iter()
        .enumerate()
        .map(|(i, c)| (i, (&schools[i], c)))
    {
        let of = |stage, n_male, n_female| Staff {
            school,
            stage,
            n_teachers: n_male + n_female,
            n_male: Some(n_male),
        };
        if place.kind == SchoolKind::NineYear {
            let heads = |stage| wanted(place, stage, gaps, settings).values().sum::<u64>();
            let (primary, junior) = (heads(Stage::Primary), heads(Stage::Junior));
            let part = |n: usize| (n as u64 * primary / (primary + junior).max(1)) as usize;
            let (men, women) = (part(count.male), part(count.female));
            staff.push(of(Some(Stage::Primary), men, women));
            staff.push(of(
                Some(Stage::Junior),
                count.male - men,
                count.female - women,
            ));
        } else {
            let stage = place.kind.stages().first().copied();
            staff.push(of(stage, count.male, count.female));
        }
    }
    staff
}
