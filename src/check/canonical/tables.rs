//! Rows of the tables: fields by name, those that are blank left out, other rows named by their ids.

use super::line::{Form, Line};
use crate::domain::ids::{SchoolIndex, TeacherIndex};
use crate::domain::instance::Feedback;
use crate::domain::records::{PastRotation, Retiree};
use crate::domain::school::{Facilities, School, Unit};
use crate::domain::teacher::Teacher;
use crate::domain::words::{Backbone, Degree, Employment, Outlook, Position, Quality, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// Schools and teachers by their index.
type Roster<'a> = (&'a [School], &'a [Teacher]);

fn school_id(schools: &[School], school: SchoolIndex) -> &str {
    &schools[school.0].id
}

fn teacher_id(teachers: &[Teacher], teacher: TeacherIndex) -> &str {
    &teachers[teacher.0].id
}

pub(super) fn school(school: &School, schools: &[School]) -> Line {
    let School {
        id,
        name,
        kind,
        tier,
        district,
        group,
        hub,
        quality,
        place,
        pupils_primary,
        pupils_junior,
        classes,
        multigrade,
        joint,
        posts,
        housing,
        hardship,
        outlook,
        boarding,
        opened,
        facilities,
    } = school;
    let line = Line::new("school")
        .put("id", id)
        .put("name", name)
        .put("stage", kind)
        .put("tier", tier)
        .some("district", district.as_ref())
        .some("group", group.as_ref())
        .some("hub", hub.map(|hub| school_id(schools, hub)))
        .unless("quality", Quality::Ordinary, *quality)
        .some("lon", place.map(|place| place.0))
        .some("lat", place.map(|place| place.1))
        .unless("pupils_primary", 0, *pupils_primary)
        .unless("pupils_junior", 0, *pupils_junior)
        .unless("classes", &[0; 9][..], &classes[..])
        .some("posts", *posts)
        .some("housing", *housing)
        .unless("hardship", 0, *hardship)
        .unless("outlook", Outlook::Permanent, *outlook)
        .flag("boarding", *boarding)
        .some("opened", *opened)
        .some(
            "multigrade",
            Some(multigrade).filter(|sets| !sets.is_empty()),
        )
        .some("joint", Some(joint).filter(|sets| !sets.is_empty()));
    built(line, facilities)
}

fn built(line: Line, facilities: &Facilities) -> Line {
    let Facilities {
        room_m2,
        sports_m2,
        equipment_yuan,
        multimedia_rooms,
    } = facilities;
    line.some("room_m2", *room_m2)
        .some("sports_m2", *sports_m2)
        .some("equipment_yuan", *equipment_yuan)
        .some("multimedia_rooms", *multimedia_rooms)
}

/// The need of a unit, from classes or from the needs table.
pub(super) fn unit(unit: &Unit, schools: &[School]) -> Line {
    let Unit {
        school,
        stage,
        need,
    } = unit;
    let need: BTreeMap<_, _> = Subject::taught()
        .map(|subject| (subject, need[subject.index()]))
        .filter(|(_, lessons)| *lessons > 0)
        .collect();
    Line::new("unit")
        .put("school_id", school_id(schools, *school))
        .put("stage", stage)
        .put("need", need)
}

/// Minutes from a school to every school, in their order; `-` where no way leads.
pub(super) fn minutes(school: &School, minutes: &[Option<u32>]) -> Line {
    let line = Line::new("minutes").put("from", &school.id);
    minutes
        .iter()
        .fold(line, |line, minutes| line.put("", Reach(*minutes)))
}

struct Reach(Option<u32>);

impl Form for Reach {
    fn form(&self) -> String {
        self.0.map_or("-".to_owned(), |minutes| minutes.to_string())
    }
}

pub(super) fn teacher(
    teacher: &Teacher,
    home_minutes: Option<&[Option<u32>]>,
    (schools, teachers): Roster<'_>,
) -> Line {
    let Teacher {
        id,
        name,
        sex,
        birth,
        school,
        home_school,
        stage,
        subject,
        second_subjects,
        degree,
        certified,
        backbone,
        title,
        position,
        homeroom,
        graduating,
        since,
        rural_years,
        max_lessons,
        weekly_lessons,
        exemption,
        probation,
        away_until,
        last_rotated,
        wishes,
        spouse,
        employment,
        volunteer,
        service_until,
        title_candidate,
        group_leader,
        // The minutes from there stand for it.
        residence: _,
    } = teacher;
    let home_minutes =
        home_minutes.map(|minutes| minutes.iter().copied().map(Reach).collect::<Vec<_>>());
    let school_id = |school: SchoolIndex| school_id(schools, school);
    let wishes: Vec<_> = wishes.iter().map(|&wish| school_id(wish)).collect();
    Line::new("teacher")
        .put("id", id)
        .unless("name", "", name)
        .put("sex", sex)
        .put("birth", birth)
        .put("school_id", school_id(*school))
        .some("home_school_id", home_school.map(school_id))
        .some("stage", *stage)
        .put("subject", subject)
        .unless("second_subjects", &BTreeSet::new(), second_subjects)
        .unless("degree", Degree::None, *degree)
        .unless("certified", true, *certified)
        .unless("backbone", Backbone::None, *backbone)
        .some("title", *title)
        .unless("position", Position::Teacher, *position)
        .flag("homeroom", *homeroom)
        .flag("graduating", *graduating)
        .put("since", since)
        .some("rural_years", *rural_years)
        .some("max_lessons", *max_lessons)
        .some("weekly_lessons", *weekly_lessons)
        .some("exemption", *exemption)
        .flag("probation", *probation)
        .some("away_until", *away_until)
        .some("last_rotated", *last_rotated)
        .unless("wishes", Vec::new(), wishes)
        .some("spouse", spouse.map(|spouse| teacher_id(teachers, spouse)))
        .unless("employment", Employment::Established, *employment)
        .flag("volunteer", *volunteer)
        .some("service_until", *service_until)
        .flag("title_candidate", *title_candidate)
        .flag("group_leader", *group_leader)
        .some("home_minutes", home_minutes)
}

pub(super) fn retiree(retiree: &Retiree, schools: &[School]) -> Line {
    let Retiree {
        id,
        name,
        sex,
        birth,
        old_school,
        stage,
        subject,
        second_subjects,
        title,
        max_lessons,
    } = retiree;
    let old_school = old_school.map(|school| school_id(schools, school));
    Line::new("retiree")
        .put("id", id)
        .unless("name", "", name)
        .some("sex", *sex)
        .put("birth", birth)
        .some("school_id", old_school)
        .some("stage", *stage)
        .put("subject", subject)
        .unless("second_subjects", &BTreeSet::new(), second_subjects)
        .some("title", *title)
        .some("max_lessons", *max_lessons)
}

pub(super) fn rotation(rotation: &PastRotation, (schools, teachers): Roster<'_>) -> Line {
    let PastRotation {
        teacher,
        since,
        until,
        from,
        to,
    } = rotation;
    let school_id = |school: SchoolIndex| school_id(schools, school);
    Line::new("history")
        .put("teacher_id", teacher_id(teachers, *teacher))
        .some("from", from.map(school_id))
        .some("to", to.map(school_id))
        .put("since", since)
        .some("until", *until)
}

pub(super) fn verdict(verdict: &Feedback, (schools, teachers): Roster<'_>) -> Line {
    let Feedback {
        teacher,
        school,
        verdict,
        reason,
    } = verdict;
    let school = school.map(|school| school_id(schools, school));
    Line::new("feedback")
        .put("teacher_id", teacher_id(teachers, *teacher))
        .some("school_id", school)
        .put("verdict", verdict)
        .unless("reason", "", reason)
}
