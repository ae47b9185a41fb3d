// One decision of rights, beside its limit of 2 microseconds: every member of staff of a district of 500 schools and
// 23,000 staff, with a post at the own school, some with one in a group besides, asks for every right to some
// organisation, near or far. The district is that of bench/lib.sh; groups are added until there are 400.
//   rights_bench DATA_FOLDER
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <thread>
#include <vector>

#include <doorstep/app/product.h>
#include <doorstep/registry/module.h>

using namespace doorstep;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int groups_wanted = 400;
constexpr int decisions = 400'000;

// Groups of three, as an import may bring them: so many that most schools stand in two or three.
bool add_groups(app::Product& product, const OrgId& district, const std::vector<OrgId>& schools) {
  Actor office;
  office.posts = {{Role::administrator, {}}};
  registry::IntakeOptions options;
  options.source.id = {derived_uuid("bench", "source", "groups")};
  options.source.space = options.source.name = "bench";
  options.effective = Date::of(2020, 9, 1).value();
  options.dry_run = false;
  const auto now = product.registry->groups(std::nullopt, std::nullopt, {}).size();
  const auto taken = product.registry->take_in(office, options, [&](registry::Intake& in) -> Result<void> {
    for (size_t i = now; i < groups_wanted; ++i) {
      registry::OrgRow group;
      group.id = {derived_uuid("bench", "group", std::to_string(i))};
      group.kind = registry::OrgKind::group;
      group.parent_id = district;
      group.name = fmt::format("联盟 {}", i + 1);
      group.model = "alliance";
      group.begin_on = options.effective;
      in.put(group, {});
      for (size_t k = 0; k < 3; ++k) {
        const auto key = fmt::format("{} {}", i, k);
        registry::MembershipRow member{derived_uuid("bench", "membership", key), group.id,
                                       schools[(i * 3 + k) % schools.size()], k == 0 ? "lead" : "member",
                                       options.effective};
        in.put(member, {});
      }
    }
    return {};
  });
  if (!taken) std::fprintf(stderr, "%s\n", taken.error().what.en.c_str());
  return taken.has_value() && taken->written;
}

struct Question {
  const Actor* actor;
  Right right;
  OrgId org;
};

double nanoseconds_each(const std::vector<Question>& questions, const Places& places, int64_t& allowed) {
  const auto began = Clock::now();
  for (const auto& asked : questions) allowed += may(*asked.actor, asked.right, asked.org, places);
  return std::chrono::duration<double, std::nano>(Clock::now() - began).count() / static_cast<double>(questions.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: rights_bench DATA_FOLDER\n"), 2;
  auto opened = app::open_product(argv[1]);
  if (!opened) return std::fprintf(stderr, "%s\n", opened.error().what.en.c_str()), 1;
  auto& product = **opened;
  OrgId district;
  std::vector<OrgId> schools, orgs;
  product.registry->each_org({}, [&](const registry::OrgRow& row, registry::Status, const std::string&) {
    if (row.kind == registry::OrgKind::school) schools.push_back(row.id);
    if (row.kind == registry::OrgKind::district) district = row.id;
    orgs.push_back(row.id);
  });
  if (!add_groups(product, district, schools)) return 1;
  std::vector<OrgId> groups;
  for (const auto& group : product.registry->groups(std::nullopt, std::nullopt, {})) groups.push_back(group.id);
  orgs.insert(orgs.end(), groups.begin(), groups.end());

  std::mt19937_64 random{1};
  const auto any = [&](const auto& list) { return list[random() % list.size()]; };
  std::vector<Actor> staff;
  for (const auto& school : schools) {
    const auto people = product.registry->staff(school, std::nullopt);
    for (const auto& person : *people) {
      Actor actor;
      actor.account = AccountId{person.id.value};
      actor.posts = {{staff.size() % 46 == 0 ? Role::principal : Role::teacher, school}};
      if (staff.size() % 20 == 0) actor.posts.push_back({Role::council_member, any(groups)});
      staff.push_back(std::move(actor));
    }
  }
  std::vector<Question> questions;
  const auto rights = describe::enum_names<Right>();
  for (int i = 0; i < decisions; ++i) {
    const auto& actor = staff[random() % staff.size()];
    const auto near = random() % 2 == 0;
    questions.push_back({&actor, static_cast<Right>(random() % rights.size()), near ? actor.posts[0].org : any(orgs)});
  }
  int64_t allowed = 0;
  std::vector<double> alone;
  for (int run = 0; run < 7; ++run) alone.push_back(nanoseconds_each(questions, *product.places, allowed));
  std::sort(alone.begin(), alone.end());
  double two[2] = {};
  std::thread other([&] {
    int64_t mine = 0;
    two[0] = nanoseconds_each(questions, *product.places, mine);
  });
  int64_t mine = 0;
  two[1] = nanoseconds_each(questions, *product.places, mine);
  other.join();
  std::printf("%zu staff, %zu schools, %zu groups; %.0f %% of what is asked is allowed\n", staff.size(), schools.size(),
              groups.size(), 100.0 * static_cast<double>(allowed) / 7 / decisions);
  std::printf("a decision                 %9.1f ns  (wanted: under 2000)\n", alone[alone.size() / 2]);
  std::printf("  two threads at once      %9.1f ns\n", std::max(two[0], two[1]));
}
