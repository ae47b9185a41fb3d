// Invented names of schools, towns and people, and the ids of what is invented.
#pragma once

#include <string>
#include <string_view>

#include <doorstep/synthetic/dice.h>
#include <doorstep/synthetic/synthetic.h>

namespace doorstep::generator {

struct PersonName {
  std::string family, given;
};
PersonName person_name(synthetic::Dice& dice);
std::string town_name(int town);
std::string school_name(const synthetic::School& school);
std::string group_name(const synthetic::School& lead);
// Ten digits: class of school, 99 for a province that does not exist, serial.
std::string school_code(const synthetic::School& school);
std::string closed_code(const synthetic::Closed& school);
std::string closed_name(const synthetic::Closed& school);

// Ids of what is invented: the same seed names the same things.
std::string id_of(uint64_t seed, std::string_view kind, int64_t number);

std::string grade_title(int grade);              // 小班, 一年级, 高一
std::string class_title(int grade, int number);  // 小班1班

inline constexpr const char* district_name = "云栖区（生成数据）";  // no district of this name exists
inline constexpr const char* region_name = "示范市（生成数据）";

}  // namespace doorstep::generator
