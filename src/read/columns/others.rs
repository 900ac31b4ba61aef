//! Columns of the smaller tables.

use super::Kind::{Date, Id, Text, Whole, Word, Words};
use super::{Column, catalogue, forms};
use crate::domain::words::{Sex, Stage, Subject, Title, Verdict};

pub(super) const NEEDS: &[Column] = catalogue! {
    "school_id" required Id, ["学校代码", "学校标识码", "学校编码"], "0101",
        "学校代码", "school code";
    "stage" required Word(forms::<Stage>), ["学段"], "小学",
        "小学或初中", "primary or junior";
    "subject" required Word(forms::<Subject>), ["学科", "科目"], "体育",
        "学科", "subject";
    "weekly_lessons" required Whole, ["周课时", "周课时数"], "20",
        "每周需要的课时，取代班数 × 课程表；填 0 表示不需要", "lessons a week needed, in place of classes × curriculum; 0 means none";
};

pub(super) const ROADS: &[Column] = catalogue! {
    "from" required Id, ["起点", "起点学校", "起点代码"], "0101",
        "学校代码或地名", "school code or place name";
    "to" required Id, ["终点", "终点学校", "终点代码"], "大桥路口",
        "学校代码或地名；双向通行", "school code or place name; the road leads both ways";
    "minutes" required Whole, ["分钟", "分钟数", "单程分钟"], "12",
        "单程分钟数", "minutes one way";
};

pub(super) const RETIREES: &[Column] = catalogue! {
    "teacher_id" required Id, ["工号", "教师工号"], "T00007",
        "退休教师的编号", "number of the retired teacher";
    "name" optional Text, ["姓名"], "李老师",
        "姓名", "name";
    "sex" optional Word(forms::<Sex>), ["性别"], "男",
        "男或女", "male or female";
    "birth" required Date, ["出生年月", "出生日期"], "1962-05",
        "出生年月", "month of birth";
    "school_id" optional Id, ["原任教学校代码", "学校代码", "退休前学校代码"], "0101",
        "退休前任教学校的代码", "code of the school he retired from";
    "stage" optional Word(forms::<Stage>), ["任教学段", "学段"], "小学",
        "任教学段", "stage he teaches";
    "subject" required Word(forms::<Subject>), ["主教学科", "学科"], "数学",
        "主教学科", "main subject";
    "second_subjects" optional Words(forms::<Subject>), ["兼教学科"], "科学",
        "可以兼教的学科", "subjects he may teach beside it";
    "title" optional Word(forms::<Title>), ["职称"], "高级",
        "职称", "professional title";
    "max_lessons" optional Whole, ["可任周课时"], "10",
        "每周可以安排的课时", "weekly lessons he can be asked to give";
};

pub(super) const HISTORY: &[Column] = catalogue! {
    "teacher_id" required Id, ["工号", "教师工号"], "J00123",
        "教师工号", "number of the teacher";
    "from" required Id, ["原学校代码", "派出学校代码", "派出学校"], "0101",
        "派出学校代码", "school he came from";
    "to" required Id, ["交流学校代码", "接收学校代码", "接收学校"], "0104",
        "接收学校代码", "school he served at";
    "since" required Date, ["起始年月", "交流起始年月"], "2018-09",
        "交流开始年月", "month it began";
    "until" optional Date, ["期满年月", "交流期满"], "2020-08",
        "交流期满年月", "month it ended";
};

pub(super) const FEEDBACK: &[Column] = catalogue! {
    "teacher_id" required Id, ["工号", "教师工号"], "J00123",
        "教师工号", "number of the teacher";
    "school_id" optional Id, ["学校代码", "学校"], "0104",
        "意见所指的学校；同意而空白表示留任，不同意而空白表示不得交流", "school the verdict is on; a pin without one stays, a forbid without one may not be moved";
    "verdict" required Word(forms::<Verdict>), ["意见", "是否同意"], "不同意",
        "同意或不同意", "pin or forbid";
    "reason" optional Text, ["理由", "原因"], "家有病人",
        "理由", "reason";
    "by" optional Text, ["提出人"], "本人",
        "提出人", "who said so";
    "at" optional Date, ["时间", "日期"], "2024-06-20",
        "提出时间", "when";
    "proposal" optional Text, ["拟安排"], "王芳：城关一小 → 东岗小学，体育，24 分钟",
        "反馈表印好的拟安排，只供对照，不读取", "what the plan proposes, as the reply form prints it; not read";
};
