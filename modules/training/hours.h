// Hours of training against the duty, and training elsewhere that a school confirms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/json.h>
#include <doorstep/base/result.h>
#include <doorstep/base/sheet_fault.h>

namespace doorstep::training {

struct DutyRule {
  std::string who;  // teacher, new_teacher, principal
  Words name, source;
  double yearly = 0, hours = 0;  // of a year; of the whole window
  std::string edition;
  bool verified = false;  // against the text itself
};
BOOST_DESCRIBE_STRUCT(DutyRule, (), (who, name, source, yearly, hours, edition, verified))
struct DutyCode {
  std::string code;
  Words name;
};
BOOST_DESCRIBE_STRUCT(DutyCode, (), (code, name))
struct DutyBook {
  std::string id;
  Words name;
  int64_t window = 5;
  std::vector<DutyRule> rules;
  std::vector<DutyCode> levels, kinds;
};
BOOST_DESCRIBE_STRUCT(DutyBook, (), (id, name, window, rules, levels, kinds))

struct HoursOf {
  std::string code;  // of a level or a kind
  double hours = 0;
};
BOOST_DESCRIBE_STRUCT(HoursOf, (), (code, hours))
struct YearHours {
  int64_t year = 0;  // of the calendar
  double due = 0;    // 0: not in service yet
  double hours = 0;
  std::vector<HoursOf> levels, kinds;
};
BOOST_DESCRIBE_STRUCT(YearHours, (), (year, due, hours, levels, kinds))
struct HoursStanding {
  std::vector<YearHours> years;  // of the window, the present one last
  double due = 0, hours = 0;     // of the window
  double lacks = 0;              // until the end of this year
  bool behind = false;
  std::string rule;  // who the rule of this year is for
};
BOOST_DESCRIBE_STRUCT(HoursStanding, (), (years, due, hours, lacks, behind, rule))

struct PersonHours {
  PersonId id;
  std::string name;
  OrgId school_id;
  std::string school, subject, title;
  HoursStanding standing;
};
BOOST_DESCRIBE_STRUCT(PersonHours, (), (id, name, school_id, school, subject, title, standing))
struct HoursPage {
  std::string org;
  std::vector<PersonHours> items;
  std::string next;
  int64_t total = 0, behind = 0;  // of the organisation or school that is asked about
  int64_t found = 0;              // of these, those of the name and standing that are asked for
};
BOOST_DESCRIBE_STRUCT(HoursPage, (), (org, items, next, total, behind, found))
struct HoursQuery {
  OrgId id;
  std::optional<OrgId> school;
  bool behind = false;
  std::string find;  // a part of the name
  std::string cursor;
  int limit = 100;
};
BOOST_DESCRIBE_STRUCT(HoursQuery, (), (id, school, behind, find, cursor, limit))

struct SchoolHours {
  OrgId school_id;
  std::string school;
  int64_t people = 0, behind = 0;
  double mean = 0;       // hours of this year
  double mean_five = 0;  // hours of the window
};
BOOST_DESCRIBE_STRUCT(SchoolHours, (), (school_id, school, people, behind, mean, mean_five))

enum class ClaimState { waiting, confirmed, refused };
BOOST_DESCRIBE_ENUM(ClaimState, waiting, confirmed, refused)

// Training elsewhere, which the school confirms by what is shown.
struct TrainingClaim {
  std::string id;
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, title, issuer, kind, level;
  double hours = 0;
  Date begin_on, end_on;  // end_on: the day after the last
  ClaimState state{};
  std::string reason, decided_by, decided_at, made_at;
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(TrainingClaim, (),
                      (id, person_id, name, school_id, school, title, issuer, kind, level, hours, begin_on, end_on,
                       state, reason, decided_by, decided_at, made_at, files))
struct NewClaim {
  std::string title, issuer, kind, level;
  double hours = 0;
  Date begin_on, last_on;
  std::optional<std::vector<std::string>> files{};
};
BOOST_DESCRIBE_STRUCT(NewClaim, (), (title, issuer, kind, level, hours, begin_on, last_on, files))
// A line of a sheet of hours from before this program, or from elsewhere: confirmed by who brings it.
struct PastHoursLine {
  int64_t row = 0;
  std::string number, name, school, title, issuer, kind, level, hours, begin_on, last_on;
};
struct PastHoursRead {
  int64_t rows = 0, fresh = 0, same = 0;  // same: stand already
  std::vector<SheetFault> faults;
  bool kept = false;
};
BOOST_DESCRIBE_STRUCT(PastHoursRead, (), (rows, fresh, same, faults, kept))

struct ClaimDecision {
  bool confirmed = false;
  std::optional<std::string> reason;  // asked for a refusal
};
BOOST_DESCRIBE_STRUCT(ClaimDecision, (), (confirmed, reason))

// A training as it stands in a portfolio.
struct TrainingFact {
  std::string title, issuer, kind, level;
  double hours = 0;
  Date begin_on, end_on;
  std::string code;  // of the certificate; empty for one from elsewhere
  bool elsewhere = false;
};
BOOST_DESCRIBE_STRUCT(TrainingFact, (), (title, issuer, kind, level, hours, begin_on, end_on, code, elsewhere))

}  // namespace doorstep::training
