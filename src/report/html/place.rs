//! Where a label stands beside its point: inside the drawing, clear of marks, lines and other labels.

/// A point of the drawing.
pub(crate) type At = (f64, f64);

/// How a drawing writes its labels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lettering {
    /// Height of a letter.
    pub(crate) size: f64,
    /// What a mark takes up around its middle.
    pub(crate) mark: f64,
    /// Whether a label stands beside its point rather than over it, where both have room.
    pub(crate) beside: bool,
}

impl Lettering {
    /// Latin letters are narrower than Chinese ones.
    fn width(&self, text: &str) -> f64 {
        let letter = |letter: char| if letter.is_ascii() { 0.592 } else { 1.032 };
        text.chars().map(letter).sum::<f64>() * self.size
    }

    /// Steps from a point to the baselines around it, the best first.
    fn around(&self) -> [(f64, f64, &'static str); 8] {
        let (over, under) = (-self.mark - 0.36 * self.size, self.mark + 1.04 * self.size);
        let (side, level) = (self.mark + 3.0, 0.32 * self.size);
        let mut around = [
            (0.0, over, "middle"),
            (4.0, over, "end"),
            (-4.0, over, "start"),
            (0.0, under, "middle"),
            (-4.0, under, "start"),
            (4.0, under, "end"),
            (side, level, "start"),
            (-side, level, "end"),
        ];
        if self.beside {
            around.rotate_right(2);
        }
        around
    }
}

/// Where a label is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    /// Its baseline.
    pub(crate) y: f64,
    pub(crate) anchor: &'static str,
    /// Whether it touches nothing there.
    pub(crate) is_clear: bool,
}

/// What a label would touch.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Touch {
    /// Edges, labels and marks: being cut off weighs more than anything drawn.
    solid: usize,
    lines: usize,
}

/// A label's spot, what it touches there, and the room it takes.
type Tried = (Touch, Spot, Frame);

#[derive(Debug, Clone, Copy)]
struct Frame {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Frame {
    fn of(lettering: Lettering, text: &str, x: f64, y: f64, anchor: &str) -> Self {
        let (width, size) = (lettering.width(text), lettering.size);
        let left = match anchor {
            "start" => x,
            "end" => x - width,
            _ => x - width / 2.0,
        };
        Self {
            left,
            top: y - 0.88 * size,
            right: left + width,
            bottom: y + 0.28 * size,
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
pub(crate) struct Places {
    lettering: Lettering,
    room: Frame,
    marks: Vec<At>,
    lines: Vec<(At, At)>,
    taken: Vec<Frame>,
}

impl Places {
    /// Labels may stand between `[left, top, right, bottom]`.
    pub(crate) fn new(
        lettering: Lettering,
        [left, top, right, bottom]: [f64; 4],
        marks: Vec<At>,
        lines: Vec<(At, At)>,
    ) -> Self {
        Self {
            lettering,
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
    pub(crate) fn place(&mut self, at: At, text: &str) -> Spot {
        let tried = self.tried(at, text);
        let mut best = tried[0];
        for other in tried {
            if other.0.all() < best.0.all() {
                best = other;
            }
        }
        self.taken.push(best.2);
        best.1
    }

    /// The place with the fewest lines under the text, `most` of them at most, where it touches nothing else.
    pub(crate) fn place_if_free(&mut self, at: At, text: &str, most: usize) -> Option<Spot> {
        let tried = self.tried(at, text).into_iter();
        let free = tried.filter(|(touch, _, _)| touch.solid == 0 && touch.lines <= most);
        let (_, spot, frame) = free.min_by_key(|(touch, _, _)| touch.lines)?;
        self.taken.push(frame);
        Some(spot)
    }

    fn tried(&self, at: At, text: &str) -> [Tried; 8] {
        self.lettering.around().map(|(dx, dy, anchor)| {
            let (x, y) = (at.0 + dx, at.1 + dy);
            let frame = Frame::of(self.lettering, text, x, y, anchor);
            let touch = self.touched(&frame);
            let is_clear = touch.all() == 0;
            let spot = Spot {
                x,
                y,
                anchor,
                is_clear,
            };
            (touch, spot, frame)
        })
    }

    fn touched(&self, frame: &Frame) -> Touch {
        let cut = if frame.is_inside(&self.room) { 0 } else { 100 };
        let labels = self.taken.iter().filter(|other| frame.meets(other));
        let reach = self.lettering.mark;
        let marks = self.marks.iter();
        let marks = marks.filter(|mark| frame.meets(&Frame::around(**mark, reach)));
        let lines = self.lines.iter();
        Touch {
            solid: cut + 10 * labels.count() + 5 * marks.count(),
            lines: lines.filter(|line| frame.is_crossed(**line)).count(),
        }
    }
}

impl Touch {
    fn all(self) -> usize {
        self.solid + self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(marks: &[At], lines: &[(At, At)]) -> Places {
        let lettering = Lettering {
            size: 12.5,
            mark: 8.0,
            beside: false,
        };
        let room = [0.0, 0.0, 400.0, 200.0];
        Places::new(lettering, room, marks.to_vec(), lines.to_vec())
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

    /// As on a map: names stand beside their schools or not at all.
    #[test]
    fn names_that_find_no_room_are_left_out() {
        let lettering = Lettering {
            size: 12.0,
            mark: 4.0,
            beside: true,
        };
        let at = |i: i32| {
            (
                100.0 + f64::from(i % 6) * 9.0,
                100.0 + f64::from(i / 6) * 9.0,
            )
        };
        let marks: Vec<At> = (0..30).map(at).collect();
        let mut all = Places::new(lettering, [0.0, 0.0, 300.0, 300.0], marks, Vec::new());
        let spots = (0..30).filter_map(|i| all.place_if_free(at(i), &format!("学校{i}"), 0));
        let n = spots.count();
        assert!(n > 0 && n < 30, "{n}");
        for (i, a) in all.taken.iter().enumerate() {
            assert!(all.taken[i + 1..].iter().all(|b| !a.meets(b)), "{a:?}");
        }
        // To the right of its point first; over a line only where that is let pass.
        let line = ((0.0, 50.0), (300.0, 50.0));
        let (point, crossed) = ((50.0, 50.0), "学校");
        let mut all = Places::new(lettering, [0.0, 40.0, 300.0, 60.0], vec![point], vec![line]);
        assert_eq!(all.place_if_free(point, crossed, 0), None);
        let spot = all.place_if_free(point, crossed, 1).expect("a spot");
        assert!(spot.x > point.0 && spot.anchor == "start", "{spot:?}");
    }
}
