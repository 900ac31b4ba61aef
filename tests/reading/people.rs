//! Employment, service, residence: what may stand in these cells, and who counts by them.

use crate::support::{County, TEACHERS};
use lungang::domain::eligibility::Ineligible;
use lungang::domain::words::Employment;

/// The sound county with one column more: a cell for T1, blank for the others.
fn with(column: &str, cell: &str) -> County {
    let mut lines = TEACHERS.lines();
    let mut table = format!("{},{column}\n", lines.next().expect("a header"));
    for line in lines {
        let cell = if line.starts_with("T1") { cell } else { "" };
        table += &format!("{line},{cell}\n");
    }
    County::new().with("teachers.csv", table)
}

/// Why T1 is not eligible.
fn reason(county: &County) -> Option<Ineligible> {
    let outcome = county.check();
    outcome.sound().standings[0].ineligible
}

#[test]
fn mistakes_in_these_columns_are_found() {
    for (column, cell, wanted) in [
        ("用工性质", "在编", ""),
        ("employment", "志愿者", "word_unknown 2 employment"),
        ("自愿", "也许", "flag_unknown 2 volunteer"),
        ("服务期至", "1980-01", "date_order 2 service_until"),
        ("service_until", "2026.8", ""),
        ("拟晋升", "高级", "flag_unknown 2 title_candidate"),
        ("教研组长", "是", ""),
        ("居住地", "城关小学", ""),
        ("residence", "\"116.5, 33.2\"", ""),
        ("residence", "116.5 33.2", ""),
        ("residence", "116.5", "residence_unknown 2 residence"),
        (
            "residence",
            "\"316.5, 33.2\"",
            "residence_unknown 2 residence",
        ),
        ("residence", "月亮", "residence_unknown 2 residence"),
    ] {
        let codes = with(column, cell).check().codes();
        let wanted: Vec<&str> = [wanted]
            .into_iter()
            .filter(|code| !code.is_empty())
            .collect();
        assert_eq!(codes, wanted, "{column} {cell}");
    }
}

#[test]
fn a_residence_lies_on_the_roads_where_there_are_any() {
    let roads = "from,to,minutes\nS1,大桥,12\n大桥,S2,9\nS3,S1,3\n";
    for (cell, wanted) in [
        ("大桥", None),
        ("S2", None),
        ("王庄学校", None),
        ("\"116.5, 33.2\"", Some("residence_unknown 2 residence")),
        ("小桥", Some("residence_unknown 2 residence")),
    ] {
        let codes = with("residence", cell)
            .with("roads.csv", roads)
            .check()
            .codes();
        assert_eq!(codes.first().map(String::as_str), wanted, "{cell}");
    }
    let outcome = with("residence", "大桥").with("roads.csv", roads).check();
    let home = outcome.sound().standings[0].home_minutes.as_deref();
    assert_eq!(home, Some(&[Some(12), Some(9), Some(15)][..]));
}

#[test]
fn who_counts_follows_from_employment_service_and_leading_a_group() {
    assert_eq!(reason(&with("employment", "")), None);
    let contract = Some(Ineligible::Employment(Employment::Contract));
    assert_eq!(reason(&with("employment", "编外")), contract);
    assert_eq!(
        reason(&with("group_leader", "是")),
        Some(Ineligible::GroupLeader)
    );
    // Not before: the day itself is free.
    let bound = Some(Ineligible::InService);
    assert_eq!(reason(&with("service_until", "2024-09")), None);
    assert_eq!(reason(&with("service_until", "2024-09-02")), bound);
    let free =
        "[eligibility]\nprotect_group_leaders = false\nemployment = [\"established\", \"编外\"]\n";
    let text = format!("{}{free}", crate::support::SCENARIO);
    let freed = |column, cell| with(column, cell).with("scenario.toml", &text);
    assert_eq!(reason(&freed("group_leader", "是")), None);
    assert_eq!(reason(&freed("employment", "编外")), None);
}

#[test]
fn volunteers_may_be_too_old_and_too_new_but_not_near_retirement() {
    let volunteer = |born: &str, since: &str, cell| {
        with("volunteer", cell)
            .replace("teachers.csv", "1985-03", born)
            .replace("teachers.csv", "2010-09", since)
    };
    assert_eq!(
        reason(&volunteer("1970-03", "2010-09", "")),
        Some(Ineligible::Age)
    );
    assert_eq!(reason(&volunteer("1970-03", "2010-09", "是")), None);
    assert_eq!(
        reason(&volunteer("1985-03", "2020-09", "")),
        Some(Ineligible::Tenure)
    );
    assert_eq!(reason(&volunteer("1985-03", "2020-09", "是")), None);
    let near = Some(Ineligible::NearRetirement);
    assert_eq!(reason(&volunteer("1966-03", "2010-09", "是")), near);
}

/// Men born from January 1965 on retire a month later for each four months of births, up to 63.
#[test]
fn retirement_rises_with_the_month_of_birth_where_the_table_holds() {
    let at = |born: &str, extra: &str| {
        let text = format!(
            "{}[eligibility]\nmax_age_male = 70\n{extra}",
            crate::support::SCENARIO
        );
        let county = with("volunteer", "").replace("teachers.csv", "1985-03", born);
        reason(&county.with("scenario.toml", text))
    };
    let near = Some(Ineligible::NearRetirement);
    let by_birth = "retirement = \"by_birth\"\n";
    // Flat: 57 on the planning date leaves three years, 58 two.
    assert_eq!(at("1966-10", ""), None);
    assert_eq!(at("1966-09", ""), near);
    // By birth: born in September 1966 he retires at 60 and 6 months, in March 2027: within three years.
    assert_eq!(at("1966-09", by_birth), near);
    // Born in March 1967 at 60 and 7 months, in October 2027; in February at 60 and 7, in September: the day itself.
    assert_eq!(at("1967-02", by_birth), None);
    assert_eq!(at("1967-01", by_birth), near);
    assert_eq!(at("1966-12", by_birth), near);
    let steps = "[[eligibility.retirement_steps]]\nsex = \"男\"\nborn = \"1900-01\"\nfrom_years = 70\nto_years = 70\nstep_months = 1\n";
    assert_eq!(at("1966-09", steps), None);
}
