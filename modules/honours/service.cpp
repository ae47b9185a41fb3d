// Honours: entered by the school or claimed by a guardian, verified by the school.
#include "service.h"

#include <algorithm>

namespace doorstep::honours {

tl::unexpected<Error> wrong_honour(const std::string& field, Words what) {
  return refuse(Fault::invalid, "honour-invalid", what, {{field, what}});
}
tl::unexpected<Error> no_honour() {
  return refuse(Fault::not_found, "honour-unknown", say("没有这项荣誉或作品", "there is no such honour or work"));
}

std::unique_ptr<Honours> make_honours(Around around) { return std::make_unique<HonoursWork>(around); }

StudentHonour HonoursWork::shown(const store::HonourRow& row) {
  StudentHonour made;
  made.id = row.id;
  made.school_id = row.school_id;
  made.person_id = row.person_id;
  made.title = row.title;
  made.kind = row.kind;
  made.level = row.level;
  made.award = row.award;
  made.issuer = row.issuer;
  made.on = row.on_day;
  made.state = row.state;
  made.by = row.by_name;
  made.decided_by = row.decided_by;
  made.reason = row.reason;
  made.consent = row.person_id.empty() || around_.children.given(row.person_id, consent_purpose);
  if (!row.person_id.empty())
    if (const auto pupil = around_.registry.pupil(row.person_id)) {
      made.name = pupil->name;
      made.of_class = pupil->of_class;
    }
  made.files = around_.database.read([&](db::Session& session) {
    return around_.files.of(session, {honours_room, row.id});
  });
  return made;
}

Result<SchoolHonours> HonoursWork::at(const OrgId& school) {
  DOORSTEP_LET(found, around_.registry.school(school, std::nullopt));
  SchoolHonours made;
  made.school_id = school;
  made.school = found.org.name;
  made.kinds = terms().kinds;
  made.levels = terms().levels;
  const auto [honours, works] = around_.database.read([&](db::Session& session) {
    return std::pair{store::honours_at(session, school), store::works_at(session, school)};
  });
  for (const auto& row : honours) made.honours.push_back(shown(row));
  for (const auto& row : works) made.works.push_back(shown(row));
  return made;
}

Result<store::HonourRow> HonoursWork::wanted_honour(const OrgId& school, const NewStudentHonour& wanted) {
  store::HonourRow row;
  row.id = new_uuid();
  row.school_id = school;
  row.person_id = wanted.person_id.value_or(PersonId{});
  if (!row.person_id.empty()) {
    const auto pupil = around_.registry.pupil(row.person_id);
    if (!pupil || pupil->school_id != school)
      return wrong_honour("person_id", say("本校没有这名学生", "no such student is at the school"));
  }
  const auto line = [](const char* field, const std::string& text, bool needed) -> Result<void> {
    if ((needed && text.empty()) || text.size() > longest_honour_line)
      return wrong_honour(field, say("请填写，不超过 100 字", "is needed, with at most 100 letters"));
    return {};
  };
  DOORSTEP_TRY(line("title", wanted.title, true));
  DOORSTEP_TRY(line("award", wanted.award, false));
  DOORSTEP_TRY(line("issuer", wanted.issuer, true));
  row.title = wanted.title;
  row.award = wanted.award;
  row.issuer = wanted.issuer;
  row.kind = code_named(terms().kinds, wanted.kind);
  if (row.kind.empty()) return wrong_honour("kind", say("没有这个类别", "there is no such kind"));
  row.level = code_named(terms().levels, wanted.level);
  if (row.level.empty()) return wrong_honour("level", say("没有这个级别", "there is no such level"));
  if (wanted.on.year() < 1990 || Date::today().plus(1) < wanted.on)
    return wrong_honour("on", say("应为过去的日期", "must be a day that is over"));
  row.on_day = wanted.on;
  row.made_at = now_utc();
  return row;
}

Result<SchoolHonours> HonoursWork::enter(const Actor& actor, const OrgId& school, const NewStudentHonour& wanted) {
  DOORSTEP_LET(row, wanted_honour(school, wanted));
  row.by_name = row.decided_by = actor.name;
  row.state = HonourState::verified;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::put(session, row);
    DOORSTEP_TRY(around_.files.hold(session, actor, {honours_room, row.id}, school,
                                    wanted.files.value_or(std::vector<std::string>{})));
    around_.trail.append(session, actor, {"honour-entered", "student-honour", row.id, school, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

Result<SchoolHonours> HonoursWork::decide(const Actor& actor, const OrgId& school, const std::string& id,
                                          const HonourDecision& wanted) {
  if (!wanted.verified && (wanted.reason.empty() || wanted.reason.size() > longest_honour_text))
    return wrong_honour("reason", say("请说明不予认定的理由", "say why it is not verified"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::honour(session, id);
    if (!row || row->school_id != school) return no_honour();
    if (row->state != HonourState::entered)
      return refuse(Fault::conflict, "honour-decided", say("已经核实过", "it was decided already"));
    auto after = *row;
    after.state = wanted.verified ? HonourState::verified : HonourState::refused;
    after.decided_by = actor.name;
    after.reason = wanted.reason;
    store::put(session, after);
    around_.trail.append(session, actor, {"honour-decided", "student-honour", id, school, audit::changes(*row, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

Result<SchoolHonours> HonoursWork::remove(const Actor& actor, const OrgId& school, const std::string& id) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::honour(session, id);
    if (!row || row->school_id != school) return no_honour();
    around_.files.release(session, actor, files::Place{honours_room, id});
    store::drop_honour(session, id);
    around_.trail.append(session, actor, {"honour-removed", "student-honour", id, school, audit::removed(*row)});
    return {};
  });
  if (!done) return pass_on(done);
  return at(school);
}

OwnHonours HonoursWork::own(const Actor& actor) {
  OwnHonours made;
  made.kinds = terms().kinds;
  made.levels = terms().levels;
  for (const auto& tied : around_.children.tied(actor)) {
    HonouredChild child;
    child.id = tied.id;
    child.name = tied.name;
    child.school_id = tied.school_id;
    if (!tied.school_id.empty()) child.school = around_.registry.name_of(tied.school_id);
    child.may = !tied.school_id.empty();
    const auto [honours, works] = around_.database.read([&](db::Session& session) {
      return std::pair{store::honours_of(session, tied.id), store::works_of(session, tied.id)};
    });
    for (const auto& row : honours) child.honours.push_back(shown(row));
    for (const auto& row : works) {
      auto work = shown(row);
      // Of the others nothing but that they took part: they are other people's children.
      std::erase_if(work.people, [&](const WorkMaker& one) { return one.person_id != tied.id; });
      child.works.push_back(std::move(work));
    }
    made.children.push_back(std::move(child));
  }
  return made;
}

Result<OwnHonours> HonoursWork::claim(const Actor& actor, const PersonId& id, const NewStudentHonour& wanted) {
  DOORSTEP_LET(tied, own_pupil(actor, id));
  auto of_child = wanted;
  of_child.person_id = id;
  DOORSTEP_LET(row, wanted_honour(tied.school_id, of_child));
  row.by_name = actor.name;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::put(session, row);
    DOORSTEP_TRY(hold_evidence(session, actor, row, wanted.files.value_or(std::vector<std::string>{})));
    around_.trail.append(session, actor,
                         {"honour-claimed", "student-honour", row.id, row.school_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

std::vector<StudentHonour> HonoursWork::of(const PersonId& child) {
  std::vector<StudentHonour> made;
  for (const auto& row : around_.database.read([&](db::Session& session) { return store::honours_of(session, child); }))
    if (row.state == HonourState::verified) made.push_back(shown(row));
  return made;
}

Result<int64_t> HonoursWork::forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                    bool dry) {
  if (how != children::Forgetting::everything) return 0;
  return around_.database.write([&](db::Session& session) -> Result<int64_t> {
    int64_t rows = 0;
    for (const auto& child : people) {
      const auto honours = store::honours_of(session, child);
      const auto works = store::works_of(session, child);
      const auto of_child = static_cast<int64_t>(honours.size() + works.size());
      rows += of_child;
      if (dry || of_child == 0) continue;
      for (const auto& row : honours) around_.files.release(session, actor, files::Place{honours_room, row.id});
      // A work may show the child: its files go with its part in it.
      for (const auto& row : works) around_.files.release(session, actor, files::Place{works_room, row.id});
      store::drop_honours_of(session, child);
      store::drop_maker(session, child);
      around_.trail.append(session, actor, {"honours-forgotten", "person", child.value, "", {}});
    }
    return rows;
  });
}

}  // namespace doorstep::honours
