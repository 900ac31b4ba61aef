//! How large a county is to be generated, and the limits.

use crate::finding::Text;

/// Most schools and teachers of a generated county.
pub const MAX_SCHOOLS: usize = 5_000;
pub const MAX_TEACHERS: usize = 60_000;
/// Most teachers for each school of the county.
pub const MAX_PER_SCHOOL: usize = 100;

/// What a county is generated from. The same values give the same county on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    pub n_schools: usize,
    pub n_teachers: usize,
    pub seed: u64,
    /// School year.
    pub year: i16,
    /// Districts; `None` = one for each 8 to 12 schools.
    pub n_districts: Option<usize>,
    /// Teachers eligible for rotation, in thousandths of all.
    pub eligible_permille: u32,
}

impl Spec {
    pub fn new(n_schools: usize, n_teachers: usize, seed: u64) -> Self {
        Self {
            n_schools,
            n_teachers,
            seed,
            year: 2024,
            n_districts: None,
            eligible_permille: super::ELIGIBLE_PERMILLE,
        }
    }

    /// # Errors
    /// No school, fewer teachers than schools, or more of either than the limits.
    pub fn check(&self) -> Result<(), Text> {
        if self.n_schools == 0 || self.n_schools > MAX_SCHOOLS {
            return Err(Text::new(
                format!(
                    "学校数须在 1 到 {MAX_SCHOOLS} 之间，现为 `{}`",
                    self.n_schools
                ),
                format!(
                    "schools must be 1 to {MAX_SCHOOLS}, not `{}`",
                    self.n_schools
                ),
            ));
        }
        let most = MAX_TEACHERS.min(MAX_PER_SCHOOL * self.n_schools);
        if self.n_teachers < self.n_schools || self.n_teachers > most {
            let (least, n) = (self.n_schools, self.n_teachers);
            return Err(Text::new(
                format!("{least} 所学校的教师数须在 {least} 到 {most} 之间，现为 `{n}`"),
                format!("{least} schools take {least} to {most} teachers, not `{n}`"),
            ));
        }
        if self.n_districts == Some(0) || self.n_districts > Some(self.n_schools) {
            return Err(Text::new(
                "学区数须在 1 到学校数之间",
                "districts must be 1 to the number of schools",
            ));
        }
        Ok(())
    }
}
