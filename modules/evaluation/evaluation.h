// Evaluation: rounds in which a group evaluates its schools, or a district its groups. Thread safe; every change is one
// transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::evaluation {

enum class Counts { level, progress };
BOOST_DESCRIBE_ENUM(Counts, level, progress)
// Entered by the panel, or from this system's records, 0 to 100: the share of the group's unified items at which the
// school works as one; the share of the year's joint sessions where somebody of the school was; the share of the
// standard's indicators that the school reaches, which starts at the return of the year before.
enum class Origin { entered, unity, joint, standard };
BOOST_DESCRIBE_ENUM(Origin, entered, unity, joint, standard)
enum class RoundState { draft, open, published };
BOOST_DESCRIBE_ENUM(RoundState, draft, open, published)

struct EvaluationIndicator {
  std::string id, name;
  Counts counts{};
  Origin origin{};
  int64_t weight = 0;  // percent
  double full = 100;   // the value that counts whole
};
BOOST_DESCRIBE_STRUCT(EvaluationIndicator, (), (id, name, counts, origin, weight, full))

// What the panel entered of one school; means over who entered.
struct EvaluationCell {
  std::string indicator_id;
  OrgId school_id;
  std::optional<double> start, value;          // start: of progress only
  std::optional<double> score;                 // 0 to 100; empty: nothing to count
  int64_t entered = 0;                         // by how many
  std::optional<double> own_start, own_value;  // of who asks
  std::string own_note;
};
BOOST_DESCRIBE_STRUCT(EvaluationCell, (),
                      (indicator_id, school_id, start, value, score, entered, own_start, own_value, own_note))

struct EvaluationScore {
  std::string indicator_id;
  std::optional<double> score;
};
BOOST_DESCRIBE_STRUCT(EvaluationScore, (), (indicator_id, score))

// Of a school, or in a district's round of a group.
struct EvaluationResult {
  OrgId org_id;
  std::string org;
  std::optional<double> score;  // 0 to 100
  int64_t weight = 0;           // percent of the weights that it rests on
  std::vector<EvaluationScore> scores;
};
BOOST_DESCRIBE_STRUCT(EvaluationResult, (), (org_id, org, score, weight, scores))

struct Appeal {
  std::string id;
  OrgId school_id;
  std::string school, text, by, at;
  std::string answer, answered_by, answered_at;  // empty: not yet
};
BOOST_DESCRIBE_STRUCT(Appeal, (), (id, school_id, school, text, by, at, answer, answered_by, answered_at))

struct EvaluationSchool {
  OrgId id;
  std::string name;
  OrgId group_id;  // in a district's round
  std::string group;
};
BOOST_DESCRIBE_STRUCT(EvaluationSchool, (), (id, name, group_id, group))

struct RoundSummary {
  std::string id;
  OrgId org_id;
  std::string org;
  bool of_district = false;
  std::string title;
  int64_t year = 0;
  RoundState state{};
  std::string published_at;
};
BOOST_DESCRIBE_STRUCT(RoundSummary, (), (id, org_id, org, of_district, title, year, state, published_at))

struct EvaluationRound {
  RoundSummary of;
  std::vector<std::string> panel;  // sign-in names
  bool on_panel = false;           // who asks
  std::vector<EvaluationIndicator> indicators;
  std::vector<EvaluationSchool> schools;
  std::vector<EvaluationCell> cells;
  std::vector<EvaluationResult> results;  // by name: not a league table
  std::vector<Appeal> appeals;
};
BOOST_DESCRIBE_STRUCT(EvaluationRound, (), (of, panel, on_panel, indicators, schools, cells, results, appeals))

// What a published round of the district says of one group; how the others came out stands there without names.
struct GroupVerdict {
  RoundSummary of;
  std::vector<EvaluationIndicator> indicators;
  EvaluationResult own;
  std::vector<double> others;  // scores, the lowest first; empty with fewer than five groups
  int64_t groups = 0;
  std::vector<EvaluationSchool> schools;  // of the group
  std::vector<EvaluationCell> cells;      // theirs
  std::vector<Appeal> appeals;            // theirs
};
BOOST_DESCRIBE_STRUCT(GroupVerdict, (), (of, indicators, own, others, groups, schools, cells, appeals))

struct NewIndicator {
  std::string name;
  Counts counts{};
  Origin origin{};
  int64_t weight = 0;
  std::optional<double> full;
};
BOOST_DESCRIBE_STRUCT(NewIndicator, (), (name, counts, origin, weight, full))

struct NewRound {
  OrgId org;  // a group or a district
  std::string title;
  int64_t year = 0;
  std::vector<std::string> panel;
  std::vector<NewIndicator> indicators;
};
BOOST_DESCRIBE_STRUCT(NewRound, (), (org, title, year, panel, indicators))

struct NewEntry {
  std::string indicator_id;
  OrgId school_id;
  std::optional<double> start, value;  // both empty: the entry is taken back
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(NewEntry, (), (indicator_id, school_id, start, value, note))

struct NewAppeal {
  OrgId school_id;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(NewAppeal, (), (school_id, text))

class Evaluations {
 public:
  virtual ~Evaluations() = default;

  // Of an organisation, the newest first.
  virtual std::vector<RoundSummary> rounds(const OrgId& org) = 0;
  virtual Result<EvaluationRound> round(const Actor& actor, const std::string& id) = 0;
  // Of a group, the newest first. not_found: no such group.
  virtual Result<std::vector<GroupVerdict>> verdicts(const Actor& actor, const OrgId& group) = 0;
  // A member of the group appeals against one of them.
  virtual Result<std::vector<GroupVerdict>> appeal_verdict(const Actor& actor, const OrgId& group,
                                                           const std::string& id, const NewAppeal& wanted) = 0;
  virtual std::optional<OrgId> org_of(const std::string& id) = 0;  // whose round it is

  // Faults of all changes: not_found (no such round), invalid (a field is wrong), conflict (not-open, not-published,
  // published, answered), forbidden (not-on-panel).
  virtual Result<EvaluationRound> make(const Actor& actor, const NewRound& wanted) = 0;
  virtual Result<EvaluationRound> move(const Actor& actor, const std::string& id, RoundState to) = 0;
  virtual Result<EvaluationRound> enter(const Actor& actor, const std::string& id, const NewEntry& wanted,
                                        bool runs_it) = 0;
  virtual Result<EvaluationRound> appeal(const Actor& actor, const std::string& id, const NewAppeal& wanted) = 0;
  virtual Result<EvaluationRound> answer(const Actor& actor, const std::string& id, const std::string& appeal,
                                         const std::string& text) = 0;
};

}  // namespace doorstep::evaluation
