// The pool of posts, what schools are given of it, and what they ask for.
#include <algorithm>

#include <doorstep/sheets/number.h>

#include "service.h"

namespace doorstep::staffing {
namespace {

constexpr int64_t most_posts = 1'000'000;
constexpr size_t most_open_asks = 20;  // of one school

Result<void> good_count(const char* field, int64_t count, int64_t least = 0) {
  if (count < least || count > most_posts)
    return wrong(field, say("应为 {0} 到 {1} 的整数", "a whole number from {0} to {1}", least, most_posts));
  return {};
}

// The years in which what is given or the pool changes, from `year` on: each must come out even.
std::set<int> years_from(int year, const std::vector<store::PoolRow>& pools,
                         const std::vector<store::AllotmentRow>& rows) {
  std::set<int> years{year};
  for (const auto& row : pools)
    if (row.year > year) years.insert(row.year);
  for (const auto& row : rows)
    if (row.year > year) years.insert(row.year);
  return years;
}

// Nothing is given beyond the pool. A district without a pool has not said yet how many posts there are.
Result<void> within_pool(const std::vector<store::PoolRow>& pools, const std::vector<store::AllotmentRow>& rows,
                         int from, const char* code, const char* field) {
  for (const int year : years_from(from, pools, rows)) {
    const auto pool = pool_in(pools, given_in(rows, year), year);
    if (!pool) continue;
    const auto ordinary = pool->posts - pool->reserve;
    if (pool->given > ordinary)
      return refuse(Fault::conflict, code,
                    say("{0} 学年共分配 {1} 个编制，超过可分配的 {2} 个（总量 {3}，周转 {4}）",
                        "{1} posts would be given in {0}, more than the {2} that can be (of {3}, {4} kept back)", year,
                        pool->given, ordinary, pool->posts, pool->reserve),
                    {{field, say("减少 {} 个，或先调整总量", "give {} fewer, or change the pool first",
                                 pool->given - ordinary)}});
    if (pool->turnover > pool->reserve)
      return refuse(
          Fault::conflict, code,
          say("{0} 学年共借出 {1} 个周转编制，超过周转总量 {2} 个",
              "{1} posts would be lent from the reserve in {0}, which has {2}", year, pool->turnover, pool->reserve),
          {{field, say("减少 {} 个，或先调整周转编制", "lend {} fewer, or enlarge the reserve first",
                       pool->turnover - pool->reserve)}});
  }
  return {};
}

// Of one school, the subjects together stay within the whole.
Result<void> within_school(const GivenPosts& given, const OrgId& school) {
  int64_t subjects = 0;
  for (const auto& [of, posts] : given)
    if (of.first == school && !of.second.empty()) subjects += posts.posts;
  const auto whole = given.find({school, ""});
  if (subjects == 0 || (whole != given.end() && subjects <= whole->second.posts)) return {};
  return refuse(Fault::conflict, "over-posts",
                say("各学科合计 {0} 个，超过全校 {1} 个", "the subjects together have {0} posts, the school {1}",
                    subjects, whole == given.end() ? 0 : whole->second.posts),
                {{"posts", say("先调整全校编制", "change the posts of the school first")}});
}

Result<void> good(const NewAllotment& wanted) {
  DOORSTEP_TRY(good_year("year", wanted.year));
  DOORSTEP_TRY(good_count("posts", wanted.posts));
  DOORSTEP_TRY(good_count("turnover", wanted.turnover.value_or(0)));
  DOORSTEP_TRY(good_text("reason", wanted.reason, longest_reason));
  if (wanted.subject.value_or("").size() > 40) return wrong("subject", say("没有这个学科", "there is no such subject"));
  if (!wanted.subject.value_or("").empty() && wanted.turnover.value_or(0) > 0)
    return wrong("turnover",
                 say("周转编制只分到学校，不分学科", "posts of the reserve go to a school, not to a subject"));
  return {};
}

tl::unexpected<Error> no_ask() {
  return refuse(Fault::not_found, "ask-unknown", say("没有这项申请", "there is no such request"));
}
tl::unexpected<Error> closed_ask() {
  return refuse(Fault::conflict, "ask-closed", say("这项申请已经办结", "the request is closed already"));
}

}  // namespace

Result<StaffingService::Names> StaffingService::public_schools(const OrgPlace& district) {
  Names names;
  for (const auto& school : ground_.facts(district, this_year()).schools)
    if (!school.is_private()) names.emplace(school.id, school.name);
  return names;
}

Result<void> StaffingService::set_pool(const Actor& actor, const OrgId& district, const NewPool& wanted) {
  DOORSTEP_LET(place, ground_.district(district));
  DOORSTEP_TRY(good_year("year", wanted.year));
  DOORSTEP_TRY(good_count("posts", wanted.posts));
  DOORSTEP_TRY(good_count("reserve", wanted.reserve));
  DOORSTEP_TRY(good_text("reason", wanted.reason, longest_reason));
  if (wanted.reserve > wanted.posts) return wrong("reserve", say("不能多于总量", "cannot be more than all posts"));
  return ground_.database().write([&](db::Session& session) -> Result<void> {
    const store::PoolRow row{new_uuid(),    store::next_seq(session, place.id),
                             place.id,      wanted.year,
                             wanted.posts,  wanted.reserve,
                             wanted.reason, actor.name,
                             now_utc()};
    auto pools = store::pools(session, place.id);
    pools.push_back(row);
    DOORSTEP_TRY(within_pool(pools, store::allotments(session, place.id), wanted.year, "below-given", "posts"));
    store::add(session, row);
    ground_.trail().append(session, actor,
                           {"staffing-pool-set", "district", place.id.value, place.id, audit::added(row)});
    return {};
  });
}

Result<void> StaffingService::put(db::Session& session, const Actor& actor, const OrgId& district,
                                  const NewAllotment& wanted) const {
  const store::AllotmentRow row{new_uuid(),    store::next_seq(session, district),
                                district,      wanted.school_id,
                                wanted.year,   wanted.subject.value_or(""),
                                wanted.posts,  wanted.turnover.value_or(0),
                                wanted.reason, actor.name,
                                now_utc()};
  auto rows = store::allotments(session, district);
  rows.push_back(row);
  DOORSTEP_TRY(within_pool(store::pools(session, district), rows, wanted.year, "over-pool",
                           row.turnover > 0 ? "turnover" : "posts"));
  DOORSTEP_TRY(within_school(given_in(rows, wanted.year), wanted.school_id));
  store::add(session, row);
  ground_.trail().append(session, actor,
                         {"staffing-allotted", "school", wanted.school_id.value, wanted.school_id, audit::added(row)});
  return {};
}

Result<void> StaffingService::allot(const Actor& actor, const OrgId& district, const NewAllotment& wanted) {
  DOORSTEP_LET(place, ground_.district(district));
  DOORSTEP_TRY(good(wanted));
  DOORSTEP_LET(schools, public_schools(place));
  if (!schools.contains(wanted.school_id))
    return wrong("school_id", say("不是本区县的公办学校", "is no public school of the district"));
  return ground_.database().write([&](db::Session& session) { return put(session, actor, place.id, wanted); });
}

Result<SheetOutcome> StaffingService::allot(const Actor& actor, const OrgId& district,
                                            const std::vector<SheetRow>& rows, bool dry) {
  DOORSTEP_LET(place, ground_.district(district));
  DOORSTEP_LET(schools, public_schools(place));
  SheetOutcome outcome;
  std::vector<std::pair<int64_t, NewAllotment>> wanted;
  for (const auto& row : rows) {
    const auto before = outcome.faults.size();
    const auto fault = [&](const char* column, Words what) {
      outcome.faults.push_back({row.row, column, std::move(what)});
    };
    const auto number = [&](const char* column, const std::string& text, bool needed) -> int64_t {
      if (text.empty() && !needed) return 0;
      const auto read = sheets::parse_whole(sheets::narrow(text));
      if (!read) fault(column, say("应为整数，而不是“{}”", "must be a whole number, not “{}”", text));
      return read.value_or(0);
    };
    std::vector<OrgId> named;
    for (const auto& [id, name] : schools)
      if (name == row.school || id.value == row.school) named.push_back(id);
    if (named.size() != 1)
      fault("school", named.empty()
                          ? say("本区县没有公办学校“{}”", "the district has no public school “{}”", row.school)
                          : say("有多所学校叫“{}”", "several schools are called “{}”", row.school));
    NewAllotment one{named.size() == 1 ? named.front() : OrgId{},
                     static_cast<int>(number("year", row.year, true)),
                     number("posts", row.posts, true),
                     row.reason,
                     number("turnover", row.turnover, false),
                     row.subject};
    if (outcome.faults.size() > before) continue;
    if (const auto fine = good(one); !fine)
      fault(fine.error().fields.empty() ? "posts" : fine.error().fields[0].field.c_str(), fine.error().what);
    else
      wanted.emplace_back(row.row, std::move(one));
  }
  // Schools before their subjects, so that these find the posts they are a part of.
  std::ranges::stable_partition(wanted, [](const auto& one) { return one.second.subject.value_or("").empty(); });
  auto done = ground_.database().write([&](db::Session& session) -> Result<SheetOutcome> {
    auto told = outcome;
    for (const auto& [row, one] : wanted) {
      const auto given = given_in(store::allotments(session, place.id), one.year);
      const auto held = given.find({one.school_id, one.subject.value_or("")});
      if (held != given.end() && held->second.posts == one.posts && held->second.turnover == one.turnover.value_or(0)) {
        ++told.same;
        continue;
      }
      ++told.rows;
      if (const auto kept = put(session, actor, place.id, one); !kept)
        told.faults.push_back({row, "posts", kept.error().what});
    }
    std::ranges::stable_sort(told.faults, {}, &SheetFault::row);
    told.written = !dry && told.faults.empty();
    if (told.written) return told;
    // Nothing is kept of a trial: the outcome leaves by the error's way.
    outcome = std::move(told);
    return refuse(Fault::conflict, "trial", say("试读", "dry run"));
  });
  if (done) return done;
  if (done.error().code != "trial") return pass_on(done);
  return outcome;
}

Result<void> StaffingService::ask(const Actor& actor, const OrgId& school, const NewAsk& wanted) {
  DOORSTEP_LET(place, ground_.school(school));
  DOORSTEP_TRY(good_year("year", wanted.year));
  DOORSTEP_TRY(good_count("more", wanted.more, 1));
  DOORSTEP_TRY(good_text("reason", wanted.reason, longest_reason));
  return ground_.database().write([&](db::Session& session) -> Result<void> {
    const auto open = std::ranges::count_if(store::asks(session, place.district_id), [&](const store::AskRow& row) {
      return row.school_id == school && row.state == AskState::open;
    });
    if (static_cast<size_t>(open) >= most_open_asks)
      return refuse(Fault::conflict, "too-many-asks",
                    say("已有 {} 项申请待答复", "{} requests wait for an answer already", most_open_asks));
    store::AskRow row;
    row.id = new_uuid();
    row.district_id = place.district_id;
    row.school_id = school;
    row.year = wanted.year;
    row.more = wanted.more;
    row.reason = wanted.reason;
    row.by_name = actor.name;
    row.at = now_utc();
    store::add(session, row);
    ground_.trail().append(session, actor, {"staffing-asked", "staffing-ask", row.id, school, audit::added(row)});
    return {};
  });
}

Result<void> StaffingService::withdraw(const Actor& actor, const OrgId& school, const std::string& id) {
  return ground_.database().write([&](db::Session& session) -> Result<void> {
    const auto before = store::ask(session, id);
    if (!before || before->school_id != school) return no_ask();
    if (before->state != AskState::open) return closed_ask();
    auto after = *before;
    after.state = AskState::withdrawn;
    after.decided_by = actor.name;
    after.decided_at = now_utc();
    store::set(session, after);
    ground_.trail().append(session, actor,
                           {"staffing-ask-withdrawn", "staffing-ask", id, school, audit::changes(*before, after)});
    return {};
  });
}

Result<void> StaffingService::answer(const Actor& actor, const OrgId& district, const std::string& id,
                                     const AskAnswer& wanted) {
  DOORSTEP_LET(place, ground_.district(district));
  DOORSTEP_TRY(good_text("answer", wanted.answer, longest_reason));
  if (wanted.granted) DOORSTEP_TRY(good_count("given", wanted.given, 1));
  return ground_.database().write([&](db::Session& session) -> Result<void> {
    const auto before = store::ask(session, id);
    if (!before || before->district_id != place.id) return no_ask();
    if (before->state != AskState::open) return closed_ask();
    auto after = *before;
    after.state = wanted.granted ? AskState::granted : AskState::refused;
    after.given = wanted.granted ? wanted.given : 0;
    after.turnover = wanted.granted && wanted.turnover;
    after.answer = wanted.answer;
    after.decided_by = actor.name;
    after.decided_at = now_utc();
    if (wanted.granted) {
      const auto given = given_in(store::allotments(session, place.id), before->year);
      const auto held = given.find({before->school_id, ""});
      const auto now = held == given.end() ? Given{} : held->second;
      DOORSTEP_TRY(put(session, actor, place.id,
                       {before->school_id,
                        before->year,
                        now.posts + (after.turnover ? 0 : after.given),
                        wanted.answer,
                        now.turnover + (after.turnover ? after.given : 0),
                        {}}));
    }
    store::set(session, after);
    ground_.trail().append(
        session, actor,
        {"staffing-ask-answered", "staffing-ask", id, before->school_id, audit::changes(*before, after)});
    return {};
  });
}

}  // namespace doorstep::staffing
