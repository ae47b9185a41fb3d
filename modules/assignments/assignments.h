// Assignments, for other rooms: what children were set, what came of it, when it is due, and what of it is taken away
// with a child. Thread safe.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>
#include <doorstep/children/traces.h>

namespace doorstep::assignments {

// --- results, for quality monitoring

struct OutcomeQuestion {
  int64_t place = 0;  // from 1
  std::string kind;   // choice, multiple, true_false, blank, matching, essay, file, photo
  std::string title;
  double most = 0;
  bool by_people = false;              // marked by people, not by its key
  std::vector<std::string> knowledge;  // what it is about, as the bank said when it was given
};
struct OutcomeLine {
  PersonId person_id;
  ClassId class_id;
  OrgId school_id;
  bool late = false;
  std::vector<double> points;  // by question, what each answer was worth; nothing is taken for lateness
};
struct OutcomeCard {
  std::string id, title, subject, by;
  OrgId org_id;        // in whose name it was set
  int64_t due_at = 0;  // seconds since 1970
  std::string returned_at;
  int64_t questions = 0, papers = 0;
  double most = 0;
};
struct Outcome {
  OutcomeCard of;
  std::vector<OutcomeQuestion> questions;
  std::vector<OutcomeLine> lines;
};

// --- the calendar

struct DueWork {
  std::string id, title;
  std::string who;  // whose: a child, or the classes
  OrgId org_id;
  std::string org;
  Date on;
  std::string at;      // HH:MM where the organisation is
  int64_t due_at = 0;  // seconds since 1970
  std::string path;    // of the page that tells more
};

// --- for what stands beside an assignment in other rooms

struct WorkSide {
  std::string title;
  OrgId org_id;             // in whose name it was set
  bool may_change = false;  // who asks set it, and it was not returned
  bool teaches = false;     // who asks set it, or teaches a class that has it
};

class Assignments {
 public:
  virtual ~Assignments() = default;

  // Assignments that were returned and have a paper of one of these schools, the newest first; papers: of these
  // schools.
  virtual std::vector<OutcomeCard> outcomes(const std::vector<OrgId>& schools) = 0;
  // One of them: of each child of these schools the paper that counts. What was erased or is past its time is not in
  // it. The caller has asked whether `actor` may read people there; the reading is in the trail. not_found: it is not
  // returned, or of none of these schools.
  virtual Result<Outcome> outcome(const Actor& actor, const std::string& id, const std::vector<OrgId>& schools) = 0;

  // What is due in [from, to): of one's children or one's own, of what one set, and of the classes that one teaches.
  virtual std::vector<DueWork> due(const Actor& actor, Date from, Date to) = 0;
  // Tells children and guardians of what is due within a day and was not handed in; each assignment once.
  virtual void remind() = 0;

  // For who may see it. not_found (assignment-unknown)
  virtual Result<WorkSide> side(const Actor& actor, const std::string& id) = 0;
  // The children of its classes today, once it is open.
  virtual std::vector<PersonId> takers(const std::string& id) = 0;
  // What is open to a child or was.
  virtual std::vector<std::string> open_to(const PersonId& child) = 0;

  // For children::Trace: papers with their answers, files and marks; of a child who is still at a school those whose
  // time is over.
  virtual Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                 bool dry) = 0;
};

}  // namespace doorstep::assignments
