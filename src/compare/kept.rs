//! Finished points, each in a file of its own that is written whole or not at all, so that a batch can go on later.

use super::batch::Ended;
use crate::finding::Text;
use crate::read;
use crate::report::files;
use crate::report::plan_json::PlanFile;
use crate::report::plan_json::build::patches;
use crate::run::{self, County};
use crate::solve::{Formulation, Options};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};

/// The place of one point.
pub(super) struct Kept {
    folder: PathBuf,
    /// Of everything that the end depends on; the file is named after it.
    key: String,
}

#[derive(Serialize, Deserialize)]
struct Record {
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plan: Option<PlanFile>,
    /// Rule, Chinese and English sentence of what is broken at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    infeasible: Option<Vec<(String, String, String)>>,
}

impl Kept {
    /// `from` is where the point it begins from is kept.
    pub(super) fn new(
        county: &County,
        folder: &Path,
        options: &Options,
        from: Option<&Self>,
    ) -> Self {
        let formulation = match options.formulation {
            Formulation::Auto => "auto",
            Formulation::Searched => "searched",
            Formulation::Naive => "naive",
        };
        let text = [
            env!("CARGO_PKG_VERSION").to_owned(),
            county.input_sha256.clone(),
            county.scenario.name.clone(),
            serde_json::to_string(&patches(&county.scenario)).unwrap_or_default(),
            formulation.to_owned(),
            format!(
                "{:?} {:?} {}",
                options.gap, options.time_limit, options.relax
            ),
            from.map_or_else(String::new, |from| from.key.clone()),
        ]
        .join("\n");
        let digest = Sha256::digest(text.as_bytes());
        Self {
            folder: folder.to_owned(),
            key: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn name(&self) -> String {
        format!("{}.json", &self.key[..16])
    }

    /// The end, if there is one and it is sound: a plan is recounted again.
    pub(super) fn read(&self, county: &County) -> Option<Ended> {
        let text = read::plan_text(&self.folder.join(self.name())).ok()?;
        let record: Record = serde_json::from_str(&text).ok()?;
        if record.key != self.key {
            return None;
        }
        if let Some(broken) = record.infeasible {
            let broken = broken.into_iter();
            let broken = broken.map(|(rule, zh, en)| (rule, Text::new(zh, en)));
            return Some(Ended::Infeasible(broken.collect()));
        }
        let file = record.plan?;
        let mut breaches = run::recount(county, &file).ok()?;
        breaches.retain(|breach| !(file.relaxed && county.rules.get(breach.rule).is_some()));
        breaches.is_empty().then(|| Ended::Plan(Box::new(file)))
    }

    /// Keeps an end; one without a plan and without a proof is none.
    pub(super) fn write(&self, end: &Ended) -> io::Result<()> {
        let (plan, infeasible) = match end {
            Ended::Plan(file) => (Some((**file).clone()), None),
            Ended::Infeasible(broken) => {
                let broken = broken.iter().cloned();
                let broken = broken.map(|(rule, said)| (rule, said.zh, said.en));
                (None, Some(broken.collect()))
            }
            Ended::NoneFound | Ended::NotRun => return Ok(()),
        };
        let record = Record {
            key: self.key.clone(),
            plan,
            infeasible,
        };
        let text = serde_json::to_string_pretty(&record).map_err(io::Error::other)? + "\n";
        files::write_all(&self.folder, &[(&self.name(), text.as_bytes())])
    }
}
