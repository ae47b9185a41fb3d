// The register as a OneRoster zip, strict: every column in every header, status and dateLastModified empty in bulk.
#include <filesystem>
#include <set>

#include <doorstep/sheets/csv.h>
#include <doorstep/sheets/zip.h>

#include "importer.h"
#include "oneroster.h"
#include "written.h"

namespace doorstep::imports {
namespace {

using namespace registry;

std::string org_type(OrgKind kind) {
  switch (kind) {
    case OrgKind::country:
      return "national";
    case OrgKind::region:
      return "state";
    case OrgKind::district:
      return "district";
    case OrgKind::town:
      return "ext:town";
    case OrgKind::group:
      return "ext:educationGroup";
    default:
      return "school";
  }
}
std::string degrees(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string{}; }
std::string yes(bool value) { return value ? "true" : "false"; }

// One file of the zip: values by column name, rows in the order of the specification.
class Sheet {
 public:
  Sheet(sheets::ZipWriter& zip, const std::string& name, const std::string& version)
      : zip_(zip), columns_(roster_columns(name, version)), csv_(text_, {false, false, ','}) {
    zip_.add(name + ".csv");
    for (size_t i = 0; i < columns_.size(); ++i) at_.emplace(columns_[i], i);
    write(columns_);
  }
  ~Sheet() { zip_.append(text_); }

  void row(std::initializer_list<std::pair<std::string_view, std::string>> values) {
    std::vector<std::string> cells(columns_.size());
    for (const auto& [name, value] : values)
      if (const auto found = at_.find(name); found != at_.end()) cells[found->second] = value;
    write(cells);
    if (text_.size() > 1 << 20) {
      zip_.append(text_);
      text_.clear();
    }
  }

 private:
  void write(const std::vector<std::string>& cells) {
    const std::vector<std::string_view> views{cells.begin(), cells.end()};
    csv_.row(views);
  }
  sheets::ZipWriter& zip_;
  const std::vector<std::string>& columns_;
  std::map<std::string, size_t, std::less<>> at_;
  std::string text_;
  sheets::CsvWriter csv_;
};

// A program asks for roles in OneRoster's own words.
std::string role_word(const std::string& role, const std::string& version) {
  if (role == "principal" && version == "1.1") return "ext:principal";
  if (role == "deputy") return "ext:deputy";
  if (role == "staff") return "aide";
  if (role == "administrator" && version == "1.2") return "siteAdministrator";
  return role;
}

// "scheme" or "scheme@issuer", as the reader takes it apart again.
std::string type_of(const IdentifierRow& row) {
  return row.issuer.empty() ? row.scheme : row.scheme + "@" + row.issuer;
}

// What belongs to an owner and has no row of its own in OneRoster. Digests of national numbers mean nothing elsewhere.
struct Attached {
  std::map<std::string, std::string> codes;        // the first identifier
  std::map<std::string, std::string> identifiers;  // of organisations: "scheme:value" by commas
  std::map<std::string, std::string> user_ids;     // of persons: "{scheme:value}" by commas
  std::map<std::string, std::string> groups;       // "group:part:begin:end:id" by commas

  Attached(Registry& registry, const Scope& scope) {
    const auto append = [](std::string& list, const std::string& item) { list += (list.empty() ? "" : ",") + item; };
    registry.each_identifier(scope, [&](const IdentifierRow& row) {
      if (row.value.starts_with("digest:")) return;
      codes.emplace(row.owner_id, row.value);
      append(identifiers[row.owner_id], type_of(row) + ":" + row.value);
      append(user_ids[row.owner_id], "{" + type_of(row) + ":" + row.value + "}");
    });
    registry.each_membership(scope, [&](const MembershipRow& row) {
      append(groups[row.school_id.value],
             row.group_id.value + ":" + row.part + ":" + day(row.begin_on) + ":" + day(row.end_on) + ":" + row.id);
    });
  }
  static std::string of(const std::map<std::string, std::string>& map, const std::string& owner) {
    const auto found = map.find(owner);
    return found == map.end() ? std::string{} : found->second;
  }
};

// The year in which a class without a term is shown to others: the one it begins in, or that of the export.
SchoolYear general_year(const ClassRow& row) {
  const auto day = row.begin_on == Date::always() ? Date::today() : row.begin_on;
  return {day.month() >= 8 ? day.year() : day.year() - 1};
}
Date first_day(SchoolYear year) { return *Date::of(year.start, 9, 1); }

// One zip. The files stand in it in the order of the calls.
class RosterWriter {
 public:
  RosterWriter(sheets::ZipWriter& zip, Registry& registry, const Scope& scope, const std::string& version,
               const std::string& instance)
      : zip_(zip),
        registry_(registry),
        scope_(scope),
        version_(version),
        instance_(instance),
        attached_(registry, scope) {
    registry_.each_class(scope_, [&](const ClassRow& row) {
      if (row.course_id.empty()) without_course_.insert(row.school_id.value);
      if (row.terms.empty()) without_term_.insert(general_year(row));
    });
  }

  void manifest() {
    const auto old = version_ == "1.1";
    const std::set<std::string> written{"orgs", "academicSessions", "courses", "classes", "users", "enrollments"};
    std::string text = "propertyName,value\nmanifest.version,1.0\noneroster.version," + version_ + "\n";
    for (const auto& name : roster_files(version_)) {
      const bool there = written.contains(name) || (name == "roles" && !old);
      text += "file." + name + (there ? ",bulk\n" : ",absent\n");
    }
    text += "source.systemName,Doorstep\nsource.systemCode," + instance_ + "\n";
    zip_.add("manifest.csv");
    zip_.append(text);
  }

  void orgs() {
    Sheet sheet{zip_, "orgs", version_};
    registry_.each_org(scope_, [&](const OrgRow& row, Status status, const std::string&) {
      if (status != Status::active) return;
      sheet.row({{"sourcedId", row.id.value},
                 {"name", row.name},
                 {"type", org_type(row.kind)},
                 {"identifier", Attached::of(attached_.codes, row.id.value)},
                 {"parentSourcedId", row.parent_id.value},
                 {"metadata.cn.nameEn", row.name_en},
                 {"metadata.cn.schoolKind", row.school_kind ? std::string{describe::enum_name(*row.school_kind)} : ""},
                 {"metadata.cn.stages", row.stages},
                 {"metadata.cn.legalForm", row.legal_form},
                 {"metadata.cn.setting", row.setting},
                 {"metadata.cn.remoteness", row.remoteness},
                 {"metadata.cn.teachingPoint", row.teaching_point ? "true" : ""},
                 {"metadata.cn.parentSchool", row.parent_school_id.value},
                 {"metadata.cn.address", row.address},
                 {"metadata.cn.longitude", degrees(row.longitude)},
                 {"metadata.cn.latitude", degrees(row.latitude)},
                 {"metadata.cn.beginDate", day(row.begin_on)},
                 {"metadata.cn.endDate", day(row.end_on)},
                 {"metadata.cn.model", row.model},
                 {"metadata.cn.leadSchool", row.lead_school_id.value},
                 {"metadata.cn.identifiers", Attached::of(attached_.identifiers, row.id.value)},
                 {"metadata.cn.groups", Attached::of(attached_.groups, row.id.value)}});
    });
    campuses(sheet);
  }

  void sessions() {
    Sheet sheet{zip_, "academicSessions", version_};
    registry_.each_term([&](const TermRow& row) {
      sheet.row({{"sourcedId", row.id},
                 {"title", row.title},
                 {"type", row.type},
                 {"startDate", row.begin_on.text()},
                 {"endDate", row.end_on.text()},
                 {"parentSourcedId", row.parent_id},
                 {"schoolYear", std::to_string(row.year.start + 1)}});
    });
    for (const auto year : without_term_)
      sheet.row({{"sourcedId", general_term(instance_, year)},
                 {"title", year.text()},
                 {"type", "schoolYear"},
                 {"startDate", first_day(year).text()},
                 {"endDate", first_day({year.start + 1}).text()},
                 {"schoolYear", std::to_string(year.start + 1)}});
  }

  void courses() {
    Sheet sheet{zip_, "courses", version_};
    registry_.each_course(scope_, [&](const CourseRow& row) {
      sheet.row({{"sourcedId", row.id},
                 {"title", row.title},
                 {"courseCode", row.code},
                 {"grades", row.grades},
                 {"orgSourcedId", row.org_id.value},
                 {"subjects", row.subjects}});
    });
    for (const auto& school : without_course_)
      sheet.row({{"sourcedId", general_course(instance_, OrgId{school})},
                 {"title", "综合 General"},
                 {"orgSourcedId", school}});
  }

  void classes() {
    Sheet sheet{zip_, "classes", version_};
    registry_.each_class(scope_, [&](const ClassRow& row) {
      sheet.row({{"sourcedId", row.id.value},
                 {"title", row.title},
                 {"grades", row.grades},
                 {"courseSourcedId", row.course_id.empty() ? general_course(instance_, row.school_id) : row.course_id},
                 {"classCode", row.code},
                 {"classType", row.type},
                 {"schoolSourcedId", row.school_id.value},
                 {"termSourcedIds", row.terms.empty() ? general_term(instance_, general_year(row)) : row.terms},
                 {"metadata.cn.campus", row.campus_id.value},
                 {"metadata.cn.beginDate", day(row.begin_on)},
                 {"metadata.cn.endDate", day(row.end_on)}});
    });
  }

  void users() {
    std::map<std::string, StaffRow> staff;
    registry_.each_staff(scope_, [&](const StaffRow& row) { staff.emplace(row.id.value, row); });
    if (version_ == "1.1") gather_roles();
    Sheet sheet{zip_, "users", version_};
    registry_.each_person(scope_, [&](const PersonRow& row) {
      const auto found = staff.find(row.id.value);
      user(sheet, row, found == staff.end() ? nullptr : &found->second);
    });
  }

  void roles() {
    Sheet sheet{zip_, "roles", version_};
    registry_.each_role(scope_, [&](const RoleRow& row) {
      sheet.row({{"sourcedId", row.id},
                 {"userSourcedId", row.person_id.value},
                 {"roleType", row.primary_role ? "primary" : "secondary"},
                 {"role", role_word(row.role, version_)},
                 {"beginDate", day(row.begin_on)},
                 {"endDate", day(row.end_on)},
                 {"orgSourcedId", row.org_id.value},
                 {"metadata.cn.campus", row.campus_id.value},
                 {"metadata.cn.post", row.post},
                 {"metadata.cn.subject", row.subject},
                 {"metadata.cn.stage", row.stage},
                 {"metadata.cn.share", row.share == 1 ? "" : fmt::format("{}", row.share)}});
    });
  }

  void enrolments() {
    Sheet sheet{zip_, "enrollments", version_};
    registry_.each_enrolment(scope_, [&](const EnrolmentRow& row) {
      sheet.row({{"sourcedId", row.id},
                 {"classSourcedId", row.class_id.value},
                 {"schoolSourcedId", row.school_id.value},
                 {"userSourcedId", row.person_id.value},
                 {"role", row.role},
                 {"primary", row.role == "teacher" ? yes(row.primary_teacher) : ""},
                 {"beginDate", day(row.begin_on)},
                 {"endDate", day(row.end_on)}});
    });
  }

 private:
  void campuses(Sheet& sheet) {
    registry_.each_campus(scope_, [&](const CampusRow& row) {
      sheet.row({{"sourcedId", row.id.value},
                 {"name", row.name},
                 {"type", "ext:campus"},
                 {"parentSourcedId", row.school_id.value},
                 {"metadata.cn.address", row.address},
                 {"metadata.cn.longitude", degrees(row.longitude)},
                 {"metadata.cn.latitude", degrees(row.latitude)},
                 {"metadata.cn.beginDate", day(row.begin_on)},
                 {"metadata.cn.endDate", day(row.end_on)},
                 {"metadata.cn.siteOf", row.parent_id.value},
                 {"metadata.cn.main", yes(row.main)}});
    });
  }

  void user(Sheet& sheet, const PersonRow& row, const StaffRow* staff) {
    const StaffRow known = staff ? *staff : StaffRow{};
    sheet.row({{"sourcedId", row.id.value},
               {"enabledUser", "true"},
               {"username", row.id.value},
               {"givenName", row.given_name},
               {"familyName", row.family_name},
               {"userIds", Attached::of(attached_.user_ids, row.id.value)},
               {"identifier", Attached::of(attached_.codes, row.id.value)},
               {"grades", row.grade},
               {"role", version_ == "1.1" ? role_of(row, staff) : ""},
               {"orgSourcedIds", version_ == "1.1" ? orgs_of(row) : ""},
               {"metadata.cn.fullName", row.full_name},
               {"metadata.cn.sex", row.sex},
               {"metadata.cn.qualification", known.qualification},
               {"metadata.cn.subjects", known.subjects},
               {"metadata.cn.title", known.title},
               {"metadata.cn.backbone", known.backbone},
               {"metadata.cn.section", known.section},
               {"metadata.cn.fullTime", staff ? yes(staff->full_time) : ""},
               {"metadata.cn.established", staff ? yes(staff->established) : ""},
               {"metadata.cn.birthMonth", known.birth_month}});
  }

  // Version 1.1 has one role and a list of organisations in its users: those that hold today, or else the former ones.
  void gather_roles() {
    const auto today = Date::today();
    const auto gather = [&](const RoleRow& row) {
      auto& held = roles_of_[row.person_id.value];
      if (held.role.empty()) held.role = role_word(row.role, version_);
      if (std::ranges::find(held.orgs, row.org_id.value) == held.orgs.end()) held.orgs.push_back(row.org_id.value);
    };
    registry_.each_role(scope_, [&](const RoleRow& row) {
      if (row.end_on > today && row.primary_role) gather(row);
    });
    registry_.each_role(scope_, [&](const RoleRow& row) {
      if (row.end_on > today && !row.primary_role) gather(row);
    });
    std::map<std::string, Held> current;
    current.swap(roles_of_);
    registry_.each_role(scope_, [&](const RoleRow& row) {
      if (!current.contains(row.person_id.value)) gather(row);
    });
    roles_of_.merge(current);
    registry_.each_org(scope_, [&](const OrgRow& row, Status status, const std::string&) {
      if (top_.empty() && status == Status::active) top_ = row.id.value;
    });
  }
  // Both are required there; a person without a role stands at the top of what is exported.
  std::string role_of(const PersonRow& row, const StaffRow* staff) const {
    const auto found = roles_of_.find(row.id.value);
    return found != roles_of_.end() ? found->second.role : staff ? "teacher" : "student";
  }
  std::string orgs_of(const PersonRow& row) const {
    const auto found = roles_of_.find(row.id.value);
    return found != roles_of_.end() ? fmt::format("{}", fmt::join(found->second.orgs, ",")) : top_;
  }

  struct Held {
    std::string role;
    std::vector<std::string> orgs;
  };
  sheets::ZipWriter& zip_;
  Registry& registry_;
  const Scope& scope_;
  const std::string& version_;
  const std::string& instance_;
  const Attached attached_;
  std::set<std::string> without_course_;  // schools with classes that have no course
  std::set<SchoolYear> without_term_;     // years of classes that have no term
  std::map<std::string, Held> roles_of_;  // by person
  std::string top_;
};

}  // namespace

Result<std::string> Importer::export_oneroster(const registry::Scope& scope, const std::string& version) {
  if (version != "1.1" && version != "1.2")
    return refuse(Fault::invalid, "oneroster-version", say("版本应为 1.1 或 1.2", "the version must be 1.1 or 1.2"));
  const auto path = (std::filesystem::path{needs_.files} / ("export-" + new_uuid() + ".zip")).string();
  sheets::ZipWriter zip{path};
  RosterWriter writer{zip, *needs_.registry, scope, version, needs_.instance};
  writer.manifest();
  writer.orgs();
  writer.sessions();
  writer.courses();
  writer.classes();
  writer.users();
  if (version == "1.2") writer.roles();
  writer.enrolments();
  zip.finish();
  return path;
}

}  // namespace doorstep::imports
