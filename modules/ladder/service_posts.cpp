// Posts of schools by class: allowed, held, free. Who holds a targeted title takes up no post.
#include <algorithm>
#include <cmath>

#include "read_rules.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

constexpr int64_t most_posts = 5000;

// The last class takes what the others leave: shares are limits, not aims.
std::vector<int64_t> by_ratio(const std::vector<LadderPosts>& classes, int64_t teachers) {
  std::vector<int64_t> made;
  int64_t left = teachers;
  for (size_t at = 0; at < classes.size(); ++at) {
    const auto share = static_cast<int64_t>(std::floor(static_cast<double>(teachers) * classes[at].share / 100 + 1e-9));
    made.push_back(at + 1 == classes.size() ? left : std::min(left, share));
    left -= made.back();
  }
  return made;
}

}  // namespace

std::map<OrgId, LadderSchoolPosts> LadderService::posts_of(db::Session& session, const OrgId& org,
                                                           const Ladder& rules) const {
  std::map<OrgId, LadderSchoolPosts> made;
  std::map<PersonId, std::vector<store::RankRow>> given;
  for (auto& row : store::ranks_in(session, rules.id)) given[row.person_id].push_back(std::move(row));
  const auto today = around_.today();
  const auto written = register_words(store::registered(session));
  for (const auto& teacher : around_.staff.teachers(org)) {
    auto& school = made[teacher.school_id];
    if (school.school_id.empty()) {
      school.school_id = teacher.school_id;
      school.school = teacher.school;
      if (const auto found = around_.registry.school(teacher.school_id, {})) school.setting = found->org.setting;
      for (const auto& one : rules.posts) school.classes.push_back({one.code, 0, 0, 0, 0, false});
    }
    if (!teacher.established || teacher.role == "staff" || teacher.role == "administrator") continue;
    ++school.teachers;
    int place = -1;
    bool targeted = false;
    const auto title = own_word(written, teacher.id, rules.id, teacher.title, today);
    for (const auto& level : rules.levels)
      if (!level.in_register.empty() && level.in_register == title) place = rules.place(level.code);
    for (const auto& row : given[teacher.id])
      if (in_use(row, today, teacher.school_id) && rules.place(row.level) > place) {
        place = rules.place(row.level);
        targeted = row.targeted;
      }
    if (place < 0) continue;
    const auto& of_class = rules.levels[static_cast<size_t>(place)].post_class;
    const auto found = std::ranges::find(school.classes, of_class, &LadderPostsOfClass::code);
    if (found != school.classes.end()) ++(targeted ? found->targeted : found->held);
  }
  const auto by_hand = store::posts(session);
  for (auto& [id, school] : made) {
    const auto ratio = by_ratio(rules.posts, school.teachers);
    for (size_t at = 0; at < school.classes.size(); ++at) {
      auto& one = school.classes[at];
      one.allowed = ratio[at];
      for (const auto& row : by_hand)
        if (row.school_id == school.school_id && row.code == one.code) {
          one.allowed = row.allowed;
          one.by_hand = true;
        }
      one.free = one.allowed - one.held;
    }
  }
  return made;
}

Result<LadderPostsTable> LadderService::posts(const OrgId& org) {
  return around_.database.read([&](db::Session& session) -> Result<LadderPostsTable> {
    LadderPostsTable made;
    made.org_id = org;
    made.org = school_name(org);
    if (made.org.empty())
      return refuse(Fault::not_found, "org-unknown", say("没有这个单位", "there is no such organisation"));
    const auto rules = rules_for(session, org, "titles");
    made.classes = rules->rules.posts;
    made.source = rules->rules.posts_source;
    for (auto& [id, school] : posts_of(session, org, rules->rules)) made.schools.push_back(std::move(school));
    std::ranges::sort(made.schools, {}, &LadderSchoolPosts::school);
    return made;
  });
}

Result<LadderPostsTable> LadderService::set_posts(const Actor& actor, const OrgId& org, const OrgId& school,
                                                  const NewLadderPosts& wanted) {
  DOORSTEP_LET(now, posts(org));
  if (org == school || !std::ranges::count(now.schools, school, &LadderSchoolPosts::school_id))
    return refuse(Fault::conflict, "not-schools",
                  say("岗位数由上级单位核定", "posts are approved by the district or group above the school"));
  if (wanted.reason.empty() || wanted.reason.size() > longest_text)
    return wrong("reason", say("请写明依据", "say what it rests on"));
  for (const auto& one : wanted.classes) {
    if (!std::ranges::count(now.classes, one.code, &LadderPosts::code))
      return wrong("classes", say("没有“{}”这类岗位", "there is no class of posts “{}”", one.code));
    if (one.allowed && (*one.allowed < 0 || *one.allowed > most_posts))
      return wrong("classes", say("岗位数应为 0 到 {}", "posts are 0 to {}", most_posts));
  }
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& one : wanted.classes) {
      if (one.allowed)
        store::keep(session, store::PostsRow{school, one.code, *one.allowed, wanted.reason, actor.name, now_utc()});
      else
        store::drop_posts(session, school, one.code);
    }
    note(session, actor, "rank-posts-set", "school", school.value, school, audit::added(wanted));
    return {};
  });
  if (!done) return pass_on(done);
  return posts(org);
}

}  // namespace doorstep::ladder
