//! The closed word lists of the tables: each word with its English code and its Chinese forms.

/// A closed list of words that may stand in a cell.
pub trait Word: Copy + Eq + 'static {
    /// What the column asks for, for messages: English and Chinese.
    const WHAT: (&'static str, &'static str);
    /// Every word, in the order of the contract.
    fn all() -> &'static [Self];
    /// The English code, as it stands in files and `plan.json`.
    fn code(self) -> &'static str;
    /// The Chinese forms; the first is the one we print.
    fn chinese(self) -> &'static [&'static str];

    /// The word for a trimmed cell, by English code (any case) or a Chinese form.
    fn parse(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        Self::all()
            .iter()
            .copied()
            .find(|word| word.code() == lower || word.chinese().contains(&text))
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident ($what:literal, $what_zh:literal) { $($variant:ident $code:literal [$($zh:literal),+]),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $code] $variant),+ }
        impl Word for $name {
            const WHAT: (&'static str, &'static str) = ($what, $what_zh);
            fn all() -> &'static [Self] { &[$(Self::$variant),+] }
            fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
            fn chinese(self) -> &'static [&'static str] { match self { $(Self::$variant => &[$($zh),+]),+ } }
        }
    };
}

words!(/// What a school is; which stages it teaches follows from it.
    SchoolKind ("stage", "学段") {
    Primary "primary" ["小学"],
    Junior "junior" ["初中"],
    NineYear "nine_year" ["九年一贯制", "九年一贯制学校"],
    TeachingPoint "teaching_point" ["教学点"],
    Special "special" ["特殊教育", "特殊教育学校"],
});
words!(/// The stage of a unit and of a teacher.
    Stage ("stage", "学段") { Primary "primary" ["小学"], Junior "junior" ["初中"] });
words!(/// Urban above town above rural: a move against this order is upward.
    Tier ("tier", "城乡类型") { Urban "urban" ["城区"], Town "town" ["镇区"], Rural "rural" ["乡村"] });
words!(/// How good a school is held to be.
    Quality ("quality", "办学水平") { Strong "strong" ["优质"], Ordinary "ordinary" ["一般"], Weak "weak" ["薄弱"] });
words!(/// Whether a school will be kept.
    Outlook ("outlook", "保留类型") { Permanent "permanent" ["永久保留"], Transitional "transitional" ["过渡"], Closing "closing" ["撤并"] });
words!(/// Sex, which sets the age limit and retirement.
    Sex ("sex", "性别") { Male "male" ["男"], Female "female" ["女"] });
words!(/// Highest degree.
    Degree ("degree", "学历") {
    None "none" ["无"],
    Secondary "secondary" ["中专", "高中", "中专(高中)"],
    College "college" ["专科", "大专"],
    Bachelor "bachelor" ["本科", "大学本科"],
    Master "master" ["硕士", "研究生", "硕士研究生", "硕士(研究生)"],
    Doctor "doctor" ["博士", "博士研究生"],
});
words!(/// Backbone title; it counts from `County` up.
    Backbone ("backbone", "骨干级别") {
    None "none" ["无"], School "school" ["校级"], County "county" ["县级"], City "city" ["市级"], Province "province" ["省级"],
});
words!(/// Professional title.
    Title ("title", "职称") {
    Third "junior" ["三级", "三级教师"],
    Second "second" ["二级", "二级教师"],
    First "first" ["一级", "一级教师"],
    Senior "senior" ["高级", "高级教师"],
    FullSenior "full_senior" ["正高级", "正高级教师"],
});
words!(/// Position in the school.
    Position ("position", "职务") {
    Teacher "teacher" ["教师"], VicePrincipal "vice_principal" ["副校长"], Principal "principal" ["校长"],
});
words!(/// A reason for which a teacher may be exempt from rotation.
    Exemption ("exemption", "免交流原因") {
    Pregnancy "pregnancy" ["怀孕"], Nursing "nursing" ["哺乳期"], Illness "illness" ["重大疾病"], Leave "leave" ["长期请假"],
    Retiring "retiring" ["临近退休"], Course "course" ["特色课程"], Contract "contract" ["特岗服务期"],
});
words!(/// How a teacher is employed; `established` is on the establishment of public schools.
    Employment ("employment", "用工性质") {
    Established "established" ["在编", "事业编", "事业编制", "公办在编"],
    SpecialPost "special_post" ["特岗", "特岗教师"],
    Contract "contract" ["聘用", "合同制", "编外", "编外聘用", "劳务派遣"],
    Substitute "substitute" ["代课", "临聘"],
    Private "private" ["民办", "民办学校"],
});
words!(/// A verdict of the feedback table.
    Verdict ("verdict", "意见") { Pin "pin" ["同意"], Forbid "forbid" ["不同意"] });
words!(/// A subject. `General` teaches every primary subject, none as a specialist; `Other` has no need and never moves.
    Subject ("subject", "学科") {
    Chinese "chinese" ["语文"],
    Maths "maths" ["数学"],
    English "english" ["英语"],
    Morality "morality" ["道德与法治"],
    Science "science" ["科学"],
    Pe "pe" ["体育", "体育与健康"],
    Music "music" ["音乐"],
    Art "art" ["美术"],
    It "it" ["信息科技", "信息技术"],
    Labour "labour" ["劳动"],
    Integrated "integrated" ["综合实践", "综合实践活动"],
    Physics "physics" ["物理"],
    Chemistry "chemistry" ["化学"],
    Biology "biology" ["生物", "生物学"],
    Geography "geography" ["地理"],
    History "history" ["历史"],
    General "general" ["全科"],
    Other "other" ["其他"],
});

impl SchoolKind {
    /// The stages of the school's units; a teaching point is a primary unit, a special school has none.
    pub fn stages(self) -> &'static [Stage] {
        match self {
            Self::Primary | Self::TeachingPoint => &[Stage::Primary],
            Self::Junior => &[Stage::Junior],
            Self::NineYear => &[Stage::Primary, Stage::Junior],
            Self::Special => &[],
        }
    }
}

impl Stage {
    /// The stage's grades, 1 to 9.
    pub fn grades(self) -> std::ops::RangeInclusive<usize> {
        match self {
            Self::Primary => 1..=6,
            Self::Junior => 7..=9,
        }
    }

    /// The lowest degree that counts as above the required one (policy.md 6).
    pub fn higher_degree(self) -> Degree {
        match self {
            Self::Primary => Degree::College,
            Self::Junior => Degree::Bachelor,
        }
    }
}

impl Subject {
    /// How many subjects there are: the width of a per-subject row.
    pub const COUNT: usize = 18;

    /// Position in a per-subject row.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Every subject that can have need.
    pub fn taught() -> impl Iterator<Item = Self> {
        Self::all()
            .iter()
            .copied()
            .filter(|subject| !matches!(subject, Self::General | Self::Other))
    }
}

impl Backbone {
    /// Backbone teachers count from county level up.
    pub fn counts(self) -> bool {
        self >= Self::County
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_parse_in_both_languages_and_subjects_index_their_rows() {
        assert_eq!(Subject::parse("体育与健康"), Some(Subject::Pe));
        assert_eq!(Subject::parse("PE"), Some(Subject::Pe));
        assert_eq!(Tier::parse("乡村"), Some(Tier::Rural));
        assert_eq!(Tier::parse("moon"), None);
        assert_eq!(Subject::all().len(), Subject::COUNT);
        for (i, subject) in Subject::all().iter().enumerate() {
            assert_eq!(subject.index(), i);
        }
    }
}
