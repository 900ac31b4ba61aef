//! The documented codes of what checking can find, and the list of all codes of tables.

use crate::read::codes::{self as read_codes, Code, codes};

/// Every code of reading and checking, in this order, for documentation.
pub fn all() -> impl Iterator<Item = &'static Code> {
    read_codes::ALL.iter().chain(ALL).copied()
}

codes! {
    CELL_ERROR "cell_error" Error "单元格是 Excel 错误值" "a spreadsheet error stands in the cell";
    CELL_REQUIRED "cell_required" Error "必填的单元格空白" "a required cell is blank";
    ID_AS_NUMBER "id_as_number" Error "代码被存成了数字，已经走样" "an id was stored as a number and has lost digits";
    ID_DUPLICATE "id_duplicate" Error "代码重复" "the same id stands in two rows";
    ID_UNKNOWN "id_unknown" Error "代码不存在" "an id that no row has";
    WORD_UNKNOWN "word_unknown" Error "不认识的词" "a word that the column does not have";
    FLAG_UNKNOWN "flag_unknown" Error "不是“是”或“否”" "neither yes nor no";
    DATE_AMBIGUOUS "date_ambiguous" Error "日期有两种读法" "a date that can be read in two ways";
    DATE_INVALID "date_invalid" Error "不是日期，或日历上没有这一天" "no date, or one the calendar does not have";
    DATE_ORDER "date_order" Error "日期先后矛盾" "dates that contradict each other or the planning date";
    DATES_SWAPPED "dates_swapped" Error "出生年月和本校任教起始年月两列像是写反了" "the columns of birth and of start at the school seem to be swapped";
    BIRTH_IMPLAUSIBLE "birth_implausible" Error "出生年月不可信" "a birth that no serving teacher can have";
    NUMBER_INVALID "number_invalid" Error "不是数字，或不是整数" "no number, or not a whole one";
    NUMBER_NEGATIVE "number_negative" Error "负数" "a negative number";
    NUMBER_ABSURD "number_absurd" Error "大得不可能的数" "a number beyond what can be";
    PLACE_INVALID "place_invalid" Error "经纬度不成立" "coordinates that cannot be";
    STAGE_MISMATCH "stage_mismatch" Error "学校没有这个学段" "a stage that the school has not";
    GRADES_INVALID "grades_invalid" Error "合上的年级写得不对" "grades taught together that cannot be";
    STAGE_MISSING "stage_missing" Error "九年一贯制学校的教师没写学段" "a teacher of a nine-year school without a stage";
    SUBJECT_MISMATCH "subject_mismatch" Error "该学段不开这门学科" "a subject that its stage does not teach";
    NEED_DUPLICATE "need_duplicate" Error "同一学校、学段、学科的需求写了两次" "two needs of one school, stage and subject";
    RULE_SCHOOL_UNKNOWN "rule_school_unknown" Error "规则里写的学校不存在" "a rule names a school that the table does not have";
    RULE_DISTRICT_UNKNOWN "rule_district_unknown" Error "规则里写的学区不存在" "a rule names a district that no school lies in";
    RESIDENCE_UNKNOWN "residence_unknown" Error "居住地找不到" "a residence that is no place of the roads table, no school and no coordinates";
    SPOUSE_SELF "spouse_self" Error "配偶工号是本人" "a teacher is his own spouse";
    FEEDBACK_CLASH "feedback_clash" Error "对同一教师的意见互相矛盾" "verdicts on one teacher that contradict each other";
    FEEDBACK_IMPOSSIBLE "feedback_impossible" Error "意见要求的安排不可能" "a verdict asks for a posting that cannot be";
    NAME_DUPLICATE "name_duplicate" Remark "两所学校同名" "two schools of one name";
    SCHOOL_WITHOUT_CLASSES "school_without_classes" Remark "学校（学段）没有班级" "a school has no classes in a stage";
    TEACHERS_WITHOUT_CLASSES "teachers_without_classes" Remark "没有班级，却有教师" "a school has teachers but no classes in a stage";
    CLASSES_BLANK "classes_blank" Remark "其他年级有班，这个年级的班数空白，按 0 算" "a grade without a number of classes beside grades that have one counts as 0";
    CLASS_SIZE_ODD "class_size_odd" Remark "班额异常，或有班无人" "classes far too large, or without pupils";
    SCHOOL_WITHOUT_PLACE "school_without_place" Remark "没有道路表，也没有经纬度：到不了" "neither roads nor coordinates: the school is unreachable";
    SCHOOL_OFF_ROADS "school_off_roads" Remark "道路表到不了这所学校" "no road reaches the school";
    SCHOOL_FAR_OFF "school_far_off" Remark "离其他学校太远" "a school far from all others";
    MINUTES_ESTIMATED "minutes_estimated" Remark "没有道路表，路程由经纬度估算" "without a roads table minutes are estimated from coordinates";
    PAIRS_UNREACHABLE "pairs_unreachable" Remark "有些学校之间不通" "some pairs of schools are unreachable";
    ROAD_REPEATED "road_repeated" Remark "同一段路写了不同的分钟数" "one road with two lengths";
    ROAD_TO_ITSELF "road_to_itself" Remark "起点与终点相同" "a road from a place to itself";
    ROAD_LIKE_SCHOOL "road_like_school" Remark "只有一段路通到、像是写错的学校代码" "a place that one road leads to and that looks like a mistyped school";
    ROAD_DEAD_END "road_dead_end" Remark "只有一段路通到、又没有学校和住处的地点" "a place that one road leads to, where no school is and no teacher lives";
    ROAD_NO_TIME "road_no_time" Remark "两个地点之间是 0 分钟" "a road of 0 minutes between two places";
    ROAD_BY_NAME "road_by_name" Remark "道路表写了校名" "a road names a school by its name";
    LIMIT_BLANK "limit_blank" Remark "编制或床位空白，视为不限" "blank posts or beds while a rule limits by them";
    DISTRICT_BLANK "district_blank" Remark "没有学区，不能走教或在学区内交流" "no district while a rule acts within districts";
    AGE_ODD "age_odd" Remark "年龄少见" "an age rarely seen among teachers";
    PRINCIPALS_SEVERAL "principals_several" Remark "一校多名校长" "several principals in one school";
    SUBJECT_SECOND_ODD "subject_second_odd" Remark "兼教学科不起作用" "a second subject without effect";
    WISH_ODD "wish_odd" Remark "志愿不起作用" "a wish without effect";
    SPOUSE_ONE_SIDED "spouse_one_sided" Remark "配偶关系只写了一边" "only one of a couple names the other";
    TERM_ODD "term_odd" Remark "交流期满与人事关系对不上" "a rotation term that does not fit the home school";
    FEEDBACK_REPEATED "feedback_repeated" Remark "同一条意见写了两次" "the same verdict twice";
    FEEDBACK_REPLACED "feedback_replaced" Remark "新意见取代了以前各轮中与之矛盾的意见" "a verdict replaces one of an earlier round that it contradicts";
    FEEDBACK_BLANK "feedback_blank" Remark "没有填写意见，这一行不算意见" "a row without a verdict, which says nothing";
    FEEDBACK_DATE_UNREAD "feedback_date_unread" Remark "意见的时间不是日期，按原文保留" "the day of a verdict is no date and is kept as it stands";
    FEEDBACK_OWN_SCHOOL "feedback_own_school" Remark "意见中的学校就是教师的本校" "a verdict on the teacher's own school";
    FEEDBACK_OF_OTHERS "feedback_of_others" Remark "学校对与本校无关的教师提出意见" "a school's verdict on a teacher it has no part in";
    HISTORY_GONE "history_gone" Remark "历史记录里的教师或学校已不在" "a past rotation names a teacher or school that is there no more";
}
