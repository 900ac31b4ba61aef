//! Where a label stands beside its point: inside the drawing, clear of marks, lines and other labels.

/// Width of a Latin letter and of a Chinese one, and the height above and below the baseline, at the drawing's size.
const LATIN: f64 = 7.4;
const WIDE: f64 = 12.9;
const ABOVE: f64 = 11.0;
const BELOW: f64 = 3.5;
/// What a mark takes up around its middle.
const MARK: f64 = 8.0;

/// A point of the drawing.
pub(super) type At = (f64, f64);

/// Where a label is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    /// Its baseline.
    pub(super) y: f64,
    pub(super) anchor: &'static str,
    /// Whether it touches nothing there.
    pub(super) is_clear: bool,
}

#[derive(Debug, Clone, Copy)]
struct Frame {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Frame {
    fn of(text: &str, x: f64, y: f64, anchor: &str) -> Self {
        let letter = |letter: char| if letter.is_ascii() { LATIN } else { WIDE };
        let width: f64 = text.chars().map(letter).sum();
        let left = match anchor {
            "start" => x,
            "end" => x - width,
            _ => x - width / 2.0,
        };
        Self {
            left,
            top: y - ABOVE,
            right: left + width,
            bottom: y + BELOW,
        }
    }

    fn around(at: At, reach: f64) -> Self {
        Self {
            left: at.0 - reach,
            top: at.1 - reach,
            right: at.0 + reach,
            bottom: at.1 + reach,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_inside(&self, other: &Self) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }

    /// Whether a straight line runs through it: what is left of the line between its sides, one pair after the other.
    fn is_crossed(&self, (from, to): (At, At)) -> bool {
        let (mut first, mut last) = (0.0_f64, 1.0_f64);
        for (start, step, least, most) in [
            (from.0, to.0 - from.0, self.left, self.right),
            (from.1, to.1 - from.1, self.top, self.bottom),
        ] {
            if step.abs() < 1e-9 {
                if start <= least || start >= most {
                    return false;
                }
                continue;
            }
            let (a, b) = ((least - start) / step, (most - start) / step);
            first = first.max(a.min(b));
            last = last.min(a.max(b));
        }
        first < last
    }
}

/// The drawing with what stands in it already.
#[derive(Debug)]
pub(super) struct Places {
    room: Frame,
    marks: Vec<At>,
    lines: Vec<(At, At)>,
    taken: Vec<Frame>,
}

impl Places {
    /// Labels may stand between `[left, top, right, bottom]`.
    pub(super) fn new(
        [left, top, right, bottom]: [f64; 4],
        marks: Vec<At>,
        lines: Vec<(At, At)>,
    ) -> Self {
        Self {
            room: Frame {
                left,
                top,
                right,
                bottom,
            },
            marks,
            lines,
            taken: Vec::new(),
        }
    }

    /// The first place around a point where the text touches nothing, else the one where it touches least.
    pub(super) fn place(&mut self, at: At, text: &str) -> Spot {
        let around = [
            (0.0, -12.5, "middle"),
            (4.0, -12.5, "end"),
            (-4.0, -12.5, "start"),
            (0.0, 21.0, "middle"),
            (-4.0, 21.0, "start"),
            (4.0, 21.0, "end"),
            (11.0, 4.0, "start"),
            (-11.0, 4.0, "end"),
        ];
        let tried = around.map(|(dx, dy, anchor)| {
            let (x, y) = (at.0 + dx, at.1 + dy);
            let frame = Frame::of(text, x, y, anchor);
            let touched = self.touched(&frame);
            let is_clear = touched == 0;
            let spot = Spot {
                x,
                y,
                anchor,
                is_clear,
            };
            (touched, spot, frame)
        });
        let mut best = tried[0];
        for other in tried {
            if other.0 < best.0 {
                best = other;
            }
        }
        self.taken.push(best.2);
        best.1
    }

    /// How much it would touch; being cut off weighs more than anything drawn.
    fn touched(&self, frame: &Frame) -> usize {
        let marks = self.marks.iter();
        let lines = self.lines.iter();
        let cut = if frame.is_inside(&self.room) { 0 } else { 100 };
        cut + 10 * self.taken.iter().filter(|other| frame.meets(other)).count()
            + 5 * marks
                .filter(|mark| frame.meets(&Frame::around(**mark, MARK)))
                .count()
            + lines.filter(|line| frame.is_crossed(**line)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(marks: &[At], lines: &[(At, At)]) -> Places {
        Places::new([0.0, 0.0, 400.0, 200.0], marks.to_vec(), lines.to_vec())
    }

    #[test]
    fn a_label_keeps_clear_of_the_line_that_rises_from_its_point() {
        let (a, b) = ((200.0, 100.0), (300.0, 20.0));
        let spot = places(&[a, b], &[(a, b)]).place(a, "51,400");
        assert!(spot.is_clear);
        assert_eq!(spot.anchor, "end");
        // In the corner there is no room on that side.
        let (a, b) = ((10.0, 100.0), (110.0, 20.0));
        let spot = places(&[a, b], &[(a, b)]).place(a, "46,400");
        assert!(spot.is_clear && spot.y > a.1, "{spot:?}");
    }

    #[test]
    fn neighbours_do_not_write_over_one_another() {
        let (a, b) = ((100.0, 100.0), (125.0, 100.0));
        let mut all = places(&[a, b], &[]);
        let (first, second) = (all.place(a, "小县一二三"), all.place(b, "小县四五六"));
        assert!(first.is_clear && second.is_clear);
        assert_ne!(first.y, second.y);
    }

    #[test]
    fn what_has_no_room_says_so() {
        let long = "rotation_share.min = 20%, rotation_share.max = 30%, travel_cap.minutes = 45";
        assert!(!places(&[], &[]).place((200.0, 100.0), long).is_clear);
        assert!(places(&[], &[]).place((200.0, 100.0), &long[..24]).is_clear);
    }
}
