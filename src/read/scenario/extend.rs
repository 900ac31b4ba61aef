//! What a scenario extends: the files in order of preference, and their values laid over one another.

use super::codes;
use super::file::{Entries, Entry, File, entries_of, text_of};
use super::lookup::Path as Key;
use super::mistakes::mistake;
use crate::finding::{Finding, Text};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// The file name of a scenario.
pub(super) const FILE_NAME: &str = "scenario.toml";

/// The scenario's own file first, then those it extends, each before what it extends itself; and every mistake.
pub(super) fn files(dir: &Path) -> (Vec<File>, Vec<Finding>) {
    let mut gathering = Gathering::default();
    if !dir.join(FILE_NAME).exists() {
        return (Vec::new(), vec![no_scenario(dir)]);
    }
    match text_of(&dir.join(FILE_NAME), FILE_NAME) {
        Ok(text) => {
            gathering.add(&dir.join(FILE_NAME), Path::new(FILE_NAME), &text);
        }
        Err(finding) => gathering.findings.push(*finding),
    }
    (gathering.files, gathering.findings)
}

fn no_scenario(dir: &Path) -> Finding {
    let dir = dir.display();
    mistake(
        &codes::MISSING_SCENARIO,
        (FILE_NAME, None),
        None,
        None,
        Text::new(
            format!("`{dir}` 中没有 `{FILE_NAME}`"),
            format!("there is no `{FILE_NAME}` in `{dir}`"),
        ),
        Text::new(
            "`lungang new` 可新建一个带说明的样例",
            "`lungang new` writes one with explanations",
        ),
    )
}

#[derive(Default)]
struct Gathering {
    files: Vec<File>,
    findings: Vec<Finding>,
    /// Positions of the files being read, from the scenario down.
    open: Vec<usize>,
}

impl Gathering {
    /// Reads one file and all it extends; returns its position.
    fn add(&mut self, path: &Path, shown: &Path, text: &str) -> usize {
        let position = self.files.len();
        let name = shown.display().to_string();
        let (entries, findings) = entries_of(text, &name, position);
        self.findings.extend(findings);
        let wanted = entries.get(&vec!["extends".to_owned()]).cloned();
        self.files.push(File {
            shown: name,
            path: canonical(path),
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
            entries,
            extends: Vec::new(),
        });
        self.open.push(position);
        if let Some(wanted) = wanted {
            for item in wanted.value.as_array().into_iter().flatten() {
                let item = item.as_str().unwrap_or_default();
                let next = self.extended(position, shown, item, wanted.row);
                self.files[position].extends.extend(next);
            }
        }
        self.open.pop();
        position
    }

    /// The position of a file that the one at `position` extends; a mistake is noted.
    fn extended(
        &mut self,
        position: usize,
        shown: &Path,
        item: &str,
        row: Option<usize>,
    ) -> Option<usize> {
        if item.trim().is_empty() {
            self.missing(position, item, row);
            return None;
        }
        let mut path = self.files[position].folder.join(item);
        let mut shown = tidy(&shown.parent().unwrap_or(Path::new("")).join(item));
        if path.is_dir() {
            path.push(FILE_NAME);
            shown.push(FILE_NAME);
        }
        let known = canonical(&path);
        if let Some(known) = self.files.iter().position(|file| file.path == known) {
            if self.open.contains(&known) {
                self.cycle(position, known, item, row);
                return None;
            }
            return Some(known);
        }
        if !path.is_file() {
            self.missing(position, item, row);
            return None;
        }
        match text_of(&path, &shown.display().to_string()) {
            Ok(text) => Some(self.add(&path, &shown, &text)),
            Err(finding) => {
                self.findings.push(*finding);
                None
            }
        }
    }

    fn cycle(&mut self, position: usize, known: usize, item: &str, row: Option<usize>) {
        let start = self.open.iter().position(|&open| open == known);
        let chain: Vec<_> = self.open[start.unwrap_or(0)..]
            .iter()
            .chain([&known])
            .map(|&file| format!("`{}`", self.files[file].shown))
            .collect();
        let chain = chain.join(" → ");
        self.findings.push(mistake(
            &codes::EXTENDS_CYCLE,
            (&self.files[position].shown, row),
            Some("extends".to_owned()),
            Some(item.to_owned()),
            Text::new(
                format!("相互引用成环：{chain}"),
                format!("files extend one another in a circle: {chain}"),
            ),
            Text::new("删去其中一处 `extends`", "take one of these `extends` out"),
        ));
    }

    fn missing(&mut self, position: usize, item: &str, row: Option<usize>) {
        self.findings.push(mistake(
            &codes::EXTENDS_MISSING,
            (&self.files[position].shown, row),
            Some("extends".to_owned()),
            Some(item.to_owned()),
            Text::new(
                format!("所引用的 `{item}` 不存在"),
                format!("`{item}`, which it extends, is not there"),
            ),
            Text::new(
                "路径以本文件所在文件夹为起点，指向 .toml 文件或含 scenario.toml 的文件夹",
                "paths start at this file's folder and lead to a .toml file or a folder with scenario.toml",
            ),
        ));
    }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// `a/../b` as `b`, for people to read.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match (part, tidy.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                tidy.pop();
            }
            _ => tidy.push(part),
        }
    }
    tidy
}

/// One value a key: an extender's wins over what it extends; two that neither extends the other must agree.
pub(super) fn merge(files: &[File]) -> (Entries, Vec<Finding>) {
    let beneath: Vec<_> = (0..files.len()).map(|file| reach(files, file)).collect();
    let keys: BTreeSet<&Key> = files.iter().flat_map(|file| file.entries.keys()).collect();
    let mut merged = Entries::new();
    let mut findings = Vec::new();
    for key in keys.into_iter().filter(|key| *key != &["extends"]) {
        let holders: Vec<_> = (0..files.len())
            .filter(|&file| files[file].entries.contains_key(key))
            .collect();
        let top = holders
            .iter()
            .filter(|&file| !holders.iter().any(|other| beneath[*other].contains(file)));
        let mut entries = top.map(|&file| &files[file].entries[key]);
        let Some(first) = entries.next() else {
            continue;
        };
        // Each folder may bring a workbook of its own; tables come from the first that has them.
        let workbook = key == &["data"];
        let differing = entries.filter(|other| !workbook && other.value != first.value);
        findings.extend(differing.map(|other| disagree(files, key, first, other)));
        merged.insert(key.clone(), first.clone());
    }
    (merged, findings)
}

fn disagree(files: &[File], key: &Key, one: &Entry, other: &Entry) -> Finding {
    let (a, b) = (&files[one.file].shown, &files[other.file].shown);
    let (key, one, row) = (key.join("."), &one.value, other.row);
    let other = &other.value;
    mistake(
        &codes::TWO_VALUES_FOR_ONE_KEY,
        (b, row),
        Some(key.clone()),
        Some(other.to_string()),
        Text::new(
            format!(
                "`{key}` 在 `{a}` 中是 `{one}`，在 `{b}` 中是 `{other}`，两个文件互不引用，无从取舍"
            ),
            format!(
                "`{key}` is `{one}` in `{a}` and `{other}` in `{b}`, and neither file extends the other"
            ),
        ),
        Text::new(
            format!("在引用它们的文件中写明 `{key}`，或改成一致"),
            format!("set `{key}` in the file that extends both, or make them agree"),
        ),
    )
}

/// All that a file extends, directly or through others.
fn reach(files: &[File], file: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut next = files[file].extends.clone();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(&files[file].extends);
        }
    }
    reached
}
