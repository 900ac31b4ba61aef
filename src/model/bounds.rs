//! How a rule puts its rows into the model: bounds that a soft rule may miss by a counted shortfall, and rows it may not.

use super::program::{Binds, Col, Role, Row, Terms};
use super::rows::{Measure, Rows, Shortfall};

impl Rows {
    /// `Σ terms ≥ least`; where the rule is soft, a shortfall in `measure` may make it up.
    pub fn at_least(
        &mut self,
        name: String,
        binds: Binds,
        mut terms: Terms,
        least: f64,
        measure: Measure,
    ) {
        if self.soft {
            terms.push((self.shortfall(&name, measure), 1.0));
        }
        self.push(name, binds, terms, least, f64::INFINITY);
    }

    /// `times` × as much on both sides: the shortfall stays in single people.
    pub fn at_least_times(
        &mut self,
        name: String,
        binds: Binds,
        mut terms: Terms,
        least: f64,
        times: f64,
        measure: Measure,
    ) {
        if self.soft {
            terms.push((self.shortfall(&name, measure), times));
        }
        self.push(name, binds, terms, least, f64::INFINITY);
    }

    /// `Σ terms ≤ most`; where the rule is soft, an excess in `measure` may be let pass.
    pub fn at_most(
        &mut self,
        name: String,
        binds: Binds,
        mut terms: Terms,
        most: f64,
        measure: Measure,
    ) {
        if self.soft {
            terms.push((self.shortfall(&name, measure), -1.0));
        }
        self.push(name, binds, terms, f64::NEG_INFINITY, most);
    }

    /// `Σ terms ≤ most`; where the rule is soft, each unit of its shortfall lets `times` as much pass.
    pub fn at_most_times(
        &mut self,
        name: String,
        binds: Binds,
        mut terms: Terms,
        most: f64,
        times: f64,
        measure: Measure,
    ) {
        if self.soft {
            terms.push((self.shortfall(&name, measure), -times));
        }
        self.push(name, binds, terms, f64::NEG_INFINITY, most);
    }

    /// A row that cannot be missed.
    pub fn push(&mut self, name: String, binds: Binds, terms: Terms, lower: f64, upper: f64) {
        let rule = self.rule;
        self.program.add_row(Row {
            name,
            rule,
            binds,
            terms,
            lower,
            upper,
        });
    }

    /// A whole-number column that counts how far the rule at hand is missed.
    pub fn shortfall(&mut self, name: &str, measure: Measure) -> Col {
        let label = format!("short {name}");
        let column = self.program.add_column(0.0, f64::INFINITY, true, label);
        self.program.about(column, Role::Measure, 0);
        self.shortfalls.push(Shortfall {
            rule: self.rule,
            measure,
            column,
        });
        column
    }
}
