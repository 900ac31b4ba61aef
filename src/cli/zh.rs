//! The help texts in Chinese, command by command and option by option; a test sees that none is missing.

use clap::{Arg, Command};

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command tree with every heading, placeholder and help text in Chinese.
pub fn translate(command: Command) -> Command {
    let command = command
        .help_template(TEMPLATE)
        .override_usage("lungang [选项] <命令>")
        .about(about("lungang").unwrap_or_default())
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .mut_args(|arg| translate_arg("lungang", arg))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help_flag())
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("显示版本")
                .help_heading("选项"),
        );
    command.mut_subcommands(|subcommand| {
        let name = subcommand.get_name().to_owned();
        let mut nth = 0;
        let subcommand = subcommand.mut_args(|arg| {
            // Under a heading of their own clap would sort the arguments by name.
            nth += usize::from(arg.is_positional());
            let arg = translate_arg(&name, arg);
            if arg.is_positional() {
                arg.display_order(nth)
            } else {
                arg
            }
        });
        let usage = usage(&subcommand);
        subcommand
            .help_template(TEMPLATE)
            .override_usage(usage)
            .about(about(&name).unwrap_or_default())
            .disable_help_flag(true)
            .arg(help_flag())
    })
}

/// `lungang 命令 [选项]`, then what must be given; clap can print an argument only once the whole tree is built.
fn usage(command: &Command) -> String {
    let name = command.get_name();
    let value = |arg: &Arg| value_name(name, arg.get_id().as_str()).unwrap_or_default();
    let mut usage = format!("lungang {name} [选项]");
    for arg in command.get_arguments().filter(|arg| arg.is_required_set()) {
        if let Some(long) = arg.get_long() {
            usage += &format!(" --{long} <{}>", value(arg));
        }
    }
    for arg in command.get_positionals() {
        let value = value(arg);
        usage += &match arg.is_required_set() {
            true => format!(" <{value}>"),
            false => format!(" [{value}]"),
        };
        if matches!(arg.get_action(), clap::ArgAction::Append) {
            usage += "...";
        }
    }
    usage
}

fn help_flag() -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .help("显示帮助")
        .help_heading("选项")
}

fn translate_arg(command: &str, arg: Arg) -> Arg {
    let id = arg.get_id().as_str();
    let is_shared = command == "lungang" && arg.is_global_set();
    let heading = match (arg.is_positional(), is_shared) {
        (true, _) => "参数",
        (false, true) => "共用选项",
        (false, false) => "选项",
    };
    let text = help(command, id).unwrap_or_default();
    let takes_value = arg.is_positional() || arg.get_action().takes_values();
    let placeholder = value_name(command, id).filter(|_| takes_value);
    let arg = arg
        .help(text)
        .help_heading(heading)
        .hide_possible_values(true)
        .hide_default_value(true);
    match placeholder {
        Some(placeholder) => arg.value_name(placeholder),
        None => arg,
    }
}

/// What stands for an argument's value in usage and help.
fn value_name(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        (_, "dir" | "dirs" | "out") => "文件夹",
        (_, "plan") => "方案",
        (_, "next") => "新文件夹",
        (_, "old") => "旧方案",
        (_, "new") => "新方案",
        (_, "vary") => "键=起..止:步长",
        (_, "variants" | "set") => "键=值",
        (_, "feedback" | "mps") => "文件",
        (_, "school") => "学校代码",
        (_, "teacher" | "instead") => "工号",
        (_, "rule") => "规则",
        (_, "level") => "目标",
        (_, "schools") => "校数",
        (_, "teachers" | "retirees" | "title_candidates") => "人数",
        (_, "roster_for") => "情景",
        (_, "seed") => "种子",
        (_, "districts") => "数|名称",
        (_, "surplus") => "百分数",
        (_, "lang") => "语言",
        (_, "time_limit") => "秒",
        ("explain", "gap") => "间隙|学校代码:学科",
        (_, "gap") => "间隙",
        (_, "threads") => "线程数",
        (_, "formulation") => "写法",
        _ => return None,
    })
}

/// What a command does.
fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "lungang" => "为一个县编制教师交流轮岗方案，并逐级证明方案最优",
        "new" => "新建情景文件夹：带示例行的工作簿和带注释的 scenario.toml",
        "check" => "检查各表和 scenario.toml，一次报告全部问题",
        "plan" => "编制方案，证明并复核，写出 plan.json、plan.xlsx 和 report.html",
        "audit" => "对一份方案的每条规则和每个数字重新清点",
        "indicators" => "显示优质均衡各学段各学校的指标：现状和方案之后",
        "report" => "重新写出一份方案的网页和工作簿，或一所学校可以看的一页，或通知书和反馈表",
        "carry" => "由方案写出下一学年的各表：在哪任教、交流期、上次交流，人人长一岁",
        "replan" => "收到反馈后重新编制，改动的人尽可能少",
        "baseline" => "按现行做法（按任教年限排队，先补最近的缺口）编排，与方案对照",
        "compare" => "编制并比较多个方案：不同的情景、改写、变动的键",
        "diff" => "显示两份方案之间的差别，只显示差别",
        "explain" => {
            "说明方案中的一个人、一所学校、一处缺课或一条规则，或为何没有方案；数字都重新求解"
        }
        "export" => "把某一级目标的模型写成文件，供其他求解器使用",
        "generate" => "生成任意规模的模拟县",
        "defaults" => "显示自带的默认值",
        "rules" => "显示每条规则：要求什么、有哪些键、默认值是多少",
        _ => return None,
    })
}

/// What an argument or option means.
fn help(command: &str, arg: &str) -> Option<&'static str> {
    Some(match (command, arg) {
        ("new" | "generate", "dir") => "要新建的文件夹",
        (_, "dir") => "情景文件夹：scenario.toml 和各表",
        ("baseline", "plan") => "用来对照的 plan.json",
        ("replan", "plan") => "收到反馈的 plan.json",
        ("report", "plan") => "一份 plan.json；结果写在它旁边，除非用 --out 另指文件夹",
        (_, "plan") => "一份 plan.json",
        (_, "next") => "要新建的文件夹，内有下一学年的 scenario.toml 和各表",
        (_, "dirs") => "情景文件夹；只有一个并带 --set 时，与它未改写时比较",
        (_, "vary") => "让一个键变动：键=起..止:步长 或 键=值,值；写两次为网格",
        (_, "variants") => "再加一个方案，按这些改写（用 `;` 隔开）；可以重复",
        (_, "feedback") => {
            "反馈表（CSV 或工作簿，如各校交回的反馈表），补充情景文件夹中的反馈：同意、不同意；可以写几个文件，也可以重复"
        }
        (_, "old") => "较早的 plan.json",
        (_, "new") => "较新的 plan.json",
        ("report", "school") => {
            "只写 school-学校代码.html，其中没有与该校无关的人员；与 --letters 同用时只写该校的文书"
        }
        ("report", "teacher") => "只写给这位教师的通知书",
        ("report", "letters") => {
            "写出 letters 文件夹：每校一份通知和反馈表，每位有关教师一份通知书"
        }
        ("rules", "page") => "输出 Markdown 格式的规则手册",
        ("explain", "teacher") => "一位教师为何派出或不派出",
        ("explain", "school") => "一所学校谁走谁来，补上余下的缺课要什么代价",
        ("explain", "rule") => "一条规则有多紧，松一步或紧一步的得失",
        ("explain", "instead") => "由另一位教师代替",
        (_, "infeasible") => "为何没有方案能满足必须遵守的规则",
        (_, "mps") => "要写出的 MPS 文件；名称对照写在旁边的 CSV 中",
        (_, "level") => "要导出的目标（默认：情景中的第一级）",
        (_, "schools") => "学校数",
        (_, "teachers") => "教师数",
        (_, "roster_for") => "只为这个情景的学校按其教师人数生成名册",
        (_, "tables") => "只为文件夹中已有的 scenario.toml 生成各表，按其学年和交流条件",
        (_, "districts") => "学区数，或用逗号隔开的学区名，县城在前（默认：每学区 8 至 12 所学校）",
        (_, "surplus") => "城区以外语文、数学教师的富余比例（%）",
        (_, "retirees") => "可以返聘的退休教师数（银龄）",
        (_, "title_candidates") => "拟晋升职称的教师数",
        (_, "even") => "各校规模相近（不分城区大校、乡村小校）",
        (_, "seed") => "随机种子：种子相同则县相同（默认：1）",
        (_, "out") => "结果文件夹（默认：情景文件夹中的 out；report 为方案所在的文件夹）",
        (_, "set") => "改写情景中的一个键；可以重复",
        (_, "lang") => "提示语言：`zh` 或 `en`（默认按 LC_ALL 或 LANG）",
        (_, "json") => "输出机器可读的 JSON",
        (_, "time_limit") => "全部求解的时间上限（秒）",
        ("explain", "gap") => {
            "有两种写法，可以各写一次：`学校代码:学科`（如 0301:音乐）问该处为何仍有缺课；数字（如 0.005）为相对间隙"
        }
        (_, "gap") => {
            "相对间隙（如 0.005）：值与下界相差不超过它，该级目标即视为证明最优；在 explain 中另有一种写法"
        }
        (_, "threads") => "求解线程数（默认：全部核心）",
        (_, "formulation") => "模型写法：`auto`（默认），或每位教师每所学校一个变量的 `naive`",
        (_, "relax") => "没有方案能满足规则时，给出违反最少的方案",
        (_, "quiet") => "不显示进度和摘要",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn every_command_and_option_speaks_chinese() {
        let root = crate::cli::args::command();
        for command in root.get_subcommands().chain([&root]) {
            let name = command.get_name();
            assert!(about(name).is_some(), "{name} has no Chinese text");
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(help(name, id).is_some(), "{name} {id} has no Chinese text");
                let takes_value = arg.is_positional() || arg.get_action().takes_values();
                assert!(
                    !takes_value || value_name(name, id).is_some(),
                    "{name} {id} has no Chinese placeholder"
                );
            }
        }
        translate(crate::cli::args::command()).debug_assert();
    }
}
