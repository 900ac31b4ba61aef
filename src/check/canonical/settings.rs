//! Settings outside the rules, a line for each table of a scenario. A key that comes later belongs here only where it is
//! not at its default.

use super::line::Line;
use crate::domain::settings::{
    BalanceSettings, BalanceThresholds, Curriculum, EligibilitySettings, LoadSettings,
    MoneySettings, Prices, RetirementStep, Settings, SubjectSettings, TravelSettings,
};
use crate::domain::words::{Employment, Subject};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(super) fn lines(settings: &Settings) -> Vec<Line> {
    let Settings {
        eligibility: eligible,
        subjects: taught,
        curriculum: lessons,
        loads: given,
        travel: way,
        balance: tested,
        money: paid,
        prices: priced,
        // What becomes of a plan later is no part of what it is made from.
        carry: _,
    } = settings;
    vec![
        eligibility(eligible),
        subjects(taught),
        curriculum(lessons),
        loads(given),
        travel(way),
        balance(tested),
        thresholds("balance.primary", &tested.primary),
        thresholds("balance.junior", &tested.junior),
        money(paid),
        prices(priced),
    ]
}

fn eligibility(settings: &EligibilitySettings) -> Line {
    let EligibilitySettings {
        min_years,
        max_age_male,
        max_age_female,
        rest_years,
        retire_male,
        retire_female,
        retire_within,
        exempt,
        employment,
        protect_group_leaders,
        title_rural_years,
        retirement,
    } = settings;
    let established = BTreeSet::from([Employment::Established]);
    let line = Line::new("eligibility")
        .put("min_years", min_years)
        .put("max_age_male", max_age_male)
        .put("max_age_female", max_age_female)
        .put("rest_years", rest_years)
        .put("retire_male", retire_male)
        .put("retire_female", retire_female)
        .put("retire_within", retire_within)
        .put("exempt", exempt)
        .unless("employment", &established, employment)
        .unless("protect_group_leaders", true, *protect_group_leaders)
        .unless("title_rural_years", 1, *title_rural_years);
    retirement.iter().fold(line, retires)
}

fn retires(line: Line, step: &RetirementStep) -> Line {
    let RetirementStep {
        sex,
        titles,
        born,
        from_years,
        to_years,
        step_months,
    } = step;
    line.put("retires", sex)
        .put("titles", titles)
        .put("born", born)
        .put("from_years", from_years)
        .put("to_years", to_years)
        .put("step_months", step_months)
}

fn subjects(settings: &SubjectSettings) -> Line {
    let SubjectSettings {
        pe_arts,
        shortage,
        shortage_weight,
        core,
        order,
    } = settings;
    let shipped = BTreeSet::from([Subject::Chinese, Subject::Maths, Subject::English]);
    Line::new("subjects")
        .put("pe_arts", pe_arts)
        .put("shortage", shortage)
        .put("shortage_weight", shortage_weight)
        .put("order", order)
        .unless("core", &shipped, core)
}

fn curriculum(settings: &Curriculum) -> Line {
    let Curriculum {
        anyone,
        joint,
        primary,
        junior,
    } = settings;
    let shipped = BTreeSet::from([Subject::Pe, Subject::Music, Subject::Art]);
    Line::new("curriculum")
        .put("anyone", anyone)
        .put("primary", primary)
        .put("junior", junior)
        .unless("joint", &shipped, joint)
}

fn loads(settings: &LoadSettings) -> Line {
    let LoadSettings {
        homeroom_factor,
        senior_age,
        senior_factor,
        principal_factor,
        vice_principal_factor,
        second_subject_max_lessons,
        primary_default,
        primary,
        junior_default,
        junior,
    } = settings;
    Line::new("loads")
        .put("homeroom_factor", homeroom_factor)
        .put("senior_age", senior_age)
        .put("senior_factor", senior_factor)
        .put("principal_factor", principal_factor)
        .put("vice_principal_factor", vice_principal_factor)
        .put("second_subject_max_lessons", second_subject_max_lessons)
        .put("primary_default", primary_default)
        .put("primary", primary)
        .put("junior_default", junior_default)
        .put("junior", junior)
}

fn travel(settings: &TravelSettings) -> Line {
    let TravelSettings {
        speed_kmh,
        detour,
        base_minutes,
    } = settings;
    Line::new("travel")
        .put("speed_kmh", speed_kmh)
        .put("detour", detour)
        .put("base_minutes", base_minutes)
}

fn balance(settings: &BalanceSettings) -> Line {
    let BalanceSettings {
        weighted,
        point_min_pupils,
        small_rural_counts_part_time,
        small_rural_min_pupils,
        small_rural_max_pupils,
        indicators_min,
        indicator_floor,
        school_pupils_max,
        nine_year_pupils_max,
        primary: _,
        junior: _,
    } = settings;
    Line::new("balance")
        .put("weighted", weighted)
        .put("point_min_pupils", point_min_pupils)
        .put("small_rural_counts_part_time", small_rural_counts_part_time)
        .put("small_rural_min_pupils", small_rural_min_pupils)
        .put("small_rural_max_pupils", small_rural_max_pupils)
        .put("indicators_min", indicators_min)
        .put("indicator_floor", indicator_floor)
        .put("school_pupils_max", school_pupils_max)
        .put("nine_year_pupils_max", nine_year_pupils_max)
}

fn thresholds(kind: &str, settings: &BalanceThresholds) -> Line {
    let BalanceThresholds {
        degree,
        backbone,
        pe_arts,
        room_m2,
        sports_m2,
        equipment_yuan,
        multimedia_rooms,
        cv_max,
        class_pupils_max,
    } = settings;
    Line::new(kind)
        .put("degree", degree)
        .put("backbone", backbone)
        .put("pe_arts", pe_arts)
        .put("room_m2", room_m2)
        .put("sports_m2", sports_m2)
        .put("equipment_yuan", equipment_yuan)
        .put("multimedia_rooms", multimedia_rooms)
        .put("cv_max", cv_max)
        .put("class_pupils_max", class_pupils_max)
}

fn money(settings: &MoneySettings) -> Line {
    let MoneySettings {
        rotation_by_hardship,
        rotation_per_minute,
        rotation_by_tier,
        itinerant_per_block,
        itinerant_per_day,
        weeks,
    } = settings;
    let by_tier = Some(rotation_by_tier).filter(|yuan| yuan.iter().any(|yuan| !yuan.is_zero()));
    let by_day = Some(itinerant_per_day).filter(|yuan| !yuan.is_zero());
    Line::new("money")
        .put("rotation_by_hardship", rotation_by_hardship)
        .put("rotation_per_minute", rotation_per_minute)
        .put("itinerant_per_block", itinerant_per_block)
        .put("weeks", weeks)
        .some("rotation_by_tier", by_tier)
        .some("itinerant_per_day", by_day)
}

fn prices(settings: &Prices) -> Line {
    let Prices {
        yuan,
        minute,
        beyond_share,
        wish_missed,
        carried_before,
        title_candidate,
    } = settings;
    Line::new("prices")
        .put("yuan", yuan)
        .put("minute", minute)
        .put("beyond_share", beyond_share)
        .put("wish_missed", wish_missed)
        .put("carried_before", carried_before)
        .unless("title_candidate", Decimal::from(300), *title_candidate)
}
