//! What kind each generated school is and how many teachers it has.

use super::dice::Dice;
use super::map::Site;
use super::spec::Spec;
use crate::domain::words::{SchoolKind, Tier};

/// A school's kind and its teachers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) kind: SchoolKind,
    pub(super) n_teachers: usize,
}

/// Kinds by tier, in per cent of the tier's schools.
fn kinds(tier: Tier) -> [(SchoolKind, u64); 4] {
    use SchoolKind::{Junior, NineYear, Primary, TeachingPoint};
    let shares = match tier {
        Tier::Urban => [60, 30, 10, 0],
        Tier::Town => [50, 35, 15, 0],
        Tier::Rural => [68, 7, 8, 17],
    };
    [
        (Primary, shares[0]),
        (Junior, shares[1]),
        (NineYear, shares[2]),
        (TeachingPoint, shares[3]),
    ]
}

/// Teachers of a school in a county of 33 a school, lowest and highest.
fn natural(kind: SchoolKind, tier: Tier) -> (u32, u32) {
    use SchoolKind::{Junior, NineYear, Primary, Special, TeachingPoint};
    match (tier, kind) {
        (_, Special) => (15, 25),
        (_, TeachingPoint) => (2, 5),
        (Tier::Urban, Primary) => (80, 125),
        (Tier::Urban, Junior) => (80, 120),
        (Tier::Urban, NineYear) => (100, 150),
        (Tier::Town, Primary) => (25, 45),
        (Tier::Town, Junior) => (35, 55),
        (Tier::Town, NineYear) => (40, 60),
        (Tier::Rural, Primary) => (8, 15),
        (Tier::Rural, Junior) => (18, 28),
        (Tier::Rural, NineYear) => (20, 32),
    }
}

/// How readily a school grows and shrinks with the county: the villages keep their few classes.
fn elasticity(kind: SchoolKind, tier: Tier) -> u64 {
    match (kind, tier) {
        (SchoolKind::Special, _) | (_, Tier::Rural) => 0,
        (_, Tier::Urban) => 4,
        (_, Tier::Town) => 3,
    }
}

/// Sizes of the sites' schools; they add up to the county's teachers.
pub(super) fn sizes(spec: &Spec, sites: &[Site], dice: &mut Dice) -> Vec<Size> {
    let kinds = school_kinds(sites, dice);
    if spec.even_sizes {
        return even(spec.n_teachers, kinds, dice);
    }
    let mut sizes: Vec<_> = kinds
        .iter()
        .zip(sites)
        .map(|(&kind, site)| {
            let (low, high) = natural(kind, site.tier);
            let low = if dice.chance(400) {
                (low + high) / 2
            } else {
                low
            };
            dice.between(low, high) as usize
        })
        .collect();
    let weights: Vec<u64> = kinds
        .iter()
        .zip(sites)
        .zip(&sizes)
        .map(|((&kind, site), &size)| elasticity(kind, site.tier) * size as u64)
        .collect();
    let sum: usize = sizes.iter().sum();
    if spec.n_teachers >= sum {
        grow(&mut sizes, &weights, spec.n_teachers - sum, dice);
    } else {
        shrink(&mut sizes, &weights, sum - spec.n_teachers, dice);
    }
    let sized = |(kind, n_teachers)| Size {
        kind: match kind {
            SchoolKind::Primary if n_teachers < 5 => SchoolKind::TeachingPoint,
            kind => kind,
        },
        n_teachers,
    };
    kinds.into_iter().zip(sizes).map(sized).collect()
}

/// Within a quarter of the same size, whatever the tier; a village's point is a primary school then.
fn even(n_teachers: usize, kinds: Vec<SchoolKind>, dice: &mut Dice) -> Vec<Size> {
    let weights: Vec<u64> = kinds.iter().map(|_| dice.between(75, 125).into()).collect();
    let sizes = dice.split(n_teachers, &weights);
    let sized = |(kind, n_teachers)| Size {
        kind: match kind {
            SchoolKind::TeachingPoint => SchoolKind::Primary,
            kind => kind,
        },
        n_teachers,
    };
    kinds.into_iter().zip(sizes).map(sized).collect()
}

fn school_kinds(sites: &[Site], dice: &mut Dice) -> Vec<SchoolKind> {
    let mut result = vec![SchoolKind::Primary; sites.len()];
    for tier in [Tier::Urban, Tier::Town, Tier::Rural] {
        let mut members: Vec<_> = (0..sites.len())
            .filter(|&i| sites[i].tier == tier && !sites[i].centre)
            .collect();
        dice.shuffle(&mut members);
        // The centres of the districts are primary schools; they take their part of that share.
        let n_centres = sites.iter().filter(|s| s.tier == tier && s.centre).count();
        let mut kinds = kinds(tier);
        let n = members.len() + n_centres;
        let primary = (n as u64 * kinds[0].1).saturating_sub(100 * n_centres as u64);
        kinds.iter_mut().skip(1).for_each(|(_, w)| *w *= n as u64);
        kinds[0].1 = primary;
        let weights = kinds.map(|(_, weight)| weight);
        let counts = dice.split(members.len(), &weights);
        let list = kinds
            .iter()
            .zip(counts)
            .flat_map(|((kind, _), count)| vec![*kind; count]);
        for (i, kind) in members.into_iter().zip(list) {
            result[i] = kind;
        }
    }
    if sites.len() >= 60
        && let Some(i) = (0..sites.len()).rev().find(|&i| {
            sites[i].tier == Tier::Town && !sites[i].centre && result[i] == SchoolKind::Primary
        })
    {
        result[i] = SchoolKind::Special;
    }
    result
}

fn grow(sizes: &mut [usize], weights: &[u64], more: usize, dice: &mut Dice) {
    let plain: Vec<u64> = sizes.iter().map(|&size| size as u64).collect();
    let weights = if weights.iter().all(|&w| w == 0) {
        &plain
    } else {
        weights
    };
    for (size, extra) in sizes.iter_mut().zip(dice.split(more, weights)) {
        *size += extra;
    }
}

/// By elasticity down to three tenths of the natural size, the rest in proportion; nobody under one teacher.
fn shrink(sizes: &mut [usize], weights: &[u64], less: usize, dice: &mut Dice) {
    let mut left = less;
    for (size, cut) in sizes.iter_mut().zip(dice.split(less, weights)) {
        let cut = cut.min(*size * 7 / 10);
        *size -= cut;
        left -= cut;
    }
    while left > 0 {
        let spare: Vec<u64> = sizes.iter().map(|&size| size as u64 - 1).collect();
        if spare.iter().all(|&spare| spare == 0) {
            break;
        }
        for (size, cut) in sizes.iter_mut().zip(dice.split(left, &spare)) {
            let cut = cut.min(*size - 1);
            *size -= cut;
            left -= cut;
        }
    }
}
