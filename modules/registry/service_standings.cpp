// Titles and backbone ranks, written in the transaction of who decides about them.
#include <algorithm>

#include <doorstep/audit/audit.h>

#include "standings.h"
#include "store.h"

namespace doorstep::registry {
namespace {

std::string& member_of(StaffRow& row, Standing what) { return what == Standing::title ? row.title : row.backbone; }

// The list without one of its names, and with it at the end when it `belongs`.
std::string relisted(std::string_view list, std::string_view name, bool belongs) {
  std::string made;
  const auto add = [&](std::string_view one) { made.append(made.empty() ? "" : ",").append(one); };
  while (!list.empty()) {
    const auto one = list.substr(0, list.find(','));
    if (one != name) add(one);
    list.remove_prefix(std::min(list.size(), one.size() + 1));
  }
  if (belongs) add(name);
  return made;
}

class RegisterStandings final : public Standings {
 public:
  explicit RegisterStandings(const audit::Trail& trail) : trail_(trail) {}

  std::optional<std::string> of(db::Session& session, const PersonId& person, Standing what) override {
    auto held = held_of(session, person);
    return held ? std::optional{member_of(held->row, what)} : std::nullopt;
  }

  Result<void> set(db::Session& session, const Actor& actor, const NewStanding& wanted) override {
    auto seq = store::hold_sequence(session);
    auto held = held_of(session, wanted.person);
    if (!held)
      return refuse(Fault::not_found, "person-unknown", say("没有这位教职工", "there is no such member of staff"));
    const auto before = held->row;
    held->kept.sticky = relisted(held->kept.sticky, describe::enum_name(wanted.what), wanted.lasts);
    held->kept.seq = ++seq;
    held->kept.modified = now_utc();
    store::amend(session, *held, wanted.from, [&](StaffRow& row) { member_of(row, wanted.what) = wanted.value; });
    store::set_sequence(session, seq);
    trail_.append(
        session, actor,
        {"standing-changed", "person", wanted.person.value, wanted.school, audit::changes(before, held->row)});
    return {};
  }

 private:
  static std::optional<store::Held<StaffRow>> held_of(db::Session& session, const PersonId& person) {
    StaffRow like;
    like.id = person;
    return store::find(session, like);
  }

  const audit::Trail& trail_;
};

}  // namespace

std::unique_ptr<Standings> make_standings(const audit::Trail& trail) {
  return std::make_unique<RegisterStandings>(trail);
}

}  // namespace doorstep::registry
