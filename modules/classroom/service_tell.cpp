// Whom a lesson concerns and what they are told; lessons as days of the calendar.
#include <algorithm>
#include <ctime>

#include <doorstep/base/list.h>
#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::classroom {

// The teacher, co-hosts, who follows it, and who asked or agreed for a class.
std::set<AccountId> ClassroomService::concerned(db::Session& session, const Row& row) const {
  std::set<AccountId> made;
  const auto add = [&](const PersonId& person) {
    if (auto account = around_.staff.account_of(person)) made.insert(std::move(*account));
  };
  add(row.teacher_id);
  for (const auto& one : store::hosts(session, row.id)) add(one.person_id);
  for (auto& one : store::followers(session, row.id)) made.insert(std::move(one));
  for (const auto& one : store::classes(session, row.id))
    for (const auto& account : {one.asked_account, one.agreed_account})
      if (!account.empty()) made.insert(account);
  return made;
}

// Teachers of the subject among those who may see it. A public lesson is announced as far as its group.
std::set<AccountId> ClassroomService::subject_teachers(const Row& row) const {
  std::vector<OrgId> homes{row.org_id};
  if (row.audience != LessonAudience::school)
    for (auto& group : around_.places.groups_of(row.org_id)) homes.push_back(std::move(group));
  if (row.audience == LessonAudience::district) homes.push_back(around_.places.district_of(row.org_id));
  std::set<AccountId> made;
  std::set<PersonId> seen;
  for (const auto& home : homes) {
    if (home.empty()) continue;
    for (const auto& one : around_.staff.teachers(home)) {
      const auto subjects = doorstep::listed(one.subjects.empty() ? one.subject : one.subjects);
      if (!std::ranges::count(subjects, row.subject) || !seen.insert(one.id).second) continue;
      if (auto account = around_.staff.account_of(one.id)) made.insert(std::move(*account));
    }
  }
  return made;
}

void ClassroomService::tell(const Row& row, std::set<AccountId> accounts, const Actor* but, const Words& title,
                            const Words& body) const {
  if (but) accounts.erase(but->account);
  if (!accounts.empty() && around_.tell) around_.tell(row.org_id, accounts, title, body);
}

void ClassroomService::tell_announced(const Actor& actor, const Row& row) const {
  auto accounts = subject_teachers(row);
  if (auto teacher = around_.staff.account_of(row.teacher_id)) accounts.insert(std::move(*teacher));
  const auto teacher = around_.staff.teacher(row.teacher_id);
  const auto name = teacher ? teacher->name : std::string{};
  tell(row, std::move(accounts), &actor, say("公开课预告：{}", "Announced: {}", row.title),
       say("{0} · {1}，{2} 授课。\n在“公开课”中可以设提醒、为班级报名。",
           "{0} · {1}, taught by {2}.\nUnder “Open classes” you can ask to be reminded and sign a class up.", when(row),
           around_.places.name_of(row.org_id), name));
}

void ClassroomService::tell_teaches(const Actor& actor, const Row& row) const {
  std::set<AccountId> teacher;
  if (auto account = around_.staff.account_of(row.teacher_id)) teacher.insert(std::move(*account));
  tell(row, std::move(teacher), &actor, say("请您上公开课：{}", "You are to teach an open class: {}", row.title),
       say("{0} · {1}。推流码和协同主持人在“公开课”中设置。",
           "{0} · {1}. Publish keys and co-hosts are set under “Open classes”.", when(row),
           around_.places.name_of(row.org_id)));
}

void ClassroomService::tell_changed(const Actor& actor, const Row& before, const Row& after,
                                    std::set<AccountId> accounts) const {
  if (before.begins_at == after.begins_at && before.ends_at == after.ends_at && before.room == after.room) return;
  const auto room = after.room.empty() ? std::string{} : " · " + after.room;
  tell(after, std::move(accounts), &actor, say("公开课时间或地点有变：{}", "Another time or place: {}", after.title),
       say("现为 {0}{1}（原为 {2}）。", "It is now {0}{1} (was {2}).", when(after), room, when(before)));
}

void ClassroomService::tell_cancelled(const Actor& actor, const Row& row, std::set<AccountId> accounts) const {
  tell(row, std::move(accounts), &actor, say("公开课已取消：{}", "Cancelled: {}", row.title),
       say("{0} 的“{1}”不再举行。原因：{2}", "“{1}” of {0} will not be held. Reason: {2}", when(row), row.title,
           row.reason));
}

void ClassroomService::tell_asked(const Row& row, const OrgId& school) const {
  std::set<AccountId> heads;
  for (const auto& one : around_.staff.teachers(school))
    if (one.role == "principal" || one.role == "deputy")
      if (auto account = around_.staff.account_of(one.id)) heads.insert(std::move(*account));
  tell(row, std::move(heads), nullptr, say("请贵校班级参加：{}", "Your school is asked to take part: {}", row.title),
       say("{0} · {1}（{2}）。请在“公开课”中选择参加的班级，或谢绝。",
           "{0} · {1} ({3}). Choose a class under “Open classes”, or decline.", when(row),
           around_.places.name_of(row.org_id), word_of(row.kind).zh, word_of(row.kind).en));
}

void ClassroomService::remind(const Row& row, std::set<AccountId> accounts, bool soon) const {
  const auto room = row.room.empty() ? std::string{} : " · " + row.room;
  tell(row, std::move(accounts), nullptr,
       soon ? say("半小时内开始：{}", "Begins within half an hour: {}", row.title)
            : say("24 小时内开始：{}", "Begins within a day: {}", row.title),
       say("{0} · {1}{2}", "{0} · {1}{2}", when(row), around_.places.name_of(row.org_id), room));
}

LessonDay ClassroomService::day_of(const Row& row) const {
  return {row.id,
          row.title,
          row.room,
          row.org_id,
          around_.places.name_of(row.org_id),
          row.on_day,
          zone::text_of(static_cast<int>(row.from_minute)),
          zone::text_of(static_cast<int>(row.to_minute)),
          row.begins_at,
          row.ends_at};
}

std::vector<LessonDay> ClassroomService::own_days(const Actor& actor, Date from, Date to) {
  auto who = asker(actor);
  if (!who.sight.at_home()) return {};
  std::vector<LessonDay> made;
  around_.database.read([&](db::Session& session) {
    know(session, who, from, to);
    for (const auto& row : store::lessons(session, LessonShow::all, from, to))
      if (row.state != LessonState::cancelled && is_own(who, row) && sees(who, row)) made.push_back(day_of(row));
  });
  return made;
}

std::vector<LessonDay> ClassroomService::days_of(const OrgId& org, Date from, Date to) {
  std::vector<LessonDay> made;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::lessons(session, LessonShow::all, from, to)) {
      if (row.state == LessonState::cancelled || row.audience == LessonAudience::school) continue;
      if (row.org_id == org || around_.places.within(row.org_id, org)) made.push_back(day_of(row));
    }
  });
  return made;
}

}  // namespace doorstep::classroom
