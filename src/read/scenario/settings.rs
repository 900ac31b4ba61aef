//! From the effective tables of a scenario (defaults beneath, every value checked) to the settings of the domain.

use super::values::{decimal, month, real, share, whole, word};
use crate::domain::settings::{
    BalanceSettings, BalanceThresholds, CarrySettings, Curriculum, EligibilitySettings,
    LoadSettings, MoneySettings, Prices, RetirementStep, Settings, SubjectSettings, TravelSettings,
};
use crate::domain::share::Share;
use crate::domain::words::{Exemption, Subject, Word};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The settings, or the dotted key that is missing or has no fitting value.
pub(super) fn build(tables: &Table) -> Result<Settings, String> {
    Ok(Settings {
        eligibility: eligibility(&Part::of(tables, "eligibility")?)?,
        subjects: subjects(&Part::of(tables, "subjects")?)?,
        curriculum: curriculum(&Part::of(tables, "curriculum")?)?,
        loads: loads(&Part::of(tables, "loads")?)?,
        travel: travel(&Part::of(tables, "travel")?)?,
        balance: balance(&Part::of(tables, "balance")?)?,
        money: money(&Part::of(tables, "money")?)?,
        prices: prices(&Part::of(tables, "prices")?)?,
        carry: CarrySettings {
            term_years: Part::of(tables, "carry")?.whole("term_years")?,
        },
    })
}

/// One table of the scenario, with its dotted name for messages.
struct Part<'a> {
    name: String,
    table: &'a Table,
}

impl<'a> Part<'a> {
    fn of(tables: &'a Table, name: &str) -> Result<Self, String> {
        match tables.get(name) {
            Some(Value::Table(table)) => Ok(Self {
                name: name.to_owned(),
                table,
            }),
            _ => Err(name.to_owned()),
        }
    }

    fn part(&self, name: &str) -> Result<Self, String> {
        let inner = Self::of(self.table, name).map_err(|_| self.dotted(name))?;
        Ok(Self {
            name: self.dotted(name),
            ..inner
        })
    }

    fn dotted(&self, key: &str) -> String {
        format!("{}.{key}", self.name)
    }

    fn get<T>(&self, key: &str, read: impl Fn(&Value) -> Option<T>) -> Result<T, String> {
        self.table
            .get(key)
            .and_then(read)
            .ok_or_else(|| self.dotted(key))
    }

    fn whole(&self, key: &str) -> Result<u32, String> {
        self.get(key, whole)
    }

    fn real(&self, key: &str) -> Result<f64, String> {
        self.get(key, real)
    }

    fn decimal(&self, key: &str) -> Result<Decimal, String> {
        self.get(key, decimal)
    }

    fn share(&self, key: &str) -> Result<Share, String> {
        self.get(key, share)
    }

    fn flag(&self, key: &str) -> Result<bool, String> {
        self.get(key, Value::as_bool)
    }

    /// A list, each element read.
    fn list<T>(
        &self,
        key: &str,
        read: impl Fn(&Value) -> Option<T> + Copy,
    ) -> Result<Vec<T>, String> {
        self.get(key, |value| value.as_array()?.iter().map(read).collect())
    }

    /// The entries whose keys are subjects.
    fn by_subject<T>(
        &self,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<BTreeMap<Subject, T>, String> {
        self.table
            .iter()
            .filter_map(|(key, value)| Subject::parse(key).map(|subject| (subject, key, value)))
            .map(|(subject, key, value)| {
                let value = read(value).ok_or_else(|| self.dotted(key))?;
                Ok((subject, value))
            })
            .collect()
    }
}

fn eligibility(part: &Part<'_>) -> Result<EligibilitySettings, String> {
    Ok(EligibilitySettings {
        min_years: part.whole("min_years")?,
        max_age_male: part.whole("max_age_male")?,
        max_age_female: part.whole("max_age_female")?,
        rest_years: part.whole("rest_years")?,
        retire_male: part.whole("retire_male")?,
        retire_female: part.whole("retire_female")?,
        retire_within: part.whole("retire_within")?,
        exempt: part
            .list("exempt", word::<Exemption>)?
            .into_iter()
            .collect(),
        employment: part.list("employment", word)?.into_iter().collect(),
        protect_group_leaders: part.flag("protect_group_leaders")?,
        title_rural_years: part.whole("title_rural_years")?,
        retirement: retirement(part)?,
    })
}

/// The steps by birth, where they are the ones that hold.
fn retirement(part: &Part<'_>) -> Result<Vec<RetirementStep>, String> {
    let steps = part.list("retirement_steps", step)?;
    let by_birth = part.get("retirement", |value| {
        value.as_str().map(|word| word == "by_birth")
    })?;
    Ok(if by_birth { steps } else { Vec::new() })
}

fn step(value: &Value) -> Option<RetirementStep> {
    let table = value.as_table()?;
    let number = |key| table.get(key).and_then(whole);
    let titles = table.get("titles").and_then(Value::as_array);
    Some(RetirementStep {
        sex: word(table.get("sex")?)?,
        titles: titles
            .into_iter()
            .flatten()
            .map(word)
            .collect::<Option<_>>()?,
        born: month(table.get("born")?.as_str()?)?,
        from_years: number("from_years")?,
        to_years: number("to_years")?,
        step_months: number("step_months")?,
    })
}

fn subjects(part: &Part<'_>) -> Result<SubjectSettings, String> {
    Ok(SubjectSettings {
        pe_arts: part.list("pe_arts", word)?.into_iter().collect(),
        shortage: part.list("shortage", word)?.into_iter().collect(),
        shortage_weight: part.whole("shortage_weight")?,
        core: part.list("core", word)?.into_iter().collect(),
        order: part.list("order", word)?,
    })
}

fn curriculum(part: &Part<'_>) -> Result<Curriculum, String> {
    let lessons = |value: &Value| value.as_array()?.iter().map(whole).collect();
    Ok(Curriculum {
        anyone: part.list("anyone", word)?.into_iter().collect(),
        joint: part.list("joint", word)?.into_iter().collect(),
        primary: part.part("primary")?.by_subject(lessons)?,
        junior: part.part("junior")?.by_subject(lessons)?,
    })
}

fn loads(part: &Part<'_>) -> Result<LoadSettings, String> {
    let (primary, junior) = (part.part("primary")?, part.part("junior")?);
    Ok(LoadSettings {
        homeroom_factor: part.share("homeroom_factor")?,
        senior_age: part.whole("senior_age")?,
        senior_factor: part.share("senior_factor")?,
        principal_factor: part.share("principal_factor")?,
        vice_principal_factor: part.share("vice_principal_factor")?,
        second_subject_max_lessons: part.whole("second_subject_max_lessons")?,
        primary_default: primary.whole("default")?,
        primary: primary.by_subject(whole)?,
        junior_default: junior.whole("default")?,
        junior: junior.by_subject(whole)?,
    })
}

fn travel(part: &Part<'_>) -> Result<TravelSettings, String> {
    Ok(TravelSettings {
        speed_kmh: part.real("speed_kmh")?,
        detour: part.real("detour")?,
        base_minutes: part.real("base_minutes")?,
    })
}

fn balance(part: &Part<'_>) -> Result<BalanceSettings, String> {
    Ok(BalanceSettings {
        weighted: part.flag("weighted")?,
        point_min_pupils: part.whole("point_min_pupils")?,
        small_rural_counts_part_time: part.flag("small_rural_counts_part_time")?,
        small_rural_min_pupils: part.whole("small_rural_min_pupils")?,
        small_rural_max_pupils: part.whole("small_rural_max_pupils")?,
        indicators_min: part.whole("indicators_min")?,
        indicator_floor: part.share("indicator_floor")?,
        school_pupils_max: part.whole("school_pupils_max")?,
        nine_year_pupils_max: part.whole("nine_year_pupils_max")?,
        primary: thresholds(&part.part("primary")?)?,
        junior: thresholds(&part.part("junior")?)?,
    })
}

fn thresholds(part: &Part<'_>) -> Result<BalanceThresholds, String> {
    Ok(BalanceThresholds {
        degree: part.real("degree")?,
        backbone: part.real("backbone")?,
        pe_arts: part.real("pe_arts")?,
        room_m2: part.real("room_m2")?,
        sports_m2: part.real("sports_m2")?,
        equipment_yuan: part.real("equipment_yuan")?,
        multimedia_rooms: part.real("multimedia_rooms")?,
        cv_max: part.real("cv_max")?,
        class_pupils_max: part.whole("class_pupils_max")?,
    })
}

fn money(part: &Part<'_>) -> Result<MoneySettings, String> {
    Ok(MoneySettings {
        rotation_by_hardship: part.list("rotation_by_hardship", decimal)?,
        rotation_per_minute: part.decimal("rotation_per_minute")?,
        rotation_by_tier: part.list("rotation_by_tier", decimal)?,
        itinerant_per_block: part.decimal("itinerant_per_block")?,
        itinerant_per_day: part.decimal("itinerant_per_day")?,
        weeks: part.decimal("weeks")?,
    })
}

fn prices(part: &Part<'_>) -> Result<Prices, String> {
    Ok(Prices {
        yuan: part.decimal("yuan")?,
        minute: part.decimal("minute")?,
        beyond_share: part.decimal("beyond_share")?,
        wish_missed: part.decimal("wish_missed")?,
        carried_before: part.decimal("carried_before")?,
        title_candidate: part.decimal("title_candidate")?,
    })
}
