// Conduct: how a breach of professional ethics is dealt with, step by step as the rules of data/ demand, with the
// right to be heard and to appeal; and commendations. Only the person (from the notice on), the head of the school and
// the level that decides or hears the appeal see a case; every reading leaves an entry in the trail, which never
// carries words of a case. Thread safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>

namespace doorstep::portfolio {

// --- the rules

enum class DecidedBy { school, district };
BOOST_DESCRIBE_ENUM(DecidedBy, school, district)
enum class AppealTo { district, above };
BOOST_DESCRIBE_ENUM(AppealTo, district, above)

struct ConductBehaviour {
  std::string code;
  Words name;
};
BOOST_DESCRIBE_STRUCT(ConductBehaviour, (), (code, name))
struct ConductMeasure {
  std::string code;
  Words name;
  DecidedBy by = DecidedBy::school;
  int64_t months = 0;  // at least; 0: no effect in time
  bool bars = false;   // while it lasts no rank is given
};
BOOST_DESCRIBE_STRUCT(ConductMeasure, (), (code, name, by, months, bars))
struct ConductAppeal {
  std::string code;
  Words name;
  AppealTo to = AppealTo::district;
  int64_t ask_within = 0, answer_within = 0;  // days
};
BOOST_DESCRIBE_STRUCT(ConductAppeal, (), (code, name, to, ask_within, answer_within))
struct ConductRules {
  std::string code;
  Words name, source;
  std::string edition;
  bool verified = false;  // held against the published text
  int64_t statement_days = 0;
  Words statement_note;
  std::vector<ConductBehaviour> behaviours;
  std::vector<ConductMeasure> measures;
  std::vector<ConductAppeal> appeals;
};
BOOST_DESCRIBE_STRUCT(ConductRules, (),
                      (code, name, source, edition, verified, statement_days, statement_note, behaviours, measures,
                       appeals))

// --- cases

enum class CaseState { opened, notified, found, proposed, decided, appealed, annulled, dismissed, lifted };
BOOST_DESCRIBE_ENUM(CaseState, opened, notified, found, proposed, decided, appealed, annulled, dismissed, lifted)

// notice, finding, proposal, decision, lifting and extension by the office; statement and appeal by the person; answer
// by who hears the appeal.
enum class CaseStep { opening, notice, statement, finding, proposal, decision, appeal, answer, lifting, extension };
BOOST_DESCRIBE_ENUM(CaseStep, opening, notice, statement, finding, proposal, decision, appeal, answer, lifting,
                    extension)

enum class AnswerKind { upheld, changed, annulled };
BOOST_DESCRIBE_ENUM(AnswerKind, upheld, changed, annulled)

struct CaseMove {
  CaseStep step{};
  std::string words;            // notice, statement, finding, ground ...
  std::optional<bool> founded;  // of a finding
  std::optional<std::string> measure;
  std::optional<Date> effect_from, effect_until;
  std::optional<AnswerKind> answer;
  std::optional<std::vector<std::string>> files{};  // ids of one's own uploads for the school
};
BOOST_DESCRIBE_STRUCT(CaseMove, (), (step, words, founded, measure, effect_from, effect_until, answer, files))

struct NewCase {
  PersonId person_id;
  std::string behaviour, words;
};
BOOST_DESCRIBE_STRUCT(NewCase, (), (person_id, behaviour, words))

struct CaseEntry {
  CaseStep step{};
  std::string words, by_name, at, measure;
  std::optional<AnswerKind> answer;
};
BOOST_DESCRIBE_STRUCT(CaseEntry, (), (step, words, by_name, at, measure, answer))

struct ConductCase {
  std::string id;
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, behaviour;
  CaseState state = CaseState::opened;
  std::string measure;                            // in effect, or proposed
  std::optional<Date> effect_from, effect_until;  // [from, until)
  std::optional<Date> due_on;                     // the last day for what is waited for
  std::string appeal;                             // the one that may be asked or is heard
  std::vector<CaseStep> may;                      // what who asks may do now
  bool own = false;                               // it is about who asks
  std::vector<CaseEntry> steps;                   // the oldest first
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(ConductCase, (),
                      (id, person_id, name, school_id, school, behaviour, state, measure, effect_from, effect_until,
                       due_on, appeal, may, own, steps, files))
struct ConductCases {
  bool opens = false;  // who asks may open a case here
  std::vector<ConductCase> items;
};
BOOST_DESCRIBE_STRUCT(ConductCases, (), (opens, items))

// --- commendations

struct NewCommendation {
  PersonId person_id;
  std::string title;
  Date on;
  std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(NewCommendation, (), (person_id, title, on, words))
struct Commendation {
  std::string id;
  PersonId person_id;
  std::string name, title, words, by_name;
  Date on;
};
BOOST_DESCRIBE_STRUCT(Commendation, (), (id, person_id, name, title, words, by_name, on))

class Conduct {
 public:
  virtual ~Conduct() = default;

  virtual const ConductRules& rules() const = 0;
  // Whether a measure that bars from ranks and honours is in effect on the day. For other rooms.
  virtual bool barred(const PersonId& person, Date on) = 0;

  // The newest first. own: those that the person was told of. Of a school or an area: what who asks has
  // to know.
  virtual std::vector<ConductCase> own(const Actor& actor) = 0;
  virtual Result<ConductCases> at(const Actor& actor, const OrgId& org) = 0;
  virtual Result<ConductCase> one(const Actor& actor, const std::string& id) = 0;  // not_found for all others

  // Faults: not_found, invalid (a field is wrong), conflict (case-state, too-late, not-heard), forbidden (not-yours).
  virtual Result<ConductCase> open(const Actor& actor, const OrgId& school, const NewCase& wanted) = 0;
  virtual Result<ConductCase> move(const Actor& actor, const std::string& id, const CaseMove& wanted) = 0;

  virtual Result<std::vector<Commendation>> commendations(const Actor& actor, const OrgId& school) = 0;
  virtual Result<std::vector<Commendation>> commend(const Actor& actor, const OrgId& school,
                                                    const NewCommendation& wanted) = 0;
  virtual Result<std::vector<Commendation>> withdraw(const Actor& actor, const OrgId& school,
                                                     const std::string& id) = 0;
  // Of a person, for the portfolio.
  virtual std::vector<Commendation> of(const PersonId& person) = 0;
};

}  // namespace doorstep::portfolio
