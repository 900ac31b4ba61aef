//! What is said of a plan that came of objections and that another one takes the place of.

use crate::finding::Lang;
use crate::replan::RECORD;

/// One line: where it is kept, and what no longer holds; blank where there was none. `record`: the plan's record of the
/// change is left beside the new plan.
pub(super) fn kept(name: Option<&str>, record: bool, lang: Lang) -> String {
    let Some(name) = name else {
        return String::new();
    };
    match (lang, record) {
        (Lang::Zh, true) => format!(
            "原来的方案是按反馈意见编制的，已另存为 `{name}`；`{RECORD}` 和按它写出的通知书、通知、反馈表、学校页不适用于新方案\n"
        ),
        (Lang::Zh, false) => format!(
            "原来的方案是按反馈意见编制的，已另存为 `{name}`；按它写出的通知书、通知、反馈表、学校页不适用于新方案\n"
        ),
        (Lang::En, true) => format!(
            "the plan that was there came of objections and is kept as `{name}`; `{RECORD}` and the letters, notices, reply forms and school pages written for it are void for the new plan\n"
        ),
        (Lang::En, false) => format!(
            "the plan that was there came of objections and is kept as `{name}`; letters, notices, reply forms and school pages written for it are void for the new plan\n"
        ),
    }
}
