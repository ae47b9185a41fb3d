// Children: guardians and students with accounts, consent, erasure and retention. Thread safe; every change is one
// transaction with its entry in the audit trail.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/children/traces.h>

namespace doorstep::children {

enum class Relation { guardian, self };
BOOST_DESCRIBE_ENUM(Relation, guardian, self)

// What data is asked for and what for; data of purposes/.
struct Purpose {
  std::string code;
  Words name, what, why, keeps, receivers;
};
BOOST_DESCRIBE_STRUCT(Purpose, (), (code, name, what, why, keeps, receivers))

struct OwnConsent {
  std::string ask_id;
  Purpose purpose;
  Date until;  // the day until which the school would like an answer
  std::optional<bool> given;
  std::string by, at;  // of the last answer
};
BOOST_DESCRIBE_STRUCT(OwnConsent, (), (ask_id, purpose, until, given, by, at))

enum class ErasureState { asked, granted, refused };
BOOST_DESCRIBE_ENUM(ErasureState, asked, granted, refused)

struct Erasure {
  std::string id;
  PersonId person_id;
  std::string child, of_class, by, words, asked_at;
  Date due_on;
  ErasureState state = ErasureState::asked;
  std::string reason, decided_at;
};
BOOST_DESCRIBE_STRUCT(Erasure, (),
                      (id, person_id, child, of_class, by, words, asked_at, due_on, state, reason, decided_at))

struct Child {
  PersonId id;
  Relation relation = Relation::guardian;
  std::string name;
  OrgId school_id;  // empty when the child has left
  std::string school;
  ClassId class_id;
  std::string of_class, grade;
  OrgId group_id;
  std::string group;
  std::vector<OwnConsent> consents;  // unanswered first
  std::vector<Erasure> erasures;     // the newest first
};
BOOST_DESCRIBE_STRUCT(Child, (),
                      (id, relation, name, school_id, school, class_id, of_class, grade, group_id, group, consents,
                       erasures))

struct OwnChildren {
  std::vector<Child> items;
};
BOOST_DESCRIBE_STRUCT(OwnChildren, (), (items))

// A child that an account is tied to, in short.
struct TiedChild {
  PersonId id;
  Relation relation = Relation::guardian;
  std::string name, grade;
  OrgId school_id;  // empty when the child has left
  std::string of_class;
};

// Handed over once; only digests are kept.
struct ChildCode {
  std::string child, code;
};
BOOST_DESCRIBE_STRUCT(ChildCode, (), (child, code))
struct ChildCodes {
  std::string of_class;
  std::vector<ChildCode> items;
  Date until;
};
BOOST_DESCRIBE_STRUCT(ChildCodes, (), (of_class, items, until))

// Somebody without an account comes by a code and gets a link to set a password.
struct NewGuardian {
  std::string code, sign_in, name;
};
BOOST_DESCRIBE_STRUCT(NewGuardian, (), (code, sign_in, name))
struct GuardianLink {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(GuardianLink, (), (token))

struct ConsentAnswer {
  std::string ask_id;
  bool given = false;
};
BOOST_DESCRIBE_STRUCT(ConsentAnswer, (), (ask_id, given))
struct ErasureWords {
  std::string words;
};
BOOST_DESCRIBE_STRUCT(ErasureWords, (), (words))

struct ConsentAsk {
  std::string id;
  Purpose purpose;
  ClassId class_id;  // empty: the whole school
  std::string of_class;
  Date until;
  std::string by, asked_at;
  int64_t children = 0, yes = 0, no = 0;  // of those there today
};
BOOST_DESCRIBE_STRUCT(ConsentAsk, (), (id, purpose, class_id, of_class, until, by, asked_at, children, yes, no))
struct SchoolConsents {
  std::vector<ConsentAsk> asks;  // the newest first
  std::vector<Purpose> purposes;
  std::vector<Erasure> erasures;  // undecided first
  int64_t guardians = 0;          // accounts tied to children of the school
};
BOOST_DESCRIBE_STRUCT(SchoolConsents, (), (asks, purposes, erasures, guardians))

struct NewConsentAsk {
  std::string purpose;
  std::optional<ClassId> class_id;
  Date until;
};
BOOST_DESCRIBE_STRUCT(NewConsentAsk, (), (purpose, class_id, until))

struct ConsentLine {
  std::string child, of_class;
  std::optional<bool> given;
  std::string by, at;
};
BOOST_DESCRIBE_STRUCT(ConsentLine, (), (child, of_class, given, by, at))
struct ConsentList {
  ConsentAsk ask;
  std::vector<ConsentLine> items;  // who has not answered first
};
BOOST_DESCRIBE_STRUCT(ConsentList, (), (ask, items))

struct ErasureDecision {
  bool granted = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ErasureDecision, (), (granted, reason))

// What is over, and what was done with it.
struct TraceCount {
  Words what;
  int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(TraceCount, (), (what, count))
struct Retention {
  bool done = false;
  int64_t ties = 0, codes = 0, answers = 0, people = 0;  // people: names taken out of the register
  Date ties_before, answers_before, people_before;       // of what left or ended before that day
  std::vector<TraceCount> traces;                        // of those people, in other rooms
};
BOOST_DESCRIBE_STRUCT(Retention, (),
                      (done, ties, codes, answers, people, ties_before, answers_before, people_before, traces))

class Children {
 public:
  virtual ~Children() = default;

  // What another room keeps of children; said while the house is opened, before anybody asks.
  virtual void also_kept(Trace trace) = 0;

  // --- one's own
  virtual OwnChildren own(const Actor& actor) = 0;
  virtual Result<OwnChildren> take_code(const Actor& actor, const std::string& code) = 0;  // not_found
  virtual Result<GuardianLink> join(const NewGuardian& wanted) = 0;  // not_found, invalid, conflict (sign-in-taken)
  virtual Result<OwnChildren> let_go(const Actor& actor, const PersonId& child) = 0;
  virtual Result<OwnChildren> answer(const Actor& actor, const PersonId& child, const ConsentAnswer& wanted) = 0;
  virtual Result<OwnChildren> ask_erasure(const Actor& actor, const PersonId& child, const ErasureWords& wanted) = 0;

  // --- the school's
  virtual Result<ChildCodes> codes(const Actor& actor, const ClassId& of_class, Relation relation) = 0;
  virtual Result<SchoolConsents> consents(const OrgId& school) = 0;
  virtual Result<SchoolConsents> ask(const Actor& actor, const OrgId& school, const NewConsentAsk& wanted) = 0;
  virtual Result<ConsentList> list(const OrgId& school, const std::string& ask) = 0;
  virtual Result<SchoolConsents> decide(const Actor& actor, const OrgId& school, const std::string& erasure,
                                        const ErasureDecision& wanted) = 0;

  // --- for other rooms
  virtual std::set<AccountId> accounts_of_class(const ClassId& of_class) = 0;
  virtual std::set<AccountId> accounts_of(const PersonId& child) = 0;
  virtual std::vector<TiedChild> tied(const Actor& actor) = 0;
  virtual std::optional<TiedChild> tied(const Actor& actor, const PersonId& child) = 0;
  virtual bool given(const PersonId& child, const std::string& purpose) = 0;
  // The last answer that a guardian gave, whatever the student said.
  virtual bool guardian_gave(const PersonId& child, const std::string& purpose) = 0;

  // What is past its time; dry: only counted. At most 10,000 of each at once; again until nothing is left.
  virtual Result<Retention> retain(const Actor& actor, int64_t years_of_names, bool dry) = 0;
};

}  // namespace doorstep::children
