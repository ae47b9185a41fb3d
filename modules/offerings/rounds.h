// Rounds: when and by which rule offerings are chosen, and what the draw gave.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/offerings/items.h>

namespace doorstep::offerings {

// first: a press takes a place. preferences: choices in order, a public draw, one allocation. tryout: a press makes a
// candidate, whom a panel scores.
enum class RoundMode { first, preferences, tryout };
// Of preferences: as many first choices as possible, or one after another in the order of the draw.
enum class RoundRule { rank_maximal, lottery };
// draft, open; then of preferences: rolled (the roll is published), drawn (allocated and checked, not shown yet),
// published; of first come: closed.
enum class ChoosingState { draft, open, rolled, drawn, published, closed };
BOOST_DESCRIBE_ENUM(RoundMode, first, preferences, tryout)
BOOST_DESCRIBE_ENUM(RoundRule, rank_maximal, lottery)
BOOST_DESCRIBE_ENUM(ChoosingState, draft, open, rolled, drawn, published, closed)

struct ChoosingRound {
  std::string id;
  OrgId org_id;
  std::string org, title, notes;
  RoundMode mode{};
  RoundRule rule{};
  ChoosingState state{};
  int64_t opens_at = 0, closes_at = 0;             // seconds since 1970
  std::string opens_on, opens, closes_on, closes;  // by the organisation's own clock
  int64_t choices = 0, most = 0;                   // choices in order, and places at most
  std::string roll, rolled_at;
  int64_t entries = 0;  // children on the roll
  std::string seed, seeded_by, seeded_at;
  bool taking = false;  // choices are taken just now
  // The last day on which who comes too late is still taken, behind everybody; `late`: that is so just now.
  std::optional<Date> late_until;
  bool late = false;
};
BOOST_DESCRIBE_STRUCT(ChoosingRound, (),
                      (id, org_id, org, title, notes, mode, rule, state, opens_at, closes_at, opens_on, opens,
                       closes_on, closes, choices, most, roll, rolled_at, entries, seed, seeded_by, seeded_at, taking,
                       late_until, late))

struct NewChoosingRound {
  std::string title;
  std::optional<std::string> notes;
  RoundMode mode{};
  std::optional<RoundRule> rule;
  Date opens_on;
  std::string opens;  // "19:00"
  Date closes_on;
  std::string closes;
  std::optional<int64_t> choices, most;  // 3 and 1
  std::vector<std::string> offerings;
};
BOOST_DESCRIBE_STRUCT(NewChoosingRound, (),
                      (title, notes, mode, rule, opens_on, opens, closes_on, closes, choices, most, offerings))

struct TypedSeed {
  std::string seed;
};
BOOST_DESCRIBE_STRUCT(TypedSeed, (), (seed))

// Absent: nobody is taken late any more.
struct LateSignUp {
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(LateSignUp, (), (until))

// How the children fared; of those who chose anything.
struct RoundFigures {
  int64_t children = 0, seats = 0, places = 0, without = 0;
  double first_share = 0;  // 0 to 1
  double mean_choice = 0;
};
BOOST_DESCRIBE_STRUCT(RoundFigures, (), (children, seats, places, without, first_share, mean_choice))

struct RoundOffering {
  OfferingCard offering;
  int64_t first_choices = 0, chosen = 0;  // children who named it first, and at all
  int64_t waiting = 0;
};
BOOST_DESCRIBE_STRUCT(RoundOffering, (), (offering, first_choices, chosen, waiting))

struct RoundFile {
  ChoosingRound round;
  std::vector<RoundOffering> offerings;
  std::optional<RoundFigures> figures;  // once it is drawn
};
BOOST_DESCRIBE_STRUCT(RoundFile, (), (round, offerings, figures))

struct OfferingCampus {
  CampusId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(OfferingCampus, (), (id, name))
struct OfferingMember {
  OrgId id;
  std::string name;
  std::vector<OfferingCampus> campuses;
};
BOOST_DESCRIBE_STRUCT(OfferingMember, (), (id, name, campuses))

struct OrgOfferings {
  OrgId org_id;
  std::string org;
  std::vector<OfferingMember> members;
  std::vector<OfferingCard> offerings;
  std::vector<ChoosingRound> rounds;  // the newest first
};
BOOST_DESCRIBE_STRUCT(OrgOfferings, (), (org_id, org, members, offerings, rounds))

// What everybody may read of a draw, to do it again. `order` is empty where the roll is of few children.
struct DrawPage {
  std::string round_id;
  OrgId org_id;
  std::string org, title, notes, roll, rolled_at, seed, seeded_at;
  RoundRule rule{};
  bool few = false;
  int64_t entries = 0;             // 0 where few
  std::vector<std::string> order;  // tickets, the first first
};
BOOST_DESCRIBE_STRUCT(DrawPage, (),
                      (round_id, org_id, org, title, notes, roll, rolled_at, seed, seeded_at, rule, few, entries,
                       order))

}  // namespace doorstep::offerings
