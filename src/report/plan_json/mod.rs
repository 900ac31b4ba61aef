//! `plan.json` (schema `lungang-plan/1`), field by field as the contract's section 5 writes it.

pub mod build;
pub mod claims;
pub mod contradictions;
pub mod levels;
pub mod number;
pub mod replan;
pub mod resolve;
mod rows;
mod supply;
pub mod verdict_rows;

use number::Amount;
pub use rows::{
    CoverageRow, ItinerantRow, PartTimeRow, PostsRow, PrincipalRow, RecruitmentRow, RemoteRow,
    RetrainingRow, ReturnRow, RotationRow, SilverAgeRow,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The value of [`PlanFile::schema`].
pub const SCHEMA: &str = "lungang-plan/1";

/// The whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanFile {
    pub schema: String,
    pub scenario: ScenarioPart,
    pub solver: SolverPart,
    /// `optimal`, `feasible` or `infeasible`.
    pub status: String,
    pub levels: Vec<LevelRow>,
    pub rotations: Vec<RotationRow>,
    pub itinerant: Vec<ItinerantRow>,
    pub part_time: Vec<PartTimeRow>,
    #[serde(default)]
    pub retraining: Vec<RetrainingRow>,
    #[serde(default)]
    pub recruitment: Vec<RecruitmentRow>,
    #[serde(default)]
    pub silver_age: Vec<SilverAgeRow>,
    #[serde(default)]
    pub remote: Vec<RemoteRow>,
    #[serde(default)]
    pub principals: Vec<PrincipalRow>,
    #[serde(default)]
    pub relaxed: bool,
    /// By how much a relaxed plan breaks rules: people short, then lessons, then yuan, each minimised in turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub short: Vec<LevelRow>,
    /// Where it was made from a former plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replan: Option<replan::ReplanPart>,
    pub coverage: Vec<CoverageRow>,
    pub rules: Vec<RuleRow>,
    pub indicators: IndicatorsPart,
    /// The posts proposed, where rule `posts` is in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<PostsRow>,
    /// Those whose rotation term has ended, and who start the year at home again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<ReturnRow>,
    pub cost: CostPart,
}

/// Which input the plan was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioPart {
    pub name: String,
    pub year: i16,
    pub input_sha256: String,
    /// The same by table, rules and other settings, short: which of them another folder differs in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub input_parts: BTreeMap<String, String>,
    #[serde(default)]
    pub patches: Vec<PatchRow>,
    /// Verdicts beside those of the scenario's own feedback table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feedback: Vec<verdict_rows::VerdictRow>,
}

/// One `--set`; percentages stand as fractions (`"12%"` is 0.12).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatchRow {
    pub key: String,
    pub old: serde_json::Value,
    pub new: serde_json::Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SolverPart {
    pub name: String,
    pub version: String,
    pub formulation: String,
    pub seconds: f64,
}

/// One level, minimised in turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelRow {
    pub code: String,
    pub value: Amount,
    pub bound: Amount,
    /// The relative gap asked for, within which the bound must prove the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<Amount>,
    /// `optimal` or `feasible`.
    pub status: String,
    pub seconds: f64,
}

/// One rule in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleRow {
    pub code: String,
    /// The clause the scenario cites; blank if none.
    #[serde(default)]
    pub source: String,
    pub required: u64,
    pub achieved: u64,
    pub met: bool,
}

/// Stage → indicator → figures, with nobody moved and under the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorsPart {
    pub before: Stages,
    pub after: Stages,
}

/// Stage code → indicator code → figures.
pub type Stages = BTreeMap<String, BTreeMap<String, IndicatorRow>>;

/// Per 100 pupils over the counted units of one stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorRow {
    pub mean: Amount,
    pub cv: Amount,
    pub cv_unweighted: Amount,
    /// Counted units under the threshold.
    pub below: usize,
}

/// Yuan a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CostPart {
    pub yuan: Amount,
}

impl PlanFile {
    /// The file's text, ending in a line break.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }

    /// Reads a plan back; the message says what is wrong and where.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let file: Self = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| error.to_string())?;
        if file.schema == SCHEMA {
            Ok(file)
        } else {
            Err(format!("schema `{}` is not `{SCHEMA}`", file.schema))
        }
    }

    pub fn level(&self, code: &str) -> Option<&LevelRow> {
        self.levels.iter().find(|level| level.code == code)
    }

    pub fn rule(&self, code: &str) -> Option<&RuleRow> {
        self.rules.iter().find(|rule| rule.code == code)
    }
}
