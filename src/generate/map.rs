//! The map of a generated county: districts round their centres, tiers, places in metres.

use super::dice::Dice;
use super::spec::Spec;
use crate::domain::words::Tier;

/// A school before it has a size: where it stands and what kind of place that is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    pub(super) district: usize,
    pub(super) tier: Tier,
    /// The first school of its district.
    pub(super) centre: bool,
    /// Metres east and north of the county seat.
    pub(super) x: i64,
    pub(super) y: i64,
}

/// Radius of the county in metres: at default travel settings 60 minutes are some 25 km.
const COUNTY_RADIUS: i64 = 25_000;
/// Schools of one district lie within this of its centre, less in a county of many districts.
const DISTRICT_RADIUS: i64 = 7_000;

/// The sites, district after district.
pub(super) fn sites(spec: &Spec, dice: &mut Dice) -> Vec<Site> {
    let sizes = district_sizes(spec, dice);
    let tiers = tiers(spec.n_schools, &sizes, dice);
    let n_urban = tiers
        .iter()
        .filter(|tiers| tiers.contains(&Tier::Urban))
        .count();
    let centres = centres(sizes.len(), n_urban, dice);
    let radius = radius(sizes.len());
    let mut sites = Vec::new();
    for (district, tiers) in tiers.iter().enumerate() {
        let (centre_x, centre_y) = centres[district];
        for (i, &tier) in tiers.iter().enumerate() {
            let (inner, outer) = match (i, tier) {
                (0, _) => (0, 400),
                (_, Tier::Urban) => (300, radius / 2),
                (_, Tier::Town) => (300, radius * 2 / 3),
                (_, Tier::Rural) => (radius / 4, radius),
            };
            let (x, y) = in_ring(inner, outer, dice);
            sites.push(Site {
                district,
                tier,
                centre: i == 0,
                x: centre_x + x,
                y: centre_y + y,
            });
        }
    }
    sites
}

fn radius(n_districts: usize) -> i64 {
    let packed = COUNTY_RADIUS * 9 / 10 / (n_districts as i64).isqrt().max(1);
    packed.clamp(3_000, DISTRICT_RADIUS)
}

/// 8 to 12 schools a district wherever the number of schools allows it.
fn district_sizes(spec: &Spec, dice: &mut Dice) -> Vec<usize> {
    let n = spec.n_schools;
    let count = spec
        .n_districts
        .unwrap_or(((n + 5) / 10).max(1))
        .clamp(1, n);
    let mut sizes: Vec<_> = (0..count)
        .map(|i| n / count + usize::from(i < n % count))
        .collect();
    if spec.n_districts.is_none() {
        for _ in 0..2 * count {
            let (from, to) = (dice.below(count), dice.below(count));
            if sizes[from] > 8 && sizes[to] < 12 {
                sizes[from] -= 1;
                sizes[to] += 1;
            }
        }
    }
    sizes
}

/// Tiers by district, centre first: 15 % urban in the districts of the county seat, 30 % town with one in each
/// other district as far as they reach, the rest rural.
fn tiers(n_schools: usize, sizes: &[usize], dice: &mut Dice) -> Vec<Vec<Tier>> {
    let mut urban = (n_schools * 15 + 50) / 100;
    let mut town = (n_schools * 30 + 50) / 100;
    let mut tiers: Vec<Vec<Tier>> = vec![Vec::new(); sizes.len()];
    for (tiers, size) in tiers.iter_mut().zip(sizes) {
        let here = urban.min((size * 13).div_ceil(20));
        tiers.extend(vec![Tier::Urban; here]);
        urban -= here;
        if here == 0 && town > 0 {
            tiers.push(Tier::Town);
            town -= 1;
        }
    }
    // What is left goes where there is room; towns stay under half of a district while any other has room.
    for share in [2, 1] {
        let mut order = dice.order(sizes.len());
        while town > 0 && !order.is_empty() {
            order.retain(|&d| town_room(&tiers[d], sizes[d], share));
            for &d in order.iter().take(town) {
                tiers[d].push(Tier::Town);
            }
            town -= town.min(order.len());
        }
    }
    for (tiers, &size) in tiers.iter_mut().zip(sizes) {
        tiers.resize(size, Tier::Rural);
    }
    tiers
}

fn town_room(tiers: &[Tier], size: usize, share: usize) -> bool {
    let towns = tiers.iter().filter(|tier| **tier == Tier::Town).count();
    tiers.len() < size && towns < size.div_ceil(share)
}

/// District centres: those with urban schools round the county seat, the others far from each other.
fn centres(n_districts: usize, n_urban: usize, dice: &mut Dice) -> Vec<(i64, i64)> {
    let mut centres: Vec<(i64, i64)> = Vec::new();
    for district in 0..n_districts {
        let (inner, outer) = match district {
            0 => (0, 1_000),
            d if d < n_urban => (2_000, 4_000 + 500 * n_urban as i64),
            _ => (8_000, COUNTY_RADIUS),
        };
        let candidates: Vec<_> = (0..24).map(|_| in_ring(inner, outer, dice)).collect();
        let clearance = |&(x, y): &(i64, i64)| {
            centres
                .iter()
                .map(|(a, b)| (x - a).pow(2) + (y - b).pow(2))
                .min()
                .unwrap_or(0)
        };
        if let Some(best) = candidates.iter().copied().max_by_key(clearance) {
            centres.push(best);
        }
    }
    centres
}

/// A point between two distances from the origin, even over the area.
fn in_ring(inner: i64, outer: i64, dice: &mut Dice) -> (i64, i64) {
    let outer = outer.max(inner + 1);
    let width = (2 * outer + 1) as usize;
    loop {
        let x = dice.below(width) as i64 - outer;
        let y = dice.below(width) as i64 - outer;
        let square = x * x + y * y;
        if square >= inner * inner && square <= outer * outer {
            return (x, y);
        }
    }
}
