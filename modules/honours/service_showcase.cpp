// The showcase: works of students, classes and clubs. Nothing of a student is shown that its guardian does not agree
// to.
#include <algorithm>
#include <set>

#include "service.h"

namespace doorstep::honours {
namespace {

constexpr size_t most_makers = 200, most_files = 10;

}  // namespace

StudentWork HonoursWork::shown(const store::WorkRow& row) {
  StudentWork made;
  made.id = row.id;
  made.school_id = row.school_id;
  made.title = row.title;
  made.about = row.about;
  made.maker = row.maker;
  made.state = row.state;
  made.by = row.by_name;
  made.at = row.made_at;
  std::vector<PersonId> people;
  around_.database.read([&](db::Session& session) {
    people = store::makers(session, row.id);
    made.files = around_.files.of(session, {works_room, row.id});
  });
  for (const auto& person : people) {
    WorkMaker one{person, "", "", around_.children.given(person, consent_purpose)};
    if (const auto pupil = around_.registry.pupil(person)) {
      one.name = pupil->name;
      one.of_class = pupil->of_class;
      // Until the child leaves: that is what was agreed to.
      one.consent = one.consent && pupil->school_id == row.school_id;
    }
    made.people.push_back(std::move(one));
  }
  made.seen = row.state == WorkState::shown && std::ranges::all_of(made.people, &WorkMaker::consent);
  return made;
}

Result<SchoolHonours> HonoursWork::put_work(const Actor& actor, const OrgId& school, const std::string& id,
                                            const NewStudentWork& wanted) {
  DOORSTEP_TRY(around_.registry.school(school, std::nullopt));
  if (wanted.title.empty() || wanted.title.size() > longest_honour_line)
    return wrong_honour("title", say("请填写名称，不超过 100 字", "give a title of at most 100 letters"));
  if (wanted.about.size() > longest_honour_text || wanted.maker.size() > longest_honour_line)
    return wrong_honour("about", say("文字过长", "the text is too long"));
  if (wanted.people.empty() && wanted.maker.empty())
    return wrong_honour("people", say("请选择学生，或填写班级、社团", "choose students, or name a class or club"));
  if (wanted.people.size() > most_makers)
    return wrong_honour("people", say("最多 {} 名学生", "at most {} students", most_makers));
  if (wanted.files.empty() || wanted.files.size() > most_files)
    return wrong_honour("files", say("请上传 1 到 {} 个文件", "upload 1 to {} files", most_files));
  for (const auto& person : wanted.people) {
    const auto pupil = around_.registry.pupil(person);
    if (!pupil || pupil->school_id != school)
      return wrong_honour("people", say("本校没有这名学生", "no such student is at the school"));
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto before = id.empty() ? std::nullopt : store::work(session, id);
    if (!id.empty() && (!before || before->school_id != school)) return no_honour();
    // What changed is shown again by a new act.
    store::WorkRow row{before ? id : new_uuid(), school,     wanted.title, wanted.about, wanted.maker,
                       WorkState::draft,         actor.name, now_utc()};
    store::put(session, row);
    store::put_makers(session, row.id, wanted.people);
    const files::Place place{works_room, row.id};
    std::vector<std::string> fresh = wanted.files;
    for (const auto& had : around_.files.of(session, place)) {
      if (std::erase(fresh, had.id) == 0) around_.files.release(session, actor, had.id);
    }
    DOORSTEP_TRY(around_.files.hold(session, actor, place, school, fresh));
    around_.trail.append(session, actor,
                         {before ? "work-changed" : "work-made", "student-work", row.id, school, audit::added(wanted)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

Result<SchoolHonours> HonoursWork::show(const Actor& actor, const OrgId& school, const std::string& id, bool wanted) {
  const auto row = around_.database.read([&](db::Session& session) { return store::work(session, id); });
  if (!row || row->school_id != school) return no_honour();
  if (wanted) {
    std::string names;
    for (const auto& one : shown(*row).people)
      if (!one.consent) names += (names.empty() ? "" : ", ") + one.name;
    if (!names.empty())
      return refuse(
          Fault::conflict, "no-consent",
          say("监护人还没有同意展示：{}。请在学校页面的“监护人同意”中征求“作品与荣誉的展示”",
              "guardians have not agreed to show: {}. Ask for “Showing works and honours” on the school's page",
              names));
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto after = *row;
    after.state = wanted ? WorkState::shown : WorkState::draft;
    store::put(session, after);
    around_.trail.append(session, actor, {wanted ? "work-shown" : "work-taken-back", "student-work", id, school, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

std::vector<OrgId> HonoursWork::schools_of(const OrgId& org) {
  if (const auto group = around_.registry.group(org)) {
    std::vector<OrgId> made;
    for (const auto& member : group->members)
      if (holds_on(member, Date::today())) made.push_back(member.school_id);
    return made;
  }
  return {org};
}

Result<Showcase> HonoursWork::showcase(const OrgId& org) {
  Showcase made;
  made.org_id = org;
  made.org = around_.registry.name_of(org);
  if (made.org.empty()) return no_honour();
  made.kinds = terms().kinds;
  made.levels = terms().levels;
  for (const auto& school : schools_of(org)) {
    const auto name = around_.registry.name_of(school);
    const auto [honours, works] = around_.database.read([&](db::Session& session) {
      return std::pair{store::honours_at(session, school), store::works_at(session, school)};
    });
    for (const auto& row : works) {
      if (row.state != WorkState::shown) continue;
      auto one = shown(row);
      if (!one.seen) continue;
      ShownWork work{one.id, school, name, one.title, one.about, one.maker, {}, std::move(one.files)};
      for (auto& file : work.files) file.by_name.clear();
      for (const auto& person : one.people) work.names.push_back(person.name);
      made.works.push_back(std::move(work));
    }
    for (const auto& row : honours) {
      if (row.state != HonourState::verified) continue;
      const auto one = shown(row);
      const auto pupil = row.person_id.empty() ? std::nullopt : around_.registry.pupil(row.person_id);
      if (!one.consent || (!row.person_id.empty() && (!pupil || pupil->school_id != school))) continue;
      made.honours.push_back(
          {school, name, one.name, one.of_class, one.title, one.kind, one.level, one.award, one.issuer, one.on});
    }
  }
  std::ranges::stable_sort(made.honours, std::greater<>{}, &ShownHonour::on);
  return made;
}

bool HonoursWork::seen(const OrgId& org, const std::string& work) {
  const auto row = around_.database.read([&](db::Session& session) { return store::work(session, work); });
  if (!row || row->state != WorkState::shown) return false;
  const auto schools = schools_of(org);
  return std::ranges::count(schools, row->school_id) > 0 && shown(*row).seen;
}

bool HonoursWork::of_school(const OrgId& school, const std::string& thing) {
  return around_.database.read([&](db::Session& session) {
    const auto honour = store::honour(session, thing);
    const auto work = store::work(session, thing);
    return (honour && honour->school_id == school) || (work && work->school_id == school);
  });
}

}  // namespace doorstep::honours
