// The register as a OneRoster zip, strict: every column in every header, status and dateLastModified empty in bulk.
#include <filesystem>

#include <doorstep/sheets/csv.h>
#include <doorstep/sheets/zip.h>

#include "importer.h"
#include "oneroster.h"

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
std::string day(Date date) { return date == Date::always() || date == Date::never() ? std::string{} : date.text(); }
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

}  // namespace

Result<std::string> Importer::export_oneroster(const registry::Scope& scope, const std::string& version) {
  if (version != "1.1" && version != "1.2")
    return refuse(Fault::invalid, "oneroster-version", say("版本应为 1.1 或 1.2", "the version must be 1.1 or 1.2"));
  auto& register_ = *needs_.registry;
  const auto path = (std::filesystem::path{needs_.files} / ("export-" + new_uuid() + ".zip")).string();
  sheets::ZipWriter zip{path};
  const std::vector<std::string> written =
      version == "1.1"
          ? std::vector<std::string>{"orgs", "academicSessions", "courses", "classes", "users", "enrollments"}
          : std::vector<std::string>{"orgs", "academicSessions", "courses", "classes", "users", "roles", "enrollments"};
  zip.add("manifest.csv");
  std::string manifest = "propertyName,value\nmanifest.version,1.0\noneroster.version," + version + "\n";
  for (const auto& name : roster_files(version))
    manifest += "file." + name + (std::ranges::find(written, name) != written.end() ? ",bulk\n" : ",absent\n");
  manifest += "source.systemName,Doorstep\nsource.systemCode," + needs_.instance + "\n";
  zip.append(manifest);

  const Attached attached{register_, scope};
  {
    Sheet sheet{zip, "orgs", version};
    register_.each_org(scope, [&](const OrgRow& row, Status status, const std::string&) {
      if (status != Status::active) return;
      sheet.row({{"sourcedId", row.id.value},
                 {"name", row.name},
                 {"type", org_type(row.kind)},
                 {"identifier", Attached::of(attached.codes, row.id.value)},
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
                 {"metadata.cn.identifiers", Attached::of(attached.identifiers, row.id.value)},
                 {"metadata.cn.groups", Attached::of(attached.groups, row.id.value)}});
    });
    register_.each_campus(scope, [&](const CampusRow& row) {
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
  {
    Sheet sheet{zip, "academicSessions", version};
    register_.each_term([&](const TermRow& row) {
      sheet.row({{"sourcedId", row.id},
                 {"title", row.title},
                 {"type", row.type},
                 {"startDate", row.begin_on.text()},
                 {"endDate", row.end_on.text()},
                 {"parentSourcedId", row.parent_id},
                 {"schoolYear", std::to_string(row.year.start + 1)}});
    });
  }
  {
    Sheet sheet{zip, "courses", version};
    register_.each_course(scope, [&](const CourseRow& row) {
      sheet.row({{"sourcedId", row.id},
                 {"title", row.title},
                 {"courseCode", row.code},
                 {"grades", row.grades},
                 {"orgSourcedId", row.org_id.value},
                 {"subjects", row.subjects}});
    });
  }
  {
    Sheet sheet{zip, "classes", version};
    register_.each_class(scope, [&](const ClassRow& row) {
      sheet.row({{"sourcedId", row.id.value},
                 {"title", row.title},
                 {"grades", row.grades},
                 {"courseSourcedId", row.course_id},
                 {"classCode", row.code},
                 {"classType", row.type},
                 {"schoolSourcedId", row.school_id.value},
                 {"termSourcedIds", row.terms},
                 {"metadata.cn.campus", row.campus_id.value},
                 {"metadata.cn.beginDate", day(row.begin_on)},
                 {"metadata.cn.endDate", day(row.end_on)}});
    });
  }
  std::map<std::string, StaffRow> staff;
  register_.each_staff(scope, [&](const StaffRow& row) { staff.emplace(row.id.value, row); });
  std::map<std::string, std::pair<std::string, std::string>> roles_of;  // of OneRoster 1.1's users: role, orgs
  if (version == "1.1")
    register_.each_role(scope, [&](const RoleRow& row) {
      auto& [role, orgs] = roles_of[row.person_id.value];
      if (role.empty()) role = role_word(row.role, version);
      orgs += (orgs.empty() ? "" : ",") + row.org_id.value;
    });
  {
    Sheet sheet{zip, "users", version};
    register_.each_person(scope, [&](const PersonRow& row) {
      const auto found = staff.find(row.id.value);
      const StaffRow of_staff = found == staff.end() ? StaffRow{} : found->second;
      const bool is_staff = found != staff.end();
      sheet.row({{"sourcedId", row.id.value},
                 {"enabledUser", "true"},
                 {"username", row.id.value},
                 {"givenName", row.given_name},
                 {"familyName", row.family_name},
                 {"userIds", Attached::of(attached.user_ids, row.id.value)},
                 {"identifier", Attached::of(attached.codes, row.id.value)},
                 {"grades", row.grade},
                 {"role", roles_of[row.id.value].first},
                 {"orgSourcedIds", roles_of[row.id.value].second},
                 {"metadata.cn.fullName", row.full_name},
                 {"metadata.cn.sex", row.sex},
                 {"metadata.cn.qualification", of_staff.qualification},
                 {"metadata.cn.subjects", of_staff.subjects},
                 {"metadata.cn.title", of_staff.title},
                 {"metadata.cn.backbone", of_staff.backbone},
                 {"metadata.cn.section", of_staff.section},
                 {"metadata.cn.fullTime", is_staff ? yes(of_staff.full_time) : ""},
                 {"metadata.cn.established", is_staff ? yes(of_staff.established) : ""}});
    });
  }
  if (version == "1.2") {
    Sheet sheet{zip, "roles", version};
    register_.each_role(scope, [&](const RoleRow& row) {
      sheet.row({{"sourcedId", row.id},
                 {"userSourcedId", row.person_id.value},
                 {"roleType", row.primary_role ? "primary" : "secondary"},
                 {"role", role_word(row.role, version)},
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
  {
    Sheet sheet{zip, "enrollments", version};
    register_.each_enrolment(scope, [&](const EnrolmentRow& row) {
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
  zip.finish();
  return path;
}

}  // namespace doorstep::imports
