//! Columns of the teachers table.

use super::Kind::{Date, Flag, Id, Ids, Number, Text, Whole, Word, Words};
use super::{Column, catalogue, forms};
use crate::domain::words::{
    Backbone, Degree, Employment, Exemption, Position, Sex, Stage, Subject, Title,
};

pub(super) const COLUMNS: &[Column] = catalogue! {
    "teacher_id" required Id, ["工号", "教师工号", "教师编号", "教职工号", "教师id"], "J00123",
        "教师的唯一编号，按文本填写，保留前导零", "unique number of the teacher, as text with its leading zeros";
    "name" optional Text, ["姓名", "教师姓名"], "张老师",
        "姓名，只用于打印", "name, only printed";
    "sex" required Word(forms::<Sex>), ["性别"], "女",
        "男或女；决定交流年龄上限和退休年龄", "male or female; sets the age limit and retirement";
    "birth" required Date, ["出生年月", "出生日期", "出生年月日", "生日"], "1985-03",
        "出生年月，如 1985-03；年龄计至当年 9 月 1 日", "month of birth, as in 1985-03; age is counted on 1 September";
    "school_id" required Id, ["任教学校代码", "学校代码", "任教学校", "任教学校标识码", "现任教学校代码", "学校标识码"], "0101",
        "8 月 31 日实际任教学校的代码", "code of the school where he serves on 31 August";
    "home_school_id" optional Id, ["人事关系所在学校", "人事关系所在学校代码", "编制所在学校"], "0102",
        "人事关系所在学校的代码，与任教学校不同时填写", "code of the school that holds his post, if another";
    "stage" optional Word(forms::<Stage>), ["任教学段", "学段"], "小学",
        "任教学段；九年一贯制学校的教师必填", "stage he teaches; needed in a nine-year school";
    "subject" required Word(forms::<Subject>), ["主教学科", "任教学科", "学科", "主要任教学科"], "音乐",
        "主教学科（专任）；全科可兼小学各科，其他不参与测算", "main subject, taught as a specialist; `general` holds every primary subject as a second one, `other` is left out";
    "second_subjects" optional Words(forms::<Subject>), ["兼教学科", "兼任学科", "兼教科目"], "美术、劳动",
        "可以兼教的学科，用顿号隔开；劳动、综合实践人人可兼，不必填", "subjects he may teach beside it; labour and integrated practice go without saying";
    "degree" optional Word(forms::<Degree>), ["学历", "最高学历"], "本科",
        "最高学历", "highest degree";
    "certified" optional Flag, ["教师资格证", "教师资格", "是否持教师资格证"], "是",
        "是否持有教师资格证；空白按有", "whether he holds the teacher's certificate; blank counts as yes";
    "backbone" optional Word(forms::<Backbone>), ["骨干级别", "骨干教师级别", "骨干教师", "骨干称号"], "县级",
        "骨干称号级别，县级以上计入骨干教师；空白按无", "level of the backbone title, counted from county up; blank counts as none";
    "title" optional Word(forms::<Title>), ["职称", "专业技术职务"], "一级",
        "职称", "professional title";
    "position" optional Word(forms::<Position>), ["职务", "行政职务"], "教师",
        "教师、副校长或校长；空白按教师", "teacher, vice-principal or principal; blank counts as teacher";
    "homeroom" optional Flag, ["班主任", "是否班主任"], "否",
        "是否班主任（课时减半）；空白按否", "whether he leads a class, which halves his load; blank counts as no";
    "graduating" optional Flag, ["毕业班", "是否毕业班教师"], "否",
        "是否任教毕业班；空白按否", "whether he teaches a graduating grade; blank counts as no";
    "since" required Date, ["本校任教起始年月", "本校任教起始", "到本校任教时间", "任教起始年月", "来校年月"], "2015-09",
        "到现任教学校的年月，如 2015-09；据此计算任教年限", "month he came to this school, as in 2015-09; tenure is counted from it";
    "rural_years" optional Number, ["乡村任教年限", "乡村任教年数", "农村任教年限"], "3",
        "累计乡村任教年数", "years taught in rural schools";
    "max_lessons" optional Whole, ["可任周课时", "可任周课时数"], "16",
        "每周可以安排的课时；填写后不再按学科、班主任等折算", "weekly lessons he can be asked to give; nothing is deducted from it";
    "weekly_lessons" optional Whole, ["现任周课时", "现任周课时数"], "14",
        "现在每周实际课时，只供参考，不作为能力", "weekly lessons he gives now: shown, never taken for capacity";
    "exemption" optional Word(forms::<Exemption>), ["免交流原因", "免交流", "不交流原因"], "",
        "不参加交流的原因；没有则空白", "why he is exempt from rotation; blank if he is not";
    "probation" optional Flag, ["试用期", "是否试用期"], "否",
        "是否在试用期内；空白按否", "whether he is on probation; blank counts as no";
    "away_until" optional Date, ["交流期满", "交流期满时间", "交流期满年月"], "2026-08",
        "正在交流的教师填交流期满年月", "month his present rotation term ends, if he is on one";
    "last_rotated" optional Date, ["上次交流", "上次交流时间", "上次交流年月"], "2018-09",
        "上次交流的年月；从未交流则空白", "month of his last rotation; blank if never";
    "wishes" optional Ids, ["志愿学校", "志愿", "交流志愿"], "0103、0104",
        "愿意去的学校代码，按先后用顿号隔开", "codes of the schools he wishes for, in order";
    "spouse" optional Id, ["配偶工号", "配偶"], "J00124",
        "配偶也在本县任教时填其工号", "number of the spouse, if a teacher of the county";
    "employment" optional Word(forms::<Employment>), ["用工性质", "编制性质", "聘用性质"], "在编",
        "用工性质；只有在编的计入交流基数；空白按在编", "how he is employed: only those on the establishment count; blank counts as established";
    "volunteer" optional Flag, ["自愿", "自愿交流", "是否自愿交流"], "否",
        "本人自愿交流：不受年龄和任教年限限制；空白按否", "volunteers: may be moved beyond the age limit and before his years are full; blank counts as no";
    "service_until" optional Date, ["服务期至", "服务期满", "服务期满年月"], "2027-08",
        "合同约定的服务期满年月，期满前不交流", "month until which he is bound to his school: not moved before";
    "title_candidate" optional Flag, ["拟晋升", "拟晋升职称", "是否拟晋升"], "否",
        "拟晋升中高级职称：没有乡村任教经历的优先派往乡村或薄弱学校；空白按否", "up for a middle or senior title: without rural service he is preferred for rural and weak schools; blank counts as no";
    "group_leader" optional Flag, ["教研组长", "是否教研组长"], "否",
        "是否教研组长，不交流；空白按否", "whether he leads a subject group and is kept; blank counts as no";
    "residence" optional Text, ["居住地", "家庭住址", "常住地"], "116.56, 33.26",
        "居住地：道路表里的地点或学校代码；没有道路表时填经纬度，如 116.56, 33.26；填了就从这里算路程", "where he lives: a place of the roads table or a school's id; without roads longitude and latitude, as in 116.56, 33.26; he then travels from there";
};
