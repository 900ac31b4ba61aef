use lungang::{
    domain::assemble::assemble, generate, model::build::Formulation,
    read::scenario::default_settings, rules, solve::*,
};
use std::time::Instant;
fn main() {
    let a: Vec<usize> = std::env::args()
        .skip(1)
        .take(3)
        .map(|s| s.parse().unwrap())
        .collect();
    let limit: f64 = std::env::args()
        .nth(4)
        .map_or(120.0, |s| s.parse().unwrap());
    let t = Instant::now();
    let parts = generate::county(
        &generate::Spec::new(a[0], a[1], a[2] as u64),
        default_settings(),
    )
    .unwrap();
    let instance = assemble(parts);
    let defaults: toml::Table = lungang::read::scenario::defaults_text().parse().unwrap();
    let mut tables = defaults["rules"].as_table().unwrap().clone();
    tables.remove("budget");
    if std::env::var("NOIT").is_ok() {
        tables.remove("itinerant");
    }
    let rules = rules::activate(&tables)
        .map_err(|f| format!("{f:?}"))
        .unwrap();
    let levels: Vec<String> = [
        "arts_unfilled_rural",
        "arts_depth",
        "unfilled",
        "rural_backbone",
        "balance",
        "burden",
    ]
    .map(String::from)
    .to_vec();
    println!(
        "gen {:?} eligible {}",
        t.elapsed(),
        instance
            .teacher_indices()
            .filter(|&t| instance.is_eligible(t))
            .count()
    );
    let f = if std::env::var("NAIVE").is_ok() {
        Formulation::Naive
    } else {
        Formulation::Counts {
            alone: Default::default(),
        }
    };
    let built = formulate::formulate(&instance, &rules, &levels, &f, formulate::Elastic::Should);
    let p = &built.rows.program;
    println!(
        "build {:?} cols {} (int {}) rows {} nz {} moves {} classes {} givings {}",
        t.elapsed(),
        p.columns.len(),
        p.columns.iter().filter(|c| c.integer).count(),
        p.rows.len(),
        p.rows.iter().map(|r| r.terms.len()).sum::<usize>(),
        built.rows.moves.len(),
        built.rows.classes.len(),
        built.rows.givings.len()
    );
    let mut last = Instant::now();
    let mut pools = vec![vec![], vec![]];
    for u in instance.unit_indices() {
        pools[instance.unit(u).stage as usize].push(u.0);
    }
    let t0 = Instant::now();
    let end = levels::minimise(
        p,
        &built.goals,
        &if std::env::var("NOLNS").is_ok() {
            vec![]
        } else {
            pools
        },
        levels::Effort {
            seconds: limit,
            gap: std::env::var("GAP").ok().map(|g| g.parse().unwrap()),
        },
        &mut |code, v, b| {
            if last.elapsed().as_secs_f64() > 2.0 {
                last = Instant::now();
                println!(
                    "   {:6.1}s {code} value {v:.4} bound {b:.4}",
                    t0.elapsed().as_secs_f64()
                );
            }
            false
        },
    );
    match end {
        Ok(end) => {
            for l in &end.levels {
                println!(
                    "{:22} {:12.6} {:12.6} {:?} {:.2}s",
                    l.code, l.value, l.bound, l.status, l.seconds
                );
            }
            println!("total {:?}", t0.elapsed());
            match people::plan(&instance, &built.rows, &end.point) {
                Ok(p) => println!(
                    "plan {} rotations {} itinerant {} part_time",
                    p.rotations.len(),
                    p.itinerant.len(),
                    p.part_time.len()
                ),
                Err(e) => println!("tell apart {}", e.0.len()),
            }
        }
        Err(e) => println!("{e:?}"),
    }
}
