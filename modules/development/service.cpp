// Records of students: read for guardians and teachers, counted for the school.
#include <algorithm>
#include <map>
#include <set>

#include "module.h"
#include "store.h"
#include "terms.h"

namespace doorstep::development {
namespace {

constexpr size_t longest_entry = 3'000;  // bytes
constexpr int64_t few = registry::few_students;

tl::unexpected<Error> wrong_entry(const std::string& field, Words what) {
  return refuse(Fault::invalid, "record-invalid", what, {{field, what}});
}
tl::unexpected<Error> no_student() {
  return refuse(Fault::not_found, "student-unknown",
                say("您不教这名学生所在的班级", "you do not teach a class of this student"));
}

class DevelopmentWork final : public Development {
 public:
  explicit DevelopmentWork(Around around) : around_(std::move(around)) {}

  const std::vector<DevelopmentSide>& sides() const override { return terms().sides; }
  OwnRecords own(const Actor& actor) override;
  Result<StudentRecord> own_record(const Actor& actor, const PersonId& child) override;
  Result<OwnRecords> reflect(const Actor& actor, const PersonId& child, const NewRecordEntry& wanted) override;
  OwnClasses classes(const Actor& actor) override;
  Result<StudentRecord> observed(const Actor& actor, const PersonId& student) override;
  Result<StudentRecord> observe(const Actor& actor, const PersonId& student, const NewRecordEntry& wanted) override;
  Result<void> take_back(const Actor& actor, const std::string& entry) override;
  Result<SchoolSpread> spread(const OrgId& school) override;
  Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                         bool dry) override;

 private:
  StudentRecord record_of(const registry::Pupil& pupil, const AccountId& reader);
  Result<void> put(const Actor& actor, const registry::Pupil& pupil, const NewRecordEntry& wanted, bool by_student);
  std::vector<std::pair<ClassId, OrgId>> taught_by(const Actor& actor);
  Result<registry::Pupil> taught(const Actor& actor, const PersonId& student);

  Around around_;
};

StudentRecord DevelopmentWork::record_of(const registry::Pupil& pupil, const AccountId& reader) {
  StudentRecord made;
  made.id = pupil.id;
  made.name = pupil.name;
  if (!pupil.school_id.empty()) made.school = around_.registry.name_of(pupil.school_id);
  made.of_class = pupil.of_class;
  std::map<std::string, RecordSide> by_side;
  for (auto& one : around_.activities(pupil.id)) by_side[terms().side_of(one)].activities.push_back(std::move(one));
  const auto rows = around_.database.read([&](db::Session& session) { return store::entries(session, pupil.id); });
  for (const auto& row : rows)
    by_side[row.side].entries.push_back({row.id, row.side, row.words, row.on_day, row.by_student, row.by_name,
                                         !reader.empty() && row.account == reader});
  for (const auto& side : terms().sides) {
    auto& one = by_side[side.code];
    one.side = side.code;
    std::ranges::stable_sort(one.activities, std::greater<>{}, &StudentActivity::last);
    made.sides.push_back(std::move(one));
  }
  if (const auto none = by_side.find(""); none != by_side.end()) made.sides.push_back(std::move(none->second));
  return made;
}

Result<void> DevelopmentWork::put(const Actor& actor, const registry::Pupil& pupil, const NewRecordEntry& wanted,
                                  bool by_student) {
  if (!terms().has(wanted.side)) return wrong_entry("side", say("没有这一方面", "there is no such side"));
  if (wanted.words.empty() || wanted.words.size() > longest_entry)
    return wrong_entry("words", say("请填写内容，不超过 1000 字", "is needed, with at most 1000 letters"));
  const auto on = wanted.on.value_or(Date::today());
  if (on.year() < 2000 || Date::today().plus(1) < on)
    return wrong_entry("on", say("应为今天或过去的日期", "must be today, or a day that is over"));
  return around_.database.write([&](db::Session& session) -> Result<void> {
    const store::EntryRow row{new_uuid(), pupil.id,   pupil.school_id, wanted.side, wanted.words,
                              on,         by_student, actor.account,   actor.name,  now_utc()};
    store::add(session, row);
    // The words themselves stay out of the trail, so that erasure reaches them.
    around_.trail.append(session, actor,
                         {by_student ? "reflection-written" : "observation-written",
                          "person",
                          pupil.id.value,
                          pupil.school_id,
                          {{"side", {}, {json::text(wanted.side)}}}});
    return {};
  });
}

OwnRecords DevelopmentWork::own(const Actor& actor) {
  OwnRecords made{terms().sides, {}};
  for (const auto& tied : around_.children.tied(actor))
    if (const auto pupil = around_.registry.pupil(tied.id)) {
      auto record = record_of(*pupil, actor.account);
      record.self = tied.relation == children::Relation::self;
      made.children.push_back(std::move(record));
    }
  return made;
}

Result<StudentRecord> DevelopmentWork::own_record(const Actor& actor, const PersonId& child) {
  const auto tied = around_.children.tied(actor, child);
  const auto pupil = tied ? around_.registry.pupil(child) : std::nullopt;
  if (!pupil)
    return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "you are not tied to this child"));
  return record_of(*pupil, actor.account);
}

Result<OwnRecords> DevelopmentWork::reflect(const Actor& actor, const PersonId& child, const NewRecordEntry& wanted) {
  const auto tied = around_.children.tied(actor, child);
  const auto pupil = tied ? around_.registry.pupil(child) : std::nullopt;
  if (!pupil || pupil->school_id.empty())
    return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "you are not tied to this child"));
  if (tied->relation != children::Relation::self)
    return refuse(Fault::forbidden, "student-reflects", say("自我评价由学生本人填写", "a student writes of itself"));
  DOORSTEP_TRY(put(actor, *pupil, wanted, true));
  return own(actor);
}

std::vector<std::pair<ClassId, OrgId>> DevelopmentWork::taught_by(const Actor& actor) {
  std::vector<std::pair<ClassId, OrgId>> made;
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return made;
  const auto record = around_.registry.staff_record(*person);
  if (!record) return made;
  std::set<OrgId> schools;
  for (const auto& role : record->roles)
    if (holds_on(role, Date::today())) schools.insert(role.org_id);
  for (const auto& school : schools)
    around_.registry.each_enrolment({false, {school}}, [&](const registry::EnrolmentRow& row) {
      if (row.person_id == *person && row.role == "teacher" && holds_on(row, Date::today()))
        made.emplace_back(row.class_id, school);
    });
  return made;
}

OwnClasses DevelopmentWork::classes(const Actor& actor) {
  OwnClasses made{terms().sides, {}};
  for (const auto& [id, school] : taught_by(actor)) {
    ObservedClass one{id, school, "", {}};
    if (const auto classes = around_.registry.classes(school, std::nullopt))
      for (const auto& each : *classes)
        if (each.id == id) one.title = each.title;
    if (const auto students = around_.registry.students(id, std::nullopt))
      for (const auto& student : *students) one.students.push_back({student.id, student.name});
    made.items.push_back(std::move(one));
  }
  std::ranges::sort(made.items, {}, &ObservedClass::title);
  return made;
}

Result<registry::Pupil> DevelopmentWork::taught(const Actor& actor, const PersonId& student) {
  for (const auto& [id, school] : taught_by(actor)) {
    const auto students = around_.registry.students(id, std::nullopt);
    if (!students || std::ranges::find(*students, student, &registry::Student::id) == students->end()) continue;
    if (auto pupil = around_.registry.pupil(student)) return std::move(*pupil);
  }
  return no_student();
}

Result<StudentRecord> DevelopmentWork::observed(const Actor& actor, const PersonId& student) {
  DOORSTEP_LET(pupil, taught(actor, student));
  auto noted = around_.database.write([&](db::Session& session) -> Result<void> {
    around_.trail.append(session, actor, {"student-record-read", "person", student.value, pupil.school_id, {}});
    return {};
  });
  if (!noted) return pass_on(noted);
  return record_of(pupil, actor.account);
}

Result<StudentRecord> DevelopmentWork::observe(const Actor& actor, const PersonId& student,
                                               const NewRecordEntry& wanted) {
  DOORSTEP_LET(pupil, taught(actor, student));
  DOORSTEP_TRY(put(actor, pupil, wanted, false));
  return record_of(pupil, actor.account);
}

Result<void> DevelopmentWork::take_back(const Actor& actor, const std::string& id) {
  return around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::entry(session, id);
    if (!row || actor.account.empty() || row->account != actor.account)
      return refuse(Fault::not_found, "entry-unknown", say("没有这条记录", "there is no such entry of yours"));
    store::drop(session, id);
    around_.trail.append(session, actor, {"record-entry-removed", "person", row->person_id.value, row->school_id, {}});
    return {};
  });
}

Result<int64_t> DevelopmentWork::forget(const Actor& actor, const std::vector<PersonId>& people,
                                        children::Forgetting how, bool dry) {
  if (how != children::Forgetting::everything) return 0;
  return around_.database.write([&](db::Session& session) -> Result<int64_t> {
    int64_t rows = 0;
    for (const auto& student : people) {
      const auto of_student = static_cast<int64_t>(store::entries(session, student).size());
      rows += of_student;
      if (dry || of_student == 0) continue;
      store::forget(session, student);
      around_.trail.append(session, actor, {"record-forgotten", "person", student.value, "", {}});
    }
    return rows;
  });
}

Result<SchoolSpread> DevelopmentWork::spread(const OrgId& school) {
  DOORSTEP_LET(classes, around_.registry.classes(school, std::nullopt));
  SchoolSpread made;
  made.school_id = school;
  made.school = around_.registry.name_of(school);
  made.sides = terms().sides;
  std::set<PersonId> seen;
  std::map<std::string, SpreadRow> by_grade;
  for (const auto& one : classes) {
    if (one.type != "homeroom") continue;
    DOORSTEP_LET(students, around_.registry.students(one.id, std::nullopt));
    int64_t count = 0;
    std::map<std::string, int64_t> by_side;
    for (const auto& student : students) {
      if (!seen.insert(student.id).second) continue;
      std::set<std::string> has;
      for (const auto& activity : around_.activities(student.id)) has.insert(terms().side_of(activity));
      for (const auto& row :
           around_.database.read([&](db::Session& session) { return store::entries(session, student.id); }))
        has.insert(row.side);
      ++count;
      for (const auto& side : has) ++by_side[side];
    }
    SpreadRow row{one.title, std::nullopt, {}};
    if (count >= few) row.students = count;
    // Few who have something, and few who have nothing, are both few; nobody and everybody may be said.
    const auto said = [](int64_t of) { return of == 0 || of >= few; };
    for (const auto& side : terms().sides) {
      const auto n = by_side[side.code];
      SpreadCell cell{side.code, std::nullopt};
      if (row.students && said(n) && said(count - n)) cell.students = n;
      row.cells.push_back(std::move(cell));
    }
    // A grade adds up what its classes show: what is hidden is in no sum, so no subtraction gives it back.
    auto& grade = by_grade.try_emplace(one.grades, SpreadRow{one.grades, std::nullopt, {}}).first->second;
    if (grade.cells.empty())
      for (const auto& side : terms().sides) grade.cells.push_back({side.code, std::nullopt});
    const auto add = [](std::optional<int64_t>& to, const std::optional<int64_t>& more) {
      if (more) to = to.value_or(0) + *more;
    };
    add(grade.students, row.students);
    for (size_t i = 0; i < row.cells.size(); ++i) add(grade.cells[i].students, row.cells[i].students);
    made.classes.push_back(std::move(row));
  }
  for (auto& [name, row] : by_grade) made.grades.push_back(std::move(row));
  return made;
}

}  // namespace

std::unique_ptr<Development> make_development(Around around) {
  return std::make_unique<DevelopmentWork>(std::move(around));
}

}  // namespace doorstep::development
