// Ladder: ranks of teachers as data, and the way to them: calls, applications, blind panels, public notice, objections,
// decision, term and renewal. The same machinery serves growth, backbone teachers, professional titles and the
// programme of good principals, schools, teachers and subjects. Thread safe; every change is one transaction with its
// entry in the audit trail.
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
#include <doorstep/ladder/evidence.h>
#include <doorstep/ladder/panel.h>
#include <doorstep/ladder/rules.h>

namespace doorstep::ladder {

// --- where one stands

// A rank that was given. What only the register says of a person is no such rank, but counts where ranks are asked for.
struct RankHeld {
  std::string id, ladder, level;
  Words ladder_name, name;
  PersonId person_id;  // of a person; empty for schools and subjects
  std::string person;
  OrgId school_id;  // where it was earned
  std::string school, subject;
  bool targeted = false;
  Date begin_on, end_on;
  std::string certificate;
  OrgId org_id;  // that gave it
  std::string org;
  bool in_use = true;              // today: not over, not revoked, and a targeted one only at a rural school
  std::string revoked_on, ground;  // empty: never
  bool ends_soon = false;          // within half a year, and not renewed: time to renew
  std::string renewal;             // the call where one has applied to renew it; empty: none. For one's own
};
BOOST_DESCRIBE_STRUCT(RankHeld, (),
                      (id, ladder, level, ladder_name, name, person_id, person, school_id, school, subject, targeted,
                       begin_on, end_on, certificate, org_id, org, in_use, revoked_on, ground, ends_soon, renewal))

// On one ladder: where, and what the next step asks.
struct LadderStanding {
  std::string ladder, level;  // level: empty for none
  Words ladder_name, name;
  std::optional<Date> since, until;
  bool by_register = false;  // the register says so; no rank was given here
  std::string next;          // empty: nothing above
  Words next_name;
  Verdict verdict{};
  std::vector<LadderCheck> checks;  // of the next step
};
BOOST_DESCRIBE_STRUCT(LadderStanding, (),
                      (ladder, level, ladder_name, name, since, until, by_register, next, next_name, verdict, checks))

// What the portfolio shows of a person when an application is handed in; kept as it was that day.
struct LadderPaper {
  std::vector<LadderPaperSection> sections;
  std::map<std::string, double> counts;  // entries by kind
};
BOOST_DESCRIBE_STRUCT(LadderPaper, (), (sections, counts))

// --- calls

enum class CallState { draft, open, scoring, ranking, notice, decided, cancelled };
BOOST_DESCRIBE_ENUM(CallState, draft, open, scoring, ranking, notice, decided, cancelled)

struct LadderCall {
  std::string id;
  OrgId org_id;
  std::string org, ladder, level;
  Words ladder_name, level_name;
  Candidate candidate{};
  std::string title;
  CallState state{};
  Date apply_from, apply_last, score_last;  // last days count
  std::optional<Date> notice_from, notice_last;
  int64_t places = 0, targeted_places = 0, rural_at_least = 0;
  int64_t applications = 0;  // not withdrawn
  bool renewal = false;      // for those whose rank ends soon; places are not counted
};
BOOST_DESCRIBE_STRUCT(LadderCall, (),
                      (id, org_id, org, ladder, level, ladder_name, level_name, candidate, title, state, apply_from,
                       apply_last, score_last, notice_from, notice_last, places, targeted_places, rural_at_least,
                       applications, renewal))

struct LadderCallPosts {
  OrgId school_id;
  std::string school;
  int64_t places = 0;  // at most so many of the school
};
BOOST_DESCRIBE_STRUCT(LadderCallPosts, (), (school_id, school, places))

enum class ApplicationState { submitted, returned, confirmed, withdrawn, granted, refused };
BOOST_DESCRIBE_ENUM(ApplicationState, submitted, returned, confirmed, withdrawn, granted, refused)

struct LadderApplication {
  std::string id, call_id;
  int64_t number = 0;  // by which the panel knows it
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string school, subject;
  bool rural = false, targeted = false;
  ApplicationState state{};
  std::string statement;
  std::vector<LadderCheck> checks;
  Verdict verdict{};
  LadderPaper portfolio;
  std::vector<FileInfo> files;
  std::vector<LadderFileCheck> file_checks;                // one a file, in their order
  std::string made_at, confirmed_by, confirmed_at, words;  // words: of the school, or why it was returned
};
BOOST_DESCRIBE_STRUCT(LadderApplication, (),
                      (id, call_id, number, person_id, name, school_id, school, subject, rural, targeted, state,
                       statement, checks, verdict, portfolio, files, file_checks, made_at, confirmed_by, confirmed_at,
                       words))

struct LadderObjection {
  std::string id, application_id;  // application: empty when it is about the whole
  std::string about, text, by, at;
  std::vector<FileInfo> files;
  std::string answer, answered_by, answered_at;
  bool upheld = false;
};
BOOST_DESCRIBE_STRUCT(LadderObjection, (),
                      (id, application_id, about, text, by, at, files, answer, answered_by, answered_at, upheld))

// A call whole, for who runs it.
struct LadderCallWhole {
  LadderCall of;
  Ladder rules;  // as they were when the call was made
  std::string edition;
  std::vector<LadderCallPosts> posts;
  std::vector<LadderApplication> applications;  // without statement and portfolio, with files
  std::vector<PanelMember> panel;
  std::vector<PanelAgreement> agreement;
  std::vector<RankingLine> ranking;
  bool proposal_kept = false;  // by the chair or who runs the call
  std::vector<LadderObjection> objections;
  std::vector<std::string> short_of;  // numbers of applications with too few raters that may read them
};
BOOST_DESCRIBE_STRUCT(LadderCallWhole, (),
                      (of, rules, edition, posts, applications, panel, agreement, ranking, proposal_kept, objections,
                       short_of))

struct NewLadderCall {
  std::string ladder, level, title;
  Date apply_from, apply_last, score_last;
  int64_t places = 0;
  std::optional<int64_t> targeted_places, rural_at_least;
  std::vector<LadderCallPosts> posts;  // names may be empty
};
BOOST_DESCRIBE_STRUCT(NewLadderCall, (),
                      (ladder, level, title, apply_from, apply_last, score_last, places, targeted_places,
                       rural_at_least, posts))
struct NewLadderDays {
  Date apply_last, score_last;
};
BOOST_DESCRIBE_STRUCT(NewLadderDays, (), (apply_last, score_last))
struct LadderMove {
  CallState state{};
};
BOOST_DESCRIBE_STRUCT(LadderMove, (), (state))

// --- applying

// A call as who may apply sees it.
struct LadderOpenCall {
  LadderCall of;
  LadderLevel level;
  LadderRubric rubric;
  Words source, edition;
  std::vector<LadderCheck> checks;  // of who asks
  Verdict verdict{};
  bool may_target = false;                       // the own school is rural, and the level may be given so
  std::optional<LadderApplication> application;  // the own one
};
BOOST_DESCRIBE_STRUCT(LadderOpenCall, (),
                      (of, level, rubric, source, edition, checks, verdict, may_target, application))

struct NewLadderApplication {
  std::string statement;
  std::optional<std::string> subject;
  std::optional<bool> targeted;
  std::map<std::string, double> stated;  // by the key of a check that the records leave open
  std::vector<std::string> files;        // ids of uploaded files
};
BOOST_DESCRIBE_STRUCT(NewLadderApplication, (), (statement, subject, targeted, stated, files))
// What goes along when a rank is to be renewed: what was done in its term, and what is asked again.
struct LadderRenewal {
  RankHeld rank;
  std::vector<LadderCheck> checks;
  Verdict verdict{};
  std::vector<LadderPaperSection> portfolio;
};
BOOST_DESCRIBE_STRUCT(LadderRenewal, (), (rank, checks, verdict, portfolio))
struct NewLadderRenewal {
  std::string statement;
  std::optional<std::map<std::string, double>> stated;
  std::optional<std::vector<std::string>> files;
};
BOOST_DESCRIBE_STRUCT(NewLadderRenewal, (), (statement, stated, files))
struct NewLadderNomination {
  std::string call_id;
  std::optional<std::string> subject;
  std::string statement;
  std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(NewLadderNomination, (), (call_id, subject, statement, files))
struct LadderConfirmation {
  bool confirms = true;  // false: returned to the candidate
  std::string words;
};
BOOST_DESCRIBE_STRUCT(LadderConfirmation, (), (confirms, words))

struct OwnLadders {
  PersonId person_id;  // empty: the account is tied to nobody
  std::string name, school;
  std::vector<LadderStanding> standings;
  std::vector<RankHeld> ranks;
  std::vector<LadderCall> calls;  // that one may apply for, or has applied for
  std::vector<LadderApplication> applications;
  std::vector<PanelDuty> panels;
  std::vector<LadderCall> notices;  // open to objections
};
BOOST_DESCRIBE_STRUCT(OwnLadders, (), (person_id, name, school, standings, ranks, calls, applications, panels, notices))

// --- notice and decision

struct LadderNoticeLine {
  std::string application_id, name, school, subject;
  bool targeted = false;
};
BOOST_DESCRIBE_STRUCT(LadderNoticeLine, (), (application_id, name, school, subject, targeted))
struct LadderNotice {
  LadderCall of;
  std::vector<LadderNoticeLine> lines;
  std::vector<LadderObjection> own;  // of who asks
  bool may_object = false;
};
BOOST_DESCRIBE_STRUCT(LadderNotice, (), (of, lines, own, may_object))
struct NewLadderObjection {
  std::optional<std::string> application_id;
  std::string text;
  OrgId org_id;  // where the files were uploaded; may be empty without any
  std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(NewLadderObjection, (), (application_id, text, org_id, files))
struct LadderAnswer {
  std::string answer;
  bool upheld = false;
};
BOOST_DESCRIBE_STRUCT(LadderAnswer, (), (answer, upheld))
struct NewLadderDecision {
  std::vector<std::string> refused;  // applications of the notice that are not granted
  std::string words;                 // why; needed when somebody is refused
  std::optional<Date> begin_on;      // of the term; today when absent
};
BOOST_DESCRIBE_STRUCT(NewLadderDecision, (), (refused, words, begin_on))
struct LadderProposed {
  std::string application_id;
  bool proposed = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(LadderProposed, (), (application_id, proposed, reason))
struct NewLadderProposal {
  std::vector<LadderProposed> lines;  // that depart from the order; all others follow it
};
BOOST_DESCRIBE_STRUCT(NewLadderProposal, (), (lines))

// --- organisations

struct LadderEdition {
  Ladder rules;
  OrgId org_id;  // empty: built in
  std::string org, reason, by, at;
  int64_t version = 0;
  bool in_force = false;
};
BOOST_DESCRIBE_STRUCT(LadderEdition, (), (rules, org_id, org, reason, by, at, version, in_force))
struct NewLadderEdition {
  Ladder rules;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NewLadderEdition, (), (rules, reason))

// How many stand on a level; before: a year ago.
struct LadderCount {
  std::string level, subject;
  int64_t now = 0, before = 0;
};
BOOST_DESCRIBE_STRUCT(LadderCount, (), (level, subject, now, before))
struct LadderPyramid {
  OrgId org_id;
  std::string org, ladder;
  Words ladder_name;
  std::vector<LadderLevel> levels;
  std::vector<LadderCount> cells;  // level "": on no level
  int64_t people = 0;
  Date on, compared_with;
};
BOOST_DESCRIBE_STRUCT(LadderPyramid, (), (org_id, org, ladder, ladder_name, levels, cells, people, on, compared_with))

struct LadderPostsOfClass {
  std::string code;
  int64_t allowed = 0, held = 0, targeted = 0, free = 0;  // targeted: beside the posts, not counted in held
  bool by_hand = false;
};
BOOST_DESCRIBE_STRUCT(LadderPostsOfClass, (), (code, allowed, held, targeted, free, by_hand))
struct LadderSchoolPosts {
  OrgId school_id;
  std::string school, setting;
  int64_t teachers = 0;
  std::vector<LadderPostsOfClass> classes;
};
BOOST_DESCRIBE_STRUCT(LadderSchoolPosts, (), (school_id, school, setting, teachers, classes))
struct LadderPostsTable {
  OrgId org_id;
  std::string org;
  std::vector<LadderPosts> classes;
  Words source;
  std::vector<LadderSchoolPosts> schools;
};
BOOST_DESCRIBE_STRUCT(LadderPostsTable, (), (org_id, org, classes, source, schools))
struct LadderAllowedPosts {
  std::string code;
  std::optional<int64_t> allowed;  // absent: by the ratio again
};
BOOST_DESCRIBE_STRUCT(LadderAllowedPosts, (), (code, allowed))
struct NewLadderPosts {
  std::vector<LadderAllowedPosts> classes;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NewLadderPosts, (), (classes, reason))
struct RankRevocation {
  std::string ground;
};
BOOST_DESCRIBE_STRUCT(RankRevocation, (), (ground))

class Ladders {
 public:
  virtual ~Ladders() = default;

  // --- for other rooms
  // The level of a ladder on a day: of ranks in use, else what the register says, else what all begin with. Empty:
  // none.
  virtual std::string rank_of(const PersonId& person, const std::string& ladder, Date on) = 0;
  virtual std::vector<RankHeld> ranks_of(const PersonId& person) = 0;  // the newest first; past and revoked too
  virtual std::vector<LadderStanding> standing(const PersonId& person) = 0;
  virtual OrgId org_of_call(const std::string& id) = 0;  // empty: no such call
  // Lets the register say what the ranks of today say; for a round, any number of times a day. How many persons failed.
  virtual int64_t keep_register() = 0;

  // --- one's own
  virtual Result<OwnLadders> own(const Actor& actor) = 0;
  virtual Result<LadderOpenCall> open_call(const Actor& actor, const std::string& id) = 0;
  // Hands in, or hands in again what was returned. conflict: not-open, applied. invalid: the conditions are not met.
  virtual Result<LadderOpenCall> apply(const Actor& actor, const std::string& id,
                                       const NewLadderApplication& wanted) = 0;
  virtual Result<LadderOpenCall> withdraw(const Actor& actor, const std::string& id) = 0;
  // Of a rank of one's own in its last half year. conflict: not-due, renewed, applied.
  virtual Result<LadderRenewal> renewal(const Actor& actor, const std::string& rank) = 0;
  virtual Result<LadderOpenCall> renew(const Actor& actor, const std::string& rank, const NewLadderRenewal& wanted) = 0;

  // --- the school's
  virtual Result<std::vector<LadderApplication>> to_confirm(const OrgId& school) = 0;
  virtual Result<std::vector<LadderApplication>> nominate(const Actor& actor, const OrgId& school,
                                                          const NewLadderNomination& wanted) = 0;
  virtual Result<std::vector<LadderApplication>> confirm(const Actor& actor, const OrgId& school,
                                                         const std::string& application,
                                                         const LadderConfirmation& wanted) = 0;

  // --- who runs a call
  virtual Result<std::vector<LadderEdition>> editions(const OrgId& org) = 0;
  virtual Result<std::vector<LadderEdition>> set_edition(const Actor& actor, const OrgId& org,
                                                         const NewLadderEdition& wanted) = 0;
  virtual Result<std::vector<LadderCall>> calls(const OrgId& org) = 0;
  virtual Result<LadderCallWhole> make_call(const Actor& actor, const OrgId& org, const NewLadderCall& wanted) = 0;
  virtual Result<LadderCallWhole> call(const std::string& id) = 0;
  virtual Result<LadderApplication> application(const std::string& call, const std::string& id) = 0;
  // draft -> open -> scoring -> ranking -> notice; cancelled from all before decided. conflict (call-state) otherwise.
  virtual Result<LadderCallWhole> move(const Actor& actor, const std::string& id, CallState to) = 0;
  virtual Result<LadderCallWhole> set_days(const Actor& actor, const std::string& id, const NewLadderDays& wanted) = 0;
  virtual Result<LadderCallWhole> set_panel(const Actor& actor, const std::string& id,
                                            const NewLadderPanel& wanted) = 0;
  virtual Result<LadderCallWhole> propose(const Actor& actor, const std::string& id,
                                          const NewLadderProposal& wanted) = 0;
  virtual Result<LadderCallWhole> answer(const Actor& actor, const std::string& id, const std::string& objection,
                                         const LadderAnswer& wanted) = 0;
  virtual Result<LadderCallWhole> decide(const Actor& actor, const std::string& id,
                                         const NewLadderDecision& wanted) = 0;
  virtual Result<LadderNamesFound> names_found(const std::string& call, const std::string& file) = 0;
  // Until the notice. conflict: own-application, panel-member (who then would know the name).
  virtual Result<LadderCallWhole> check_file(const Actor& actor, const std::string& call, const std::string& file,
                                             const NewLadderFileCheck& wanted) = 0;
  // Takes in applications that came on paper: lines of a sheet, all or none.
  virtual Result<LadderCallWhole> take_in(const Actor& actor, const std::string& id, const std::string& file) = 0;

  // --- the panel
  virtual Result<PanelDesk> desk(const Actor& actor, const std::string& call) = 0;
  virtual Result<PanelPaper> paper(const Actor& actor, const std::string& call, const std::string& application) = 0;
  virtual Result<PanelPaper> score(const Actor& actor, const std::string& call, const std::string& application,
                                   const PanelScores& wanted) = 0;
  virtual Result<PanelDesk> recuse(const Actor& actor, const std::string& call, const std::string& application,
                                   const PanelRecusal& wanted) = 0;
  virtual Result<PanelDesk> declare(const Actor& actor, const std::string& call, const PanelRelatives& wanted) = 0;
  virtual Result<PanelDesk> propose_as_chair(const Actor& actor, const std::string& call,
                                             const NewLadderProposal& wanted) = 0;

  // --- notice
  virtual Result<LadderNotice> notice(const Actor& actor, const std::string& call) = 0;
  virtual Result<LadderNotice> object(const Actor& actor, const std::string& call,
                                      const NewLadderObjection& wanted) = 0;

  // --- organisations
  virtual Result<LadderPyramid> pyramid(const OrgId& org, const std::string& ladder) = 0;
  virtual Result<std::vector<RankHeld>> holders(const OrgId& org) = 0;
  virtual Result<std::vector<RankHeld>> revoke(const Actor& actor, const OrgId& org, const std::string& rank,
                                               const RankRevocation& wanted) = 0;
  virtual Result<LadderPostsTable> posts(const OrgId& org) = 0;
  virtual Result<LadderPostsTable> set_posts(const Actor& actor, const OrgId& org, const OrgId& school,
                                             const NewLadderPosts& wanted) = 0;

  // --- files: whether a file that hangs there may be had
  virtual bool own_file(const Actor& actor, const std::string& room, const std::string& thing) = 0;
  virtual bool panel_file(const Actor& actor, const std::string& call, const std::string& application,
                          const std::string& file) = 0;
  virtual bool school_file(const OrgId& school, const std::string& application) = 0;
  virtual bool call_file(const std::string& call, const std::string& room, const std::string& thing) = 0;
};

}  // namespace doorstep::ladder
