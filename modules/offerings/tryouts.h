// Try-outs of experimental and talent classes: candidates are observed and scored by a panel; who ranks within the
// places is in, the next ones stand on a named reserve list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/offerings/items.h>

namespace doorstep::offerings {

struct PanelJudge {
  PersonId person_id;  // a member of staff
  std::string name;
  int64_t scored = 0;  // candidates
};
BOOST_DESCRIBE_STRUCT(PanelJudge, (), (person_id, name, scored))

struct PanelScore {
  PersonId judge_id;
  int64_t points = 0;  // 0 to 100
  std::string notes;
};
BOOST_DESCRIBE_STRUCT(PanelScore, (), (judge_id, points, notes))

struct TryoutCandidate {
  PersonId person_id;
  std::string name, school, of_class;
  PlaceState state{};
  std::optional<int64_t> turn;  // on the reserve list, from 1
  std::optional<double> mean;   // of the scores so far
  std::vector<PanelScore> scores;
};
BOOST_DESCRIBE_STRUCT(TryoutCandidate, (), (person_id, name, school, of_class, state, turn, mean, scores))

struct TryoutFile {
  OfferingCard offering;
  std::vector<PanelJudge> panel;
  std::vector<TryoutCandidate> candidates;  // the best first, once there are scores
  bool decided = false;
};
BOOST_DESCRIBE_STRUCT(TryoutFile, (), (offering, panel, candidates, decided))

struct NewPanel {
  std::vector<PersonId> judges;
};
BOOST_DESCRIBE_STRUCT(NewPanel, (), (judges))
struct NewPanelScore {
  PersonId person_id;  // the candidate
  int64_t points = 0;
  std::optional<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(NewPanelScore, (), (person_id, points, notes))
struct TryoutDecision {
  int64_t pass = 0;  // the least mean with which one is in or in reserve
};
BOOST_DESCRIBE_STRUCT(TryoutDecision, (), (pass))

}  // namespace doorstep::offerings
