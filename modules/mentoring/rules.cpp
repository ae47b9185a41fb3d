#include "rules.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::mentoring {
namespace {

tl::unexpected<Error> bad_rules(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "rules-invalid",
                say("师徒规则 {}：{} 缺失或有误", "rules of mentoring {}: {} is missing or wrong", name, key));
}

void read_worth(const toml::table& worth, const char* key, std::map<std::string, int, std::less<>>& into) {
  if (const auto* table = worth[key].as_table())
    for (const auto& [code, value] : *table) into.emplace(code.str(), static_cast<int>(value.value_or(int64_t{0})));
}

// From the lowest to the highest.
constexpr std::string_view titles[] = {"none", "third", "second", "first", "senior", "senior_full"};

}  // namespace

Result<Rules> read_rules(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return bad_rules(name, error.description());
  }
  Rules made;
  made.shown.least_title = root["least_title"].value_or(std::string{});
  if (std::ranges::find(titles, made.shown.least_title) == std::end(titles)) return bad_rules(name, "least_title");
  const auto& worth = root["worth"];
  const std::pair<const char*, int*> limits[] = {{"most_mentees", &made.shown.most_mentees},
                                                 {"most_mentors", &made.shown.most_mentors},
                                                 {"least_years", &made.shown.least_years},
                                                 {"new_years", &made.shown.new_years},
                                                 {"longest_days", &made.longest_days}};
  for (const auto& [key, to] : limits) {
    *to = static_cast<int>(root[key].value_or(int64_t{0}));
    if (*to < 1) return bad_rules(name, key);
  }
  const std::pair<const char*, int*> points[] = {{"same_stage", &made.same_stage},
                                                 {"same_school", &made.same_school},
                                                 {"near", &made.near},
                                                 {"group", &made.group},
                                                 {"free_place", &made.free_place}};
  for (const auto& [key, to] : points) *to = static_cast<int>(worth[key].value_or(int64_t{0}));
  made.near_km = worth["near_km"].value_or(0.0);
  if (const auto* table = worth.as_table()) {
    read_worth(*table, "title", made.title);
    read_worth(*table, "backbone", made.backbone);
  }
  return made;
}

const Rules& rules() {
  static const Rules made = [] {
    for (const auto& file : built_in_files()) {
      auto read = read_rules(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      return std::move(*read);
    }
    throw std::logic_error("no rules are built in");
  }();
  return made;
}

bool may_mentor(const Rules& rules, const staff::Teacher& person, Date on) {
  const auto rank = [](std::string_view title) { return std::ranges::find(titles, title) - std::begin(titles); };
  const bool titled = std::ranges::find(titles, person.title) != std::end(titles) &&
                      rank(person.title) >= rank(rules.shown.least_title);
  return titled || on.days() - person.working_since.days() >= rules.shown.least_years * 365;
}

bool is_new(const Rules& rules, const staff::Teacher& person, Date on) {
  return person.role == "teacher" && on.days() - person.working_since.days() < rules.shown.new_years * 365;
}

bool teaches(const staff::Teacher& person, std::string_view subject) {
  return person.subject == subject ||
         ("," + person.subjects + ",").find("," + std::string{subject} + ",") != std::string::npos;
}

}  // namespace doorstep::mentoring
