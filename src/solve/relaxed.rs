//! Where no plan meets the `must` rules: the plan that breaks least, or what such a plan breaks.

use super::ask::error;
use super::formulate::Elastic;
use super::levels::NoPoint;
use super::outcome::{Options, SolveError, Solved};
use super::run::Task;
use crate::rules::Breach;

/// Share of the time left for what a plan breaks at least, where there is none that keeps the rules.
const TO_BREAK: f64 = 0.5;

impl Task<'_> {
    /// The best plan; where none meets the `must` rules, what one that breaks least breaks.
    pub(super) fn ended(&self) -> Result<Solved, SolveError> {
        match self.solve(Elastic::Should) {
            Err(NoPoint::Infeasible) => {
                if self.options.relax {
                    return self.relaxed();
                }
                Err(SolveError::Infeasible {
                    conflicts: self.least_broken(),
                })
            }
            other => other.map_err(|end| error(end, Vec::new())),
        }
    }

    /// The plan that breaks least, rule by rule or, where that is not enough, whatever a posting breaks.
    fn relaxed(&self) -> Result<Solved, SolveError> {
        self.solve(Elastic::Rows)
            .or_else(|_| self.solve(Elastic::All))
            .map_err(|end| error(end, Vec::new()))
    }

    /// What such a plan breaks, in a share of the time that leaves some to say why; nothing where none is found.
    fn least_broken(&self) -> Vec<Breach> {
        let spent = self.started.elapsed().as_secs_f64();
        let limit = self.options.time_limit;
        let options = Options {
            time_limit: limit.map(|limit| spent + (limit - spent) * TO_BREAK),
            ..*self.options
        };
        let task = Task {
            options: &options,
            ..*self
        };
        let relaxed = task.relaxed().into_iter();
        let broken = relaxed.flat_map(|relaxed| {
            let rules = self.rules.in_force(self.instance);
            rules.flat_map(move |rule| rule.breaches(self.instance, &relaxed.plan))
        });
        broken.collect()
    }
}
