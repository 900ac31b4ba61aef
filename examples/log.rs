// HiGHS's own log of level K at locks: n t seed K v1 v2 ..
use lungang::{
    domain::assemble::assemble, generate, model::build::Formulation, model::goals::lock_row,
    read::scenario::default_settings, rules, solve::*,
};
fn main() {
    let a: Vec<usize> = std::env::args()
        .skip(1)
        .take(4)
        .map(|s| s.parse().unwrap())
        .collect();
    let locks: Vec<f64> = std::env::args()
        .skip(5)
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
    let mut solver = highs::Solver::new(p).unwrap();
    solver.set_option("output_flag", true);
    solver.set_option("log_to_console", true);
    for (i, goal) in built.goals.iter().enumerate() {
        if i + 1 == a[3] {
            solver.set_objective(&goal.terms);
            let out = solver.run(
                highs::Limits {
                    seconds: std::env::var("T").map_or(60.0, |t| t.parse().unwrap()),
                    nodes: None,
                    gap: 0.0,
                    absolute_gap: if goal.whole { 0.999 } else { 1e-6 },
                },
                None,
                &mut |_, _| false,
            );
            println!(
                "value {} bound {}",
                (out.value + goal.constant) / goal.scale,
                (out.bound + goal.constant) / goal.scale
            );
            return;
        }
        let (terms, most) = lock_row(goal, locks[i]);
        solver.add_row(&terms, f64::NEG_INFINITY, most);
    }
}
