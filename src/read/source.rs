//! Opens the input files, each once, within the size limit, and turns them into grids.

use super::codes;
use super::delimited;
use super::encoding;
use super::grid::Grid;
use super::workbook::{self, Workbook};
use crate::finding::{Finding, Place, Text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// No table of a county comes near this; what is larger is another file by mistake. Bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The files of one reading; workbooks stay open, since several tables lie in one.
pub(super) struct Files {
    /// What names are shown relative to.
    folder: PathBuf,
    workbooks: BTreeMap<PathBuf, Result<Workbook, Box<Finding>>>,
}

impl Files {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            workbooks: BTreeMap::new(),
        }
    }

    /// The name of a file as the user knows it: relative to the scenario where it lies inside it.
    pub(super) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder)
            .unwrap_or(path)
            .display()
            .to_string()
    }

    /// The sheets of a workbook, in its order.
    pub(super) fn sheets(&mut self, path: &Path) -> Result<Vec<String>, Box<Finding>> {
        self.workbook(path).map(|book| book.sheets.clone())
    }

    /// The cells of one sheet.
    pub(super) fn grid(&mut self, path: &Path, sheet: &str) -> Result<Grid, Box<Finding>> {
        let place = Place {
            file: Some(self.shown(path)),
            sheet: Some(sheet.to_owned()),
            ..Place::default()
        };
        let book = self.workbook(path)?;
        book.grid(sheet).map_err(|error| broken(place, &error))
    }

    /// The rows of a CSV file, and a remark if its encoding is uncertain.
    pub(super) fn csv(&self, path: &Path) -> Result<(Grid, Option<Finding>), Box<Finding>> {
        let place = Place {
            file: Some(self.shown(path)),
            ..Place::default()
        };
        let bytes = self.bytes(path)?;
        let decoded = encoding::decode(&bytes).map_err(|error| {
            let place = Place {
                row: error.row,
                ..place.clone()
            };
            Box::new(error.code.at(place, None, error.message, error.hint))
        })?;
        if encoding::is_blank(&decoded.text) {
            return Err(Box::new(empty(place)));
        }
        let remark = decoded.rather.map(|name| unsure(place.clone(), name));
        match delimited::parse(&decoded.text) {
            Ok(grid) => Ok((grid, remark)),
            Err(delimited::Unclosed(row)) => Err(Box::new(unclosed(Place {
                row: Some(row),
                ..place
            }))),
        }
    }

    fn workbook(&mut self, path: &Path) -> Result<&mut Workbook, Box<Finding>> {
        if !self.workbooks.contains_key(path) {
            let opened = self.open(path);
            self.workbooks.insert(path.to_owned(), opened);
        }
        match self.workbooks.get_mut(path) {
            Some(Ok(book)) => Ok(book),
            Some(Err(finding)) => Err(finding.clone()),
            None => Err(broken(Place::default(), "")),
        }
    }

    fn open(&self, path: &Path) -> Result<Workbook, Box<Finding>> {
        let place = Place {
            file: Some(self.shown(path)),
            ..Place::default()
        };
        let bytes = self.bytes(path)?;
        if bytes.is_empty() {
            return Err(Box::new(empty(place)));
        }
        workbook::open(bytes).map_err(|error| broken(place, &error))
    }

    /// The whole file, unless it is over the limit.
    fn bytes(&self, path: &Path) -> Result<Vec<u8>, Box<Finding>> {
        let shown = self.shown(path);
        let place = Place {
            file: Some(shown.clone()),
            ..Place::default()
        };
        let size = std::fs::metadata(path).map_or(0, |data| data.len());
        if size > MAX_BYTES {
            return Err(Box::new(too_large(place, size)));
        }
        std::fs::read(path).map_err(|error| {
            Box::new(codes::FILE_UNREADABLE.at(
                place,
                None,
                Text::new(
                    format!("`{shown}` 读不了：{error}"),
                    format!("cannot read `{shown}`: {error}"),
                ),
                Text::new(
                    "检查文件是否存在、是否有读取权限、是否被其他程序占用",
                    "check that it is there, may be read and is not held by another program",
                ),
            ))
        })
    }
}

fn too_large(place: Place, size: u64) -> Finding {
    let (size, limit) = (size.div_ceil(1024 * 1024), MAX_BYTES / (1024 * 1024));
    codes::FILE_TOO_LARGE.at(
        place,
        Some(format!("{size} MB")),
        Text::new(
            format!("文件有 {size} MB，上限是 {limit} MB"),
            format!("the file has {size} MB, the limit is {limit} MB"),
        ),
        Text::new(
            "确认是否放错了文件；只保留需要的列和行",
            "check that it is the right file; keep only the columns and rows needed",
        ),
    )
}

fn empty(place: Place) -> Finding {
    codes::FILE_EMPTY.at(
        place,
        None,
        Text::new("文件是空的", "the file is empty"),
        Text::new(
            "第一行写表头，以下每行一条；不需要这张表就删掉文件",
            "write the header in row 1 and one record a row; delete the file if it is not needed",
        ),
    )
}

fn broken(place: Place, error: &str) -> Box<Finding> {
    Box::new(codes::WORKBOOK_BROKEN.at(
        place,
        None,
        Text::new(
            format!("工作簿读不了：{error}"),
            format!("the workbook cannot be read: {error}"),
        ),
        Text::new(
            "用 Excel 或 WPS 打开并另存为 .xlsx；有密码的先去掉密码",
            "open it in a spreadsheet and save it as .xlsx, without a password",
        ),
    ))
}

fn unsure(place: Place, looks_like: &str) -> Finding {
    codes::ENCODING_UNSURE.at(
        place,
        None,
        Text::new(
            format!("按 GB18030 读取，但更像 `{looks_like}`，文字可能是乱码"),
            format!("read as GB18030, though it looks like `{looks_like}`: words may be garbled"),
        ),
        encoding::save_as_csv(),
    )
}

fn unclosed(place: Place) -> Finding {
    codes::QUOTE_UNCLOSED.at(
        place,
        None,
        Text::new(
            "这里的英文引号 `\"` 没有配对，后面的行被并进了一个单元格",
            "a quote `\"` is not closed here and swallows the rows after it",
        ),
        Text::new(
            "删掉多余的引号，或写成两个 `\"\"`",
            "remove the quote, or double it as `\"\"`",
        ),
    )
}
