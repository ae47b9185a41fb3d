// What waits for whom, who is told, and what a person has served.
#include <algorithm>

#include "effects.h"
#include "service.h"

namespace doorstep::exchange {
namespace {

constexpr size_t most_waiting = 200;
constexpr int64_t answer_days = 14, review_days = 30, patience_days = 7;

Date day_of(const std::string& moment) { return Date::parse(moment.substr(0, 10)).value_or(Date::today()); }

bool awaited(Act act) {
  return act == Act::agree || act == Act::send || act == Act::start || act == Act::bring_back || act == Act::review ||
         act == Act::reopen;
}

}  // namespace

void SecondmentService::add_waiting(std::vector<Waiting>& to, const Actor& actor, const Whole& of) const {
  const auto& row = of.row;
  const auto today = Date::today();
  for (const auto& one : possible_to(actor, of)) {
    if (!awaited(one.act)) continue;
    Waiting waits{row.id, row.title, one.act, one.hand, {}, {}, row.moved_at, {}, false};
    if (one.act == Act::agree) waits.due_on = day_of(row.moved_at).plus(answer_days);
    if (one.act == Act::start) {
      if (today < row.begin_on.plus(-review_days)) continue;
      waits.due_on = row.begin_on;
    }
    if (one.act == Act::bring_back) {
      if (today < row.end_on.plus(-review_days)) continue;
      waits.due_on = row.end_on;
    }
    if (one.act == Act::review) {
      const bool due = today >= row.end_on.plus(-review_days) || row.standing == Standing::ended;
      const bool open = std::ranges::any_of(of.people, [](const auto& person) { return person.review.empty(); });
      if (!due || !open) continue;
      waits.due_on = row.end_on.plus(review_days);
    }
    switch (one.hand) {
      case Hand::home:
        waits.org_id = one.of.empty() ? homes_of(of).front() : OrgId{one.of};
        break;
      case Hand::host:
        waits.org_id = row.host_id;
        break;
      case Hand::council:
        waits.org_id = row.group_id;
        break;
      case Hand::district:
        waits.org_id = row.district_id;
        break;
      case Hand::proposer:
        waits.org_id = row.org_id;
        break;
      case Hand::person:
        break;
    }
    if (!waits.org_id.empty()) waits.org = name_of(waits.org_id);
    waits.overdue = waits.due_on && *waits.due_on < today;
    to.push_back(std::move(waits));
  }
}

std::vector<Waiting> SecondmentService::waiting(const Actor& actor) {
  const auto self = around_.staff.person_of(actor.account);
  const auto all = around_.database.read([&](db::Session& session) {
    std::vector<std::string> ids;
    const auto add = [&](const std::vector<store::SecondmentRow>& rows) {
      for (const auto& row : rows)
        if (row.standing != Standing::withdrawn && !std::ranges::count(ids, row.id)) ids.push_back(row.id);
    };
    if (self) add(store::secondments_of(session, *self));
    for (const auto& post : actor.posts)
      if (!post.org.empty() && reach_of(post.role, Right::people_decide) != Reach::none)
        add(store::secondments_of(session, post.org));
    if (actor.administrator()) add(store::secondments_to_answer(session));
    std::vector<Whole> made;
    for (const auto& id : ids)
      if (auto one = whole(session, id)) made.push_back(std::move(*one));
    return made;
  });
  std::vector<Waiting> made;
  for (const auto& one : all) add_waiting(made, actor, one);
  std::ranges::stable_sort(made, {}, &Waiting::since);
  if (made.size() > most_waiting) made.resize(most_waiting);
  return made;
}

void SecondmentService::tell(const Actor& actor, const Whole& of) const {
  if (!around_.tell) return;
  const auto& row = of.row;
  const auto say_to = [&](const OrgId& org, Role role, const Words& title) {
    around_.tell(actor, org, {role}, title,
                 say("{0}：{1} 至 {2}。请打开“教师交流”。", "{0}: {1} to {2}. Open “Exchange”.", row.title,
                     row.begin_on.text(), row.end_on.text()));
  };
  const auto schools = [&](const Words& title) {
    for (const auto& home : homes_of(of)) say_to(home, Role::principal, title);
    say_to(row.host_id, Role::principal, title);
  };
  switch (row.standing) {
    case Standing::consents:
      return schools(say("一项教师交流等待本校意见", "A secondment waits for the school's consent"));
    case Standing::council:
      return say_to(row.group_id, Role::group_president,
                    say("一项教师交流等待理事会意见", "A secondment waits for the council"));
    case Standing::district:
      return say_to(row.district_id, Role::district_officer,
                    say("一项教师交流等待区里批准", "A secondment waits for the district"));
    case Standing::approved:
      return schools(say("一项教师交流已获批准", "A secondment is approved"));
    case Standing::refused:
      return schools(say("一项教师交流未获同意", "A secondment was objected to"));
    case Standing::ended:
      return schools(say("一项教师交流已结束，请评议", "A secondment is over: review it"));
    default:
      return;
  }
}

void SecondmentService::tell_of_plan(const Actor& actor, const std::vector<Whole>& drafts) const {
  if (!around_.tell) return;
  struct Heads {
    int64_t out = 0, in = 0;
  };
  std::map<OrgId, Heads> schools;
  for (const auto& draft : drafts)
    for (const auto& person : draft.people) {
      ++schools[person.home_id].out;
      ++schools[draft.row.host_id].in;
    }
  for (const auto& [school, heads] : schools)
    around_.tell(actor, school, {Role::principal},
                 say("教师交流方案等待本校意见：派出 {0} 人，接收 {1} 人",
                     "A plan of exchange waits for the school's consent: {0} go, {1} come", heads.out, heads.in),
                 say("{0} 至 {1}。请打开“教师交流”，逐项表示意见。", "{0} to {1}. Open “Exchange” and answer each.",
                     drafts.front().row.begin_on.text(), drafts.front().row.end_on.text()));
}

// From whom an answer is due; the count is 1, of this secondment. A school is asked for its people, too: whoever has no
// account answers on paper.
std::map<OrgId, int64_t> SecondmentService::to_answer(const Whole& of) {
  std::map<OrgId, int64_t> made;
  if (of.row.standing == Standing::council) made[of.row.group_id] = 1;
  if (of.row.standing == Standing::district) made[of.row.district_id] = 1;
  if (of.row.standing != Standing::consents) return made;
  for (const auto& person : of.people)
    if (!agreed(of, Hand::home, person.home_id.value) || !agreed(of, Hand::person, person.person_id.value))
      made[person.home_id] = 1;
  if (!agreed(of, Hand::host, of.row.host_id.value)) made[of.row.host_id] = 1;
  return made;
}

int64_t SecondmentService::remind(Date today) {
  const Actor house{{}, "exchange", {{Role::administrator, {}}}, Language::zh, ""};
  const auto week = today.plus(1 - today.weekday());  // its Monday
  std::map<OrgId, int64_t> due;
  std::vector<OrgId> groups, districts;
  auto noted = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& row : store::secondments_to_answer(session)) {
      if (today < day_of(row.moved_at).plus(patience_days)) continue;
      for (const auto& [org, count] : to_answer(*whole(session, row.id))) due[org] += count;
      if (row.standing == Standing::council) groups.push_back(row.group_id);
      if (row.standing == Standing::district) districts.push_back(row.district_id);
    }
    std::erase_if(due, [&](const auto& one) { return !store::note_reminder(session, one.first, week); });
    return {};
  });
  if (!noted) return 0;
  for (const auto& [org, count] : due) {
    const auto role = std::ranges::count(groups, org)      ? Role::group_president
                      : std::ranges::count(districts, org) ? Role::district_officer
                                                           : Role::principal;
    if (around_.tell)
      around_.tell(
          house, org, {role},
          say("有 {} 项教师交流等待答复已满一周", "Secondments that have waited for an answer for a week: {}", count),
          say("请打开“教师交流”办理；本人尚未表示意见的，请学校提醒。",
              "Open “Exchange”; a school may remind those of its people who have not answered."));
  }
  return static_cast<int64_t>(due.size());
}

std::vector<ServedAway> SecondmentService::served(const PersonId& person) {
  const auto all = around_.database.read([&](db::Session& session) {
    std::vector<Whole> made;
    for (auto& row : store::secondments_of(session, person))
      if (row.standing == Standing::running || row.standing == Standing::ended) {
        auto people = store::people(session, row.id);
        made.push_back({std::move(row), std::move(people), {}, {}});
      }
    return made;
  });
  std::vector<ServedAway> made;
  for (const auto& one : all)
    for (const auto& row : one.people) {
      if (row.person_id != person) continue;
      const auto end = row.returned_on.value_or(one.row.end_on);
      made.push_back({one.row.id, one.row.host_id, name_of(one.row.host_id), row.role, row.subject, row.share,
                      one.row.begin_on, end, row.returned_on.has_value(), row.reached});
    }
  return made;
}

Result<PlanEffects> SecondmentService::effects(const std::string& id) {
  DOORSTEP_LET(of, whole(id));
  const auto* standard = judging_standard(around_.book);
  if (!standard) return PlanEffects{};
  std::vector<OneMove> moves;
  for (const auto& person : of.people)
    if (auto teacher = around_.staff.teacher(person.person_id)) {
      teacher->stage = person.stage;
      moves.push_back({std::move(*teacher), person.home_id, of.row.host_id});
    }
  return effects_of(around_.registry, *standard, of.row.district_id, moves, of.row.begin_on);
}

}  // namespace doorstep::exchange
