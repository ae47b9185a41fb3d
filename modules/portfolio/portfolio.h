// Portfolio: one for each teacher. What the house knows comes live from its rooms as facts; what it cannot know is
// entered by hand with files that show it, handed in, and confirmed or returned with a reason by the school. Who sees
// which part is decided by one table, visibility.h.
//
// Thread safe; every change is one transaction with its entry in the audit trail, and every reading of somebody else's
// portfolio leaves one.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>

namespace doorstep::portfolio {

// --- what rooms offer

// Something that a room knows of a person. `kind` is a code of data/kinds.toml; end_on is exclusive, and never() while
// it lasts.
struct Fact {
  std::string kind;
  Date begin_on, end_on;
  Words title;
  std::optional<double> quantity;
  Words unit;        // of the quantity; the kind's own when empty
  std::string link;  // a path of the web app; may be empty
};
BOOST_DESCRIBE_STRUCT(Fact, (), (kind, begin_on, end_on, title, quantity, unit, link))

using Source = std::function<std::vector<Fact>(const PersonId& person)>;

// Where a person stands on the ladder of ranks, for the head of the page.
struct RankNeed {
  Words what;
  bool met = false;
};
BOOST_DESCRIBE_STRUCT(RankNeed, (), (what, met))
struct RankStanding {
  Words rank;  // empty: none yet
  Words next;  // empty: nothing above
  std::vector<RankNeed> needs;
  std::string link;
};
BOOST_DESCRIBE_STRUCT(RankStanding, (), (rank, next, needs, link))

// --- kinds

struct KindChoice {
  std::string code;
  Words name;
};
BOOST_DESCRIBE_STRUCT(KindChoice, (), (code, name))
enum class FieldType { text, whole, choice };
BOOST_DESCRIBE_ENUM(FieldType, text, whole, choice)
struct KindField {
  std::string code;
  Words name;
  FieldType type = FieldType::text;
  bool required = false;
  std::vector<KindChoice> choices;
};
BOOST_DESCRIBE_STRUCT(KindField, (), (code, name, type, required, choices))
enum class FilledBy { hand, system, both };
BOOST_DESCRIBE_ENUM(FilledBy, hand, system, both)
struct PortfolioKind {
  std::string code, area;
  Words name;
  FilledBy by = FilledBy::hand;
  bool confirm = true;  // by the school
  bool level = false;   // asks at which level
  bool yearly = false;  // named when a school year has none
  Words unit;           // of its quantity; empty: none is asked
  std::vector<KindField> fields;
};
BOOST_DESCRIBE_STRUCT(PortfolioKind, (), (code, area, name, by, confirm, level, yearly, unit, fields))
struct PortfolioArea {
  std::string code;
  Words name;
};
BOOST_DESCRIBE_STRUCT(PortfolioArea, (), (code, name))
struct PortfolioKinds {
  std::vector<PortfolioArea> areas;
  std::vector<PortfolioKind> kinds;
};
BOOST_DESCRIBE_STRUCT(PortfolioKinds, (), (areas, kinds))

// --- entries by hand

enum class EntryState { draft, handed_in, returned, confirmed };
BOOST_DESCRIBE_ENUM(EntryState, draft, handed_in, returned, confirmed)
enum class EntryLevel { none, school, group, district, city, province, nation };
BOOST_DESCRIBE_ENUM(EntryLevel, none, school, group, district, city, province, nation)

struct EntryDetail {
  std::string code, value;
};
BOOST_DESCRIBE_STRUCT(EntryDetail, (), (code, value))

struct PortfolioEntry {
  std::string id, kind, title;
  Date begin_on, end_on;
  EntryLevel level = EntryLevel::none;
  std::optional<double> quantity;
  std::string words;
  std::vector<EntryDetail> details;
  EntryState state = EntryState::draft;
  std::string reason;                  // why it was returned
  std::string decided_by, decided_at;  // empty: nobody has yet, or nobody has to
  bool open = false;                   // to the colleagues of the group
  int64_t version = 1;
  std::string changed_at;
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(PortfolioEntry, (),
                      (id, kind, title, begin_on, end_on, level, quantity, words, details, state, reason, decided_by,
                       decided_at, open, version, changed_at, files))

struct EntryVersion {
  int64_t version = 1;
  EntryState state = EntryState::draft;
  std::string title, words, at, by_name;
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(EntryVersion, (), (version, state, title, words, at, by_name, begin_on, end_on))

struct NewPortfolioEntry {
  std::string kind, title;
  Date begin_on;
  std::optional<Date> end_on;  // the day after; exclusive
  std::optional<EntryLevel> level;
  std::optional<double> quantity;
  std::optional<std::string> words;
  std::optional<std::vector<EntryDetail>> details{};
  std::optional<std::vector<std::string>> files{};  // ids of one's own uploads for the school
};
BOOST_DESCRIBE_STRUCT(NewPortfolioEntry, (), (kind, title, begin_on, end_on, level, quantity, words, details, files))

struct EntryReturn {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(EntryReturn, (), (reason))
struct EntryOpening {
  bool open = false;
};
BOOST_DESCRIBE_STRUCT(EntryOpening, (), (open))

// --- goals of a school year

enum class GoalState { open, under_way, reached, missed };
BOOST_DESCRIBE_ENUM(GoalState, open, under_way, reached, missed)
enum class SharedWith { nobody, mentor, school };  // school: and the mentor
BOOST_DESCRIBE_ENUM(SharedWith, nobody, mentor, school)
struct YearGoal {
  std::string goal, measure;
  std::optional<Date> due_on;
  std::string check;  // at the middle of the year
  GoalState state = GoalState::open;
};
BOOST_DESCRIBE_STRUCT(YearGoal, (), (goal, measure, due_on, check, state))
struct YearGoals {
  int64_t year = 0;  // in which the school year begins
  SharedWith shared = SharedWith::nobody;
  std::vector<YearGoal> goals;
  std::string reflection;  // at the end
  std::string changed_at;
};
BOOST_DESCRIBE_STRUCT(YearGoals, (), (year, shared, goals, reflection, changed_at))
struct NewYearGoals {
  SharedWith shared = SharedWith::nobody;
  std::vector<YearGoal> goals;
  std::string reflection;
};
BOOST_DESCRIBE_STRUCT(NewYearGoals, (), (shared, goals, reflection))

// --- the page

// What who asks is to the teacher.
enum class Viewer { owner, school, group, district, mentor, colleague, nobody };
BOOST_DESCRIBE_ENUM(Viewer, owner, school, group, district, mentor, colleague, nobody)

struct PortfolioHead {
  PersonId id;
  std::string name;
  OrgId school_id;
  std::string school, role, post, subject, subjects, stage, qualification, title, backbone;
  Date at_school_since, working_since;
  bool serves = true;
};
BOOST_DESCRIBE_STRUCT(PortfolioHead, (),
                      (id, name, school_id, school, role, post, subject, subjects, stage, qualification, title,
                       backbone, at_school_since, working_since, serves))

// How many facts and entries of an area begin in a school year.
struct AreaYear {
  std::string area;
  int64_t year = 0, count = 0;
};
BOOST_DESCRIBE_STRUCT(AreaYear, (), (area, year, count))

struct Portfolio {
  Viewer viewer = Viewer::nobody;
  bool confirms = false;  // who asks may confirm and return
  bool own = false;
  PortfolioHead head;
  std::optional<RankStanding> standing;
  std::vector<Fact> facts;              // the newest first
  std::vector<PortfolioEntry> entries;  // the newest first
  std::vector<AreaYear> counts;
  std::vector<std::string> lacking;  // yearly kinds that this school year has none of; for the owner and the school
  std::vector<YearGoals> goals;      // the newest year first
};
BOOST_DESCRIBE_STRUCT(Portfolio, (), (viewer, confirms, own, head, standing, facts, entries, counts, lacking, goals))

// What waits for somebody, for the page of the day.
struct PortfolioGlance {
  bool teacher = false;                           // the account is tied to a member of staff
  int64_t drafts = 0, returned = 0, waiting = 0;  // waiting: handed in
  std::vector<std::string> lacking;
  bool goals_set = false, reflected = false;  // of this school year
  int64_t to_confirm = 0;                     // of others, by who asks
};
BOOST_DESCRIBE_STRUCT(PortfolioGlance, (),
                      (teacher, drafts, returned, waiting, lacking, goals_set, reflected, to_confirm))

struct WaitingEntry {
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school;
  PortfolioEntry entry;
};
BOOST_DESCRIBE_STRUCT(WaitingEntry, (), (person_id, name, school_id, school, entry))

// --- lists of teachers

struct TeachersQuery {
  OrgId id;  // a school, a group or an area
  std::optional<OrgId> school;
  std::string q, subject, stage, title, backbone, role;
  std::string sort = "school";  // school, name, subject, title, backbone, since; "-since" descending
  int offset = 0;
  int limit = 100;  // 1 to 500
};
BOOST_DESCRIBE_STRUCT(TeachersQuery, (), (id, school, q, subject, stage, title, backbone, role, sort, offset, limit))

struct ListedTeacher {
  PersonId id;
  std::string name;
  OrgId school_id;
  std::string school, role, subject, stage, title, backbone, qualification;
  Date at_school_since;
  bool away = false;                   // serves elsewhere today
  int64_t confirmed = 0, waiting = 0;  // waiting: for the school alone
};
BOOST_DESCRIBE_STRUCT(ListedTeacher, (),
                      (id, name, school_id, school, role, subject, stage, title, backbone, qualification,
                       at_school_since, away, confirmed, waiting))
// How many of those that the other filters leave have a value.
struct TeacherCount {
  std::string of;  // school, subject, stage, title, backbone or role
  std::string value, name;
  int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(TeacherCount, (), (of, value, name, count))
struct TeacherList {
  OrgId org_id;
  std::string org;
  int64_t total = 0;
  std::vector<ListedTeacher> items;
  std::vector<TeacherCount> counts;
};
BOOST_DESCRIBE_STRUCT(TeacherList, (), (org_id, org, total, items, counts))

// What counts of a person, for other rooms.
struct PortfolioRecord {
  std::vector<Fact> facts;
  std::vector<PortfolioEntry> entries;  // confirmed ones
};

class Portfolios {
 public:
  virtual ~Portfolios() = default;

  virtual PortfolioRecord record(const PersonId& person) = 0;

  virtual const PortfolioKinds& kinds() const = 0;
  // not_found (no-teacher): the account is tied to nobody.
  virtual Result<Portfolio> own(const Actor& actor) = 0;
  // not_found (person-unknown), also for whom the table lets see nothing.
  virtual Result<Portfolio> of(const Actor& actor, const PersonId& person) = 0;
  virtual Result<PortfolioGlance> glance(const Actor& actor) = 0;

  // Faults of all changes: not_found, invalid (a field is wrong), conflict (entry-state), forbidden.
  virtual Result<Portfolio> enter(const Actor& actor, const NewPortfolioEntry& wanted) = 0;
  // The version before stays readable; what was confirmed is a draft again.
  virtual Result<Portfolio> change(const Actor& actor, const std::string& entry, const NewPortfolioEntry& wanted) = 0;
  virtual Result<Portfolio> hand_in(const Actor& actor, const std::string& entry) = 0;
  virtual Result<Portfolio> take_back(const Actor& actor, const std::string& entry) = 0;  // before it is decided
  virtual Result<Portfolio> remove(const Actor& actor, const std::string& entry) = 0;
  virtual Result<Portfolio> remove_file(const Actor& actor, const std::string& file) = 0;  // of a draft
  virtual Result<Portfolio> open(const Actor& actor, const std::string& entry, const EntryOpening& wanted) = 0;
  virtual Result<Portfolio> set_goals(const Actor& actor, int64_t year, const NewYearGoals& wanted) = 0;

  // By the school, or of who leads a school by what lies above; never one's own.
  virtual Result<Portfolio> confirm(const Actor& actor, const PersonId& person, const std::string& entry) = 0;
  virtual Result<Portfolio> give_back(const Actor& actor, const PersonId& person, const std::string& entry,
                                      const EntryReturn& wanted) = 0;
  // What waits for who asks, below an organisation; at most 500.
  virtual Result<std::vector<WaitingEntry>> waiting(const Actor& actor, const OrgId& below) = 0;

  virtual Result<std::vector<EntryVersion>> versions(const Actor& actor, const PersonId& person,
                                                     const std::string& entry) = 0;
  // Whether who asks may open the files of an entry.
  virtual bool shows(const Actor& actor, const PersonId& person, const std::string& entry) = 0;
  // The school of the contract; empty when there is no such member of staff.
  virtual OrgId school_of(const PersonId& person) = 0;

  virtual Result<TeacherList> teachers(const Actor& actor, const TeachersQuery& query) = 0;
};

}  // namespace doorstep::portfolio
