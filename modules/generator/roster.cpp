#include "roster.h"

#include <array>

#include "names.h"
#include "people.h"
#include "roster_parts.h"

namespace doorstep::generator {
namespace {

using synthetic::Dice;

class Roster {
 public:
  Roster(const synthetic::District& district, uint64_t seed, const std::string& path, Generated& counts,
         const std::function<void(double)>& told)
      : district_(district), seed_(seed), zip_(path), counts_(counts), told_(told) {}

  void write() {
    manifest();
    write_orgs(zip_, district_, seed_, counts_);
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
