//! One line of the canonical form: its kind, then `name=value` for each field, and how each type of value is written.

use crate::domain::date::Date;
use crate::domain::share::Share;
use crate::domain::words::{
    Backbone, Degree, Employment, Exemption, Outlook, Position, Quality, SchoolKind, Sex, Stage,
    Subject, Tier, Title, Verdict, Word,
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A line under way.
#[derive(Debug)]
pub(super) struct Line(String);

impl Line {
    pub(super) fn new(kind: &str) -> Self {
        Self(kind.to_owned())
    }

    /// A field; without a name where the line has only one.
    pub(super) fn put(mut self, name: &str, value: impl Form) -> Self {
        self.0.push(' ');
        if !name.is_empty() {
            self.0.push_str(name);
            self.0.push('=');
        }
        self.0.push_str(&value.form());
        self
    }

    /// A field that may be blank.
    pub(super) fn some(self, name: &str, value: Option<impl Form>) -> Self {
        match value {
            Some(value) => self.put(name, value),
            None => self,
        }
    }

    /// A field that is left out where it has the value of a blank cell.
    pub(super) fn unless<T: Form + PartialEq>(self, name: &str, blank: T, value: T) -> Self {
        self.some(name, Some(value).filter(|value| *value != blank))
    }

    /// A yes/no field, left out where it is no.
    pub(super) fn flag(self, name: &str, value: bool) -> Self {
        self.unless(name, false, value)
    }

    /// The line with its break.
    pub(super) fn end(self) -> String {
        self.0 + "\n"
    }
}

/// A value in its one written form.
pub(super) trait Form {
    fn form(&self) -> String;
}

macro_rules! plain {
    ($($number:ty)+) => {
        $(impl Form for $number {
            fn form(&self) -> String {
                self.to_string()
            }
        })+
    };
}

plain!(u8 u32 i16 usize);

/// The shortest digits that are this number; 0 for −0.
impl Form for f64 {
    fn form(&self) -> String {
        (self + 0.0).to_string()
    }
}

impl Form for bool {
    fn form(&self) -> String {
        if *self { "yes" } else { "no" }.to_owned()
    }
}

impl Form for Decimal {
    fn form(&self) -> String {
        self.normalize().to_string()
    }
}

impl Form for Share {
    fn form(&self) -> String {
        self.fraction().form()
    }
}

impl Form for Date {
    fn form(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// In quotes, so that no text can look like another field or line.
impl Form for str {
    fn form(&self) -> String {
        let escaped = self.replace('\\', "\\\\").replace('"', "\\\"");
        let escaped = escaped.replace('\n', "\\n").replace('\r', "\\r");
        format!("\"{escaped}\"")
    }
}

impl Form for String {
    fn form(&self) -> String {
        self.as_str().form()
    }
}

macro_rules! words {
    ($($word:ty)+) => {
        $(impl Form for $word {
            fn form(&self) -> String {
                self.code().to_owned()
            }
        })+
    };
}

words!(SchoolKind Stage Tier Quality Outlook Sex Degree Backbone Title Position Exemption Employment Verdict Subject);

impl<T: Form + ?Sized> Form for &T {
    fn form(&self) -> String {
        (**self).form()
    }
}

impl<T: Form> Form for [T] {
    fn form(&self) -> String {
        let items: Vec<_> = self.iter().map(Form::form).collect();
        format!("[{}]", items.join(","))
    }
}

impl<T: Form> Form for Vec<T> {
    fn form(&self) -> String {
        self.as_slice().form()
    }
}

/// Sorted as it is written, whatever order the type has.
impl<T: Form> Form for BTreeSet<T> {
    fn form(&self) -> String {
        let mut items: Vec<_> = self.iter().map(Form::form).collect();
        items.sort();
        format!("[{}]", items.join(","))
    }
}

impl<K: Form, V: Form> Form for BTreeMap<K, V> {
    fn form(&self) -> String {
        let pair = |(key, value): (&K, &V)| format!("{}:{}", key.form(), value.form());
        let mut pairs: Vec<_> = self.iter().map(pair).collect();
        pairs.sort();
        format!("{{{}}}", pairs.join(","))
    }
}
