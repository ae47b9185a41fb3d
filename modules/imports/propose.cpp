// A mapping proposed for a table never seen before: from its headings in many languages, and from what its cells hold.
#include <algorithm>
#include <cctype>
#include <set>

#include <doorstep/sheets/number.h>

#include "cells.h"
#include "grids.h"
#include "importer.h"
#include "mapping.h"
#include "propose_hints.h"
#include "reading.h"

namespace doorstep::imports {
namespace {

// Latin letters without accents, in lower case; plain_heading() folds ASCII only. Headings and hints are compared so.
std::string bare(std::string_view heading) {
  static constexpr std::string_view letters = "aaaaaaaceeeeiiiidnooooo/ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
  std::string made;
  for (size_t i = 0; i < heading.size(); ++i) {
    const auto second = i + 1 < heading.size() ? static_cast<unsigned char>(heading[i + 1]) : 0;
    if (static_cast<unsigned char>(heading[i]) == 0xC3 && second >= 0x80 && second <= 0xBF) {
      made += letters[second - 0x80];
      ++i;
    } else if (std::string_view{"'-./#:&"}.find(heading[i]) == std::string_view::npos) {
      made += heading[i];
    }
  }
  return made;
}

// What the samples of a column are.
struct Sampled {
  std::vector<std::string> distinct;
  size_t filled = 0, numbers = 0, comma_numbers = 0, dates = 0, dotted_dates = 0, unique = 0;
  double lowest = 1e300, highest = -1e300;
};

bool fits_samples(std::string_view target, const Sampled& sampled) {
  if (sampled.filled == 0) return true;
  const bool numeric = sampled.numbers + sampled.comma_numbers >= sampled.filled * 9 / 10;
  if (target == "school.longitude") return numeric && sampled.lowest >= -180 && sampled.highest <= 180;
  if (target == "school.latitude") return numeric && sampled.lowest >= -90 && sampled.highest <= 90;
  if (target == "school.x" || target == "school.y") return numeric && sampled.highest > 180;
  if (target == "return.year") return sampled.filled > 0;
  if (target.starts_with("return.")) return numeric && sampled.lowest >= 0;
  if (target == "school.code") return sampled.unique * 10 >= sampled.filled * 9;
  if (target == "school.begin_on" || target == "school.end_on") return sampled.dates + sampled.dotted_dates > 0;
  return !numeric;
}

// Numbers of other things than schools, however unique they are.
bool of_other_things(const std::string& heading) {
  static constexpr std::string_view words[] = {"phone", "telefon", "telefax", "fax",  "mobile", "zip",      "plz",
                                               "post",  "eircode", "mail",    "web",  "url",    "homepage", "电话",
                                               "電話",  "邮编",    "邮政",    "郵遞", "网址",   "網址",     "电子邮件"};
  return std::ranges::any_of(words, [&](std::string_view word) { return heading.find(word) != heading.npos; });
}

// Codes by their looks: each another, of the same few signs, with digits, no fractions.
bool looks_like_codes(const Sampled& sampled, const std::vector<std::string>& cells) {
  if (sampled.filled < 2 || sampled.filled < cells.size() || sampled.unique < sampled.filled) return false;
  return std::ranges::all_of(cells, [&](const std::string& cell) {
    const auto digits = std::ranges::count_if(cell, [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 3 && digits * 2 >= std::ssize(cell) && cell.size() <= 20 &&
           cell.find_first_of(" .,;()@/") == cell.npos && std::abs(std::ssize(cell) - std::ssize(cells[0])) <= 2;
  });
}

// What a word in a column of days says, in any of the languages: when a school began, or ended.
std::string_view day_of(const std::string& heading) {
  static constexpr std::string_view begins[] = {"open",  "begin",  "start",    "found", "establ", "eroff",
                                                "grund", "ouvert", "creation", "alta",  "inicio", "perust",
                                                "aloit", "成立",   "设立",     "開校",  "创办",   "開辦"};
  static constexpr std::string_view ends[] = {"clos",  "end",    "schlu", "schlie", "ferm", "cierre", "baja",
                                              "lakka", "aufgel", "撤",    "停办",   "閉校", "廢校"};
  const auto any = [&](const auto& words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return heading.find(word) != heading.npos; });
  };
  if (any(ends)) return "school.end_on";
  return any(begins) ? "school.begin_on" : "";
}

double likeness(const std::string& heading, const std::vector<std::string_view>& words) {
  double best = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    const double order = 0.1 * static_cast<double>(i) / static_cast<double>(words.size());
    const auto word = bare(words[i]);
    if (heading == word)
      best = std::max(best, 1.0 - order);
    else if (word.size() >= 4 && heading.find(word) != heading.npos)
      best = std::max(best, 0.75 - order);
  }
  return best;
}

Sampled sample(const std::vector<std::string>& cells) {
  Sampled made;
  std::set<std::string> seen;
  for (const auto& cell : cells) {
    if (cell.empty()) continue;
    ++made.filled;
    if (seen.insert(cell).second && made.distinct.size() < 5) made.distinct.push_back(cell);
    if (sheets::parse_date(cell)) ++made.dates;
    if (sheets::parse_date(cell, "DD.MM.YYYY") || sheets::parse_date(cell, "DD/MM/YYYY")) ++made.dotted_dates;
    auto value = sheets::parse_number(cell);
    if (value)
      ++made.numbers;
    else if ((value = sheets::parse_number(cell, ',')))
      ++made.comma_numbers;
    if (value) made.lowest = std::min(made.lowest, *value), made.highest = std::max(made.highest, *value);
  }
  made.unique = seen.size();
  return made;
}

std::string date_format(const std::vector<std::string>& cells) {
  for (const std::string format : {"DD.MM.YYYY", "DD/MM/YYYY", "DD-MM-YYYY", "MM/DD/YYYY"}) {
    bool all = true, any = false;
    for (const auto& cell : cells) {
      if (cell.empty() || sheets::parse_date(cell)) continue;
      any = true;
      all = all && sheets::parse_date(cell, format).has_value();
    }
    if (any && all) return format;
  }
  return {};
}

struct Guess {
  double sure = 0;
  size_t column = 0;
  std::string_view target;
};

// Whether a column's decimals are written with a comma: some of its numbers can only be read so, or others in the table
// can and its own read so as well ("1.204" is then a thousand and more). Coordinates are never taken for thousands.
bool comma_in(const Guess& guess, const std::vector<Sampled>& sampled,
              const std::vector<std::vector<std::string>>& cells) {
  if (sampled[guess.column].comma_numbers > 0) return true;
  const bool table = std::ranges::any_of(sampled, [](const Sampled& other) { return other.comma_numbers > 0; });
  return table && guess.target.starts_with("return.") && guess.target != "return.year" &&
         std::ranges::all_of(cells[guess.column], [](const std::string& cell) {
           return cell.empty() || sheets::parse_number(cell, ',').has_value();
         });
}

// Gives every target the likeliest column that no likelier target has. A table that names towns or regions only has
// them as its districts.
std::set<std::string> choose(Proposal& proposal, std::vector<Guess> guesses, const std::vector<Sampled>& sampled,
                             const std::vector<std::vector<std::string>>& cells) {
  std::ranges::stable_sort(guesses, std::greater{}, &Guess::sure);
  std::set<std::string> filled;
  for (const auto& guess : guesses) {
    auto& column = proposal.columns[guess.column];
    if (!column.guess.empty() || !filled.insert(std::string{guess.target}).second) continue;
    column.guess = guess.target;
    column.confidence = guess.sure;
    MappingField field{std::string{guess.target}, {column.heading}, {}, {}, {}, {}};
    if (comma_in(guess, sampled, cells)) field.format = ",";
    if (guess.target.ends_with("_on")) field.format = date_format(cells[guess.column]);
    proposal.mapping.fields.push_back(std::move(field));
  }
  for (const std::string other : {"town.name", "region.name"}) {
    if (filled.contains("district.name") || !filled.contains(other)) continue;
    filled.erase(other);
    filled.insert("district.name");
    std::ranges::find(proposal.mapping.fields, other, &MappingField::target)->target = "district.name";
    auto& column = *std::ranges::find(proposal.columns, other, &ForeignColumn::guess);
    column.guess = "district.name";
    column.confidence /= 2;
  }
  return filled;
}

void guess_column(size_t column, const std::string& heading, const Sampled& sampled,
                  const std::vector<std::string>& cells, std::vector<Guess>& guesses) {
  const bool other = of_other_things(heading);
  for (const auto& hint : hints()) {
    if (other && hint.target != "school.address") continue;
    const double sure = likeness(heading, hint.words);
    if (sure > 0 && fits_samples(hint.target, sampled)) guesses.push_back({sure, column, hint.target});
  }
  if (other) return;
  const auto fractions =
      std::ranges::any_of(cells, [](const auto& cell) { return cell.find_first_of(".,") != cell.npos; });
  for (const std::string_view target : {"school.latitude", "school.longitude"})
    if (fractions && heading.starts_with(target.substr(7, 3)) && fits_samples(target, sampled))
      guesses.push_back({0.6, column, target});
  if (looks_like_codes(sampled, cells)) guesses.push_back({0.3, column, "school.code"});
  if (sampled.dates + sampled.dotted_dates == sampled.filled && sampled.filled > 0)
    if (const auto target = day_of(heading); !target.empty()) guesses.push_back({0.5, column, target});
}

const MappingField* field_of(const Proposal& proposal, std::string_view target) {
  const auto found = std::ranges::find(proposal.mapping.fields, target, &MappingField::target);
  return found == proposal.mapping.fields.end() ? nullptr : &*found;
}

std::vector<std::optional<double>> numbers_of(const Proposal& proposal, std::string_view target,
                                              const std::vector<std::vector<std::string>>& cells) {
  std::vector<std::optional<double>> made;
  const auto* field = field_of(proposal, target);
  if (!field) return made;
  const auto column = std::ranges::find(proposal.columns, field->columns.front(), &ForeignColumn::heading);
  for (const auto& cell : cells[static_cast<size_t>(column - proposal.columns.begin())])
    made.push_back(number_in(cell, field->format == "," ? ',' : '.'));
  return made;
}

// Boys and girls without a column of students: the column that is their sum, or both added up.
void add_up_students(Proposal& proposal, const std::vector<std::vector<std::string>>& cells) {
  const auto boys = numbers_of(proposal, "return.boys", cells), girls = numbers_of(proposal, "return.girls", cells);
  if (boys.empty() || girls.empty() || field_of(proposal, "return.students")) return;
  for (size_t i = 0; i < cells.size(); ++i) {
    bool sum = proposal.columns[i].guess.empty();
    int seen = 0;
    for (size_t row = 0; sum && row < cells[i].size(); ++row) {
      const auto value = number_in(cells[i][row]);
      if (!value || !boys[row] || !girls[row]) continue;
      sum = *value == *boys[row] + *girls[row];
      ++seen;
    }
    if (!sum || seen < 2) continue;
    proposal.columns[i].guess = "return.students";
    proposal.columns[i].confidence = 0.9;
    proposal.mapping.fields.push_back({"return.students", {proposal.columns[i].heading}, {}, {}, {}, {}});
    return;
  }
  const auto *boy = field_of(proposal, "return.boys"), *girl = field_of(proposal, "return.girls");
  MappingField both{"return.students", {boy->columns.front(), girl->columns.front()}, "sum", {}, {}, boy->format};
  proposal.mapping.fields.push_back(std::move(both));
}

// The grid of eastings and northings, when it can be no other; else which it may be.
void find_grid(Proposal& proposal, const std::vector<std::vector<std::string>>& cells) {
  const auto x = numbers_of(proposal, "school.x", cells), y = numbers_of(proposal, "school.y", cells);
  std::vector<std::pair<double, double>> points;
  for (size_t row = 0; row < std::min(x.size(), y.size()); ++row)
    if (x[row] && y[row] && *x[row] != 0 && *y[row] != 0) points.emplace_back(*x[row], *y[row]);
  if (points.empty()) return;
  const auto grids = grids_of(points, proposal.mapping.headings);
  if (grids.size() == 1) {
    proposal.mapping.crs = grids.front().crs;
    proposal.notes.push_back(say("坐标系按数值判断为 {}（{}），请核对", "by its values the grid is {} ({}): check it",
                                 grids.front().crs, grids.front().of));
    return;
  }
  std::string list;
  for (const auto& grid : grids) list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", grid.crs, grid.of);
  proposal.notes.push_back(
      list.empty()
          ? say("无法判断坐标系：请在映射中填写 crs（如 EPSG:27700）",
                "the grid could not be told: write it as crs in the mapping (EPSG:27700, for example)")
          : say("坐标系可能是 {}：请在映射中填写 crs", "the grid may be {}: write the right one as crs", list));
}

// The first year that stands alone in a name, "Schools 2023-24.xlsx"; 0 when there is none.
int year_in(std::string_view name) {
  const auto digit = [&](size_t at) { return at < name.size() && name[at] >= '0' && name[at] <= '9'; };
  for (size_t at = 0; at + 4 <= name.size(); ++at) {
    if ((at > 0 && digit(at - 1)) || digit(at + 4)) continue;
    const auto year = year_of(name.substr(at, 4));
    if (year && year->start >= 1990 && year->start < 2100) return year->start;
  }
  return 0;
}

// The school year of the returns, when no column says it.
void find_year(Proposal& proposal, const std::string& name) {
  if (field_of(proposal, "return.year")) return;
  const bool figures = std::ranges::any_of(
      proposal.mapping.fields, [](const MappingField& field) { return field.target.starts_with("return."); });
  if (const int named = year_in(name)) proposal.mapping.year = named;
  if (figures)
    proposal.notes.push_back(say("没有学年列：按 {} 学年读取，请核对",
                                 "no column says the school year: {} is taken: check it",
                                 SchoolYear{proposal.mapping.year}.text()));
}

// Words of other tables for ours, by how they begin; only those that the column holds.
void legal_forms(Proposal& proposal) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"public", "public"}, {"offentlich", "public"}, {"staatlich", "public"}, {"stadt", "public"},
      {"state", "public"},  {"publico", "public"},    {"julk", "public"},      {"公", "public"},
      {"priva", "private"}, {"frei", "private"},      {"indep", "private"},    {"yksit", "private"},
      {"私", "private"},    {"民", "private"}};
  const auto field = std::ranges::find(proposal.mapping.fields, "school.legal_form", &MappingField::target);
  if (field == proposal.mapping.fields.end()) return;
  const auto column = std::ranges::find(proposal.columns, "school.legal_form", &ForeignColumn::guess);
  for (const auto& sample : column->samples)
    for (const auto& [word, code] : words)
      if (bare(plain_heading(sample)).starts_with(word)) field->values.emplace(sample, code);
}

}  // namespace

Result<Proposal> Importer::propose_file(const std::string& path) { return proposed(sheets::Input::file(path)); }

Result<Proposal> Importer::proposed(const sheets::Input& input) {
  DOORSTEP_LET(table, first_table(input, {}));
  const auto& header = table->header();
  std::vector<std::vector<std::string>> cells(header.size());
  for (int rows = 0; rows < 200; ++rows) {
    auto next = table->next();
    if (!next) return pass_on(next);
    if (!*next) break;
    for (size_t i = 0; i < header.size(); ++i) cells[i].push_back(sheets::narrow((*next)->cells[i]));
  }

  Proposal proposal;
  proposal.sheet = table->info().name;
  proposal.targets = targets(*needs_.book);
  proposal.mapping.headings = header;
  std::erase(proposal.mapping.headings, std::string{});
  proposal.mapping.stage = "primary";
  proposal.mapping.year = Date::today().year() - (Date::today().month() < 8);
  std::vector<Guess> guesses;
  std::vector<Sampled> sampled;
  for (size_t i = 0; i < header.size(); ++i) {
    sampled.push_back(sample(cells[i]));
    const auto heading = bare(plain_heading(header[i]));
    guess_column(i, heading, sampled[i], cells[i], guesses);
    proposal.columns.push_back({header[i], sampled[i].distinct, "", 0});
  }
  for (const auto& figure : figure_columns(*needs_.book, header))
    for (const auto& target : proposal.targets)
      if (target.name == "return." + figure.code) guesses.push_back({0.95, figure.column, target.name});
  const auto filled = choose(proposal, std::move(guesses), sampled, cells);
  add_up_students(proposal, cells);
  find_grid(proposal, cells);
  find_year(proposal, input.name);
  legal_forms(proposal);
  // A table without districts is one district, named by a constant that the dialog asks for.
  for (const auto& target : proposal.targets)
    if (target.required && !filled.contains(target.name)) proposal.missing.push_back(target.name);
  return proposal;
}

Result<Proposal> Importer::propose(const std::string& id) {
  DOORSTEP_LET(run, row_with_file(id));
  auto input = sheets::Input::file(run.path);
  input.name = run.file;
  DOORSTEP_LET(proposal, proposed(input));
  auto name = run.file.substr(0, run.file.rfind('.'));
  proposal.mapping.name = name;
  for (auto& c : name) c = static_cast<char>(std::isalnum(static_cast<unsigned char>(c)) ? std::tolower(c) : '-');
  name.erase(0, name.find_first_not_of('-') == name.npos ? name.size() : name.find_first_not_of('-'));
  proposal.mapping.id = name.empty() ? "table-" + id.substr(0, 8) : name;
  proposal.mapping.space = proposal.mapping.id;
  return proposal;
}

}  // namespace doorstep::imports
