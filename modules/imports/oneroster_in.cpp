// OneRoster 1.1 and 1.2 CSV zips: rostering files, bulk and delta. Reads leniently, checks what the register needs.
// Spans: OneRoster's endDate is exclusive, as ours. schoolYear names the year in which it ends, ours in which it
// begins.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <doorstep/sheets/number.h>

#include "cells.h"
#include "oneroster.h"
#include "reading.h"
#include "roster_file.h"

namespace doorstep::imports {
namespace {

using namespace registry;

constexpr std::string_view read_files[] = {"orgs",  "academicSessions", "courses", "classes", "users",
                                           "roles", "enrollments"};

class Roster {
 public:
  Roster(Reading& reading, const RosterManifest& manifest, bool own)
      : reading_(reading), intake_(reading.intake), manifest_(manifest), own_(own) {}

  Result<void> read(const std::string& name, RosterFile& file, int part, int parts) {
    return reading_.each_row(
        file.table(),
        [&](const sheets::TableRow& row) {
          file.take(row);
          if (const auto uneven = file.table().uneven())
            return file.wrong({}, uneven->what,
                              say("补齐或删除多余的列", "give every row as many values as the header"));
          if (file.needed("sourcedId").empty()) return;
          one(name, file);
        },
        part, parts);
  }

 private:
  // What another system calls `key` is ours under a derived id; what we exported ourselves keeps its id.
  std::string id(Table table, std::string_view key) const {
    if (key.empty()) return {};
    return own_ && is_uuid(key) ? std::string{key} : intake_.id_for(table, key);
  }
  bool ended(RosterFile& file, Table table) {
    if (file.at("status") != "tobedeleted") return false;
    intake_.end(table, id(table, file.at("sourcedId")), file.place());
    return true;
  }
  template <class Row>
  void put(RosterFile& file, const Row& row) {
    if (file.good()) intake_.put(row, file.place());
  }

  void one(const std::string& name, RosterFile& file) {
    if (name == "orgs") return org(file);
    if (name == "academicSessions") return session(file);
    if (name == "courses") return course(file);
    if (name == "classes") return class_row(file);
    if (name == "users") return user(file);
    if (name == "roles") return role(file);
    enrolment(file);
  }

  void org(RosterFile& file) {
    const auto type = file.needed("type");
    if (type == "department") return;  // a part of a school without a place of its own
    if (type == "ext:campus") return campus(file);
    if (ended(file, Table::org)) return;
    static const std::map<std::string_view, OrgKind> kinds{
        {"national", OrgKind::country},        {"state", OrgKind::region},  {"local", OrgKind::region},
        {"district", OrgKind::district},       {"school", OrgKind::school}, {"ext:town", OrgKind::town},
        {"ext:educationGroup", OrgKind::group}};
    const auto kind = kinds.find(type);
    if (kind == kinds.end())
      return file.wrong("type", say("不认识的机构类型“{}”", "unknown type of org “{}”", type),
                        say("应为 district、school、local、state、national 或 ext:educationGroup",
                            "use district, school, local, state, national or ext:educationGroup"));
    OrgRow row;
    row.id = OrgId{id(Table::org, file.at("sourcedId"))};
    row.kind = kind->second;
    row.parent_id = OrgId{id(Table::org, file.at("parentSourcedId"))};
    row.name = file.needed("name");
    row.name_en = file.text("metadata.cn.nameEn");
    row.address = file.text("metadata.cn.address");
    row.begin_on = file.date("metadata.cn.beginDate", Date::always());
    row.end_on = file.date("metadata.cn.endDate", Date::never());
    if (row.kind == OrgKind::school) school(file, row);
    if (row.kind == OrgKind::group) {
      row.model = file.text("metadata.cn.model");
      row.lead_school_id = OrgId{id(Table::org, file.at("metadata.cn.leadSchool"))};
    }
    put(file, row);
    if (const auto code = file.at("identifier"); !code.empty())
      put(file, IdentifierRow{row.id.value,
                              row.kind == OrgKind::school && code.size() == 10 ? "cn.school-code" : "local",
                              std::string{code},
                              {},
                              {},
                              Date::never()});
    each_part(file.at("metadata.cn.groups"), [&](const std::string& membership) {
      memberships_.push_back({row.id, membership, file.place("metadata.cn.groups")});
    });
  }

  void school(RosterFile& file, OrgRow& row) {
    row.school_kind = describe::enum_value<SchoolKind>(file.at("metadata.cn.schoolKind"));
    row.stages = file.text("metadata.cn.stages");
    if (row.stages.empty()) row.stages = stages_of(row.school_kind);
    row.legal_form = file.text("metadata.cn.legalForm");
    row.setting = file.text("metadata.cn.setting");
    row.remoteness = file.text("metadata.cn.remoteness");
    row.teaching_point = file.at("metadata.cn.teachingPoint") == "true";
    row.parent_school_id = OrgId{id(Table::org, file.at("metadata.cn.parentSchool"))};
    row.longitude = file.number("metadata.cn.longitude");
    row.latitude = file.number("metadata.cn.latitude");
  }

  void campus(RosterFile& file) {
    if (ended(file, Table::campus)) return;
    CampusRow row;
    row.id = CampusId{id(Table::campus, file.at("sourcedId"))};
    row.school_id = OrgId{id(Table::org, file.needed("parentSourcedId"))};
    row.name = file.needed("name");
    row.main = file.at("metadata.cn.main") == "true";
    row.address = file.text("metadata.cn.address");
    row.longitude = file.number("metadata.cn.longitude");
    row.latitude = file.number("metadata.cn.latitude");
    put(file, row);
  }

  void session(RosterFile& file) {
    if (ended(file, Table::term)) return;
    TermRow row;
    row.id = id(Table::term, file.at("sourcedId"));
    row.title = file.needed("title");
    row.type = file.needed("type");
    row.parent_id = id(Table::term, file.at("parentSourcedId"));
    row.begin_on = file.date("startDate", Date::always());
    row.end_on = file.date("endDate", Date::never());
    file.needed("startDate");
    file.needed("endDate");
    const auto year = sheets::parse_whole(file.needed("schoolYear"));
    if (!year || *year < 1900 || *year > 2200)
      file.wrong("schoolYear", say("“{}”不是年份", "“{}” is not a year", file.at("schoolYear")),
                 say("填学年结束的年份", "the year in which the school year ends"));
    else
      row.year = SchoolYear{static_cast<int>(*year) - 1};
    put(file, row);
  }

  void course(RosterFile& file) {
    if (ended(file, Table::course)) return;
    put(file, CourseRow{id(Table::course, file.at("sourcedId")), OrgId{id(Table::org, file.needed("orgSourcedId"))},
                        std::string{file.needed("title")}, file.text("courseCode"), file.text("grades"),
                        file.text("subjects")});
  }

  void class_row(RosterFile& file) {
    if (ended(file, Table::class_)) return;
    ClassRow row;
    row.id = ClassId{id(Table::class_, file.at("sourcedId"))};
    row.school_id = OrgId{id(Table::org, file.needed("schoolSourcedId"))};
    row.course_id = id(Table::course, file.needed("courseSourcedId"));
    row.title = file.needed("title");
    row.code = file.text("classCode");
    row.type = file.needed("classType");
    row.grades = file.text("grades");
    each_part(file.at("termSourcedIds"),
              [&](const std::string& term) { row.terms += (row.terms.empty() ? "" : ",") + id(Table::term, term); });
    row.begin_on = file.date("metadata.cn.beginDate", Date::always());
    row.end_on = file.date("metadata.cn.endDate", Date::never());
    put(file, row);
  }

  void user(RosterFile& file) {
    const auto source = file.at("sourcedId");
    if (ended(file, Table::person)) return;
    PersonRow who;
    who.id = PersonId{id(Table::person, source)};
    who.family_name = file.needed("familyName");
    who.given_name = file.needed("givenName");
    who.full_name = file.text("metadata.cn.fullName");
    if (who.full_name.empty()) who.full_name = full_name(who);
    who.sex = file.text("metadata.cn.sex");
    who.grade = in_space(file.at("grades"));
    put(file, who);
    identify(file, who.id, "local", file.at("identifier"));
    auto ids = file.at("userIds");
    while (!ids.empty()) {  // {type:id},{type:id}
      const auto end = std::min(ids.find('}'), ids.size());
      const auto pair = ids.substr(0, end);
      const auto open = pair.find('{'), colon = pair.find(':');
      if (open != pair.npos && colon != pair.npos && colon > open)
        identify(file, who.id, std::string{pair.substr(open + 1, colon - open - 1)}, pair.substr(colon + 1));
      ids.remove_prefix(std::min(end + 1, ids.size()));
    }
    staff(file, who.id);
    if (manifest_.version == "1.1") roles_of_user(file, who.id);
  }

  // Two-character and longer Chinese names stand without a space, family name first.
  static std::string full_name(const PersonRow& who) {
    const bool chinese = !who.family_name.empty() && static_cast<unsigned char>(who.family_name.front()) >= 0xe3;
    if (who.given_name == "-") return who.family_name;
    return chinese ? who.family_name + who.given_name : who.given_name + " " + who.family_name;
  }

  void identify(RosterFile& file, const PersonId& id, std::string scheme, std::string_view value) {
    if (value.empty()) return;
    const bool national = national_number(value);
    if (national) scheme = "cn.national";
    put(file, IdentifierRow{id.value,
                            std::move(scheme),
                            national ? intake_.digest_of_national_id(value) : std::string{value},
                            {},
                            {},
                            Date::never()});
  }

  void staff(RosterFile& file, const PersonId& id) {
    if (file.at("metadata.cn.qualification").empty() && file.at("metadata.cn.section").empty()) return;
    StaffRow staff;
    staff.id = id;
    staff.qualification = file.text("metadata.cn.qualification");
    staff.subjects = file.text("metadata.cn.subjects");
    staff.title = file.text("metadata.cn.title");
    staff.backbone = file.text("metadata.cn.backbone");
    staff.section = file.text("metadata.cn.section");
    staff.full_time = file.at("metadata.cn.fullTime") != "false";
    staff.established = file.at("metadata.cn.established") != "false";
    put(file, staff);
  }

  // The words of OneRoster's roles as the register has them; others are kept as they are.
  static std::string role_word(std::string_view role) {
    if (role == "administrator" || role == "districtAdministrator" || role == "siteAdministrator" ||
        role == "systemAdministrator")
      return "staff";
    if (role == "ext:principal" || role == "principal") return "principal";
    if (role == "ext:deputy") return "deputy";
    if (role == "aide" || role == "ext:staff") return "staff";
    if (role == "parent" || role == "relative") return "guardian";
    return std::string{role};
  }

  void roles_of_user(RosterFile& file, const PersonId& person) {
    const auto role = role_word(file.needed("role"));
    bool first = true;
    each_part(file.at("orgSourcedIds"), [&](const std::string& org) {
      RoleRow row;
      row.person_id = person;
      row.org_id = OrgId{id(Table::org, org)};
      row.role = role;
      row.primary_role = first;
      row.id = intake_.id_for(Table::role, person.value + ":" + row.org_id.value + ":" + role);
      put(file, row);
      first = false;
    });
  }

  void role(RosterFile& file) {
    if (ended(file, Table::role)) return;
    RoleRow row;
    row.id = id(Table::role, file.at("sourcedId"));
    row.person_id = PersonId{id(Table::person, file.needed("userSourcedId"))};
    row.org_id = OrgId{id(Table::org, file.needed("orgSourcedId"))};
    row.role = role_word(file.needed("role"));
    const auto type = file.needed("roleType");
    if (type != "primary" && type != "secondary")
      file.wrong("roleType", say("“{}”应为 primary 或 secondary", "“{}” must be primary or secondary", type),
                 say("改正此值", "correct the value"));
    row.primary_role = type == "primary";
    row.post = file.text("metadata.cn.post");
    row.subject = file.text("metadata.cn.subject");
    row.stage = file.text("metadata.cn.stage");
    row.share = file.number("metadata.cn.share").value_or(1);
    row.begin_on = file.date("beginDate", Date::always());
    row.end_on = file.date("endDate", Date::never());
    put(file, row);
  }

  void enrolment(RosterFile& file) {
    if (ended(file, Table::enrolment)) return;
    EnrolmentRow row;
    row.id = id(Table::enrolment, file.at("sourcedId"));
    row.class_id = ClassId{id(Table::class_, file.needed("classSourcedId"))};
    row.school_id = OrgId{id(Table::org, file.needed("schoolSourcedId"))};
    row.person_id = PersonId{id(Table::person, file.needed("userSourcedId"))};
    row.role = file.needed("role");
    row.primary_teacher = file.at("primary") == "true";
    row.begin_on = file.date("beginDate", Date::always());
    row.end_on = file.date("endDate", Date::never());
    put(file, row);
  }

 public:
  // Groups may stand below the schools that name them, so memberships wait for the end of the file.
  void finish_memberships() {
    for (const auto& [school, text, place] : memberships_) {
      std::vector<std::string> parts;
      for (size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(':', at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
      }
      parts.resize(4);
      MembershipRow row;
      row.group_id = OrgId{id(Table::org, parts[0])};
      row.school_id = school;
      row.part = parts[1].empty() ? "member" : parts[1];
      row.begin_on = Date::parse(parts[2]).value_or(Date::always());
      row.end_on = Date::parse(parts[3]).value_or(Date::never());
      row.id =
          intake_.id_for(Table::membership, row.group_id.value + ":" + row.school_id.value + ":" + row.begin_on.text());
      intake_.put(row, place);
    }
    memberships_.clear();
  }

 private:
  struct Waiting {
    OrgId school;
    std::string text;
    Place place;
  };
  Reading& reading_;
  Intake& intake_;
  const RosterManifest& manifest_;
  bool own_;
  std::vector<Waiting> memberships_;
};

// What a bulk file gives whole.
std::vector<Table> tables_of(std::string_view file, const RosterManifest& manifest) {
  if (file == "orgs") return {Table::org};
  if (file == "academicSessions") return {Table::term};
  if (file == "courses") return {Table::course};
  if (file == "classes") return {Table::class_};
  if (file == "users")
    return manifest.version == "1.1" ? std::vector{Table::person, Table::role} : std::vector{Table::person};
  if (file == "roles") return {Table::role};
  if (file == "enrollments") return {Table::enrolment};
  return {};
}

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
  Roster roster{reading, manifest, !own_instance.empty() && manifest.system_code == own_instance};
  std::vector<std::string> wanted;
  for (const auto name : read_files)
    if (manifest.mode(name) != "absent") wanted.emplace_back(name);
  int part = 0;
  for (const auto& name : wanted) {
    DOORSTEP_LET(table, open_roster_file(input, zip, manifest, name));
    if (!check_header(*table, name, manifest, reading.intake)) continue;
    RosterFile file{std::move(table), reading.intake};
    DOORSTEP_TRY(roster.read(name, file, part++, static_cast<int>(wanted.size())));
    if (name == "orgs") roster.finish_memberships();
    if (manifest.mode(name) == "bulk")
      for (const auto whole : tables_of(name, manifest)) reading.intake.complete(whole);
  }
  return {};
}

}  // namespace doorstep::imports
