#include "duty.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::training {
namespace {

tl::unexpected<Error> wrong_duty(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "duty-invalid",
                say("培训要求 {}：{} 缺失或有误", "duties {}: {} is missing or wrong", name, key));
}

Words words_in(const toml::table& table, const std::string& before = {}) {
  return {table[before + "zh"].value_or(std::string{}), table[before + "en"].value_or(std::string{})};
}

// Calls visit(table) for each of a list of tables; false: the list is missing, or something in it is wrong.
template <class Visit>
bool each_of(const toml::table& root, std::string_view key, Visit&& visit) {
  const auto* list = root[key].as_array();
  return list && !list->empty() && std::ranges::all_of(*list, [&](const toml::node& node) {
           const auto* table = node.as_table();
           return table && visit(*table);
         });
}

bool read_code(const toml::table& table, std::vector<DutyCode>& to) {
  DutyCode code{table["code"].value_or(std::string{}), words_in(table)};
  const bool good = !code.code.empty() && !code.name.zh.empty() && !code.name.en.empty();
  to.push_back(std::move(code));
  return good;
}

const DutyRule* rule_for(const DutyBook& book, std::string_view who) {
  const auto found = std::ranges::find(book.rules, who, &DutyRule::who);
  return found == book.rules.end() ? nullptr : &*found;
}

void count(std::vector<HoursOf>& into, const std::string& code, double hours) {
  const auto found = std::ranges::find(into, code, &HoursOf::code);
  if (found == into.end())
    into.push_back({code, hours});
  else
    found->hours += hours;
}

std::string name_of(DutyOf who) {
  if (who == DutyOf::principal) return "principal";
  return who == DutyOf::new_teacher ? "new_teacher" : "teacher";
}

}  // namespace

Result<DutyBook> read_duties(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return wrong_duty(name, error.description());
  }
  DutyBook book;
  book.id = root["id"].value_or(std::string{});
  if (const auto* words = root["name"].as_table()) book.name = words_in(*words);
  book.window = root["window"].value_or(int64_t{0});
  if (book.id.empty() || book.name.zh.empty() || book.name.en.empty()) return wrong_duty(name, "id");
  if (book.window < 1 || book.window > 20) return wrong_duty(name, "window");
  const bool rules = each_of(root, "rule", [&](const toml::table& table) {
    DutyRule rule;
    rule.who = table["who"].value_or(std::string{});
    rule.name = words_in(table);
    rule.source = words_in(table, "source_");
    rule.yearly = table["yearly"].value_or(0.0);
    rule.hours = table["hours"].value_or(0.0);
    rule.edition = table["edition"].value_or(std::string{});
    rule.verified = table["verified"].value_or(false);
    book.rules.push_back(rule);
    return rule.yearly > 0 && rule.hours >= rule.yearly && !rule.name.zh.empty() && !rule.name.en.empty() &&
           !rule.source.zh.empty() && !rule.source.en.empty();
  });
  if (!rules || !rule_for(book, "teacher")) return wrong_duty(name, "rule");
  if (!each_of(root, "level", [&](const toml::table& table) { return read_code(table, book.levels); }))
    return wrong_duty(name, "level");
  if (!each_of(root, "kind", [&](const toml::table& table) { return read_code(table, book.kinds); }))
    return wrong_duty(name, "kind");
  return book;
}

const DutyBook& duty_book() {
  static const DutyBook book = [] {
    const auto& file = built_in_files().front();
    auto made = read_duties(file.text, file.name);
    if (!made) throw std::logic_error(made.error().what.en);
    return std::move(*made);
  }();
  return book;
}

const DutyCode* code_in(const std::vector<DutyCode>& codes, std::string_view code) {
  const auto found = std::ranges::find(codes, code, &DutyCode::code);
  return found == codes.end() ? nullptr : &*found;
}

DutyOf duty_of(const std::string& role, Date working_since, int year) {
  if (role == "principal" || role == "deputy") return DutyOf::principal;
  const bool first = working_since != Date::always() && working_since.year() == year;
  return first ? DutyOf::new_teacher : DutyOf::teacher;
}

HoursStanding standing(const DutyBook& book, const std::string& role, Date working_since, int year,
                       const std::vector<Credit>& credits) {
  HoursStanding made;
  double before = 0, most = 0;
  for (int64_t back = book.window - 1; back >= 0; --back) {
    YearHours of;
    of.year = year - back;
    const auto* rule = rule_for(book, name_of(duty_of(role, working_since, static_cast<int>(of.year))));
    if (!rule) rule = rule_for(book, "teacher");
    if (working_since == Date::always() || working_since.year() <= of.year) of.due = rule->yearly;
    for (const auto& credit : credits) {
      if (credit.year != of.year) continue;
      of.hours += credit.hours;
      count(of.levels, credit.level, credit.hours);
      count(of.kinds, credit.kind, credit.hours);
    }
    made.hours += of.hours;
    made.due += of.due;
    if (back > 0) before += of.due;
    most = std::max(most, rule->hours);
    made.rule = rule->who;
    made.years.push_back(std::move(of));
  }
  made.due = std::min(made.due, most);
  made.lacks = std::max(0.0, made.due - made.hours);
  made.behind = made.hours < std::min(before, most);
  return made;
}

}  // namespace doorstep::training
