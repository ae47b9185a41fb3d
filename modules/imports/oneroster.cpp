#include "oneroster.h"

#include <algorithm>

#include <doorstep/sheets/csv.h>

namespace doorstep::imports {
namespace {

std::string lower(std::string_view text) {
  std::string made{text};
  for (auto& c : made) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return made;
}

const sheets::ZipEntry* manifest_entry(const sheets::ZipArchive& zip) {
  const sheets::ZipEntry* found = nullptr;
  for (const auto& entry : zip.entries())
    if (lower(entry.file) == "manifest.csv" && (!found || entry.folder.size() < found->folder.size())) found = &entry;
  return found;
}

// The words of the specification; `what` names where they stand.
std::vector<std::string_view> vocabulary(std::string_view what, std::string_view version) {
  if (what == "org") return {"department", "school", "district", "local", "state", "national"};
  if (what == "session") return {"gradingPeriod", "semester", "schoolYear", "term"};
  if (what == "class") return {"homeroom", "scheduled"};
  if (what == "enrollment") return {"administrator", "proctor", "student", "teacher"};
  if (version == "1.1")
    return {"administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"};
  return {"aide",
          "counselor",
          "districtAdministrator",
          "guardian",
          "parent",
          "principal",
          "proctor",
          "relative",
          "siteAdministrator",
          "student",
          "systemAdministrator",
          "teacher"};
}

std::vector<std::string> required(std::string_view name, std::string_view version) {
  if (name == "orgs") return {"sourcedId", "name", "type"};
  if (name == "academicSessions") return {"sourcedId", "title", "type", "startDate", "endDate", "schoolYear"};
  if (name == "courses") return {"sourcedId", "title", "orgSourcedId"};
  if (name == "classes")
    return {"sourcedId", "title", "courseSourcedId", "classType", "schoolSourcedId", "termSourcedIds"};
  if (name == "users" && version == "1.1")
    return {"sourcedId", "enabledUser", "orgSourcedIds", "role", "username", "givenName", "familyName"};
  if (name == "users") return {"sourcedId", "enabledUser", "username", "givenName", "familyName"};
  if (name == "roles") return {"sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"};
  if (name == "enrollments") return {"sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role"};
  return {"sourcedId"};
}

}  // namespace

std::string RosterManifest::mode(std::string_view file) const {
  const auto found = files.find(std::string{file});
  return found == files.end() ? "absent" : found->second;
}

bool looks_like_oneroster(const sheets::ZipArchive& zip) { return manifest_entry(zip) != nullptr; }

Result<RosterManifest> read_manifest(const sheets::ZipArchive& zip, const sheets::Input& input) {
  const auto* entry = manifest_entry(zip);
  if (!entry)
    return refuse(Fault::invalid, "manifest-missing",
                  say("“{}”中没有 manifest.csv", "“{}” has no manifest.csv", input.name));
  RosterManifest manifest;
  manifest.folder = entry->folder;
  DOORSTEP_LET(bytes, zip.read(*entry));
  sheets::CsvOptions options;
  options.name = entry->name;
  DOORSTEP_LET(csv, sheets::CsvReader::open(std::move(bytes), options));
  while (true) {
    DOORSTEP_LET(more, csv.next());
    if (!more) break;
    const auto cells = csv.cells();
    if (cells.size() < 2) continue;
    const std::string key{cells[0]}, value{cells[1]};
    if (key == "oneroster.version") manifest.version = value;
    if (key == "source.systemName") manifest.system_name = value;
    if (key == "source.systemCode") manifest.system_code = value;
    if (key.starts_with("file.")) manifest.files[key.substr(5)] = lower(value);
  }
  if (manifest.version != "1.1" && manifest.version != "1.2")
    return refuse(Fault::invalid, "oneroster-version",
                  say("manifest.csv 的 oneroster.version 为“{}”；可读 1.1 与 1.2",
                      "manifest.csv says oneroster.version “{}”; 1.1 and 1.2 can be read", manifest.version));
  if (!manifest.folder.empty())
    manifest.warnings.push_back({{entry->name, 0, ""},
                                 say("文件放在子文件夹中", "the files are in a folder"),
                                 say("OneRoster 要求放在 zip 根目录", "OneRoster wants them at the root of the zip"),
                                 false});
  for (const auto& [name, mode] : manifest.files) {
    if (mode != "absent" && mode != "bulk" && mode != "delta")
      return refuse(Fault::invalid, "manifest-invalid",
                    say("manifest.csv 的 file.{} 为“{}”；应为 absent、bulk 或 delta",
                        "manifest.csv says file.{} “{}”; it must be absent, bulk or delta", name, mode));
    const auto path = (manifest.folder.empty() ? "" : manifest.folder + "/") + name + ".csv";
    if (mode != "absent" && !zip.find(path))
      return refuse(Fault::invalid, "file-missing",
                    say("manifest.csv 列出了 {}.csv，但压缩包中没有",
                        "manifest.csv lists {}.csv, but it is not in the zip", name));
  }
  for (const auto& other : zip.entries()) {
    const auto name = other.file.substr(0, other.file.rfind('.'));
    if (other.folder == manifest.folder && other.file != entry->file && manifest.mode(name) == "absent")
      manifest.warnings.push_back(
          {{other.name, 0, ""},
           say("manifest.csv 没有列出 {}，未读取", "manifest.csv does not list {}, so it was not read", other.file),
           say("需要时在 manifest.csv 中写 file.{0},bulk", "write file.{0},bulk in manifest.csv if it is meant", name),
           false});
  }
  return manifest;
}

Result<std::unique_ptr<sheets::TableReader>> open_roster_file(const sheets::Input& input, const std::string& name) {
  sheets::TableOptions options;
  options.name = name + ".csv";
  options.delimiter = ',';
  options.header_score = [](std::span<const std::string_view> cells) {
    return std::ranges::find(cells, "sourcedId") != cells.end() ? 1.0 : 0.0;
  };
  return sheets::open_table(input, options);
}

bool check_header(const sheets::TableReader& table, std::string_view name, const RosterManifest& manifest,
                  registry::Intake& intake) {
  std::string missing;
  for (const auto& column : required(name, manifest.version))
    if (std::ranges::find(table.header(), column) == table.header().end())
      missing += (missing.empty() ? "" : ", ") + column;
  for (const auto& duplicate : table.duplicates())
    intake.fault({{table.info().name, table.header_row(), duplicate.name},
                  say("列名“{}”出现了两次", "the heading “{}” stands twice", duplicate.name),
                  say("删除或改名其中一列", "remove or rename one of them"),
                  true});
  if (missing.empty()) return table.duplicates().empty();
  intake.fault({{table.info().name, table.header_row(), ""},
                say("缺少必需的列：{}", "required columns are missing: {}", missing),
                say("按 OneRoster 规范补上", "add them as OneRoster asks"),
                true});
  return false;
}

bool in_vocabulary(std::string_view what, std::string_view version, std::string_view word) {
  if (word.starts_with("ext:"))
    return word.size() > 4 && std::ranges::all_of(word.substr(4), [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                    c == '_' || c == '-';
           });
  const auto words = vocabulary(what, version);
  return std::ranges::find(words, word) != words.end();
}

std::string words_of(std::string_view what, std::string_view version) {
  return fmt::format("{}", fmt::join(vocabulary(what, version), ", "));
}

const std::vector<std::string>& roster_files(std::string_view version) {
  static const std::vector<std::string> one{
      "academicSessions", "categories",   "classes",     "classResources", "courses",
      "courseResources",  "demographics", "enrollments", "lineItems",      "orgs",
      "resources",        "results",      "users"};
  static const std::vector<std::string> two{"academicSessions",
                                            "categories",
                                            "classResources",
                                            "classes",
                                            "courseResources",
                                            "courses",
                                            "demographics",
                                            "enrollments",
                                            "lineItemLearningObjectiveIds",
                                            "lineItemScoreScales",
                                            "lineItems",
                                            "orgs",
                                            "resources",
                                            "resultLearningObjectiveIds",
                                            "resultScoreScales",
                                            "results",
                                            "roles",
                                            "scoreScales",
                                            "userProfiles",
                                            "userResources",
                                            "users"};
  return version == "1.1" ? one : two;
}

const std::vector<std::string>& roster_columns(std::string_view name, std::string_view version) {
  using Columns = std::vector<std::string>;
  static const std::map<std::string, Columns, std::less<>> two{
      {"orgs",
       {"sourcedId",
        "status",
        "dateLastModified",
        "name",
        "type",
        "identifier",
        "parentSourcedId",
        "metadata.cn.nameEn",
        "metadata.cn.schoolKind",
        "metadata.cn.stages",
        "metadata.cn.legalForm",
        "metadata.cn.setting",
        "metadata.cn.remoteness",
        "metadata.cn.teachingPoint",
        "metadata.cn.parentSchool",
        "metadata.cn.address",
        "metadata.cn.longitude",
        "metadata.cn.latitude",
        "metadata.cn.beginDate",
        "metadata.cn.endDate",
        "metadata.cn.model",
        "metadata.cn.leadSchool",
        "metadata.cn.main",
        "metadata.cn.siteOf",
        "metadata.cn.identifiers",
        "metadata.cn.groups"}},
      {"academicSessions",
       {"sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId",
        "schoolYear"}},
      {"courses",
       {"sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades",
        "orgSourcedId", "subjects", "subjectCodes"}},
      {"classes",
       {"sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode", "classType",
        "location", "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods", "metadata.cn.campus",
        "metadata.cn.beginDate", "metadata.cn.endDate"}},
      {"users",
       {"sourcedId",
        "status",
        "dateLastModified",
        "enabledUser",
        "username",
        "userIds",
        "givenName",
        "familyName",
        "middleName",
        "identifier",
        "email",
        "sms",
        "phone",
        "agentSourcedIds",
        "grades",
        "password",
        "userMasterIdentifier",
        "resourceSourcedIds",
        "preferredGivenName",
        "preferredMiddleName",
        "preferredFamilyName",
        "primaryOrgSourcedId",
        "pronouns",
        "metadata.cn.fullName",
        "metadata.cn.sex",
        "metadata.cn.qualification",
        "metadata.cn.subjects",
        "metadata.cn.title",
        "metadata.cn.backbone",
        "metadata.cn.section",
        "metadata.cn.fullTime",
        "metadata.cn.established",
        "metadata.cn.birthMonth"}},
      {"roles",
       {"sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "beginDate", "endDate",
        "orgSourcedId", "userProfileSourcedId", "metadata.cn.campus", "metadata.cn.post", "metadata.cn.subject",
        "metadata.cn.stage", "metadata.cn.share"}},
      {"enrollments",
       {"sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role",
        "primary", "beginDate", "endDate"}}};
  static const Columns users_one{"sourcedId",
                                 "status",
                                 "dateLastModified",
                                 "enabledUser",
                                 "orgSourcedIds",
                                 "role",
                                 "username",
                                 "userIds",
                                 "givenName",
                                 "familyName",
                                 "middleName",
                                 "identifier",
                                 "email",
                                 "sms",
                                 "phone",
                                 "agentSourcedIds",
                                 "grades",
                                 "password",
                                 "metadata.cn.fullName",
                                 "metadata.cn.sex",
                                 "metadata.cn.qualification",
                                 "metadata.cn.subjects",
                                 "metadata.cn.title",
                                 "metadata.cn.backbone",
                                 "metadata.cn.section",
                                 "metadata.cn.fullTime",
                                 "metadata.cn.established",
                                 "metadata.cn.birthMonth"};
  if (version == "1.1" && name == "users") return users_one;
  return two.find(name)->second;
}

std::string general_course(std::string_view instance, const OrgId& school) {
  return derived_uuid(instance, "general-course", school.value);
}

std::string general_term(std::string_view instance, SchoolYear year) {
  return derived_uuid(instance, "general-term", year.text());
}

}  // namespace doorstep::imports
