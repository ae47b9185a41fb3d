#include "roster.h"

#include <algorithm>
#include <array>
#include <map>

#include "names.h"
#include "people.h"
#include "roster_parts.h"

namespace doorstep::generator {
namespace {

using synthetic::Dice;

// Of somebody who has been at the school since a year: 22 or more when they came, 58 at most now.
std::string birth_month(int since, Dice& dice) {
  const int youngest = since - 22, oldest = std::min(synthetic::newest_year - 58, youngest);
  const int year = youngest - static_cast<int>(dice.unit() * dice.unit() * (youngest - oldest + 1));
  return fmt::format("{}-{:02}", year, 1 + dice.below(12));
}

std::string september(int year) { return fmt::format("{}-09-01", year); }

class Roster {
 public:
  Roster(const synthetic::District& district, uint64_t seed, int year, const std::string& path, Generated& counts,
         const std::function<void(double)>& told)
      : district_(district), seed_(seed), year_(year), zip_(path), counts_(counts), told_(told) {}

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
    const auto begin = september(year_), end = september(year_ + 1), half = fmt::format("{}-02-16", year_ + 1),
               named = std::to_string(year_ + 1);
    file.row({id("term", 0), "", "", fmt::format("{}-{}学年", year_, year_ + 1), "schoolYear", begin, end, "", named});
    file.row({id("term", 1), "", "", "第一学期", "semester", begin, half, id("term", 0), named});
    file.row({id("term", 2), "", "", "第二学期", "semester", half, end, id("term", 0), named});
  }

  void courses() {
    File file{zip_,
              "courses.csv",
              {"sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades",
               "orgSourcedId", "subjects", "subjectCodes"}};
    for (int grade = -2; grade <= 12; ++grade)
      file.row({id("course", grade), "", "", id("term", 0), grade_title(grade) + "行政班",
                fmt::format("H{}", grade + 3), grade_text(grade), id("district", 1), "", ""});
  }

  // One class, as it is met.
  struct Met {
    int64_t number;  // of all classes
    const School& school;
    int section, grade, in_grade, students;
  };
  // Calls visit(Met) for every class, always in the same order.
  template <class Visit>
  void each_class(Visit&& visit) const {
    int64_t n = 0;
    for (const auto& school : district_.schools)
      for (size_t s = 0; s < school.sections.size(); ++s) {
        const auto& section = school.sections[s];
        for (size_t g = 0; g < section.by_grade.size(); ++g)
          for (int c = 0; c < section.classes[g]; ++c) {
            const int base = section.by_grade[g] / section.classes[g], extra = section.by_grade[g] % section.classes[g];
            visit(Met{n++, school, static_cast<int>(s), section.first_grade + static_cast<int>(g), c + 1,
                      base + (c < extra)});
          }
      }
  }

  void classes() {
    File file{zip_,
              "classes.csv",
              {"sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode",
               "classType", "location", "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods",
               "metadata.cn.beginDate", "metadata.cn.endDate"}};
    const auto term = id("term", 0);
    each_class([&](const Met& met) {
      file.row({id("class", met.number), "", "", class_title(met.grade, met.in_grade), grade_text(met.grade),
                id("course", met.grade), fmt::format("{}-{}", met.grade + 3, met.in_grade), "homeroom", "",
                school_id(met.school), term, "", "", "", september(year_), september(year_ + 1)});
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
               "metadata.cn.established",
               "metadata.cn.birthMonth"}};
    Dice dice{synthetic::mixed(seed_ * 31 + 5)}, ages{synthetic::mixed(seed_ * 31 + 17)};
    each_staff([&](int64_t n, const School& school, const Teacher* teacher) {
      const auto name = person_name(dice);
      const std::string_view section =
          teacher ? stage_name(school.sections[static_cast<size_t>(teacher->section)].stage) : "";
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
                dice.chance(0.85) ? "true" : "false",
                birth_month(teacher ? teacher->since : synthetic::newest_year, ages)});
      ++counts_.staff;
    });
    int64_t student = 0;
    each_class([&](const Met& met) {
      const auto at = school_id(met.school), grade = grade_text(met.grade);
      for (int s = 0; s < met.students; ++s, ++student) {
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
                  grade,
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  at,
                  "",
                  dice.chance(0.52) ? "1" : "2",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  ""});
        ++counts_.students;
      }
      if (met.in_grade == 1) tell(0.1, 0.3, met);
    });
  }

  void roles() {
    File file{zip_,
              "roles.csv",
              {"sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "beginDate", "endDate",
               "orgSourcedId", "userProfileSourcedId", "metadata.cn.post", "metadata.cn.subject", "metadata.cn.stage",
               "metadata.cn.share", "metadata.cn.campus"}};
    Dice dice{synthetic::mixed(seed_ * 31 + 6)};
    std::map<int, std::vector<std::string>> campuses;  // of a school, the main one first
    int64_t site = 0;
    for (const auto& one : sites_of(district_))
      campuses[district_.schools[static_cast<size_t>(one.school)].number].push_back(id("campus", site++));
    // By turns; where a school has one site it goes without saying.
    const auto campus_of = [&](int64_t person, const School& school) {
      const auto found = campuses.find(school.number);
      if (found == campuses.end() || found->second.size() < 2) return std::string{};
      return found->second[static_cast<size_t>(person) % found->second.size()];
    };
    int64_t n = 0;
    int last_school = 0;
    each_staff([&](int64_t person, const School& school, const Teacher* teacher) {
      const bool first = school.number != last_school;
      last_school = school.number;
      if (teacher) return teacher_roles(file, n, person, school, *teacher, first, campus_of(person, school), dice);
      const int since = std::max(newest_year - dice.below(25), school.opened);
      file.row({id("role", n++), "", "", id("staff", person), "primary", "aide", september(since), "",
                school_id(school), "", "职员", "", "", "", campus_of(person, school)});
    });
    int64_t student = 0;
    each_class([&](const Met& met) {
      const auto& section = met.school.sections[static_cast<size_t>(met.section)];
      const auto at = school_id(met.school), since = september(year_ - (met.grade - section.first_grade));
      for (int s = 0; s < met.students; ++s, ++student)
        file.row({id("role", n++), "", "", id("student", student), "primary", "student", since, "", at, "", "", "", "",
                  "", ""});
      if (met.in_grade == 1) tell(0.4, 0.3, met);
    });
  }

  // Where the person worked before, the home school, and for who is lent the host of this year: home stays primary.
  void teacher_roles(File& file, int64_t& n, int64_t person, const School& school, const Teacher& teacher, bool first,
                     const std::string& campus, Dice& dice) {
    const auto own = id("staff", person);
    const auto stage = stage_name(school.sections[static_cast<size_t>(teacher.section)].stage);
    const auto row = [&](const char* type, const char* role, int begin, int end, const School& at, const char* post) {
      file.row({id("role", n++), "", "", own, type, role, september(begin), end ? september(end) : "", school_id(at),
                "", post, teacher.subject, stage, end && post[0] ? "1" : "", at.number == school.number ? campus : ""});
    };
    if (teacher.since > school.opened && dice.chance(0.12)) {
      const auto& before =
          district_.schools[static_cast<size_t>(dice.below(static_cast<int>(district_.schools.size())))];
      const int begin = std::max(before.opened, teacher.since - 2 - dice.below(6));
      if (before.number != school.number && begin < teacher.since)
        row("primary", "teacher", begin, teacher.since, before, "");
    }
    row("primary", first ? "principal" : "teacher", teacher.since, 0, school, first ? "校长" : "");
    if (teacher.lent) row("secondary", "teacher", year_, year_ + 1, host_of(school, teacher, dice), "交流教师");
  }

  // A member of the group that runs the stage; whoever is lent has one.
  const School& host_of(const School& school, const Teacher& teacher, Dice& dice) const {
    const auto stage = school.sections[static_cast<size_t>(teacher.section)].stage;
    std::vector<const School*> open;
    for (const auto& member : district_.groups[static_cast<size_t>(school.group)].members) {
      const auto& other = district_.schools[static_cast<size_t>(member.school)];
      if (other.number != school.number &&
          std::ranges::any_of(other.sections, [&](const auto& section) { return section.stage == stage; }))
        open.push_back(&other);
    }
    return *open.at(static_cast<size_t>(dice.below(static_cast<int>(open.size()))));
  }

  void enrolments() {
    File file{zip_,
              "enrollments.csv",
              {"sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role",
               "primary", "beginDate", "endDate"}};
    std::map<std::pair<int, int>, std::vector<int64_t>> teachers;  // of each section of each school
    each_staff([&](int64_t person, const School& school, const Teacher* teacher) {
      if (teacher) teachers[{school.number, teacher->section}].push_back(person);
    });
    int64_t n = 0, student = 0;
    const auto begin = september(year_), end = september(year_ + 1);
    std::map<std::pair<int, int>, size_t> next;
    each_class([&](const Met& met) {
      const auto own = id("class", met.number), at = school_id(met.school);
      for (int s = 0; s < met.students; ++s, ++student)
        file.row({id("enrolment", n++), "", "", own, at, id("student", student), "student", "false", begin, end});
      const std::pair section{met.school.number, met.section};
      const auto& staff = teachers[section];
      for (size_t t = 0; t < 2 && t < staff.size(); ++t)
        file.row({id("enrolment", n++), "", "", own, at, id("staff", staff[next[section]++ % staff.size()]), "teacher",
                  t == 0 ? "true" : "false", begin, end});
      if (met.in_grade == 1) tell(0.7, 0.28, met);
    });
  }

  // How far it is: `from` and a part of `of` as far as the schools go.
  void tell(double from, double of, const Met& met) const {
    if (told_) told_(from + of * met.school.number / static_cast<double>(district_.schools.size()));
  }

  const synthetic::District& district_;
  uint64_t seed_;
  int year_;
  sheets::ZipWriter zip_;
  Generated& counts_;
  const std::function<void(double)>& told_;
};

}  // namespace

void write_roster(const synthetic::District& district, uint64_t seed, int year, const std::string& path,
                  Generated& counts, const std::function<void(double)>& told) {
  Roster{district, seed, year, path, counts, told}.write();
}

}  // namespace doorstep::generator
