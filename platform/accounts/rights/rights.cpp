#include "rights.h"

#include <algorithm>
#include <array>

namespace doorstep {
namespace {

constexpr Reach none = Reach::none, own = Reach::own, district = Reach::district, all = Reach::all;

struct Row {
  Right right;
  Reach administrator, district_officer, group_president, principal, teacher, visitor;
};

// The table. Rows in the order of Right, columns in the order of Role.
// clang-format off
constexpr std::array table{
    //                          admin  officer   president principal teacher  visitor
    Row{Right::open,            all,   all,      all,      all,      all,     all},
    Row{Right::district_read,   all,   all,      all,      all,      all,     all},
    Row{Right::register_read,   all,   own,      own,      own,      own,     none},
    Row{Right::people_read,     all,   own,      own,      own,      none,    none},
    Row{Right::register_write,  all,   own,      none,     own,      none,    none},
    Row{Right::groups_write,    all,   own,      own,      none,     none,    none},
    Row{Right::import_run,      all,   own,      none,     none,     none,    none},
    Row{Right::plan,            all,   own,      district, district, none,    none},
    Row{Right::accounts_manage, all,   own,      none,     none,     none,    none},
    Row{Right::audit_read,      all,   none,     none,     none,     none,    none},
    Row{Right::operate,         all,   none,     none,     none,     none,    none},
    Row{Right::self,            all,   all,      all,      all,      all,     none},
};
// clang-format on

constexpr bool rows_are_in_order() {
  for (size_t i = 0; i < table.size(); ++i)
    if (table[i].right != static_cast<Right>(i)) return false;
  return true;
}
static_assert(rows_are_in_order() && table.size() == static_cast<size_t>(Right::self) + 1);

const std::vector<Post>& posts_of(const Actor& actor) {
  static const std::vector<Post> nobody{{Role::visitor, {}}};
  return actor.posts.empty() ? nobody : actor.posts;
}

// The node below which a post's right holds. A post above all districts has no district around it and keeps its own
// subtree.
OrgId root_of(const Post& post, Reach reach, const Places& places) {
  if (reach != district || post.org.empty()) return post.org;
  auto around = places.district_of(post.org);
  return around.empty() ? post.org : around;
}

}  // namespace

Reach reach_of(Role role, Right right) {
  const auto& row = table[static_cast<size_t>(right)];
  switch (role) {
    case Role::administrator:
      return row.administrator;
    case Role::district_officer:
      return row.district_officer;
    case Role::group_president:
      return row.group_president;
    case Role::principal:
      return row.principal;
    case Role::teacher:
      return row.teacher;
    case Role::visitor:
      return row.visitor;
  }
  return none;
}

bool may(const Actor& actor, Right right, const std::optional<OrgId>& org, const Places& places) {
  return std::ranges::any_of(posts_of(actor), [&](const Post& post) {
    const auto reach = reach_of(post.role, right);
    if (reach == none || reach == all) return reach == all;
    if (!org) return true;
    const auto root = root_of(post, reach, places);
    return !root.empty() && !org->empty() && (*org == root || places.within(*org, root));
  });
}

Bounds bounds_of(const Actor& actor, Right right, const Places& places) {
  Bounds bounds;
  for (const auto& post : posts_of(actor)) {
    const auto reach = reach_of(post.role, right);
    if (reach == all) return {true, {}};
    if (reach == none) continue;
    if (auto root = root_of(post, reach, places); !root.empty() && !std::ranges::count(bounds.roots, root))
      bounds.roots.push_back(std::move(root));
  }
  return bounds;
}

}  // namespace doorstep
