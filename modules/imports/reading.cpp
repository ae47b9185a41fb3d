#include "reading.h"

#include <doorstep/sheets/number.h>

#include "cells.h"

namespace doorstep::imports {
namespace {

bool digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

bool family_fits(const std::string& code, std::string_view heading, std::string& made) {
  const auto braces = code.find("{}");
  if (braces == code.npos) return false;
  const auto before = plain_heading(code.substr(0, braces));
  if (!heading.starts_with(before) || !digits(heading.substr(before.size()))) return false;
  made = code.substr(0, braces) + std::string{heading.substr(before.size())};
  return true;
}

}  // namespace

std::vector<FigureColumn> figure_columns(const standard::Book& book, const std::vector<std::string>& header) {
  std::vector<FigureColumn> found;
  for (size_t column = 0; column < header.size(); ++column) {
    const auto heading = plain_heading(header[column]);
    for (const auto& figure : book.figures) {
      bool same = heading == plain_heading(figure.code) || heading == plain_heading(figure.name.zh) ||
                  heading == plain_heading(figure.name.en);
      for (const auto& alias : figure.aliases) same = same || heading == plain_heading(alias);
      std::string code = figure.code;
      if (!same && !family_fits(figure.code, heading, code)) continue;
      found.push_back({column, code, &figure});
      break;
    }
  }
  return found;
}

std::optional<SchoolYear> year_of(std::string_view text) {
  const auto narrow = sheets::narrow(text);
  if (narrow.size() < 4 || !digits(std::string_view{narrow}.substr(0, 4))) return std::nullopt;
  const int year = std::stoi(narrow.substr(0, 4));
  const auto rest = std::string_view{narrow}.substr(4);
  const bool plain =
      rest.empty() || rest.front() == '-' || rest.front() == '/' || rest == "学年" || rest == "年" || rest == ".0";
  if (!plain || year < 1900 || year > 2200) return std::nullopt;
  return SchoolYear{year};
}

std::string stages_of(std::optional<registry::SchoolKind> kind) {
  using enum registry::SchoolKind;
  if (!kind) return {};
  switch (*kind) {
    case kindergarten:
      return "kindergarten";
    case primary:
      return "primary";
    case junior:
      return "junior";
    case senior:
    case vocational:
      return "senior";
    case nine_year:
      return "primary,junior";
    case twelve_year:
      return "primary,junior,senior";
    case complete_secondary:
      return "junior,senior";
    default:
      return "primary";
  }
}

std::optional<registry::SchoolKind> kind_of_name(std::string_view name) {
  using enum registry::SchoolKind;
  static constexpr std::pair<std::string_view, registry::SchoolKind> words[] = {{"幼儿园", kindergarten},
                                                                                {"九年一贯", nine_year},
                                                                                {"十二年一贯", twelve_year},
                                                                                {"完全中学", complete_secondary},
                                                                                {"特殊教育", special},
                                                                                {"职业", vocational},
                                                                                {"小学", primary},
                                                                                {"初级中学", junior},
                                                                                {"初中", junior},
                                                                                {"高级中学", senior},
                                                                                {"高中", senior},
                                                                                {"kindergarten", kindergarten},
                                                                                {"primary", primary},
                                                                                {"elementary", primary},
                                                                                {"infant", primary},
                                                                                {"middle school", junior},
                                                                                {"junior high", junior},
                                                                                {"senior high", senior},
                                                                                {"high school", senior},
                                                                                {"vocational", vocational},
                                                                                {"special school", special}};
  std::string lower{name};
  for (auto& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  for (const auto& [word, kind] : words)
    if (lower.find(word) != lower.npos) return kind;
  return std::nullopt;
}

void split_name(std::string_view full, registry::PersonRow& person) {
  person.full_name = full;
  const auto space = full.rfind(' ');
  if (space != full.npos && space + 1 < full.size()) {
    person.given_name = full.substr(0, space);
    person.family_name = full.substr(space + 1);
    return;
  }
  person.family_name = full;
  person.given_name = "-";
}

bool national_number(std::string_view text) {
  const auto resident = [](std::string_view number) {
    if (number.size() != 18 || !digits(number.substr(0, 17))) return false;
    static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (size_t i = 0; i < 17; ++i) sum += (number[i] - '0') * weights[i];
    const char last = number[17] == 'x' ? 'X' : number[17];
    return last == "10X98765432"[sum % 11];
  };
  if (text.size() == 19 && (text[0] == 'G' || text[0] == 'L' || text[0] == 'J')) return digits(text.substr(1, 17));
  return resident(text);
}

std::string Held::campus(const OrgId& school, std::string_view name) {
  return fmt::format("{}:{}", school.value, name);
}

std::string Held::facility(const OrgId& school, std::string_view kind, std::string_view name) {
  return fmt::format("{}:{}:{}", school.value, kind, name);
}

std::string Held::membership(const OrgId& group, const OrgId& school, Date begin) {
  return fmt::format("{}:{}:{}", group.value, school.value, begin.text());
}

Held held_in(const registry::Intake& intake) {
  Held held;
  intake.each_held([&](const registry::CampusRow& row) {
    held.campuses.emplace(Held::campus(row.school_id, row.name), row.id.value);
  });
  intake.each_held([&](const registry::FacilityRow& row) {
    held.facilities.emplace(Held::facility(row.school_id, row.kind, row.name), row.id);
  });
  intake.each_held([&](const registry::MembershipRow& row) {
    held.memberships.emplace(Held::membership(row.group_id, row.school_id, row.begin_on), row.id);
  });
  return held;
}

}  // namespace doorstep::imports
