// Own: what a guardian or a student sees and does. Each is about a child that the account is tied to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/offerings/rounds.h>

namespace doorstep::offerings {

// One offering of a round for one child. `why`: what keeps the child from it now, or what became of the choice.
struct OwnOption {
  OfferingCard offering;
  bool may = false;
  Words why;
  std::optional<int64_t> free;        // seats that this child could take now; of first come
  std::optional<PlaceState> state;    // absent: has neither place nor turn
  std::optional<int64_t> turn;        // on the waiting list, from 1
  std::optional<int64_t> choice;      // the place among the child's choices, from 1
  std::optional<bool> consent_given;  // absent: nobody answered
  bool late = false;                  // came late, or would: behind everybody who came in time
  bool meets_now = false;             // the code of its screen is good
  std::optional<OfferingResult> result;
};
BOOST_DESCRIBE_STRUCT(OwnOption, (),
                      (offering, may, why, free, state, turn, choice, consent_given, late, meets_now, result))

struct OwnRound {
  ChoosingRound round;
  std::string ticket;              // of the child in the draw; empty: it chose nothing
  std::optional<int64_t> lottery;  // its number in the order of the draw, from 1
  bool swapping = false;           // would swap what it has
  std::vector<OwnOption> options;
};
BOOST_DESCRIBE_STRUCT(OwnRound, (), (round, ticket, lottery, swapping, options))

struct ChoosingChild {
  PersonId id;
  std::string name, grade, school, of_class;
  bool self = false;  // the account is the student's own
  bool may = true;    // this account may choose
  std::vector<OwnRound> rounds;
};
BOOST_DESCRIBE_STRUCT(ChoosingChild, (), (id, name, grade, school, of_class, self, may, rounds))
struct OwnChoosing {
  std::vector<ChoosingChild> children;
};
BOOST_DESCRIBE_STRUCT(OwnChoosing, (), (children))

struct NewChoices {
  std::vector<std::string> offerings;  // the dearest first
  std::vector<std::string> consents;   // offerings for which the guardian agrees in the same act
};
BOOST_DESCRIBE_STRUCT(NewChoices, (), (offerings, consents))

struct Press {
  std::string offering_id;
  std::optional<bool> consent;
};
BOOST_DESCRIBE_STRUCT(Press, (), (offering_id, consent))

// `number` orders everybody who pressed for this offering.
struct PressAnswer {
  std::string offering_id;
  PlaceState state{};
  int64_t number = 0;
  std::optional<int64_t> turn;  // on the waiting list, from 1
};
BOOST_DESCRIBE_STRUCT(PressAnswer, (), (offering_id, state, number, turn))

struct SwapAsked {
  bool asks = false;
};
BOOST_DESCRIBE_STRUCT(SwapAsked, (), (asks))

struct OfferingConsent {
  bool given = false;
};
BOOST_DESCRIBE_STRUCT(OfferingConsent, (), (given))

}  // namespace doorstep::offerings
