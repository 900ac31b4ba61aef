//! The documented codes of what can be wrong with scenario.toml.

use crate::read::codes::codes;

codes! {
    MISSING_SCENARIO "missing_scenario" Error "文件夹中没有 scenario.toml" "a folder without scenario.toml";
    SCENARIO_UNREADABLE "scenario_unreadable" Error "设定文件打不开" "a scenario file cannot be opened";
    SCENARIO_ENCODING "scenario_encoding" Error "设定文件不是 UTF-8 编码" "a scenario file is not UTF-8";
    SCENARIO_SYNTAX "scenario_syntax" Error "设定文件不是正确的 TOML 写法" "a scenario file is not valid TOML";
    EXTENDS_MISSING "extends_missing" Error "所引用的设定文件不存在" "a file that is extended does not exist";
    EXTENDS_CYCLE "extends_cycle" Error "设定文件相互引用成环" "scenario files extend one another in a circle";
    UNKNOWN_KEY "unknown_key" Error "不认识的键" "a key that nobody knows";
    UNKNOWN_RULE "unknown_rule" Error "不认识的规则" "a rule that nobody knows";
    WRONG_VALUE "wrong_value" Error "键的值不对" "a value that its key cannot hold";
    MISSING_KEY "missing_key" Error "缺少必需的键" "a key that has no default is missing";
    TWO_VALUES_FOR_ONE_KEY "two_values_for_one_key" Error "同一个键有两个不同的值，无从取舍" "two values for one key, and nothing to decide between them";
    TWO_PATCHES_ON_ONE_KEY "two_patches_on_one_key" Error "同一个键在命令行改了两次" "two patches on one key";
    MIN_ABOVE_MAX "min_above_max" Remark "规则的下限高于上限，没有方案能两样都满足" "a rule asks for more than it lets be, which no plan can keep";
    UNKNOWN_LEVEL "unknown_level" Error "不认识的目标层级" "a level that nobody knows";
    LEVEL_WITHOUT_RULE "level_without_rule" Error "以规则作目标层级，但它不是在用的力争规则" "a level names a rule that is no `should` rule in force";
    DUPLICATE_LEVEL "duplicate_level" Error "目标层级写了两次" "a level stands twice";
}
