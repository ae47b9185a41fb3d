#include "rights.h"

#include <algorithm>
#include <array>

namespace doorstep {
namespace {

constexpr Reach none = Reach::none, own = Reach::own, group = Reach::group, around = Reach::around,
                district = Reach::district, all = Reach::all;

struct Row {
  Right right;
  std::array<Reach, static_cast<size_t>(Role::visitor) + 1> reach;  // by role
};

// The table. Rows in the order of Right, columns in the order of Role.
// clang-format off
constexpr std::array table{
    //                          admin     officer   president council   centre    principal subject   homeroom  teacher   student   guardian  visitor
    Row{Right::open,            {all,      all,      all,      all,      all,      all,      all,      all,      all,      all,      all,      all}},
    Row{Right::district_read,   {all,      all,      all,      all,      all,      all,      all,      all,      all,      all,      all,      all}},
    Row{Right::register_read,   {all,      own,      own,      own,      own,      own,      own,      own,      own,      none,     none,     none}},
    Row{Right::people_read,     {all,      own,      own,      none,     none,     own,      none,     none,     none,     none,     none,     none}},
    Row{Right::register_write,  {all,      own,      none,     none,     none,     own,      none,     none,     none,     none,     none,     none}},
    Row{Right::groups_write,    {all,      own,      own,      none,     none,     none,     none,     none,     none,     none,     none,     none}},
    Row{Right::group_read,      {all,      own,      own,      own,      own,      group,    group,    group,    group,    none,     none,     none}},
    Row{Right::group_work,      {all,      own,      own,      own,      own,      group,    group,    none,     none,     none,     none,     none}},
    Row{Right::group_join,      {all,      own,      own,      own,      own,      group,    group,    group,    group,    none,     none,     none}},
    Row{Right::group_vote,      {all,      own,      own,      own,      none,     group,    none,     none,     none,     none,     none,     none}},
    Row{Right::group_run,       {all,      own,      own,      none,     none,     none,     none,     none,     none,     none,     none,     none}},
    Row{Right::notices_send,    {all,      own,      own,      none,     own,      own,      none,     none,     none,     none,     none,     none}},
    Row{Right::people_develop,  {all,      own,      own,      none,     own,      own,      none,     none,     none,     none,     none,     none}},
    Row{Right::offerings_run,   {all,      own,      own,      own,      own,      own,      none,     none,     none,     none,     none,     none}},
    Row{Right::people_decide,   {all,      own,      own,      none,     none,     own,      none,     none,     none,     none,     none,     none}},
    Row{Right::exchange_plan,   {all,      own,      own,      none,     none,     none,     none,     none,     none,     none,     none,     none}},
    Row{Right::library_read,    {all,      own,      around,   around,   around,   around,   around,   around,   around,   none,     none,     none}},
    Row{Right::library_work,    {all,      own,      own,      none,     own,      own,      own,      own,      own,      none,     none,     none}},
    Row{Right::library_review,  {all,      own,      own,      none,     own,      own,      own,      none,     none,     none,     none,     none}},
    Row{Right::import_run,      {all,      own,      none,     none,     none,     none,     none,     none,     none,     none,     none,     none}},
    Row{Right::plan,            {all,      own,      district, none,     none,     district, none,     none,     none,     none,     none,     none}},
    Row{Right::accounts_manage, {all,      own,      none,     none,     none,     none,     none,     none,     none,     none,     none,     none}},
    Row{Right::audit_read,      {all,      none,     none,     none,     none,     none,     none,     none,     none,     none,     none,     none}},
    Row{Right::operate,         {all,      none,     none,     none,     none,     none,     none,     none,     none,     none,     none,     none}},
    Row{Right::self,            {all,      all,      all,      all,      all,      all,      all,      all,      all,      all,      all,      none}},
};
// clang-format on

constexpr bool rows_are_in_order() {
  for (size_t i = 0; i < table.size(); ++i)
    if (table[i].right != static_cast<Right>(i)) return false;
  return true;
}
static_assert(rows_are_in_order() && table.size() == static_cast<size_t>(Right::self) + 1);

const std::vector<Post>& posts_of(const Actor& actor, Right right) {
  static const std::vector<Post> nobody{{Role::visitor, {}}};
  return actor.posts.empty() || (actor.own_only && right != Right::self) ? nobody : actor.posts;
}

// The node below which a post's right holds. A post above all districts has no district around it and keeps its own
// subtree.
OrgId root_of(const Post& post, Reach reach, const Places& places) {
  if (reach != district || post.org.empty()) return post.org;
  auto district_here = places.district_of(post.org);
  return district_here.empty() ? post.org : district_here;
}

bool reaches(const Post& post, Reach reach, const OrgId& org, const Places& places) {
  const auto root = root_of(post, reach, places);
  if (root.empty() || org.empty()) return false;
  if (org == root || places.within(org, root)) return true;
  if (reach != group && reach != around) return false;
  return std::ranges::count(places.groups_of(root), org) > 0 || (reach == around && places.district_of(root) == org);
}

}  // namespace

Reach reach_of(Role role, Right right) { return table[static_cast<size_t>(right)].reach[static_cast<size_t>(role)]; }

bool may(const Actor& actor, Right right, const std::optional<OrgId>& org, const Places& places) {
  return std::ranges::any_of(posts_of(actor, right), [&](const Post& post) {
    const auto reach = reach_of(post.role, right);
    if (reach == none || reach == all) return reach == all;
    return !org || reaches(post, reach, *org, places);
  });
}

Bounds bounds_of(const Actor& actor, Right right, const Places& places) {
  Bounds bounds;
  const auto add = [&](OrgId root) {
    if (!root.empty() && !std::ranges::count(bounds.roots, root)) bounds.roots.push_back(std::move(root));
  };
  for (const auto& post : posts_of(actor, right)) {
    const auto reach = reach_of(post.role, right);
    if (reach == all) return {true, {}};
    if (reach == none) continue;
    add(root_of(post, reach, places));
    if (reach == group || reach == around)
      for (auto& one : places.groups_of(post.org)) add(std::move(one));
  }
  return bounds;
}

}  // namespace doorstep
