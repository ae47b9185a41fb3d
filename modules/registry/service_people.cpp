// Staff, students, classes, facilities and returns of one school.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "service.h"
#include "store_staff.h"

namespace doorstep::registry {
namespace {

// The row of a person on a day; an empty one when there is none.
template <class Row>
Row row_on(db::Session& session, const PersonId& id, std::optional<Date> on) {
  Row like;
  like.id = id;
  if (auto held = store::find(session, like)) like = std::move(held->row);
  if (on) store::as_of(session, like, *on);
  return like;
}

bool of_staff(const RoleRow& row) {
  return row.role != "student" && row.role != "guardian" && row.begin_on < row.end_on;
}

std::optional<StaffRecord> record_of(db::Session& session, const PersonId& id) {
  auto roles = store::roles_of(session, id);
  std::erase_if(roles, std::not_fn(of_staff));
  if (roles.empty()) return std::nullopt;
  const auto person = row_on<PersonRow>(session, id, std::nullopt);
  return StaffRecord{shown_name(person), person.sex, row_on<StaffRow>(session, id, std::nullopt), std::move(roles)};
}

// What `each` says of a school, as it was on a day.
template <class Row>
std::vector<Row> rows_on(db::Session& session, const OrgId& school, std::optional<Date> on,
                         void (*each)(db::Session&, const OrgId&, const std::function<void(store::Held<Row>&&)>&)) {
  std::vector<store::Held<Row>> held;
  each(session, school, [&](store::Held<Row>&& one) { held.push_back(std::move(one)); });
  std::vector<Row> rows;
  rows.reserve(held.size());
  for (auto& one : held) rows.push_back(store::row_on(session, std::move(one), on));
  return rows;
}

template <class Row>
void keep_on(db::Session& session, std::vector<Row>& rows, std::optional<Date> on) {
  if (on)
    for (auto& row : rows) store::as_of(session, row, *on);
  const auto day = on.value_or(Date::today());
  std::erase_if(rows, [&](const Row& row) { return day < row.begin_on || row.end_on <= day; });
}

}  // namespace

std::string shown_name(const PersonRow& row) {
  if (!row.full_name.empty()) return row.full_name;
  return row.given_name.empty() || row.given_name == "-" ? row.family_name : row.given_name + " " + row.family_name;
}

Result<std::vector<StaffMember>> RegistryService::staff(const OrgId& school, std::optional<Date> on) {
  const auto at = snapshot();
  DOORSTEP_LET(index, school_index(*at, school));
  (void)index;
  return database_.read([&](db::Session& session) -> Result<std::vector<StaffMember>> {
    std::vector<StaffMember> found;
    std::map<PersonId, PersonRow> persons;
    std::map<PersonId, StaffRow> staffs;
    for (auto& row : rows_on(session, school, on, store::each_staff_person)) persons[row.id] = row;
    for (auto& row : rows_on(session, school, on, store::each_staff_row)) staffs[row.id] = row;
    auto roles = rows_on(session, school, on, store::each_role_at);
    std::erase_if(roles, [day = on.value_or(Date::today())](const RoleRow& row) { return !holds_on(row, day); });
    for (const auto& role : roles) {
      const auto& person = persons[role.person_id];
      const auto& staff = staffs[role.person_id];
      StaffMember member;
      member.id = role.person_id;
      member.name = shown_name(person);
      member.sex = person.sex;
      member.role = role.role;
      member.post = role.post;
      member.subject = role.subject.empty() ? staff.subjects : role.subject;
      member.stage = role.stage.empty() ? staff.section : role.stage;
      member.qualification = staff.qualification;
      member.title = staff.title;
      member.backbone = staff.backbone;
      member.full_time = staff.full_time;
      member.share = role.share;
      member.begin_on = role.begin_on;
      member.end_on = role.end_on;
      found.push_back(std::move(member));
    }
    std::ranges::sort(found, {}, [](const StaffMember& member) { return std::tie(member.name, member.id); });
    return found;
  });
}

std::optional<StaffRecord> RegistryService::staff_record(const PersonId& person) {
  return database_.read([&](db::Session& session) { return record_of(session, person); });
}

std::vector<std::string> RegistryService::numbers_of(const PersonId& person) {
  return database_.read([&](db::Session& session) { return store::numbers_of(session, person); });
}

std::vector<StaffRecord> RegistryService::staff_records(const Scope& scope) {
  const auto at = snapshot();
  return database_.read([&](db::Session& session) {
    // Three statements a school, not three a person: a district has tens of thousands.
    const auto today = Date::today();
    std::map<PersonId, StaffRecord> people;
    for (const auto school : at->schools()) {
      if (!at->within(school, scope)) continue;
      std::map<PersonId, std::vector<RoleRow>> roles;
      std::set<PersonId> serving;
      store::each_staff_role(session, at->at(school).row.id, [&](store::Held<RoleRow>&& held) {
        auto& row = held.row;
        if (row.org_id == at->at(school).row.id && holds_on(row, today) && of_staff(row)) serving.insert(row.person_id);
        if (of_staff(row)) roles[row.person_id].push_back(std::move(row));
      });
      const auto fresh = [&](const PersonId& id) { return serving.contains(id) && !people.contains(id); };
      std::map<PersonId, StaffRecord> found;
      store::each_staff_person(session, at->at(school).row.id, [&](store::Held<PersonRow>&& held) {
        auto& row = held.row;
        if (!fresh(row.id)) return;
        auto& record = found[row.id];
        record.name = shown_name(row);
        record.sex = std::move(row.sex);
        record.staff.id = row.id;
        record.roles = std::move(roles[row.id]);
      });
      store::each_staff_row(session, at->at(school).row.id, [&](store::Held<StaffRow>&& held) {
        const auto record = found.find(held.row.id);
        if (record != found.end()) record->second.staff = std::move(held.row);
      });
      people.merge(found);
    }
    std::vector<StaffRecord> all;
    all.reserve(people.size());
    for (auto& [id, record] : people) all.push_back(std::move(record));
    return all;
  });
}

std::vector<int64_t> RegistryService::shared_staff(const std::vector<OrgId>& schools) {
  std::map<PersonId, std::set<size_t>> places;
  database_.read([&](db::Session& session) {
    for (size_t i = 0; i < schools.size(); ++i) {
      auto roles = store::staff_roles(session, schools[i]);
      keep_on(session, roles, std::nullopt);
      for (const auto& role : roles) places[role.person_id].insert(i);
    }
  });
  std::vector<int64_t> counts(schools.size());
  for (const auto& [person, at] : places)
    if (at.size() > 1)
      for (const auto i : at) ++counts[i];
  return counts;
}

Result<std::vector<Service>> RegistryService::service_history(const PersonId& person) {
  const auto at = snapshot();
  return database_.read([&](db::Session& session) -> Result<std::vector<Service>> {
    PersonRow like;
    like.id = person;
    if (!store::find(session, like))
      return refuse(Fault::not_found, "person-unknown", say("没有这个人", "there is no such person"));
    std::vector<Service> found;
    for (const auto& role : store::roles_of(session, person))
      found.push_back({role.org_id, at->name_of(role.org_id), role.role, role.post, role.subject, role.stage,
                       role.share, role.begin_on, role.end_on});
    return found;
  });
}

Result<std::vector<ClassSummary>> RegistryService::classes(const OrgId& school, std::optional<Date> on) {
  const auto at = snapshot();
  DOORSTEP_LET(index, school_index(*at, school));
  (void)index;
  return database_.read([&](db::Session& session) -> Result<std::vector<ClassSummary>> {
    auto rows = store::classes(session, school);
    keep_on(session, rows, on);
    std::map<std::string, std::pair<int64_t, int64_t>> counts;  // students, teachers
    for (const auto& count : store::class_counts(session, school, on.value_or(Date::today()))) {
      if (count.role == "student") counts[count.class_id].first += count.people;
      if (count.role == "teacher") counts[count.class_id].second += count.people;
    }
    std::vector<ClassSummary> found;
    for (const auto& row : rows) {
      const auto [students, teachers] = counts[row.id.value];
      found.push_back({row.id, row.title, row.grades, row.type, students, teachers});
    }
    return found;
  });
}

Result<std::vector<Student>> RegistryService::students(const ClassId& of_class, std::optional<Date> on) {
  return database_.read([&](db::Session& session) -> Result<std::vector<Student>> {
    if (!store::school_of_class(session, of_class))
      return refuse(Fault::not_found, "class-unknown", say("没有这个班级", "there is no such class"));
    auto rows = store::students_of(session, of_class);
    keep_on(session, rows, on);
    std::vector<Student> found;
    for (const auto& row : rows) {
      const auto person = row_on<PersonRow>(session, row.person_id, on);
      found.push_back({row.person_id, shown_name(person), person.sex, person.grade, row.begin_on, row.end_on});
    }
    std::ranges::sort(found, {}, [](const Student& student) { return std::tie(student.name, student.id); });
    return found;
  });
}

Result<OrgId> RegistryService::school_of_class(const ClassId& of_class) {
  auto found =
      database_.read([&](db::Session& session) { return store::school_of_class(session, of_class).value_or(""); });
  if (found.empty()) return refuse(Fault::not_found, "class-unknown", say("没有这个班级", "there is no such class"));
  return OrgId{std::move(found)};
}

Result<std::vector<FacilityRow>> RegistryService::facilities(const OrgId& school, std::optional<Date> on) {
  const auto at = snapshot();
  DOORSTEP_LET(index, school_index(*at, school));
  (void)index;
  return database_.read([&](db::Session& session) -> Result<std::vector<FacilityRow>> {
    auto rows = store::facilities(session, school);
    keep_on(session, rows, on);
    return rows;
  });
}

Result<std::vector<ReturnRow>> RegistryService::returns(const OrgId& school) {
  const auto at = snapshot();
  DOORSTEP_LET(index, school_index(*at, school));
  (void)index;
  return database_.read(
      [&](db::Session& session) -> Result<std::vector<ReturnRow>> { return store::returns(session, school); });
}

}  // namespace doorstep::registry
