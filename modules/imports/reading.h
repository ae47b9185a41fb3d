// Reading: what every reader of a format shares: the intake, how far it has come, and whether to stop.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <doorstep/base/standard.h>
#include <doorstep/imports/imports.h>
#include <doorstep/registry/intake.h>
#include <doorstep/sheets/table.h>

namespace doorstep::imports {

// Told now and then: rows read so far and the share of the bytes. An Error stops the reading (somebody cancelled).
using Told = std::function<Result<void>(int64_t rows, double share)>;

class Reading {
 public:
  Reading(registry::Intake& into, Told told) : intake(into), told_(std::move(told)) {}

  // Calls row(table, row) for every row. `part` and `parts` place this table in the whole for the progress.
  template <class Visit>
  Result<void> each_row(sheets::TableReader& table, Visit&& visit, int part = 0, int parts = 1) {
    while (true) {
      auto next = table.next();
      if (!next) return pass_on(next);
      if (!*next) break;
      visit(**next);
      if (intake.too_many_faults()) break;
      if (++rows_ % 1024 == 0) DOORSTEP_TRY(tell((part + table.share()) / parts));
    }
    return tell((part + 1.0) / parts);
  }
  Result<void> tell(double share) { return told_ ? told_(rows_, share) : Result<void>{}; }

  registry::Intake& intake;

 private:
  Told told_;
  int64_t rows_ = 0;
};

// The figures that are columns of a table, by column; families such as classes_g1 among them.
struct FigureColumn {
  size_t column = 0;
  std::string code;
  const standard::Figure* figure = nullptr;
};
std::vector<FigureColumn> figure_columns(const standard::Book& book, const std::vector<std::string>& header);

// The year of "2025", "2025-26", "2025-2026", "2025学年".
std::optional<SchoolYear> year_of(std::string_view text);

// Sections of a kind of school, "primary,junior" for nine_year.
std::string stages_of(std::optional<registry::SchoolKind> kind);

// The kind that the name of a school tells: "…九年一贯制学校", "… Primary School". Empty when it tells none.
std::optional<registry::SchoolKind> kind_of_name(std::string_view name);

// Whole name in one member; "-" stands where the other part cannot be told (interop: both are required).
void split_name(std::string_view full, registry::PersonRow& person);

// A number that names a resident or a student nation-wide and so is never kept in clear: an 18-character number with
// the right check character (GB 11643), or G, L or J before 18 characters.
bool national_number(std::string_view text);

// Ids of rows in the register that sheets of ours name by words. What another source brought keeps its id when a sheet
// says more about it.
struct Held {
  std::map<std::string, std::string> campuses, facilities, memberships;

  // Keys as both the register's rows and the sheets' make them.
  static std::string campus(const OrgId& school, std::string_view name);
  static std::string facility(const OrgId& school, std::string_view kind, std::string_view name);
  static std::string membership(const OrgId& group, const OrgId& school, Date begin);
};
Held held_in(const registry::Intake& intake);

// Readers of the formats. `files` are in the order given.
Result<void> read_templates(Reading& reading, const standard::Book& book, const std::vector<sheets::Input>& files);
Result<void> read_oneroster(Reading& reading, const sheets::Input& file, const std::string& own_instance);
Result<void> read_foreign(Reading& reading, const sheets::Input& file, const Mapping& mapping);

}  // namespace doorstep::imports
