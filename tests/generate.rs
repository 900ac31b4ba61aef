//! Statistics of generated counties, asserted on seeds.

use lungang::domain::assemble::{Parts, assemble};
use lungang::domain::instance::Instance;
use lungang::domain::words::{Backbone, SchoolKind, Stage, Subject, Tier};
use lungang::generate::{Spec, county};
use lungang::read::scenario::default_settings;

fn parts(spec: &Spec) -> Parts {
    county(spec, default_settings()).expect("within limits")
}

#[test]
fn show() {
    for (s, t) in [
        (20, 400),
        (40, 1200),
        (60, 2000),
        (120, 4000),
        (300, 15000),
        (1000, 60000),
    ] {
        let start = std::time::Instant::now();
        let parts = parts(&Spec::new(s, t, 7));
        let made = start.elapsed();
        let i: Instance = assemble(parts);
        println!("== {s}/{t} made {made:?} assembled {:?}", start.elapsed());
        let n = i.teachers.len() as f64;
        println!(
            "n {n} eligible {:.3} second {:.3} wishes {:.3} backbone {:.3}",
            i.teacher_indices().filter(|t| i.is_eligible(*t)).count() as f64 / n,
            i.teachers
                .iter()
                .filter(|t| !t.second_subjects.is_empty())
                .count() as f64
                / n,
            i.teachers.iter().filter(|t| !t.wishes.is_empty()).count() as f64 / n,
            i.teachers
                .iter()
                .filter(|t| t.backbone >= Backbone::County)
                .count() as f64
                / n
        );
        let mut d = std::collections::BTreeMap::new();
        for s in &i.schools {
            *d.entry(s.district.clone()).or_insert(0) += 1;
        }
        println!("districts {:?}", d.values().collect::<Vec<_>>());
        for tier in [Tier::Urban, Tier::Town, Tier::Rural] {
            let ss: Vec<_> = i.schools.iter().filter(|s| s.tier == tier).collect();
            let heads = i
                .teachers
                .iter()
                .filter(|t| i.schools[t.school.0].tier == tier)
                .count();
            print!("{tier:?} {} schools {heads} heads ", ss.len());
            for k in [
                SchoolKind::Primary,
                SchoolKind::Junior,
                SchoolKind::NineYear,
                SchoolKind::TeachingPoint,
                SchoolKind::Special,
            ] {
                print!("{k:?} {} ", ss.iter().filter(|s| s.kind == k).count());
            }
            let mut without = 0;
            let mut of = 0;
            for (k, s) in i.schools.iter().enumerate() {
                if s.tier == tier && s.kind != SchoolKind::Special {
                    of += 1;
                    if !i
                        .teachers
                        .iter()
                        .any(|t| t.school.0 == k && t.backbone.counts())
                    {
                        without += 1;
                    }
                }
            }
            println!(
                "no backbone {without}/{of} classes {} pupils {} bb {}",
                ss.iter()
                    .map(|s| s.classes.iter().sum::<u32>())
                    .sum::<u32>(),
                ss.iter()
                    .map(|s| s.pupils_primary + s.pupils_junior)
                    .sum::<u32>(),
                i.teachers
                    .iter()
                    .filter(|t| i.schools[t.school.0].tier == tier && t.backbone.counts())
                    .count()
            );
            for stage in [Stage::Primary, Stage::Junior] {
                print!("   {stage:?}: ");
                for s in Subject::taught() {
                    let mut need = 0;
                    let mut cap = 0;
                    let mut before = 0;
                    for u in i.unit_indices() {
                        if i.school_of(u).tier == tier && i.unit(u).stage == stage {
                            need += i.unit(u).need[s.index()];
                            before += i.before[u.0][s.index()];
                        }
                    }
                    for t in i.teacher_indices() {
                        if let Some(b) = i.standing(t).base
                            && i.school_of(b).tier == tier
                            && i.unit(b).stage == stage
                            && i.teacher(t).subject == s
                        {
                            cap += i.standing(t).load;
                        }
                    }
                    if need > 0 {
                        print!(
                            "{} {:.2} ({:.0}%) ",
                            lungang::domain::words::Word::code(s),
                            cap as f64 / need as f64,
                            100.0 * before as f64 / need as f64
                        );
                    }
                }
                println!();
            }
        }
        let (mut a, mut b, mut c, mut e) = (0, 0, 0, 0);
        let mut hist = vec![0; 12];
        for (x, s) in i.schools.iter().enumerate() {
            for (y, r) in i.schools.iter().enumerate() {
                if x != y {
                    let m = i.minutes[x][y].unwrap();
                    a += 1;
                    if m <= 60 {
                        b += 1;
                    }
                    if s.district == r.district {
                        c += 1;
                        if (5..=30).contains(&m) {
                            e += 1;
                        }
                        hist[(m / 5).min(11) as usize] += 1;
                    }
                }
            }
        }
        println!(
            "60min {:.2} in-district 5-30 {:.2} {hist:?}",
            b as f64 / a as f64,
            e as f64 / c as f64
        );
    }
}
