#include "rules.h"

#include <algorithm>
#include <array>

namespace doorstep::classroom {

tl::unexpected<Error> wrong_field(const char* field, Words what) {
  return refuse(Fault::invalid, "lesson-invalid", what, {{field, what}});
}

Sight::Sight(const Actor& actor, const Places& places)
    : actor_(actor), places_(places), at_home_(actor.signed_in() && !actor.own_only) {}

bool Sight::sees(const OrgId& host, LessonAudience audience) {
  if (audience == LessonAudience::public_) return true;
  if (!at_home_) return false;
  if (actor_.administrator()) return true;
  const auto [found, fresh] = known_.try_emplace({host, audience}, false);
  if (fresh) found->second = within_reach(host, audience);
  return found->second;
}

bool Sight::within_reach(const OrgId& host, LessonAudience audience) const {
  const auto inside = [&](const OrgId& org, const OrgId& root) {
    return !org.empty() && !root.empty() && (org == root || places_.within(org, root));
  };
  std::vector<OrgId> roots{host};
  if (audience != LessonAudience::school)
    for (auto& group : places_.groups_of(host)) roots.push_back(std::move(group));
  if (audience == LessonAudience::district) roots.push_back(places_.district_of(host));
  return std::ranges::any_of(actor_.posts, [&](const Post& post) {
    // Who looks after the host from above sees what it holds.
    return inside(host, post.org) ||
           std::ranges::any_of(roots, [&](const OrgId& root) { return inside(post.org, root); });
  });
}

bool Sight::belongs_to(const OrgId& school) const {
  return at_home_ && std::ranges::any_of(actor_.posts, [&](const Post& post) { return post.org == school; });
}

LessonState state_at(const store::LessonRow& row, int64_t now) {
  const bool open = row.state != LessonState::ended && row.state != LessonState::cancelled;
  return open && now > row.ends_at + keys_after ? LessonState::ended : row.state;
}

bool good_source(std::string_view name) {
  return !name.empty() && name.size() <= 16 &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == name.npos;
}

bool good_grade(std::string_view grade) {
  if (grade.empty() || grade == "KG") return true;
  return grade.size() == 2 && grade >= "01" && grade <= "12" && grade[1] >= '0' && grade[1] <= '9';
}

const Words& word_of(LessonKind kind) {
  static const std::array words{say("公开课", "open class"), say("专递课堂", "dedicated lesson"),
                                say("名师课堂", "famous teacher’s lesson"),
                                say("名校网络课堂", "strong school’s lesson online")};
  return words.at(static_cast<size_t>(kind));
}
const Words& word_of(LessonAudience audience) {
  static const std::array words{say("本校", "school"), say("集团", "group"), say("全区", "district"),
                                say("公开", "public")};
  return words.at(static_cast<size_t>(audience));
}
const Words& word_of(LessonState state) {
  static const std::array words{say("未开始", "planned"), say("排练中", "in rehearsal"), say("直播中", "live"),
                                say("已结束", "over"), say("已取消", "cancelled")};
  return words.at(static_cast<size_t>(state));
}

}  // namespace doorstep::classroom
