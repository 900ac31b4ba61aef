//! Seeded synthetic counties of any size, with fixed statistics.
//!
//! The same [`Spec`] gives the same county on every machine. At default settings every county has, as far as its size
//! allows: districts of 8 to 12 schools round a centre; 15 % urban, 30 % town and 55 % rural schools; 37.5 % of the
//! teachers eligible; 20 % with a second subject beside labour and integrated practice; 13.5 % backbone teachers of
//! county level and above, mostly urban and in towns; 10 % with wishes. Urban schools have 0.97–1.02 of the PE, music
//! and art teachers they need, town schools 0.82–0.89, rural ones 0.37–0.44; in IT 0.6 outside the city; Chinese and
//! maths have small surpluses.

mod careers;
mod classes;
mod dice;
mod draw;
mod expand;
mod extras;
mod map;
mod retirees;
mod roster;
mod schools;
mod sizes;
mod spec;
mod staffing;
mod write;

pub use crate::report::folder::WriteError;
pub use careers::People;
pub use expand::{Roster, roster_for};
pub use spec::{MAX_PER_SCHOOL, MAX_SCHOOLS, MAX_TEACHERS, Spec};
pub use staffing::Staff;
pub use write::{write, write_roster, write_tables};

use crate::domain::assemble::Parts;
use crate::domain::school::School;
use crate::domain::settings::Settings;
use crate::domain::teacher::Teacher;
use crate::finding::Text;
use dice::Dice;
use staffing::Gaps;

/// Teachers eligible for rotation at default settings, in thousandths of all.
pub const ELIGIBLE_PERMILLE: u32 = 375;

/// A whole synthetic county.
///
/// # Errors
/// A size beyond the limits ([`Spec::check`]).
pub fn county(spec: &Spec, settings: Settings) -> Result<Parts, Text> {
    spec.check()?;
    let mut dice = Dice::new(spec.seed, 1);
    let sites = map::sites(spec, &mut dice);
    let sizes = sizes::sizes(spec, &sites, &mut dice);
    let gaps = Gaps::draw(&mut Dice::new(spec.seed, 4)).with_surplus(spec.surplus_percent);
    let (schools, staff) = schools::schools(spec, &sites, &sizes, &gaps, &settings, &mut dice);
    let people = People {
        seed: spec.seed,
        year: spec.year,
        eligible_permille: spec.eligible_permille,
    };
    let mut teachers = roster::teachers(&schools, &staff, &gaps, &settings, &people);
    extras::title_candidates(
        &mut teachers,
        spec.n_title_candidates,
        &mut Dice::new(spec.seed, 6),
    );
    let retirees = retirees::retirees(spec, &schools, &mut Dice::new(spec.seed, 5));
    Ok(Parts {
        name: format!(
            "合成县 {} 校 {} 人 {}（合成数据）",
            spec.n_schools, spec.n_teachers, spec.year
        ),
        year: spec.year,
        schools,
        teachers,
        needs: Vec::new(),
        roads: None,
        retirees,
        history: Vec::new(),
        feedback: Vec::new(),
        settings,
    })
}

/// A synthetic roster for known schools and known numbers of teachers, with the statistics of [`county`].
///
/// `schools` are sorted by id and `staff` by school; a special school has no stage.
pub fn roster(
    schools: &[School],
    staff: &[Staff],
    settings: &Settings,
    people: &People,
) -> Vec<Teacher> {
    let gaps = Gaps::draw(&mut Dice::new(people.seed, 4));
    roster::teachers(schools, staff, &gaps, settings, people)
}
