//! From degrees to the plane of a map: true to distance over a county.

use super::chart::short;

/// Kilometres of one degree of latitude.
const KM_PER_DEGREE: f64 = 111.32;

/// A map of some width that shows all places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Projection {
    pub(super) width: f64,
    pub(super) height: f64,
    west: f64,
    north: f64,
    /// Map units a degree of latitude.
    scale: f64,
    /// How much shorter a degree of longitude is.
    narrow: f64,
    left: f64,
    top: f64,
}

impl Projection {
    /// `None` where there are fewer than two different places. However long the county is from north to south, it is
    /// drawn no higher than `tall` times its width.
    pub(super) fn new(places: &[(f64, f64)], width: f64, margin: f64, tall: f64) -> Option<Self> {
        let range = |of: fn(&(f64, f64)) -> f64| {
            let values = places.iter().map(of);
            values.fold((f64::MAX, f64::MIN), |(low, high), v| {
                (low.min(v), high.max(v))
            })
        };
        let ((west, east), (south, north)) = (range(|place| place.0), range(|place| place.1));
        if places.is_empty() || (east - west) + (north - south) <= 0.0 {
            return None;
        }
        let narrow = ((south + north) / 2.0).to_radians().cos().max(0.01);
        let (across, down) = ((east - west) * narrow, north - south);
        let inside = width - 2.0 * margin;
        let highest = tall * inside;
        let scale = (inside / across.max(1e-9)).min(highest / down.max(1e-9));
        Some(Self {
            width,
            height: short(down * scale + 2.0 * margin),
            west,
            north,
            scale,
            narrow,
            left: margin + (inside - across * scale) / 2.0,
            top: margin,
        })
    }

    pub(super) fn at(&self, (lon, lat): (f64, f64)) -> (f64, f64) {
        let x = self.left + (lon - self.west) * self.narrow * self.scale;
        let y = self.top + (self.north - lat) * self.scale;
        (short(x), short(y))
    }

    /// A round number of kilometres, about a fifth of the width, and its length on the map.
    pub(super) fn scale_bar(&self) -> (f64, f64) {
        let per_km = self.scale / KM_PER_DEGREE;
        let rounds = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0];
        let fits = |km: &&f64| **km * per_km <= self.width / 4.0;
        let km = rounds.iter().rfind(fits).copied().unwrap_or(rounds[0]);
        (km, short(km * per_km))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_up_and_all_lies_inside() {
        let places = [(116.5, 33.0), (116.7, 33.4), (116.6, 33.1)];
        let map = Projection::new(&places, 960.0, 40.0, 1.25).expect("two places");
        for place in places {
            let (x, y) = map.at(place);
            assert!((40.0..=920.0).contains(&x), "{x}");
            assert!((40.0..=map.height - 39.9).contains(&y), "{y}");
        }
        assert!(map.at(places[1]).1 < map.at(places[0]).1);
        assert!(Projection::new(&places[..1], 960.0, 40.0, 1.0).is_none());
        assert!(Projection::new(&[], 960.0, 40.0, 1.0).is_none());
    }
}
