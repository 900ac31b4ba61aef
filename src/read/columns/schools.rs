//! Columns of the schools table.

use super::Kind::{Date, Degrees, Flag, Id, Number, Text, Whole, Word};
use super::{Column, catalogue, forms};
use crate::domain::words::{Outlook, Quality, SchoolKind, Tier};

pub(super) const COLUMNS: &[Column] = catalogue! {
    "school_id" required Id, ["学校代码", "学校标识码", "学校编码", "学校编号", "学校id"], "0101",
        "学校的唯一代码，按文本填写，保留前导零", "unique code of the school, as text with its leading zeros";
    "name" required Text, ["学校名称", "校名", "学校"], "城关镇中心小学",
        "学校全称", "full name";
    "stage" required Word(forms::<SchoolKind>), ["学段", "学校类型", "办学类型"], "小学",
        "学校类型：九年一贯制学校含小学、初中两个学段，教学点按小学计，特殊教育学校不参与测算",
        "kind of school: a nine-year school has both stages, a teaching point counts as primary, a special school is left out";
    "tier" required Word(forms::<Tier>), ["城乡类型", "城乡", "城乡分类", "所在地城乡类型"], "乡村",
        "城区、镇区或乡村", "urban, town or rural";
    "district" optional Text, ["学区", "学区联盟", "学区(联盟)", "所属学区"], "一学区",
        "所在学区；走教只在同一学区内，空白表示不属任何学区", "cluster of schools; itinerant teaching stays inside it, blank means none";
    "group" optional Text, ["教育集团", "集团", "所属集团"], "实验集团",
        "所在教育集团", "chain of schools run together";
    "hub" optional Id, ["中心校", "中心学校", "中心校代码"], "0101",
        "所属中心校的学校代码；空白表示自成中心", "school code of its hub; blank means it is its own hub";
    "quality" optional Word(forms::<Quality>), ["办学水平", "办学质量"], "一般",
        "优质、一般或薄弱；空白按一般", "strong, ordinary or weak; blank counts as ordinary";
    "lon" optional Degrees, ["经度"], "116.5604",
        "学校所在地经度（度）；没有道路表时据此估算路程", "longitude in degrees; travel is estimated from it where there is no roads table";
    "lat" optional Degrees, ["纬度"], "33.2629",
        "学校所在地纬度（度）", "latitude in degrees";
    "pupils_primary" optional Whole, ["小学在校生", "小学在校生数", "小学生数", "小学学生数"], "312",
        "小学阶段在校生人数", "pupils of the primary stage";
    "pupils_junior" optional Whole, ["初中在校生", "初中在校生数", "初中生数", "初中学生数"], "0",
        "初中阶段在校生人数", "pupils of the junior stage";
    "classes_g1" optional Whole, ["一年级班数", "1年级班数", "一年级班级数", "一年级"], "1",
        "一年级班数；需求课时 = 班数 × 课程表", "classes of grade 1; need is classes × curriculum";
    "classes_g2" optional Whole, ["二年级班数", "2年级班数", "二年级班级数", "二年级"], "1",
        "二年级班数", "classes of grade 2";
    "classes_g3" optional Whole, ["三年级班数", "3年级班数", "三年级班级数", "三年级"], "1",
        "三年级班数", "classes of grade 3";
    "classes_g4" optional Whole, ["四年级班数", "4年级班数", "四年级班级数", "四年级"], "1",
        "四年级班数", "classes of grade 4";
    "classes_g5" optional Whole, ["五年级班数", "5年级班数", "五年级班级数", "五年级"], "1",
        "五年级班数", "classes of grade 5";
    "classes_g6" optional Whole, ["六年级班数", "6年级班数", "六年级班级数", "六年级"], "1",
        "六年级班数", "classes of grade 6";
    "classes_g7" optional Whole, ["七年级班数", "7年级班数", "七年级班级数", "七年级", "初一班数"], "0",
        "七年级班数", "classes of grade 7";
    "classes_g8" optional Whole, ["八年级班数", "8年级班数", "八年级班级数", "八年级", "初二班数"], "0",
        "八年级班数", "classes of grade 8";
    "classes_g9" optional Whole, ["九年级班数", "9年级班数", "九年级班级数", "九年级", "初三班数"], "0",
        "九年级班数", "classes of grade 9";
    "multigrade" optional Text, ["复式年级", "复式班", "复式"], "1+2、3+4",
        "复式班：同一教室上课的年级用加号连接，几组用顿号分开；每组的课时按其中最多的年级计一次",
        "grades that sit in one room: a plus between them, a semicolon between the sets; a set needs its lessons once, as many as the grade with most";
    "joint" optional Text, ["合班年级", "合班"], "1+2、3+4",
        "体音美等学科（curriculum.joint）合班上课的年级，写法同上",
        "grades that come together for the subjects of curriculum.joint, written in the same way";
    "posts" optional Whole, ["核定编制", "核定编制数", "编制数", "编制"], "14",
        "核定的教职工编制数；空白表示不限", "approved staff; blank means no limit";
    "housing" optional Whole, ["周转房床位", "周转房床位数", "周转房"], "4",
        "可供远道交流教师使用的周转房床位；空白表示不限", "beds for teachers posted from afar; blank means no limit";
    "hardship" optional Whole, ["艰苦等级", "艰苦边远等级"], "2",
        "艰苦等级 0 至 4，决定交流补助；空白按 0", "hardship 0 to 4, which sets the allowance; blank counts as 0";
    "outlook" optional Word(forms::<Outlook>), ["保留类型", "学校保留类型", "布局规划"], "永久保留",
        "永久保留、过渡或撤并；空白按永久保留", "permanent, transitional or closing; blank counts as permanent";
    "boarding" optional Flag, ["寄宿制", "是否寄宿制", "是否寄宿"], "否",
        "是否寄宿制学校；空白按否", "whether pupils board; blank counts as no";
    "opened" optional Date, ["建校年月", "建校时间", "建成时间"], "2022-09",
        "建校年月，结对中据此认定新校；空白按老校", "month in which the school opened, by which pairings know a new one; blank counts as long ago";
    "room_m2" optional Number, ["教学及辅助用房面积", "教学及教学辅助用房面积"], "1450",
        "教学及辅助用房面积（平方米）", "teaching and auxiliary rooms, m²";
    "sports_m2" optional Number, ["体育运动场馆面积", "运动场馆面积"], "2600",
        "体育运动场馆面积（平方米）", "sports ground and halls, m²";
    "equipment_yuan" optional Number, ["教学仪器设备值", "教学仪器设备资产值"], "650000",
        "教学仪器设备值（元）", "teaching equipment, yuan";
    "multimedia_rooms" optional Number, ["网络多媒体教室数", "网络多媒体教室", "多媒体教室数"], "8",
        "网络多媒体教室间数", "rooms with networked multimedia";
    "staff_male" optional Whole, ["男专任教师数", "男专任教师"], "6",
        "男专任教师人数；只在没有名册、需要生成合成名册时使用", "full-time teachers, men; used only to generate a roster where there is none";
    "staff_female" optional Whole, ["女专任教师数", "女专任教师"], "8",
        "女专任教师人数；用途同上", "full-time teachers, women; used in the same way";
};
