//! Names on a map: beside their places, never over each other; what finds no room is left out.

/// A rectangle: left, top, right, bottom.
type Area = [f64; 4];

/// A name and where it starts (its baseline).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Places names in the order given, the most important first, around points of some radius.
pub(super) fn place(
    names: &[(String, (f64, f64))],
    radius: f64,
    size: f64,
    (width, height): (f64, f64),
) -> Vec<Label> {
    let mut taken: Vec<Area> = names
        .iter()
        .map(|&(_, (x, y))| [x - radius, y - radius, x + radius, y + radius])
        .collect();
    let mut labels = Vec::new();
    for (text, at) in names {
        let long = length(text, size);
        let spots = spots(*at, radius, long, size);
        let fits = |area: &&Area| {
            let inside = area[0] >= 0.0 && area[1] >= 0.0 && area[2] <= width && area[3] <= height;
            inside && !taken.iter().any(|other| overlap(area, other))
        };
        if let Some(area) = spots.iter().find(fits).copied() {
            taken.push(area);
            labels.push(Label {
                text: text.clone(),
                x: area[0],
                y: area[3] - size * 0.2,
            });
        }
    }
    labels
}

/// Right, left, below and above a point.
fn spots((x, y): (f64, f64), radius: f64, long: f64, size: f64) -> [Area; 4] {
    let (gap, half) = (radius + 2.0, size * 0.6);
    let beside = |left: f64| [left, y - half, left + long, y + half];
    let over = |top: f64| [x - long / 2.0, top, x + long / 2.0, top + 2.0 * half];
    [
        beside(x + gap),
        beside(x - gap - long),
        over(y + gap),
        over(y - gap - 2.0 * half),
    ]
}

/// Chinese letters are as wide as high, others about half.
fn length(text: &str, size: f64) -> f64 {
    let wide = |letter: char| if letter.is_ascii() { 0.58 } else { 1.0 };
    text.chars().map(wide).sum::<f64>() * size
}

fn overlap(a: &Area, b: &Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_lie_over_each_other() {
        let names: Vec<_> = (0..30)
            .map(|i| {
                (
                    format!("学校{i}"),
                    (
                        100.0 + f64::from(i % 6) * 9.0,
                        100.0 + f64::from(i / 6) * 9.0,
                    ),
                )
            })
            .collect();
        let labels = place(&names, 4.0, 12.0, (300.0, 300.0));
        assert!(!labels.is_empty() && labels.len() < names.len());
        let area = |label: &Label| {
            let long = length(&label.text, 12.0);
            [label.x, label.y - 12.0, label.x + long, label.y + 2.4]
        };
        for (i, a) in labels.iter().enumerate() {
            for b in &labels[i + 1..] {
                assert!(!overlap(&area(a), &area(b)), "{a:?} {b:?}");
            }
        }
    }
}
