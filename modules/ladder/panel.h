// What passes between a call and its panel. Members know applications by number; names and schools stay hidden until
// the decision.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/words.h>
#include <doorstep/ladder/rules.h>

namespace doorstep::ladder {

// unknown: the records leave it open, and nobody stated it.
enum class Verdict { passed, failed, unknown };
BOOST_DESCRIBE_ENUM(Verdict, passed, failed, unknown)

struct LadderCheck {
  std::string key;  // by which a value is stated
  Need kind{};
  std::string of;
  Words what;
  std::optional<double> at_least, value;
  Words has;  // where it is no number: the degree
  Verdict verdict{};
  Words source;
  bool stated = false;  // by the candidate
  int64_t way = -1;     // -1: always; else one of several ways
};
BOOST_DESCRIBE_STRUCT(LadderCheck, (), (key, kind, of, what, at_least, value, has, verdict, source, stated, way))

enum class Outcome { placed, placed_rural, placed_targeted, no_place, no_post, below_pass, unscored };
BOOST_DESCRIBE_ENUM(Outcome, placed, placed_rural, placed_targeted, no_place, no_post, below_pass, unscored)

struct PanelMember {
  std::string account, sign_in, name;  // sign_in: for who runs the call
  bool chair = false;
  int64_t assigned = 0, submitted = 0, barred = 0;  // barred: applications that the member may not read
  std::optional<double> lenient;                    // points above the others; below 0: severe
  bool apart = false;                               // further from the others than the limit
};
BOOST_DESCRIBE_STRUCT(PanelMember, (), (account, sign_in, name, chair, assigned, submitted, barred, lenient, apart))

// How far the panel agrees on one dimension, or on the totals (code empty).
struct PanelAgreement {
  std::string code;
  Words name;
  std::optional<double> alpha;  // Krippendorff: ordinal for dimensions, of intervals for totals
  std::optional<double> icc;    // of the mean of the raters; where everybody rated everything
  int64_t things = 0, ratings = 0;
  Words verdict;  // in words
};
BOOST_DESCRIBE_STRUCT(PanelAgreement, (), (code, name, alpha, icc, things, ratings, verdict))

struct PanelSeat {
  std::string sign_in;
  bool chair = false;
};
BOOST_DESCRIBE_STRUCT(PanelSeat, (), (sign_in, chair))
struct NewLadderPanel {
  std::vector<PanelSeat> members;
};
BOOST_DESCRIBE_STRUCT(NewLadderPanel, (), (members))

enum class SheetState { open, submitted };
BOOST_DESCRIBE_ENUM(SheetState, open, submitted)

// One application on a member's desk.
struct PanelTask {
  std::string application_id;
  int64_t number = 0;
  SheetState state{};
  int64_t scored = 0;  // dimensions
  std::optional<double> total;
};
BOOST_DESCRIBE_STRUCT(PanelTask, (), (application_id, number, state, scored, total))

// One line of the ranking. Names and schools are for who runs the call alone.
struct RankingLine {
  std::string application_id;
  int64_t number = 0;
  std::string name, school, subject;
  bool rural = false, targeted = false;
  std::optional<double> total, fair;  // fair: had all raters read it; shown, never counted
  std::vector<double> totals;         // of each rater who is done
  int64_t awaited = 0;                // raters who are not
  bool apart = false;                 // two differ by more than the limit
  int64_t place = 0;
  Outcome outcome{};
  bool by_lot = false;
  bool proposed = false;
  std::string reason;  // for a proposal that departs from the order
};
BOOST_DESCRIBE_STRUCT(RankingLine, (),
                      (application_id, number, name, school, subject, rural, targeted, total, fair, totals, awaited,
                       apart, place, outcome, by_lot, proposed, reason))

struct PanelDesk {
  std::string call_id, title, org;
  Words level;
  std::string score_last;
  bool open = false;  // scores can be given
  bool chair = false;
  std::vector<PanelTask> tasks;  // in the member's own order
  std::vector<std::string> relatives;
  // For the chair only.
  std::vector<PanelMember> panel;
  std::vector<PanelAgreement> agreement;
  std::vector<RankingLine> ranking;
  bool may_propose = false;
};
BOOST_DESCRIBE_STRUCT(PanelDesk, (),
                      (call_id, title, org, level, score_last, open, chair, tasks, relatives, panel, agreement, ranking,
                       may_propose))

struct PanelMark {
  std::string dimension;
  int64_t anchor = 0;  // place, from 0
  std::optional<std::string> comment;
};
BOOST_DESCRIBE_STRUCT(PanelMark, (), (dimension, anchor, comment))
struct PanelFile {
  std::string id, name, kind;  // the name is a number: files are told apart, not people
};
BOOST_DESCRIBE_STRUCT(PanelFile, (), (id, name, kind))
struct LadderPaperSection {
  Words title;
  std::vector<Words> lines;
};
BOOST_DESCRIBE_STRUCT(LadderPaperSection, (), (title, lines))

// An application without names.
struct PanelPaper {
  std::string call_id, application_id;
  int64_t number = 0;
  std::string subject, statement;
  bool targeted = false;
  std::vector<LadderCheck> checks;
  std::vector<LadderPaperSection> portfolio;
  std::vector<PanelFile> files;  // that were released
  int64_t unchecked = 0;         // files that were not, or not yet
  LadderRubric rubric;
  std::vector<PanelMark> marks;
  std::string comment;
  SheetState state{};
  std::optional<double> total;
  bool open = false;
  std::string next;  // application that comes after it and is not done; empty: none
};
BOOST_DESCRIBE_STRUCT(PanelPaper, (),
                      (call_id, application_id, number, subject, statement, targeted, checks, portfolio, files,
                       unchecked, rubric, marks, comment, state, total, open, next))

struct PanelScores {
  std::vector<PanelMark> marks;
  std::string comment;
  bool submit = false;  // false: a draft
};
BOOST_DESCRIBE_STRUCT(PanelScores, (), (marks, comment, submit))
struct PanelRecusal {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PanelRecusal, (), (reason))
struct PanelRelatives {
  std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(PanelRelatives, (), (names))
struct PanelDuty {
  std::string call_id, title;
  Words level;
  int64_t assigned = 0, submitted = 0;
  std::string score_last;
  bool chair = false;
};
BOOST_DESCRIBE_STRUCT(PanelDuty, (), (call_id, title, level, assigned, submitted, score_last, chair))

}  // namespace doorstep::ladder
