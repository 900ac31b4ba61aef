//! Grades that are taught together: `1+2、3+4`.

use crate::check::codes;
use crate::check::row::RowReader;
use crate::domain::school::Grades;
use crate::domain::words::SchoolKind;
use crate::finding::Text;
use crate::read::text::split_list;

/// The sets of grades in a cell; each grade of the school's stages in one set at most.
pub(super) fn read(
    reader: &mut RowReader<'_>,
    column: &str,
    kind: Option<SchoolKind>,
) -> Vec<Grades> {
    let text = reader.group(column).unwrap_or_default();
    let mut sets: Vec<Grades> = Vec::new();
    for part in split_list(&text) {
        match parse(part, kind, &sets) {
            Some(set) => sets.push(set),
            None => wrong(reader, column, part),
        }
    }
    sets.sort();
    sets
}

/// Two grades or more of one stage that no earlier set has.
fn parse(part: &str, kind: Option<SchoolKind>, sets: &[Grades]) -> Option<Grades> {
    let grades = part.split('+').map(|grade| grade.trim().parse::<usize>());
    let mut grades: Vec<usize> = grades.collect::<Result<_, _>>().ok()?;
    grades.sort_unstable();
    grades.dedup();
    let mut stages = kind?.stages().iter();
    let is_stage = stages.any(|stage| {
        grades
            .iter()
            .all(|&grade| stage.grades().any(|g| g == grade))
    });
    let is_new = grades
        .iter()
        .all(|grade| sets.iter().all(|set| !set.contains(grade)));
    (grades.len() > 1 && is_stage && is_new).then_some(grades)
}

fn wrong(reader: &mut RowReader<'_>, column: &str, part: &str) {
    reader.find(
        &codes::GRADES_INVALID,
        column,
        Text::new(
            format!("`{part}` 不是本校同一学段、未写过的几个年级"),
            format!("`{part}` is no set of grades of one stage of the school, each named once"),
        ),
        Text::new(
            "写成 `1+2、3+4`：加号连同上的年级，顿号分组",
            "write `1+2; 3+4`: plus between grades taught together, `;` between the sets",
        ),
    );
}
