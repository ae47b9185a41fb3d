#include <algorithm>
#include <map>
#include <set>

#include <doorstep/base/list.h>

#include "module.h"
#include "store.h"

namespace doorstep::courses {
namespace {

constexpr size_t longest_title = 200, longest_text = 10'000, longest_line = 500;  // bytes
constexpr size_t most_units = 200, most_materials = 50;
constexpr int64_t most_hours = 500;

tl::unexpected<Error> wrong_course(const std::string& field, Words what) {
  return refuse(Fault::invalid, "course-invalid", what, {{field, what}});
}
tl::unexpected<Error> no_course() {
  return refuse(Fault::not_found, "course-unknown", say("没有这门课程", "there is no such course"));
}

Words title_in(const store::CourseRow& row) {
  return {row.title_zh.empty() ? row.title_en : row.title_zh, row.title_en.empty() ? row.title_zh : row.title_en};
}

struct Body {
  std::string name;
  std::vector<CourseOwner> members;  // by name
  bool has(const OrgId& school) const {
    return std::ranges::find(members, school, &CourseOwner::school_id) != members.end();
  }
};

class CoursesService final : public Courses {
 public:
  explicit CoursesService(Around around) : around_(std::move(around)) {}

  Result<OrgCourses> at(const Actor& actor, const OrgId& org) override {
    DOORSTEP_LET(body, body_of(org));
    OrgCourses made;
    made.org_id = org;
    made.org = std::move(body.name);
    made.members = std::move(body.members);
    made.may_make = works_for(actor, org) || std::ranges::any_of(made.members, [&](const CourseOwner& one) {
                      return works_for(actor, one.school_id);
                    });
    around_.database.read([&](db::Session& session) {
      for (const auto& row : store::courses(session, org)) {
        auto one = card(session, row);
        if (row.state != CourseState::draft || may_change(actor, row.org_id, one.owners))
          made.items.push_back(std::move(one));
      }
    });
    return made;
  }

  Result<CourseFile> course(const Actor& actor, const OrgId& org, const std::string& id) override {
    DOORSTEP_LET(body, body_of(org));
    CourseFile made;
    std::vector<store::TeachingRow> teachings;
    std::map<std::string, std::vector<store::ReceiverRow>> receivers;
    std::map<std::string, std::vector<store::LessonRow>> lessons;
    auto read = around_.database.read([&](db::Session& session) -> Result<void> {
      DOORSTEP_LET(row, course_at(session, org, id));
      made.course = card(session, row);
      made.units = units_of(session, id);
      teachings = store::teachings(session, id);
      for (const auto& one : teachings) {
        receivers[one.id] = store::receivers(session, one.id);
        lessons[one.id] = store::lessons(session, one.id);
      }
      return {};
    });
    if (!read) return pass_on(read);
    made.org = std::move(body.name);
    made.members = std::move(body.members);
    made.may_change = may_change(actor, org, made.course.owners);
    made.may_teach = may(actor, Right::offerings_run, org, around_.places);
    if (made.course.state == CourseState::draft && !made.may_change) return no_course();
    for (const auto& one : teachings)
      if (auto teaching = shown(actor, org, made, one, receivers[one.id], lessons[one.id]))
        made.teachings.push_back(std::move(*teaching));
    return made;
  }

  Result<CourseFile> make(const Actor& actor, const OrgId& org, const NewCourse& wanted) override {
    store::CourseRow row;
    row.id = new_uuid();
    row.org_id = org;
    row.made_at = now_utc();
    DOORSTEP_TRY(keep(actor, row, wanted, "course-made"));
    return course(actor, org, row.id);
  }

  Result<CourseFile> change(const Actor& actor, const OrgId& org, const std::string& id,
                            const NewCourse& wanted) override {
    DOORSTEP_LET(row, changeable(actor, org, id));
    if (row.state == CourseState::retired)
      return refuse(Fault::conflict, "course-retired",
                    say("课程已停用，请先重新发布", "the course is retired: publish it again first"));
    DOORSTEP_TRY(keep(actor, row, wanted, "course-changed"));
    return course(actor, org, id);
  }

  Result<CourseFile> set_state(const Actor& actor, const OrgId& org, const std::string& id,
                               CourseState state) override {
    DOORSTEP_LET(row, changeable(actor, org, id));
    auto done = around_.database.write([&](db::Session& session) -> Result<void> {
      if (state == CourseState::draft)
        return wrong_course("state", say("已发布的课程不能回到草稿", "what was published is no draft again"));
      if (state == CourseState::published && units_of(session, id).empty())
        return refuse(Fault::conflict, "course-empty",
                      say("请先写至少一个单元", "write a unit at least before it is published"));
      auto after = row;
      after.state = state;
      after.changed_at = now_utc();
      store::put(session, after);
      around_.trail.append(session, actor,
                           {state == CourseState::published ? "course-published" : "course-retired", "course", id, org,
                            audit::changes(row, after)});
      return {};
    });
    if (!done) return pass_on(done);
    return course(actor, org, id);
  }

  Result<CourseFile> teach(const Actor& actor, const OrgId& org, const std::string& id,
                           const NewTeaching& wanted) override {
    DOORSTEP_LET(body, body_of(org));
    DOORSTEP_LET(row, read_course(org, id));
    if (row.state != CourseState::published)
      return refuse(Fault::conflict, "course-not-published",
                    say("课程发布后才能开课", "a course is taught once it is published"));
    offerings::NewOffering offering;
    offering.kind = offerings::OfferingKind::course;
    offering.title_zh = row.title_zh;
    offering.title_en = row.title_en;
    offering.about = row.about;
    offering.host_id = wanted.host_id;
    offering.place = wanted.place;
    offering.teachers = wanted.teachers;
    offering.sessions = wanted.sessions;
    offering.grades = listed_numbers(row.grades);
    std::set<OrgId> seen;
    for (size_t at = 0; at < wanted.receivers.size(); ++at) {
      const auto& one = wanted.receivers[at];
      const auto field = "receivers/" + std::to_string(at);
      if (!body.has(one.school_id)) return wrong_course(field, say("不是成员学校", "is no member school"));
      if (!seen.insert(one.school_id).second) return wrong_course(field, say("这所学校重复", "stands there twice"));
      if (one.places < 1 || one.places > 10'000)
        return wrong_course(field, say("名额应为 1 到 10000", "places are 1 to 10,000"));
      offering.capacity += one.places;
      offering.quotas.push_back({one.school_id, one.places, one.places});
    }
    if (seen.empty())
      return wrong_course("receivers", say("请选至少一所学校", "choose a school at least that takes it"));
    for (const auto& member : body.members)  // who gets no places has none to take
      if (!seen.contains(member.school_id)) offering.quotas.push_back({member.school_id, std::nullopt, 0});
    DOORSTEP_LET(made, around_.offerings.make(actor, org, offering));
    const store::TeachingRow teaching{new_uuid(), id, made.offering.id, wanted.host_id, now_utc()};
    auto done = around_.database.write([&](db::Session& session) -> Result<void> {
      store::add(session, teaching);
      for (const auto& one : wanted.receivers)
        store::add(session, store::ReceiverRow{teaching.id, one.school_id, one.way, one.places});
      around_.trail.append(session, actor, {"course-taught", "course", id, org, audit::added(teaching)});
      return {};
    });
    if (!done) return pass_on(done);
    return course(actor, org, id);
  }

  Result<CourseFile> enter_lesson(const Actor& actor, const OrgId& org, const std::string& id,
                                  const std::string& teaching, const NewLesson& wanted) override {
    DOORSTEP_LET(before, course(actor, org, id));
    const auto found = std::ranges::find(before.teachings, teaching, &CourseTeaching::id);
    if (found == before.teachings.end()) return no_course();
    if (!found->may_enter)
      return refuse(Fault::forbidden, "not-an-owner",
                    say("由开课学校和课程所属学校登记", "this is entered by the schools that teach or own the course"));
    if (std::ranges::find(before.units, wanted.unit_id, &CourseUnit::id) == before.units.end())
      return wrong_course("unit_id", say("没有这个单元", "there is no such unit"));
    if (wanted.on && *wanted.on > Date::today())
      return wrong_course("on", say("还没有到这一天", "that day is still to come"));
    if (wanted.note && wanted.note->size() > longest_line)
      return wrong_course("note", say("不超过 160 字", "at most 500 letters"));
    auto done = around_.database.write([&](db::Session& session) -> Result<void> {
      if (wanted.on)
        store::put(session,
                   store::LessonRow{teaching, wanted.unit_id, *wanted.on, wanted.note.value_or(""), actor.name});
      else
        store::drop_lesson(session, teaching, wanted.unit_id);
      around_.trail.append(session, actor, {"course-lesson-entered", "course", id, org, audit::added(wanted)});
      return {};
    });
    if (!done) return pass_on(done);
    return course(actor, org, id);
  }

 private:
  bool works_for(const Actor& actor, const OrgId& org) const {
    return may(actor, Right::library_work, org, around_.places);
  }
  bool may_change(const Actor& actor, const OrgId& org, const std::vector<CourseOwner>& owners) const {
    return works_for(actor, org) ||
           std::ranges::any_of(owners, [&](const CourseOwner& one) { return works_for(actor, one.school_id); });
  }

  Result<Body> body_of(const OrgId& org) {
    Body made;
    if (const auto group = around_.registry.group(org)) {
      made.name = group->org.name;
      for (const auto& one : group->members)
        if (holds_on(one, Date::today())) made.members.push_back({one.school_id, one.school});
    } else if (const auto school = around_.registry.school(org, std::nullopt)) {
      made.name = school->org.name;
      made.members.push_back({org, made.name});
    } else {
      return refuse(Fault::not_found, "org-unknown", say("没有这个集团或学校", "there is no such group or school"));
    }
    std::ranges::sort(made.members, {}, &CourseOwner::school);
    return made;
  }

  Result<store::CourseRow> course_at(db::Session& session, const OrgId& org, const std::string& id) {
    auto row = store::course(session, id);
    if (!row || row->org_id != org) return no_course();
    return std::move(*row);
  }
  Result<store::CourseRow> read_course(const OrgId& org, const std::string& id) {
    return around_.database.read([&](db::Session& session) { return course_at(session, org, id); });
  }
  Result<store::CourseRow> changeable(const Actor& actor, const OrgId& org, const std::string& id) {
    DOORSTEP_LET(row, read_course(org, id));
    if (!may_change(actor, org, owners_of(id))) return not_an_owner();
    return std::move(row);
  }
  static tl::unexpected<Error> not_an_owner() {
    return refuse(Fault::forbidden, "not-an-owner",
                  say("由课程所属学校的老师修改", "a course is changed by teachers of the schools that own it"));
  }
  std::vector<CourseOwner> owners_of(const std::string& id) {
    std::vector<CourseOwner> made;
    for (const auto& one : around_.database.read([&](db::Session& session) { return store::owners(session, id); }))
      made.push_back({one, {}});
    return made;
  }

  std::vector<CourseUnit> units_of(db::Session& session, const std::string& id) {
    std::vector<CourseUnit> made;
    for (auto& row : store::units(session, id))
      if (row.place > 0) made.push_back({row.id, std::move(row.title), std::move(row.aims), row.hours, {}});
    for (auto& row : store::materials(session, id)) {
      const auto unit = std::ranges::find(made, row.unit_id, &CourseUnit::id);
      if (unit != made.end()) unit->materials.push_back({std::move(row.resource_id), std::move(row.title)});
    }
    return made;
  }

  CourseCard card(db::Session& session, const store::CourseRow& row) {
    CourseCard made;
    made.id = row.id;
    made.org_id = row.org_id;
    made.title = title_in(row);
    made.subject = row.subject;
    made.about = row.about;
    made.grades = listed_numbers(row.grades);
    made.state = row.state;
    made.changed_at = row.changed_at;
    for (const auto& one : store::owners(session, row.id)) made.owners.push_back({one, around_.places.name_of(one)});
    std::ranges::sort(made.owners, {}, &CourseOwner::school);
    for (const auto& unit : units_of(session, row.id)) {
      ++made.units;
      made.hours += unit.hours;
      made.materials += static_cast<int64_t>(unit.materials.size());
    }
    made.teachings = static_cast<int64_t>(store::teachings(session, row.id).size());
    return made;
  }

  // Empty when its offering is gone.
  std::optional<CourseTeaching> shown(const Actor& actor, const OrgId& org, const CourseFile& file,
                                      const store::TeachingRow& row, const std::vector<store::ReceiverRow>& receivers,
                                      const std::vector<store::LessonRow>& lessons) {
    const auto offering = around_.offerings.brief(org, row.offering_id);
    if (!offering) return std::nullopt;
    CourseTeaching made;
    made.id = row.id;
    made.offering_id = row.offering_id;
    made.host_id = row.host_id;
    made.host = around_.places.name_of(row.host_id);
    made.state = offering->offering.state;
    made.sessions = offering->offering.sessions;
    for (const auto& one : offering->offering.teachers) made.teachers.push_back(one.name.value_or(""));
    for (const auto& one : receivers) {
      CourseReceiver receiver{one.school_id, around_.places.name_of(one.school_id), one.way, one.places, 0};
      for (const auto& taken : offering->taken)
        if (taken.school_id == one.school_id) receiver.taken = taken.places;
      made.receivers.push_back(std::move(receiver));
    }
    std::ranges::sort(made.receivers, {}, &CourseReceiver::school);
    for (const auto& one : lessons) made.lessons.push_back({one.unit_id, one.on_day, one.note, one.by_name});
    made.may_enter = file.may_change || works_for(actor, row.host_id);
    return made;
  }

  static Result<void> good_words(const NewCourse& wanted) {
    if (wanted.title_zh.empty() && wanted.title_en.empty())
      return wrong_course("title_zh", say("请写名称", "give it a title"));
    if (std::max(wanted.title_zh.size(), wanted.title_en.size()) > longest_title)
      return wrong_course("title_zh", say("名称不超过 60 字", "a title has at most 200 letters"));
    if (wanted.about.value_or("").size() > longest_text || wanted.subject.value_or("").size() > longest_line)
      return wrong_course("about", say("说明不超过 3000 字", "the text has at most 10,000 letters"));
    for (const auto grade : wanted.grades)
      if (grade < 1 || grade > 12) return wrong_course("grades", say("年级为 1 到 12", "grades are 1 to 12"));
    if (wanted.units.size() > most_units) return wrong_course("units", say("最多 200 个单元", "at most 200 units"));
    for (size_t at = 0; at < wanted.units.size(); ++at) {
      const auto& unit = wanted.units[at];
      const auto field = "units/" + std::to_string(at);
      if (unit.title.empty() || unit.title.size() > longest_title)
        return wrong_course(field, say("单元要有名称，不超过 60 字", "a unit has a title of at most 200 letters"));
      if (unit.aims.value_or("").size() > longest_text)
        return wrong_course(field, say("目标不超过 3000 字", "aims have at most 10,000 letters"));
      if (unit.hours < 0 || unit.hours > most_hours)
        return wrong_course(field, say("课时应为 0 到 500", "lessons are 0 to 500"));
      if (unit.resources.size() > most_materials)
        return wrong_course(field, say("每个单元最多 50 个资源", "at most 50 resources a unit"));
    }
    return {};
  }

  // Materials as they are titled now; those that stood there already stay, whether or not the actor may see them.
  Result<std::vector<store::MaterialRow>> materials_of(const Actor& actor, const NewUnit& unit,
                                                       const std::map<std::string, std::string>& known,
                                                       const std::string& field) {
    std::vector<store::MaterialRow> made;
    std::set<std::string> seen;
    for (const auto& id : unit.resources) {
      if (!seen.insert(id).second) continue;
      auto title = around_.title_of(actor, id);
      if (!title && !known.contains(id))
        return wrong_course(field, say("有资源不存在或未与你共享", "a resource is not there, or not shared with you"));
      if (!title) title = known.at(id);
      made.push_back({"", static_cast<int64_t>(made.size()) + 1, id, std::move(*title)});
    }
    return made;
  }

  Result<void> keep(const Actor& actor, store::CourseRow row, const NewCourse& wanted, const char* action) {
    DOORSTEP_LET(body, body_of(row.org_id));
    DOORSTEP_TRY(good_words(wanted));
    const std::set<OrgId> owners{wanted.owners.begin(), wanted.owners.end()};
    if (owners.empty()) return wrong_course("owners", say("请选课程所属的学校", "choose the schools that own it"));
    std::vector<CourseOwner> named;
    for (const auto& one : owners) {
      if (!body.has(one)) return wrong_course("owners", say("有学校不是成员", "one of them is no member"));
      named.push_back({one, {}});
    }
    if (!may_change(actor, row.org_id, named)) return not_an_owner();
    std::map<std::string, std::string> known;
    std::set<std::string> units;
    around_.database.read([&](db::Session& session) {
      for (const auto& one : store::materials(session, row.id)) known[one.resource_id] = one.title;
      for (const auto& one : store::units(session, row.id)) units.insert(one.id);
    });
    std::vector<std::vector<store::MaterialRow>> materials;
    for (size_t at = 0; at < wanted.units.size(); ++at) {
      DOORSTEP_LET(rows, materials_of(actor, wanted.units[at], known, "units/" + std::to_string(at)));
      materials.push_back(std::move(rows));
    }
    row.title_zh = wanted.title_zh;
    row.title_en = wanted.title_en;
    row.subject = wanted.subject.value_or("");
    row.about = wanted.about.value_or("");
    row.grades = joined(wanted.grades);
    row.changed_at = now_utc();
    auto done = around_.database.write([&](db::Session& session) -> Result<void> {
      store::put(session, row);
      store::put_owners(session, row.id, {owners.begin(), owners.end()});
      auto gone = units;
      for (size_t at = 0; at < wanted.units.size(); ++at) {
        const auto& unit = wanted.units[at];
        const bool stays = unit.id && gone.erase(*unit.id) > 0;
        const auto id = stays ? *unit.id : new_uuid();
        store::put(session, store::UnitRow{id, row.id, static_cast<int64_t>(at) + 1, unit.title, unit.aims.value_or(""),
                                           unit.hours});
        store::put_materials(session, id, materials[at]);
      }
      for (const auto& id : gone) store::take_out(session, id);
      around_.trail.append(session, actor, {action, "course", row.id, row.org_id, audit::added(row)});
      return {};
    });
    if (!done) return pass_on(done);
    return {};
  }

  Around around_;
};

}  // namespace

std::unique_ptr<Courses> make_courses(Around around) { return std::make_unique<CoursesService>(std::move(around)); }

}  // namespace doorstep::courses
