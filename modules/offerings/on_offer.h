// On offer: what a group or school offers its students, as everybody may read it. Children come to these meetings:
// rooms, transport and teachers' names are for those who have signed in, and so is how many seats are taken.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/offerings/rounds.h>

namespace doorstep::offerings {

// unasked: no round takes it yet; choices: by choices and a draw that is not out, or by a try-out that is not decided.
enum class SeatsLeft { unasked, choices, free, full };
BOOST_DESCRIBE_ENUM(SeatsLeft, unasked, choices, free, full)

// When and how it is chosen; times of the organisation's clocks.
struct OfferRound {
  std::string title;
  RoundMode mode{};
  bool taking = false, late = false;
  std::string opens_on, opens, closes_on, closes;
  std::string draw_id;  // of a draw whose roll is published
};
BOOST_DESCRIBE_STRUCT(OfferRound, (), (title, mode, taking, late, opens_on, opens, closes_on, closes, draw_id))

struct Offer {
  std::string id;
  OfferingKind kind{};
  Words title;
  std::string about, materials;
  OrgId host_id;
  std::string host, campus;
  std::vector<OfferingSession> sessions;
  std::vector<int64_t> grades;  // none: every one
  int64_t capacity = 0, cost_yuan = 0;
  bool consent = false;
  SeatsLeft seats{};
  std::optional<OfferRound> round;
};
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (id, kind, title, about, materials, host_id, host, campus, sessions, grades, capacity, cost_yuan,
                       consent, seats, round))

struct OnOffer {
  OrgId org_id;
  std::string org;
  std::vector<Offer> offers;  // by kind and title
};
BOOST_DESCRIBE_STRUCT(OnOffer, (), (org_id, org, offers))

}  // namespace doorstep::offerings
