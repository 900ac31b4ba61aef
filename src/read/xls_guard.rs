//! Looks over an old .xls file before it is parsed: one that is damaged so that its parser would loop or ask for more
//! memory than there is (chains that run in circles, cells outside the sheet) is refused.

/// The bytes of an OLE compound file by sectors.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The next sector of each sector.
    next: Vec<u32>,
}

/// A sector number from here on is none.
const NO_SECTOR: u32 = 0xffff_fffa;
/// Streams shorter than this lie in the mini stream, in sectors of 64 bytes.
const MINI_LIMIT: usize = 4_096;
const MINI_SECTOR: usize = 64;
/// The size of a sheet of this format.
const MOST_ROWS: u32 = 65_536;
const MOST_COLUMNS: u32 = 256;

/// Whether the workbook's chains end and its records stay inside a sheet.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    workbook_stream(bytes).is_some_and(|stream| {
        let mut starts = vec![0];
        starts.extend(records(&stream, 0).filter_map(|record| sheet_start(&record)));
        starts
            .iter()
            .all(|&start| records(&stream, start).all(|record| is_record_sound(&record)))
    })
}

fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let compound = compound(bytes)?;
    let entries = compound.chain(long(bytes, 48)?, usize::MAX)?;
    let entries: Vec<&[u8]> = entries.chunks_exact(128).collect();
    let is_named = |entry: &[u8], name: &str| {
        let units = name.encode_utf16().flat_map(u16::to_le_bytes);
        let wanted: Vec<u8> = units.chain([0, 0]).collect();
        entry
            .get(..64)
            .is_some_and(|found| found.starts_with(&wanted))
    };
    let entry = ["Workbook", "Book"]
        .iter()
        .find_map(|name| entries.iter().find(|entry| is_named(entry, name)))?;
    let (start, size) = (long(entry, 116)?, long(entry, 120)? as usize);
    if size >= MINI_LIMIT {
        return compound.chain(start, size);
    }
    let root = entries.first()?;
    let stream = compound.chain(long(root, 116)?, long(root, 120)? as usize)?;
    let table = compound.chain(long(bytes, 60)?, usize::MAX)?;
    let mini = Compound {
        bytes: &stream,
        sector: MINI_SECTOR,
        next: longs(&table),
    };
    chain(start, size, &mini.next, |id| {
        let from = (id as usize).checked_mul(mini.sector)?;
        mini.bytes.get(from..(from + mini.sector).min(stream.len()))
    })
}

fn compound(bytes: &[u8]) -> Option<Compound<'_>> {
    let sector = match short(bytes, 30)? {
        9 => 512,
        12 => 4_096,
        _ => return None,
    };
    let mut compound = Compound {
        bytes,
        sector,
        next: Vec::new(),
    };
    let mut tables = longs(bytes.get(76..512)?);
    let mut list = long(bytes, 68)?;
    for _ in 0..=bytes.len() / sector {
        if list >= NO_SECTOR {
            break;
        }
        tables.extend(longs(compound.at(list)?));
        list = tables.pop()?;
    }
    for table in tables.into_iter().filter(|&table| table < NO_SECTOR) {
        let sectors = longs(compound.at(table)?);
        compound.next.extend(sectors);
    }
    (list >= NO_SECTOR).then_some(compound)
}

impl Compound<'_> {
    fn at(&self, id: u32) -> Option<&[u8]> {
        let from = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let to = from.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(from..to)
    }

    fn chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        chain(start, size, &self.next, |id| self.at(id))
    }
}

/// The bytes of a chain of sectors, at most `size`; `None` if it leaves the file or never ends.
fn chain<'a>(
    start: u32,
    size: usize,
    next: &[u32],
    at: impl Fn(u32) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut id = start;
    for _ in 0..=next.len() {
        if id >= NO_SECTOR || bytes.len() >= size {
            bytes.truncate(size);
            return Some(bytes);
        }
        bytes.extend_from_slice(at(id)?);
        id = *next.get(id as usize)?;
    }
    None
}

/// Number and data of a record.
type Record<'a> = (u16, &'a [u8]);

/// The records from a position on, as far as they are whole.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut position = start;
    std::iter::from_fn(move || {
        let (number, size) = (short(stream, position)?, short(stream, position + 2)?);
        let from = position + 4;
        position = from + usize::from(size);
        Some((number, stream.get(from..position)?))
    })
}

/// Where a sheet's records start, in the record that names the sheet.
fn sheet_start(record: &Record<'_>) -> Option<usize> {
    (record.0 == 0x0085)
        .then(|| long(record.1, 0))
        .flatten()
        .map(|start| start as usize)
}

/// Whether the extent of a sheet, or a cell, lies inside the largest sheet.
fn is_record_sound(&(number, data): &Record<'_>) -> bool {
    let column = |at: usize| short(data, at).is_none_or(|column| u32::from(column) < MOST_COLUMNS);
    match number {
        // Dimensions: first row, last row + 1, first column, last column + 1.
        0x0200 if data.len() >= 12 => {
            let rows = long(data, 0).zip(long(data, 4));
            let columns = short(data, 10).map_or(0, u32::from);
            let is_empty = columns == 0 || rows.is_some_and(|(_, end)| end == 0);
            let is_inside = rows.is_some_and(|(first, end)| first <= end && end <= MOST_ROWS);
            is_empty || (is_inside && columns <= MOST_COLUMNS)
        }
        // Number, label, rich label, truth or error, number in short, shared string, formula.
        0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | 0x0006 => column(2),
        // Several numbers: first and last column.
        0x00bd => column(2) && column(data.len().saturating_sub(2)),
        _ => true,
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn longs(bytes: &[u8]) -> Vec<u32> {
    let chunks = bytes.chunks_exact(4);
    chunks.filter_map(|chunk| long(chunk, 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const XLS: &[u8] = include_bytes!("../../tests/fixtures/reading/county.xls");

    #[test]
    fn a_sound_file_passes_and_a_damaged_extent_does_not() {
        assert!(is_sound(XLS));
        let dimensions = [0x00, 0x02, 14, 0];
        let at = XLS.windows(4).position(|bytes| bytes == dimensions);
        let at = at.expect("a dimensions record") + 4;
        let mut damaged = XLS.to_vec();
        damaged[at + 4..at + 8].fill(0xff);
        assert!(!is_sound(&damaged));
    }

    #[test]
    fn chains_that_run_in_circles_or_leave_the_file_are_refused() {
        let mut damaged = XLS.to_vec();
        damaged[48..52].copy_from_slice(&9_999u32.to_le_bytes());
        assert!(!is_sound(&damaged));
        let next = [1, 0];
        assert_eq!(chain(0, usize::MAX, &next, |_| Some(b"x")), None);
        assert!(!is_sound(&XLS[..700]));
        assert!(!is_sound(b""));
    }
}
