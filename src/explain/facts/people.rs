//! Clauses that count people: who must go, who may leave, who may arrive.

use super::Facts;
use crate::domain::ids::{TeacherIndex, UnitIndex};
use crate::domain::plan::Plan;
use crate::domain::words::{Tier, Word};
use crate::explain::relax::eligible;
use crate::finding::Text;
use crate::rules::{backbone_share, rural_backbone, say, tier_quota};

impl Facts<'_> {
    pub(super) fn rotation(&self, key: &str) -> Option<Text> {
        let (instance, rule) = (self.instance(), self.rules.rotation_share.as_ref()?);
        let (min, max) = (rule.min, rule.max);
        Some(if key == "min" {
            let (n, people) = (
                rule.counting().people(instance).len(),
                rule.required(instance),
            );
            Text::new(
                format!("符合交流条件 {n} 人的 {min} 要求交流 {people} 人"),
                format!("{min} of {n} eligible teachers asks for {people}"),
            )
        } else {
            let (n, most) = (eligible(instance), rule.most(instance));
            Text::new(
                format!("符合交流条件 {n} 人的 {max}：至多交流 {most} 人"),
                format!("{max} of {n} eligible teachers lets no more than {most} be rotated"),
            )
        })
    }

    pub(super) fn backbone_share(&self) -> Option<Text> {
        let instance = self.instance();
        let said = self.rules.get(backbone_share::CODE)?.sentence();
        let people = self.people();
        let backbone = people
            .iter()
            .filter(|t| instance.teacher(**t).backbone.counts())
            .count();
        let n = people.len();
        Some(Text::new(
            format!(
                "{}；符合交流条件的 {n} 人中有 {backbone} 名骨干教师",
                said.zh
            ),
            format!("{}; {backbone} of the {n} eligible teachers are", said.en),
        ))
    }

    pub(super) fn leaving(&self, place: usize) -> Option<Text> {
        let instance = self.instance();
        let staff = instance.listed();
        let mut movable = vec![0; staff.len()];
        for base in self
            .people()
            .into_iter()
            .filter_map(|t| instance.standing(t).base)
        {
            movable[base.0] += 1;
        }
        let share = self.share(place)?;
        let cap: Vec<usize> = staff.iter().map(|&n| share.of(n)).collect();
        let leave: usize = movable
            .iter()
            .zip(&cap)
            .map(|(&n, &most)| n.min(most))
            .sum();
        let tight: Vec<UnitIndex> = instance
            .unit_indices()
            .filter(|u| movable[u.0] > cap[u.0])
            .collect();
        let (all, schools) = (movable.iter().sum::<usize>(), self.by_tier(&tight));
        Some(Text::new(
            format!(
                "调出不超过 {share}：{all} 人中至多 {leave} 人可以离校（受限的：{}）",
                schools.zh
            ),
            format!(
                "the {share} leaving cap of {} leaves {leave} of the {all}",
                schools.en
            ),
        ))
    }

    pub(super) fn last_backbones(&self) -> Text {
        let instance = self.instance();
        let mut backbones = vec![0; instance.units.len()];
        for (teacher, standing) in instance.teachers.iter().zip(&instance.standings) {
            if let Some(base) = standing.base.filter(|_| teacher.backbone.counts()) {
                backbones[base.0] += 1;
            }
        }
        let one: Vec<UnitIndex> = instance
            .unit_indices()
            .filter(|u| backbones[u.0] == 1)
            .collect();
        let schools = self.by_tier(&one);
        Text::new(
            format!("每校不得失去最后一名骨干教师；只有一名的：{}", schools.zh),
            format!(
                "no school loses its last backbone teacher; {} have one each",
                schools.en
            ),
        )
    }

    pub(super) fn arriving(&self, place: usize) -> Option<Text> {
        let (instance, share) = (self.instance(), self.share(place)?);
        let staff = instance.listed();
        let open = staff.iter().filter(|&&n| n > 0);
        let most: usize = open.clone().map(|&n| share.of(n)).sum();
        let units = open.count();
        Some(Text::new(
            format!("调入不超过 {share}：{units} 个学校学段至多共调入 {most} 人"),
            format!("the {share} arrival cap lets {most} people arrive, at {units} units"),
        ))
    }

    pub(super) fn quota(&self, key: &str) -> Option<Text> {
        let (instance, pair) = (self.instance(), key.split_once('.')?.1);
        let (from, to) = pair.split_once('-')?;
        let (from, to) = (Tier::parse(from)?, Tier::parse(to)?);
        let asked = self
            .asked
            .tables
            .get(tier_quota::CODE)?
            .get("min")?
            .get(pair)?
            .as_integer()?;
        let of_tier = |t: &TeacherIndex| {
            let base = instance.standing(*t).base;
            base.is_some_and(|base| instance.school_of(base).tier == from)
        };
        let there = instance
            .teacher_indices()
            .filter(|t| instance.is_eligible(*t))
            .filter(of_tier)
            .count();
        let (a, b) = (say::list(&[from]), say::list(&[to]));
        Some(Text::new(
            format!(
                "{}→{}至少 {asked} 人；{}符合条件者 {there} 人",
                a.zh, b.zh, a.zh
            ),
            format!(
                "{asked} people must go from {} to {}; {there} there are eligible",
                a.en, b.en
            ),
        ))
    }

    pub(super) fn rural_backbone(&self) -> Text {
        let instance = self.instance();
        let lacking = rural_backbone::without(instance, &Plan::default());
        let (names, n) = (self.named(&lacking), lacking.len());
        let eligible = instance
            .teacher_indices()
            .filter(|&t| instance.is_eligible(t) && instance.teacher(t).backbone.counts());
        let backbone = eligible.count();
        Text::new(
            format!(
                "每所乡村学校须有骨干教师：{n} 所没有（{}）；符合交流条件的骨干教师 {backbone} 名",
                names.zh
            ),
            format!(
                "every rural school must have a backbone teacher: {n} have none ({}); {backbone} backbone teachers are eligible",
                names.en
            ),
        )
    }
}
