// LP relaxation of each level at locks given on the command line: n t seed v1 v2 v3...
use lungang::{
    domain::assemble::assemble, generate, model::build::Formulation, model::goals::lock_row,
    read::scenario::default_settings, rules, solve::*,
};
use std::time::Instant;
fn main() {
    let a: Vec<usize> = std::env::args()
        .skip(1)
        .take(3)
        .map(|s| s.parse().unwrap())
        .collect();
    let locks: Vec<f64> = std::env::args()
        .skip(4)
        .map(|s| s.parse().unwrap())
        .collect();
    let instance = assemble(
        generate::county(
            &generate::Spec::new(a[0], a[1], a[2] as u64),
            default_settings(),
        )
        .unwrap(),
    );
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
    let built = formulate::formulate(
        &instance,
        &rules,
        &levels,
        &Formulation::Counts {
            alone: Default::default(),
        },
        formulate::Elastic::Should,
    );
    let p = &built.rows.program;
    println!(
        "cols {} (int {}) rows {} nz {} moves {} classes {}",
        p.columns.len(),
        p.columns.iter().filter(|c| c.integer).count(),
        p.rows.len(),
        p.rows.iter().map(|r| r.terms.len()).sum::<usize>(),
        built.rows.moves.len(),
        built.rows.classes.len()
    );
    let mut solver = highs::Solver::new(p).unwrap();
    for (i, goal) in built.goals.iter().enumerate() {
        let t = Instant::now();
        solver.set_objective(&goal.terms);
        let out = solver.relax(300.0, &mut |_, _| false);
        let point = out.point.clone().unwrap_or_default();
        let frac = point
            .iter()
            .zip(&p.columns)
            .filter(|(v, c)| c.integer && (*v - v.round()).abs() > 1e-6)
            .count();
        println!(
            "{:22} LP {:12.4} {:?} frac {} {:.2}s   MIP {:?}",
            goal.code,
            (out.value + goal.constant) / goal.scale,
            out.end,
            frac,
            t.elapsed().as_secs_f64(),
            locks.get(i)
        );
        let v = locks
            .get(i)
            .copied()
            .unwrap_or((out.value + goal.constant) / goal.scale);
        let (terms, most) = lock_row(goal, v);
        solver.add_row(&terms, f64::NEG_INFINITY, most);
    }
}
