#include "names.h"

#include <fmt/format.h>

#include <string_view>

namespace doorstep::generator {
namespace {

constexpr std::string_view families[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡",
                                         "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐",
                                         "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭",
                                         "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎"};
constexpr std::string_view givens[] = {
    "安", "博", "晨", "楚", "丹", "尔", "凡", "菲", "冠", "涵", "浩", "恒", "弘", "佳", "嘉", "建", "景", "静", "君",
    "凯", "可", "乐", "礼", "琳", "明", "沐", "宁", "鹏", "琪", "清", "然", "睿", "若", "珊", "思", "诗", "书", "桐",
    "婉", "文", "熙", "晓", "欣", "雅", "妍", "一", "怡", "雨", "宇", "越", "云", "泽", "哲", "芷", "子"};
constexpr std::string_view town_names[] = {"朝霞", "东湖", "文昌", "长桥", "新安", "桃源", "柳溪",
                                           "望江", "白石", "青山", "竹林", "枫岭", "大泽", "远山"};
constexpr std::string_view words[] = {"育才", "实验", "明德", "启航", "博文", "春晖", "晨光", "致远", "思源", "求真",
                                      "星河", "金桥", "望云", "知行", "同心", "崇文", "向阳", "立人", "日新", "清源"};

std::string_view kind_name(synthetic::Kind kind) {
  using enum synthetic::Kind;
  switch (kind) {
    case kindergarten:
      return "幼儿园";
    case primary:
      return "小学";
    case junior:
      return "初级中学";
    case senior:
      return "高级中学";
    case nine_year:
      return "九年一贯制学校";
    case twelve_year:
      return "十二年一贯制学校";
    case complete_secondary:
      return "完全中学";
    case vocational:
      return "中等职业学校";
    case special:
      return "特殊教育学校";
    default:
      return "国际学校";
  }
}

}  // namespace

PersonName person_name(synthetic::Dice& dice) {
  PersonName name{std::string{families[dice.below(static_cast<int>(std::size(families)))]},
                  std::string{givens[dice.below(static_cast<int>(std::size(givens)))]}};
  if (dice.chance(0.75)) name.given += givens[dice.below(static_cast<int>(std::size(givens)))];
  return name;
}

std::string town_name(int town) {
  return fmt::format("{}{}", town_names[town], town < 5 ? "街道" : town < 10 ? "镇" : "乡");
}

// The number makes the name unique.
std::string school_name(const synthetic::School& school) {
  const auto word = words[static_cast<size_t>(school.number * 7) % std::size(words)];
  if (school.teaching_point) return fmt::format("{}{}教学点（{}）", town_names[school.town], word, school.number);
  return fmt::format("{}{}{}（{}）", town_names[school.town], word, kind_name(school.kind), school.number);
}

std::string group_name(const synthetic::School& lead) {
  return fmt::format("{}教育集团（{}）", words[static_cast<size_t>(lead.number * 7) % std::size(words)], lead.number);
}

std::string school_code(const synthetic::School& school) {
  static constexpr int classes[] = {11, 21, 31, 34, 31, 34, 34, 36, 51, 93};
  return fmt::format("{}99{:06}", classes[static_cast<int>(school.kind)], school.number);
}

}  // namespace doorstep::generator
