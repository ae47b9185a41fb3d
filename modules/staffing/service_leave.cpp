// Leaves: recorded by the school; why is for the school's own eyes.
#include <algorithm>

#include "service.h"

namespace doorstep::staffing {
namespace {

constexpr int64_t longest_leave = 5 * 366;  // days
constexpr int months_ahead = 12;

// Not who looks after the district or the group: who holds a post at the school itself.
bool of_school(const Actor& actor, const OrgId& school) {
  return std::ranges::any_of(actor.posts, [&](const Post& post) { return post.org == school; });
}

tl::unexpected<Error> school_only() {
  return refuse(Fault::forbidden, "school-only", say("请假由学校自己登记", "leave is recorded by the school itself"));
}

std::vector<MonthAway> months(const std::vector<store::LeaveRow>& rows, Date today) {
  std::vector<MonthAway> made;
  for (int ahead = 0; ahead < months_ahead; ++ahead) {
    const int month = workforce::month_of(today.year(), today.month()) + ahead;
    const auto first = *Date::of(workforce::year_in(month), month % 12 + 1, 1);
    const auto on = std::max(first, today);
    made.push_back({workforce::month_text(month),
                    std::ranges::count_if(rows, [&](const store::LeaveRow& row) { return holds_on(row, on); })});
  }
  return made;
}

const staff::Teacher* at_school(const std::vector<staff::Teacher>& people, const OrgId& school, const PersonId& id) {
  const auto found =
      std::ranges::find_if(people, [&](const staff::Teacher& one) { return one.id == id && one.school_id == school; });
  return found == people.end() ? nullptr : &*found;
}

}  // namespace

Result<SchoolLeaves> LeaveService::leaves(const Actor& actor, const OrgId& school) {
  DOORSTEP_LET(place, ground_.school(school));
  const auto people = ground_.people(school);
  const auto today = Date::today();
  SchoolLeaves made{school, place.name, of_school(actor, school), {}, {}, {}};
  const auto rows = ground_.database().read([&](db::Session& session) { return store::leaves_of(session, school); });
  for (const auto& row : rows) {
    // Who has left the school since is still named: the register keeps the person.
    auto person = ground_.staff().teacher(row.person_id, today);
    Leave leave{row.id,
                row.person_id,
                person ? person->name : "",
                person ? person->subject : "",
                {},
                row.begin_on,
                row.end_on,
                row.cover_id,
                row.cover,
                ""};
    if (made.keeps) {
      leave.kind = row.kind;
      leave.note = row.note;
    }
    if (const auto* cover = at_school(people, school, row.cover_id)) leave.cover = cover->name;
    made.leaves.push_back(std::move(leave));
  }
  std::ranges::stable_sort(made.leaves, {}, [&](const Leave& one) {
    return std::pair{holds_on(one, today) ? 0 : one.begin_on > today ? 1 : 2, one.begin_on};
  });
  made.ahead = months(rows, today);
  if (made.keeps)
    for (const auto& person : people)
      if (person.school_id == school) made.staff.push_back({person.id, person.name, person.subject});
  return made;
}

Result<SchoolLeaves> LeaveService::record(const Actor& actor, const OrgId& school, const NewLeave& wanted) {
  DOORSTEP_TRY(ground_.school(school));
  if (!of_school(actor, school)) return school_only();
  const auto people = ground_.people(school);
  if (!at_school(people, school, wanted.person_id))
    return wrong("person_id", say("不是本校今日在岗教职工", "is not on this school's staff today"));
  if (wanted.end_on <= wanted.begin_on)
    return wrong("end_on", say("须晚于 {}", "must be after {}", wanted.begin_on.text()));
  if (wanted.end_on.days() - wanted.begin_on.days() > longest_leave)
    return wrong("end_on", say("一次请假不超过 5 年", "one leave lasts at most 5 years"));
  const auto cover = wanted.cover_id.value_or(PersonId{});
  if (!cover.empty() && (cover == wanted.person_id || !at_school(people, school, cover)))
    return wrong("cover_id", say("应为本校另一位教职工", "must be somebody else on this school's staff"));
  DOORSTEP_TRY(good_text("cover", wanted.cover.value_or(""), longest_name, false));
  DOORSTEP_TRY(good_text("note", wanted.note.value_or(""), longest_reason, false));
  const store::LeaveRow row{new_uuid(),
                            school,
                            wanted.person_id,
                            wanted.kind,
                            wanted.begin_on,
                            wanted.end_on,
                            cover,
                            wanted.cover.value_or(""),
                            wanted.note.value_or("")};
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    for (const auto& other : store::leaves_of(session, wanted.person_id))
      if (overlap(row, other))
        return refuse(Fault::conflict, "leave-twice",
                      say("{0} 到 {1} 已登记请假", "a leave from {0} until {1} is recorded already",
                          other.begin_on.text(), other.end_on.text()),
                      {{"begin_on", say("先结束原来的请假，或改日期", "end that leave first, or choose other days")}});
    store::add(session, row);
    // Why somebody is away stays out of the trail, which more people read.
    ground_.trail().append(session, actor, {"leave-recorded", "person", wanted.person_id.value, school, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return leaves(actor, school);
}

Result<SchoolLeaves> LeaveService::end(const Actor& actor, const OrgId& school, const std::string& id,
                                       const LeaveEnd& wanted) {
  if (!of_school(actor, school)) return school_only();
  auto done = ground_.database().write([&](db::Session& session) -> Result<void> {
    const auto before = store::leave(session, id);
    if (!before || before->school_id != school)
      return refuse(Fault::not_found, "leave-unknown", say("没有这次请假", "there is no such leave"));
    if (wanted.on < before->begin_on || wanted.on > before->end_on)
      return wrong("on",
                   say("应在 {0} 到 {1} 之间", "between {0} and {1}", before->begin_on.text(), before->end_on.text()));
    store::end_leave(session, id, wanted.on);
    ground_.trail().append(session, actor, {"leave-ended", "person", before->person_id.value, school, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return leaves(actor, school);
}

}  // namespace doorstep::staffing
