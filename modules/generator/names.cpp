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

std::string grade_title(int grade) {
  static constexpr std::string_view grades[] = {"小班",   "中班",   "大班",   "一年级", "二年级",
                                                "三年级", "四年级", "五年级", "六年级", "七年级",
                                                "八年级", "九年级", "高一",   "高二",   "高三"};
  return std::string{grades[grade + 2]};
}

std::string class_title(int grade, int number) { return fmt::format("{}{}班", grade_title(grade), number); }

// No two schools of a kind in a town share a word; when the words run out, they are counted.
std::string school_name(const synthetic::School& school) {
  constexpr int count = static_cast<int>(std::size(words));
  const auto word = words[(school.ordinal * 7 + school.town * 3) % count];
  const int again = school.ordinal / count;
  return fmt::format("{}{}{}{}", town_names[school.town], word, again ? fmt::format("第{}", again + 1) : "",
                     school.teaching_point ? "教学点" : kind_name(school.kind));
}

std::string group_name(const synthetic::School& lead) { return school_name(lead) + "教育集团"; }

std::string school_code(const synthetic::School& school) {
  static constexpr int classes[] = {11, 21, 31, 34, 31, 34, 34, 36, 51, 93};
  return fmt::format("{}99{:06}", classes[static_cast<int>(school.kind)], school.number);
}

std::string closed_code(const synthetic::Closed& school) { return fmt::format("2199{:06}", 900'000 + school.number); }

std::string closed_name(const synthetic::Closed& school) {
  return fmt::format("旧街第{}小学（已并入）", school.number);
}

// Not base's derived_uuid: a million ids of records that exist nowhere need no digest.
std::string id_of(uint64_t seed, std::string_view kind, int64_t number) {
  uint64_t space = 0xcbf29ce484222325ULL ^ seed;
  for (const char c : kind) space = synthetic::mixed(space ^ static_cast<uint8_t>(c));
  const uint64_t low = synthetic::mixed(space + static_cast<uint64_t>(number) * 0x9e3779b97f4a7c15ULL);
  const uint64_t halves[] = {(synthetic::mixed(low ^ space) & ~0xF000ULL) | 0x8000ULL,  // version 8
                             (low & ~(3ULL << 62)) | 2ULL << 62};                       // variant of RFC 9562
  std::string text;
  text.reserve(36);
  for (int digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) text += '-';
    text += "0123456789abcdef"[halves[digit / 16] >> (60 - digit % 16 * 4) & 15];
  }
  return text;
}

}  // namespace doorstep::generator
