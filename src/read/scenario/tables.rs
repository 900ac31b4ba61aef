//! Where a scenario's tables come from, and how foreign ones are read as ours.

use super::build::Building;
use super::file::File;
use super::{TableConfig, TableSource};
use std::collections::BTreeMap;

impl Building<'_> {
    /// Every folder in order of preference, each with its own workbook.
    pub(super) fn sources(&self) -> Vec<TableSource> {
        let data = vec!["data".to_owned()];
        let own = |position: usize, file: &File| {
            // A patched `data` belongs to the scenario itself.
            let patched = self
                .merged
                .get(&data)
                .filter(|entry| entry.file == position);
            let entry = patched.or(file.entries.get(&data))?;
            let text = entry.value.as_str()?.trim();
            (!text.is_empty()).then(|| file.folder.join(text))
        };
        let mut sources: Vec<TableSource> = Vec::new();
        for (position, file) in self.files.iter().enumerate() {
            let source = TableSource {
                folder: file.folder.clone(),
                data: own(position, file),
            };
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    pub(super) fn tables(&self) -> BTreeMap<String, TableConfig> {
        let mut tables: BTreeMap<String, TableConfig> = BTreeMap::new();
        for (path, entry) in self.merged {
            let (Some("tables"), Some(name)) = (path.first().map(String::as_str), path.get(1))
            else {
                continue;
            };
            let own = || self.files.first().map(|file| file.folder.clone());
            let config = tables.entry(name.clone()).or_insert_with(|| TableConfig {
                folder: own().unwrap_or_default(),
                ..TableConfig::default()
            });
            let text = entry.value.as_str().unwrap_or_default().to_owned();
            match &path[2..] {
                [key] if key == "file" => {
                    config.file = Some(text);
                    if let Some(file) = self.files.get(entry.file) {
                        config.folder = file.folder.clone();
                    }
                }
                [key] if key == "sheet" => config.sheet = Some(text),
                [key, column] if key == "columns" => {
                    config.columns.insert(column.clone(), text);
                }
                [key, column, word] if key == "values" => {
                    let words = config.values.entry(column.clone()).or_default();
                    words.insert(word.clone(), text);
                }
                _ => {}
            }
        }
        tables
    }
}
