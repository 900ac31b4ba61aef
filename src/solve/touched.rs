//! The level that counts from a former plan: its goal, and who stands alone in the model because of it.

use super::formulate::Formulated;
use super::run::Task;
use crate::domain::ids::TeacherIndex;
use crate::domain::plan::TOUCHED;
use crate::model::goals;
use std::collections::BTreeSet;

impl Task<'_> {
    /// Whom the former plan sent somewhere, where the level that counts from it is asked for: each stands alone there.
    pub(super) fn sent_before(&self) -> BTreeSet<TeacherIndex> {
        let is_counted = self.levels.iter().any(|level| level == TOUCHED);
        let former = self.former.iter().filter(|_| is_counted);
        former.map(|row| row.teacher).collect()
    }

    /// Gives the level that counts from the former plan its goal, wherever it stands.
    pub(super) fn count_touched(&self, built: &mut Formulated) {
        let goals = built.goals.iter_mut();
        for goal in goals.filter(|goal| goal.code == TOUCHED) {
            *goal = goals::touched(&built.rows, self.former);
        }
    }
}
