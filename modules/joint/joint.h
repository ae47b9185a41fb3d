// Joint: lesson preparation and teaching research across the schools of a group. Thread safe; every change is one
// transaction.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>

namespace doorstep::joint {

// linkage: an academic project that links schools over a longer time.
enum class PlanKind { preparation, research, linkage };
BOOST_DESCRIBE_ENUM(PlanKind, preparation, research, linkage)

struct PlanSchool {
  OrgId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(PlanSchool, (), (id, name))

struct TakingPart {
  std::string name;
  OrgId school_id;
  std::string school;
  bool own = false;  // of who asks
};
BOOST_DESCRIBE_STRUCT(TakingPart, (), (name, school_id, school, own))

struct JointSession {
  std::string id, plan_id, plan;
  PlanKind kind{};
  std::string title;
  Date on;
  std::string from, to;  // "14:00"
  int64_t begins_at = 0, ends_at = 0;
  OrgId school_id;  // host
  std::string school, place;
  std::string minutes, outcome, url;  // empty until it was held
  bool cancelled = false;
  std::vector<TakingPart> parts;
};
BOOST_DESCRIBE_STRUCT(JointSession, (),
                      (id, plan_id, plan, kind, title, on, from, to, begins_at, ends_at, school_id, school, place,
                       minutes, outcome, url, cancelled, parts))

struct Plan {
  std::string id;
  PlanKind kind{};
  std::string title, subject, leader, goals;
  Date begin_on, end_on;
  std::vector<PlanSchool> schools;
  int64_t sessions = 0, held = 0;  // held: with minutes
};
BOOST_DESCRIBE_STRUCT(Plan, (), (id, kind, title, subject, leader, goals, begin_on, end_on, schools, sessions, held))

// What a plan, or one of its sessions, brought about, for all schools of the group.
struct JointResult {
  std::string id, plan_id;
  std::string session_id;  // empty: of the plan as a whole
  std::string title, words, url, by_name, made_at;
  bool own = false;  // given by who asks
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(JointResult, (), (id, plan_id, session_id, title, words, url, by_name, made_at, own, files))

// A session that somebody came to.
struct JointAttended {
  OrgId group_id;
  std::string plan, title;
  Date on;
};

struct JointWork {
  OrgId group_id;
  std::string group;
  std::vector<Plan> plans;             // that last or will, then those that are over
  std::vector<JointSession> sessions;  // those to come first, then the newest
  std::vector<JointResult> results;    // the newest first
};
BOOST_DESCRIBE_STRUCT(JointWork, (), (group_id, group, plans, sessions, results))

struct NewPlan {
  PlanKind kind{};
  std::string title;
  std::optional<std::string> subject, leader, goals;
  std::vector<OrgId> schools;
  std::optional<Date> begin_on;
  Date end_on;
};
BOOST_DESCRIBE_STRUCT(NewPlan, (), (kind, title, subject, leader, goals, schools, begin_on, end_on))

struct NewSession {
  std::string plan_id, title;
  Date on;
  std::string from, to;
  OrgId school_id;
  std::optional<std::string> place;
};
BOOST_DESCRIBE_STRUCT(NewSession, (), (plan_id, title, on, from, to, school_id, place))

struct SessionMinutes {
  std::string minutes, outcome, url;
};
BOOST_DESCRIBE_STRUCT(SessionMinutes, (), (minutes, outcome, url))

// With a file or a link; files are ids of one's own uploads for the group.
struct NewResult {
  std::string plan_id;
  std::optional<std::string> session_id;
  std::string title;
  std::optional<std::string> words, url;
  std::optional<std::vector<std::string>> files{};
};
BOOST_DESCRIBE_STRUCT(NewResult, (), (plan_id, session_id, title, words, url, files))

class Joint {
 public:
  virtual ~Joint() = default;

  virtual Result<JointWork> work(const Actor& actor, const OrgId& group) = 0;

  // Faults of all changes: not_found (no such group, plan, session), invalid (a field is wrong), conflict (no-member,
  // not-begun, has-minutes, cancelled).
  virtual Result<JointWork> plan(const Actor& actor, const OrgId& group, const NewPlan& wanted) = 0;
  virtual Result<JointWork> call(const Actor& actor, const OrgId& group, const NewSession& wanted) = 0;
  virtual Result<JointWork> cancel(const Actor& actor, const OrgId& group, const std::string& session) = 0;
  virtual Result<JointWork> keep_minutes(const Actor& actor, const OrgId& group, const std::string& session,
                                         const SessionMinutes& wanted) = 0;
  // Comes, or comes no longer.
  virtual Result<JointWork> take_part(const Actor& actor, const OrgId& group, const std::string& session,
                                      const OrgId& school, bool comes) = 0;

  virtual Result<JointWork> share(const Actor& actor, const OrgId& group, const NewResult& wanted) = 0;
  // `runs`: the caller runs the group; else only the own. forbidden
  virtual Result<JointWork> take_back(const Actor& actor, const OrgId& group, const std::string& result, bool runs) = 0;
  // Whether a result is one of the group's; for its files.
  virtual bool has_result(const OrgId& group, const std::string& result) = 0;

  // Sessions with minutes where somebody came, the newest first. For portfolios.
  virtual std::vector<JointAttended> attended(const AccountId& account) = 0;
  // Sessions with minutes of plans that somebody of that name leads and that the school takes part in, the newest
  // first.
  virtual std::vector<JointAttended> led(const std::string& leader, const OrgId& school) = 0;
  // Sessions held (with minutes) since a day, by school: those that a school hosted or where somebody came for it. For
  // what schools do as one.
  virtual std::map<OrgId, int64_t> held(const OrgId& group, Date from) = 0;
  // Sessions of a group on days from `from` until `to`, exclusive; cancelled ones left out. For calendars.
  virtual std::vector<JointSession> sessions(const OrgId& group, Date from, Date to) = 0;
};

}  // namespace doorstep::joint
