#include "roster.h"

#include <array>

#include <doorstep/sheets/csv.h>
#include <doorstep/sheets/zip.h>

#include "names.h"
#include "people.h"

namespace doorstep::generator {
namespace {

using synthetic::Dice;
using synthetic::School;

constexpr int newest_year = 2025;

std::string grade_text(int grade) { return grade < 1 ? "KG" : fmt::format("{:02}", grade); }
std::string number(double value) { return fmt::format("{}", value); }
const char* kind_code(synthetic::Kind kind) {
  static constexpr const char* codes[] = {
      "kindergarten",       "primary",    "junior",  "senior",       "nine_year", "twelve_year",
      "complete_secondary", "vocational", "special", "international"};
  return codes[static_cast<int>(kind)];
}
const char* model_code(int model) {
  static constexpr const char* codes[] = {"leading_school",   "alliance",    "entrusted",
                                          "district_cluster", "cross_stage", "community"};
  return codes[model];
}

// One file of the zip, written in pieces.
class File {
 public:
  File(sheets::ZipWriter& zip, const char* name, std::initializer_list<std::string_view> header)
      : zip_(zip), csv_(text_, {false, false, ','}) {
    zip_.add(name);
    row(header);
  }
  ~File() { zip_.append(text_); }
  void row(std::initializer_list<std::string_view> cells) {
    csv_.row(std::span{cells.begin(), cells.size()});
    if (text_.size() > 1 << 18) {
      zip_.append(text_);
      text_.clear();
    }
  }

 private:
  sheets::ZipWriter& zip_;
  std::string text_;
  sheets::CsvWriter csv_;
};

class Roster {
 public:
  Roster(const synthetic::District& district, uint64_t seed, const std::string& path, Generated& counts,
         const std::function<void(double)>& told)
      : district_(district), seed_(seed), zip_(path), counts_(counts), told_(told) {}

  void write() {
    manifest();
    orgs();
    sessions();
    courses();
    classes();
    users();
    roles();
    enrolments();
    zip_.finish();
  }

 private:
  std::string id(std::string_view kind, int64_t n) const { return id_of(seed_, kind, n); }
  std::string school_id(const School& school) const { return id("school", school.number); }

  void manifest() {
    zip_.add("manifest.csv");
    std::string text = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n";
    for (const char* file : {"academicSessions",
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
                             "users"}) {
      const std::string_view name{file};
      const bool given = name == "academicSessions" || name == "classes" || name == "courses" ||
                         name == "enrollments" || name == "orgs" || name == "roles" || name == "users";
      text += fmt::format("file.{},{}\n", file, given ? "bulk" : "absent");
    }
    text += fmt::format(
        "source.systemName,Doorstep generator (generated data 生成数据)\nsource.systemCode,doorstep.generated.{}\n",
        seed_);
    zip_.append(text);
  }

  void orgs() {
    File file{zip_,
              "orgs.csv",
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
               "metadata.cn.longitude",
               "metadata.cn.latitude",
               "metadata.cn.beginDate",
               "metadata.cn.endDate",
               "metadata.cn.model",
               "metadata.cn.leadSchool",
               "metadata.cn.main",
               "metadata.cn.groups"}};
    const auto plain = [&](const std::string& own, const std::string& name, const char* type,
                           const std::string& parent) {
      file.row({own, "", "", name, type, "", parent, "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""});
    };
    plain(id("region", 1), region_name, "state", "");
    plain(id("district", 1), district_name, "district", id("region", 1));
    for (int town = 0; town < synthetic::towns; ++town)
      plain(id("town", town), town_name(town), "ext:town", id("district", 1));
    for (size_t g = 0; g < district_.groups.size(); ++g) {
      const auto& group = district_.groups[g];
      const auto& lead = district_.schools[static_cast<size_t>(group.lead)];
      file.row({id("group", static_cast<int64_t>(g)),
                "",
                "",
                group_name(lead),
                "ext:educationGroup",
                "",
                id("district", 1),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                fmt::format("{}-09-01", group.since),
                "",
                model_code(group.model),
                school_id(lead),
                "",
                ""});
      ++counts_.groups;
    }
    for (const auto& school : district_.schools) one_school(file, school);
    campuses(file);
  }

  void one_school(File& file, const School& school) {
    std::string stages;
    for (const auto& section : school.sections) stages += (stages.empty() ? "" : ",") + stage_name(section.stage);
    static constexpr const char* settings[] = {"urban", "town", "rural"};
    std::string groups;
    if (school.group >= 0) {
      const auto& group = district_.groups[static_cast<size_t>(school.group)];
      const bool lead = group.lead == school.number - 1;
      groups = fmt::format("{}:{}:{}-09-01:", id("group", school.group), lead ? "lead" : "member",
                           lead ? group.since : std::min(2025, group.since + school.number % 6));
    }
    const auto parent = school.parent >= 0 ? id("school", school.parent + 1) : std::string{};
    const char* remoteness = school.setting == 2 && school.town >= 12 ? "remote" : "";
    file.row({school_id(school),
              "",
              "",
              school_name(school),
              "school",
              school_code(school),
              id("town", school.town),
              fmt::format("Generated School {}", school.number),
              kind_code(school.kind),
              stages,
              school.is_private ? "private" : "public",
              settings[school.setting],
              remoteness,
              school.teaching_point ? "true" : "",
              parent,
              number(school.longitude),
              number(school.latitude),
              fmt::format("{}-09-01", school.opened),
              "",
              "",
              "",
              "",
              groups});
    ++counts_.schools;
  }

  // Sites of the groups' schools: the first group has 25, the others one a school.
  void campuses(File& file) {
    int64_t n = 0;
    for (const auto& group : district_.groups) {
      std::vector<int> schools{group.lead};
      schools.insert(schools.end(), group.members.begin(), group.members.end());
      const int sites = group.sites;
      for (int site = 0; site < sites; ++site) {
        const auto& school =
            district_.schools[static_cast<size_t>(schools[static_cast<size_t>(site) % schools.size()])];
        const int round = site / static_cast<int>(schools.size());
        const auto name = round == 0 ? std::string{"主校区"} : fmt::format("{}校区", round == 1 ? "东" : "西");
        file.row({id("campus", n++),
                  "",
                  "",
                  name,
                  "ext:campus",
                  "",
                  school_id(school),
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  number(school.longitude + 0.004 * round),
                  number(school.latitude + 0.002 * round),
                  "",
                  "",
                  "",
                  "",
                  round == 0 ? "true" : "false",
                  ""});
      }
    }
  }

  void sessions() {
    File file{zip_,
              "academicSessions.csv",
              {"sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId",
               "schoolYear"}};
    file.row({id("term", 0), "", "", "2025-2026学年", "schoolYear", "2025-09-01", "2026-09-01", "", "2026"});
    file.row({id("term", 1), "", "", "第一学期", "semester", "2025-09-01", "2026-02-16", id("term", 0), "2026"});
    file.row({id("term", 2), "", "", "第二学期", "semester", "2026-02-16", "2026-09-01", id("term", 0), "2026"});
  }

  void courses() {
    File file{zip_,
              "courses.csv",
              {"sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades",
               "orgSourcedId", "subjects", "subjectCodes"}};
    for (int grade = -2; grade <= 12; ++grade)
      file.row({id("course", grade), "", "", id("term", 0), fmt::format("行政班 {}", grade_text(grade)),
                fmt::format("H{}", grade + 3), grade_text(grade), id("district", 1), "", ""});
  }

  // Calls visit(class number, school, grade, students in it) for every class, always in the same order.
  template <class Visit>
  void each_class(Visit&& visit) const {
    int64_t n = 0;
    for (const auto& school : district_.schools)
      for (const auto& section : school.sections)
        for (size_t g = 0; g < section.by_grade.size(); ++g)
          for (int c = 0; c < section.classes[g]; ++c) {
            const int base = section.by_grade[g] / section.classes[g], extra = section.by_grade[g] % section.classes[g];
            visit(n++, school, section.first_grade + static_cast<int>(g), c, base + (c < extra));
          }
  }

  void classes() {
    File file{zip_,
              "classes.csv",
              {"sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode",
               "classType", "location", "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods",
               "metadata.cn.beginDate", "metadata.cn.endDate"}};
    const auto term = id("term", 0);
    each_class([&](int64_t n, const School& school, int grade, int c, int) {
      file.row({id("class", n), "", "", fmt::format("{}年级{}班", grade < 1 ? grade + 3 : grade, c + 1),
                grade_text(grade), id("course", grade), fmt::format("{}-{}", grade, c + 1), "homeroom", "",
                school_id(school), term, "", "", "", "2025-09-01", "2026-09-01"});
      ++counts_.classes;
    });
  }

  // Calls visit(person number, school, teacher or null for other staff).
  template <class Visit>
  void each_staff(Visit&& visit) const {
    int64_t n = 0;
    for (const auto& school : district_.schools) {
      for (const auto& teacher : teachers_of(school, seed_)) visit(n++, school, &teacher);
      for (int other = 0; other < school.other_staff; ++other) visit(n++, school, nullptr);
    }
  }

  void users() {
    File file{zip_,
              "users.csv",
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
               "metadata.cn.sex",
               "metadata.cn.qualification",
               "metadata.cn.subjects",
               "metadata.cn.title",
               "metadata.cn.backbone",
               "metadata.cn.section",
               "metadata.cn.fullTime",
               "metadata.cn.established"}};
    Dice dice{seed_ * 31 + 5};
    each_staff([&](int64_t n, const School& school, const Teacher* teacher) {
      const auto name = person_name(dice);
      const auto section =
          teacher ? stage_name(school.sections[static_cast<size_t>(teacher->section)].stage) : std::string{};
      const auto own = fmt::format("T{:06}", n + 1);
      file.row({id("staff", n),
                "",
                "",
                "true",
                own,
                "",
                name.given,
                name.family,
                "",
                own,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                school_id(school),
                "",
                dice.chance(0.28) ? "1" : "2",
                teacher ? teacher->qualification : "college",
                teacher ? teacher->subject : "",
                teacher ? teacher->title : "none",
                teacher ? teacher->backbone : "none",
                section,
                teacher ? "true" : "false",
                dice.chance(0.85) ? "true" : "false"});
      ++counts_.staff;
    });
    int64_t student = 0;
    each_class([&](int64_t, const School& school, int grade, int, int students) {
      for (int s = 0; s < students; ++s, ++student) {
        const auto name = person_name(dice);
        const auto own = fmt::format("S{:07}", student + 1);
        file.row({id("student", student),
                  "",
                  "",
                  "true",
                  own,
                  "",
                  name.given,
                  name.family,
                  "",
                  own,
                  "",
                  "",
                  "",
                  "",
                  grade_text(grade),
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  school_id(school),
                  "",
                  dice.chance(0.52) ? "1" : "2",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  ""});
        ++counts_.students;
      }
      if (told_ && student % 4096 < students) told_(0.1 + 0.3 * static_cast<double>(student) / 342'000);
    });
  }

  void roles() {
    File file{zip_,
              "roles.csv",
              {"sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "beginDate", "endDate",
               "orgSourcedId", "userProfileSourcedId", "metadata.cn.post", "metadata.cn.subject", "metadata.cn.stage",
               "metadata.cn.share"}};
    Dice dice{seed_ * 31 + 6};
    int64_t n = 0;
    int last_school = 0;
    each_staff([&](int64_t person, const School& school, const Teacher* teacher) {
      const bool first = school.number != last_school;
      last_school = school.number;
      const auto since = fmt::format("{}-09-01", newest_year - dice.below(25));
      const auto stage =
          teacher ? stage_name(school.sections[static_cast<size_t>(teacher->section)].stage) : std::string{};
      file.row({id("role", n++), "", "", id("staff", person), "primary",
                first     ? "ext:principal"
                : teacher ? "teacher"
                          : "aide",
                since, "", school_id(school), "", first ? "校长" : "", teacher ? teacher->subject : "", stage, ""});
      // One in a hundred teachers of a group serves another member for this year: home stays primary.
      if (teacher && !first && school.group >= 0 && dice.chance(0.01)) {
        const auto& group = district_.groups[static_cast<size_t>(school.group)];
        const auto& host = district_.schools[static_cast<size_t>(
            group.members[static_cast<size_t>(dice.below(static_cast<int>(group.members.size())))])];
        if (host.number != school.number)
          file.row({id("role", n++), "", "", id("staff", person), "secondary", "teacher", "2025-09-01", "2026-09-01",
                    school_id(host), "", "交流教师", teacher->subject, stage, "1"});
      }
    });
    int64_t student = 0;
    each_class([&](int64_t, const School& school, int, int, int students) {
      for (int s = 0; s < students; ++s, ++student)
        file.row({id("role", n++), "", "", id("student", student), "primary", "student", "2025-09-01", "",
                  school_id(school), "", "", "", "", ""});
    });
    if (told_) told_(0.75);
  }

  void enrolments() {
    File file{zip_,
              "enrollments.csv",
              {"sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role",
               "primary", "beginDate", "endDate"}};
    std::map<int, std::vector<int64_t>> teachers;  // of each school
    each_staff([&](int64_t person, const School& school, const Teacher* teacher) {
      if (teacher) teachers[school.number].push_back(person);
    });
    int64_t n = 0, student = 0;
    std::map<int, size_t> next;
    each_class([&](int64_t number_of_class, const School& school, int, int, int students) {
      const auto own = id("class", number_of_class), at = school_id(school);
      for (int s = 0; s < students; ++s, ++student)
        file.row({id("enrolment", n++), "", "", own, at, id("student", student), "student", "false", "2025-09-01",
                  "2026-09-01"});
      const auto& staff = teachers[school.number];
      for (size_t t = 0; t < 2 && t < staff.size(); ++t)
        file.row({id("enrolment", n++), "", "", own, at, id("staff", staff[next[school.number]++ % staff.size()]),
                  "teacher", t == 0 ? "true" : "false", "2025-09-01", "2026-09-01"});
    });
  }

  const synthetic::District& district_;
  uint64_t seed_;
  sheets::ZipWriter zip_;
  Generated& counts_;
  const std::function<void(double)>& told_;
};

}  // namespace

std::string id_of(uint64_t seed, std::string_view kind, int64_t number) {
  return derived_uuid(fmt::format("doorstep.generated.{}", seed), kind, fmt::format("{}", number));
}

void write_roster(const synthetic::District& district, uint64_t seed, const std::string& path, Generated& counts,
                  const std::function<void(double)>& told) {
  Roster{district, seed, path, counts, told}.write();
}

}  // namespace doorstep::generator
