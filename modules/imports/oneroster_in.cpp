// OneRoster 1.1 and 1.2 CSV zips: rostering files, bulk and delta. Reads leniently, checks what the register needs.
// Spans: OneRoster's endDate is exclusive, as ours. schoolYear names the year in which it ends, ours in which it
// begins.
#include "oneroster.h"

#include <set>

#include "reading.h"
#include "roster_orgs.h"
#include "roster_people.h"

namespace doorstep::imports {
namespace {

using namespace registry;

// In the order in which one may refer to the other.
constexpr std::string_view read_files[] = {"orgs",  "academicSessions", "courses", "classes", "demographics", "users",
                                           "roles", "enrollments"};

// Sessions, courses, classes and enrolments.
class RosterClasses : public RosterReader {
 public:
  using RosterReader::RosterReader;

  void session(RosterFile& file) {
    if (ended(file, Table::term)) return;
    TermRow row;
    row.id = id(Table::term, file.at("sourcedId"));
    row.title = file.needed("title");
    row.type = file.word("type", "session", manifest_.version);
    row.parent_id = id(Table::term, file.at("parentSourcedId"));
    file.needed("startDate");
    file.needed("endDate");
    row.begin_on = file.date("startDate", Date::always());
    row.end_on = file.date("endDate", Date::never());
    const auto year = sheets::parse_whole(file.needed("schoolYear"));
    if (!year || *year < 1900 || *year > 2200)
      file.wrong("schoolYear", say("“{}”不是年份", "“{}” is not a year", file.at("schoolYear")),
                 say("填学年结束的年份", "the year in which the school year ends"));
    else
      row.year = SchoolYear{static_cast<int>(*year) - 1};
    if (own_ && row.id == general_term(manifest_.system_code, row.year))
      general_terms_.insert(row.id);
    else
      put(file, row);
  }

  void course(RosterFile& file) {
    if (ended(file, Table::course)) return;
    const OrgId org{id(Table::org, file.needed("orgSourcedId"))};
    const auto course = id(Table::course, file.at("sourcedId"));
    if (own_ && course == general_course(manifest_.system_code, org)) return;
    put(file, CourseRow{course, org, std::string{file.needed("title")}, file.text("courseCode"), file.text("grades"),
                        file.text("subjects")});
  }

  void class_row(RosterFile& file) {
    if (ended(file, Table::class_)) return;
    ClassRow row;
    row.id = ClassId{id(Table::class_, file.at("sourcedId"))};
    row.school_id = OrgId{id(Table::org, file.needed("schoolSourcedId"))};
    row.campus_id = CampusId{id(Table::campus, file.at("metadata.cn.campus"))};
    row.course_id = id(Table::course, file.needed("courseSourcedId"));
    if (own_ && row.course_id == general_course(manifest_.system_code, row.school_id)) row.course_id.clear();
    row.title = file.needed("title");
    row.code = file.text("classCode");
    row.type = file.word("classType", "class", manifest_.version);
    row.grades = file.text("grades");
    each_part(file.at("termSourcedIds"), [&](const std::string& part) {
      const auto term = id(Table::term, part);
      if (!general_terms_.contains(term)) row.terms += (row.terms.empty() ? "" : ",") + term;
    });
    row.begin_on = file.date("metadata.cn.beginDate", Date::always());
    row.end_on = file.date("metadata.cn.endDate", Date::never());
    put(file, row);
  }

  void enrolment(RosterFile& file) {
    if (ended(file, Table::enrolment)) return;
    EnrolmentRow row;
    row.id = id(Table::enrolment, file.at("sourcedId"));
    row.class_id = ClassId{id(Table::class_, file.needed("classSourcedId"))};
    row.school_id = OrgId{id(Table::org, file.needed("schoolSourcedId"))};
    row.person_id = PersonId{id(Table::person, file.needed("userSourcedId"))};
    row.role = file.word("role", "enrollment", manifest_.version);
    row.primary_teacher = file.at("primary") == "true";
    row.begin_on = file.date("beginDate", Date::always());
    row.end_on = file.date("endDate", Date::never());
    put(file, row);
  }

 private:
  std::set<std::string> general_terms_;  // those that only stand in for none
};

// One zip: which reader reads which file, and what a bulk file gives whole.
class Roster {
 public:
  Roster(Reading& reading, const RosterManifest& manifest, bool own)
      : reading_(reading),
        manifest_(manifest),
        orgs_(reading.intake, manifest, own),
        classes_(reading.intake, manifest, own),
        people_(reading.intake, manifest, own) {}

  Result<void> read(const std::string& name, RosterFile& file, int part, int parts) {
    const auto take = reader_of(name);
    DOORSTEP_TRY(reading_.each_row(
        file.table(),
        [&](const sheets::TableRow& row) {
          file.take(row);
          if (const auto uneven = file.table().uneven())
            return file.wrong({}, uneven->what,
                              say("补齐或删除多余的列", "give every row as many values as the header"));
          if (!file.needed("sourcedId").empty()) take(file);
        },
        part, parts));
    if (name == "orgs") orgs_.finish();
    if (manifest_.mode(name) == "bulk")
      for (const auto whole : tables_of(name)) reading_.intake.complete(whole);
    return {};
  }

 private:
  std::function<void(RosterFile&)> reader_of(const std::string& name) {
    if (name == "orgs") return [&](RosterFile& file) { orgs_.row(file); };
    if (name == "academicSessions") return [&](RosterFile& file) { classes_.session(file); };
    if (name == "courses") return [&](RosterFile& file) { classes_.course(file); };
    if (name == "classes") return [&](RosterFile& file) { classes_.class_row(file); };
    if (name == "demographics") return [&](RosterFile& file) { people_.demographics(file); };
    if (name == "users") return [&](RosterFile& file) { people_.user(file); };
    if (name == "roles") return [&](RosterFile& file) { people_.role(file); };
    return [&](RosterFile& file) { classes_.enrolment(file); };
  }
  std::vector<Table> tables_of(std::string_view file) const {
    if (file == "orgs") return {Table::org, Table::campus, Table::membership};
    if (file == "academicSessions") return {Table::term};
    if (file == "courses") return {Table::course};
    if (file == "classes") return {Table::class_};
    if (file == "users" && manifest_.version == "1.1") return {Table::person, Table::staff, Table::role};
    if (file == "users") return {Table::person, Table::staff};
    if (file == "roles") return {Table::role};
    if (file == "enrollments") return {Table::enrolment};
    return {};
  }

  Reading& reading_;
  const RosterManifest& manifest_;
  RosterOrgs orgs_;
  RosterClasses classes_;
  RosterPeople people_;
};

// Files that carry more than the register needs to know are named, not read.
void name_ignored(const RosterManifest& manifest, Intake& intake) {
  std::string ignored;
  for (const auto& [name, mode] : manifest.files)
    if (mode != "absent" && std::ranges::find(read_files, name) == std::end(read_files))
      ignored += (ignored.empty() ? "" : ", ") + name;
  if (!ignored.empty())
    intake.fault({{"manifest.csv", 0, ""},
                  say("未读取的文件：{}", "files that were not read: {}", ignored),
                  say("登记册不需要这些内容", "the register does not need them"),
                  false});
}

}  // namespace

Result<void> read_oneroster(Reading& reading, const sheets::Input& input, const std::string& own_instance) {
  DOORSTEP_LET(zip, sheets::ZipArchive::open(input));
  DOORSTEP_LET(manifest, read_manifest(zip, input));
  for (const auto& warning : manifest.warnings) reading.intake.fault(warning);
  name_ignored(manifest, reading.intake);
  std::vector<std::string> wanted;
  for (const auto name : read_files)
    if (manifest.mode(name) != "absent" && !(name == "roles" && manifest.version == "1.1")) wanted.emplace_back(name);
  // A file that cannot be read would make every row that refers to it a fault: headers first.
  bool whole = true;
  for (const auto& name : wanted) {
    DOORSTEP_LET(table, open_roster_file(input, name));
    whole = check_header(*table, name, manifest, reading.intake) && whole;
  }
  if (!whole) return {};
  Roster roster{reading, manifest, !own_instance.empty() && manifest.system_code == own_instance};
  int part = 0;
  for (const auto& name : wanted) {
    DOORSTEP_LET(table, open_roster_file(input, name));
    RosterFile file{std::move(table), reading.intake};
    DOORSTEP_TRY(roster.read(name, file, part++, static_cast<int>(wanted.size())));
  }
  return {};
}

}  // namespace doorstep::imports
