//! `--vary KEY=A..B:STEP` and `--if KEY=VALUE;KEY=VALUE`: the patches whose plans are compared.

use crate::finding::Text;
use rust_decimal::Decimal;

/// Values of one key, as `--set` would give them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vary {
    pub key: String,
    pub values: Vec<String>,
}

/// Values of one key at most.
const MOST: usize = 200;

const TURNED: (&str, &str) = (
    "起点大于终点，小的写在前面",
    "the start is above the end: write the smaller one first",
);

/// `KEY=A..B:STEP` (both ends in, shares with `%`), or `KEY=A,B,C`.
pub fn vary(text: &str) -> Result<Vary, Text> {
    let wrong = |zh: &str, en: &str| {
        Text::new(
            format!("`--vary {text}`：{zh}"),
            format!("`--vary {text}`: {en}"),
        )
    };
    let form = || {
        wrong(
            "应写作 `键=起..止:步长` 或 `键=值,值`，如 `rules.rotation_share.min=8%..14%:2%`",
            "write `KEY=A..B:STEP` or `KEY=A,B`, such as `rules.rotation_share.min=8%..14%:2%`",
        )
    };
    let (key, values) = text.split_once('=').ok_or_else(form)?;
    let values: Vec<String> = match values.split_once("..") {
        Some((from, rest)) => {
            let (to, step) = rest.split_once(':').ok_or_else(form)?;
            let ends = ends(from.trim(), to.trim(), step.trim()).ok_or_else(form)?;
            if ends.to < ends.from {
                return Err(wrong(TURNED.0, TURNED.1));
            }
            ends.values().take(MOST + 1).collect()
        }
        None => values
            .split(',')
            .map(|value| value.trim().to_owned())
            .collect(),
    };
    if values.iter().any(String::is_empty) || key.trim().is_empty() {
        return Err(form());
    }
    if values.len() > MOST {
        return Err(wrong("值太多", "too many values"));
    }
    Ok(Vary {
        key: key.trim().to_owned(),
        values,
    })
}

/// Both ends and the step, above 0.
struct Ends {
    from: Decimal,
    to: Decimal,
    step: Decimal,
    sign: &'static str,
}

/// All three are shares, or none is.
fn ends(from: &str, to: &str, step: &str) -> Option<Ends> {
    let sign = from.ends_with('%');
    let number = |text: &str| {
        let (plain, has_sign) = match text.strip_suffix('%') {
            Some(plain) => (plain, true),
            None => (text, false),
        };
        (has_sign == sign).then(|| plain.trim().parse::<Decimal>().ok())?
    };
    let (from, to, step) = (number(from)?, number(to)?, number(step)?);
    let sign = if sign { "%" } else { "" };
    (step > Decimal::ZERO).then_some(Ends {
        from,
        to,
        step,
        sign,
    })
}

impl Ends {
    /// From one end to the other, exactly.
    fn values(&self) -> impl Iterator<Item = String> {
        let next = |value: &Decimal| value.checked_add(self.step);
        let values = std::iter::successors(Some(self.from), next);
        let within = values.take_while(|value| *value <= self.to);
        within.map(|value| format!("{}{}", value.normalize(), self.sign))
    }
}

/// `KEY=VALUE;KEY=VALUE` as single patches.
pub fn variant(text: &str) -> Vec<String> {
    let patches = text.split(';').map(str::trim);
    patches
        .filter(|patch| !patch.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The patches of every point: each variant with each combination of values, in the order given. Without any there is
/// one point, which patches nothing.
pub fn grid(variants: &[Vec<String>], varied: &[Vary]) -> Vec<Vec<String>> {
    let mut points = variants.to_vec();
    if points.is_empty() {
        points.push(Vec::new());
    }
    for vary in varied {
        let with = |point: &Vec<String>| {
            let (point, key) = (point.clone(), vary.key.clone());
            vary.values.iter().map(move |value| {
                let mut patches = point.clone();
                patches.push(format!("{key}={value}"));
                patches
            })
        };
        points = points.iter().flat_map(with).collect();
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_both_ends_and_exact_steps() {
        for (text, values) in [
            ("k=8%..14%:2%", "8% 10% 12% 14%"),
            ("k=0.1..0.3:0.1", "0.1 0.2 0.3"),
            ("k=5..8:2", "5 7"),
            ("rules.circle.within=county, district", "county district"),
        ] {
            assert_eq!(vary(text).map(|v| v.values.join(" ")), Ok(values.into()));
        }
        for text in [
            "k",
            "k=1..2",
            "k=1..2:0",
            "k=2..1:1",
            "k=1%..2:1",
            "=1,2",
            "k=,",
            "k=0..9e9:1",
        ] {
            assert!(vary(text).is_err(), "{text}");
        }
        let turned = vary("k=20%..10%:5%").expect_err("no values");
        assert!(
            turned.zh.ends_with("起点大于终点，小的写在前面"),
            "{turned:?}"
        );
    }

    #[test]
    fn two_keys_make_a_grid() {
        let varied = ["a=1,2", "b=3..4:1"].map(|text| vary(text).expect("values"));
        let points = grid(&[], &varied);
        let said: Vec<_> = points.iter().map(|point| point.join(" ")).collect();
        assert_eq!(said, ["a=1 b=3", "a=1 b=4", "a=2 b=3", "a=2 b=4"]);
        assert_eq!(grid(&[], &[]), [Vec::<String>::new()]);
    }

    #[test]
    fn a_variant_may_patch_several_keys() {
        let of = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        assert_eq!(variant("a=1; b=\"x\";"), of(&["a=1", "b=\"x\""]));
    }
}
