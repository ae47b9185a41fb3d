// Invented names of schools, towns and people, and the ids of what is invented.
#pragma once

#include <string>

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
std::string school_code(const synthetic::School& school);  // ten digits: class of school, 99, serial

inline constexpr const char* district_name = "云溪区（生成数据）";
inline constexpr const char* region_name = "示范市（生成数据）";

}  // namespace doorstep::generator
