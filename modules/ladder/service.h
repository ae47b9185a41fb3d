// LadderService: calls, what is handed in, the panel and what follows.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "checks.h"
#include "module.h"
#include "results.h"
#include "store.h"

namespace doorstep::ladder {

inline constexpr const char* application_room = "ladder-application";  // in which files of applications hang
inline constexpr const char* objection_room = "ladder-objection";

inline constexpr size_t longest_line = 300, longest_text = 20'000;  // bytes

tl::unexpected<Error> wrong(const char* field, Words what);
tl::unexpected<Error> call_unknown();
tl::unexpected<Error> application_unknown();
tl::unexpected<Error> not_in_state(Words what);

Result<void> good_application(const std::string& statement, const std::optional<std::string>& subject,
                              const Stated& stated, const std::vector<std::string>& files);
// What is missing, in words, for who has to mend it.
tl::unexpected<Error> not_met(const Checked& checked);
// A revocation's day; empty for none.
std::optional<Date> parsed_day(const std::string& text);
// What ladders wrote into the register, by person and ladder.
using RegisterWords = std::map<std::pair<PersonId, std::string>, store::RegisterRow>;
RegisterWords register_words(std::vector<store::RegisterRow> rows);
// The register's own word, where a ladder has written another over it by the day.
std::string own_word(const RegisterWords& written, const PersonId& person, const std::string& ladder,
                     const std::string& word, Date on);

class LadderService final : public Ladders {
 public:
  explicit LadderService(Around around) : around_(std::move(around)) {}

  std::string rank_of(const PersonId& person, const std::string& ladder, Date on) override;
  std::vector<RankHeld> ranks_of(const PersonId& person) override;
  std::vector<LadderStanding> standing(const PersonId& person) override;
  OrgId org_of_call(const std::string& id) override;
  int64_t keep_register() override;

  Result<OwnLadders> own(const Actor& actor) override;
  Result<LadderOpenCall> open_call(const Actor& actor, const std::string& id) override;
  Result<LadderOpenCall> apply(const Actor& actor, const std::string& id, const NewLadderApplication& wanted) override;
  Result<LadderOpenCall> withdraw(const Actor& actor, const std::string& id) override;
  Result<LadderRenewal> renewal(const Actor& actor, const std::string& rank) override;
  Result<LadderOpenCall> renew(const Actor& actor, const std::string& rank, const NewLadderRenewal& wanted) override;

  Result<std::vector<LadderApplication>> to_confirm(const OrgId& school) override;
  Result<std::vector<LadderApplication>> nominate(const Actor& actor, const OrgId& school,
                                                  const NewLadderNomination& wanted) override;
  Result<std::vector<LadderApplication>> confirm(const Actor& actor, const OrgId& school,
                                                 const std::string& application,
                                                 const LadderConfirmation& wanted) override;

  Result<std::vector<LadderEdition>> editions(const OrgId& org) override;
  Result<std::vector<LadderEdition>> set_edition(const Actor& actor, const OrgId& org,
                                                 const NewLadderEdition& wanted) override;
  Result<std::vector<LadderCall>> calls(const OrgId& org) override;
  Result<LadderCallWhole> make_call(const Actor& actor, const OrgId& org, const NewLadderCall& wanted) override;
  Result<LadderCallWhole> call(const std::string& id) override;
  Result<LadderApplication> application(const std::string& call, const std::string& id) override;
  Result<LadderCallWhole> move(const Actor& actor, const std::string& id, CallState to) override;
  Result<LadderCallWhole> set_days(const Actor& actor, const std::string& id, const NewLadderDays& wanted) override;
  Result<LadderCallWhole> set_panel(const Actor& actor, const std::string& id, const NewLadderPanel& wanted) override;
  Result<LadderCallWhole> propose(const Actor& actor, const std::string& id, const NewLadderProposal& wanted) override;
  Result<LadderCallWhole> answer(const Actor& actor, const std::string& id, const std::string& objection,
                                 const LadderAnswer& wanted) override;
  Result<LadderCallWhole> decide(const Actor& actor, const std::string& id, const NewLadderDecision& wanted) override;
  Result<LadderNamesFound> names_found(const std::string& call, const std::string& file) override;
  Result<LadderCallWhole> check_file(const Actor& actor, const std::string& call, const std::string& file,
                                     const NewLadderFileCheck& wanted) override;
  Result<LadderCallWhole> take_in(const Actor& actor, const std::string& id, const std::string& file) override;

  Result<PanelDesk> desk(const Actor& actor, const std::string& call) override;
  Result<PanelPaper> paper(const Actor& actor, const std::string& call, const std::string& application) override;
  Result<PanelPaper> score(const Actor& actor, const std::string& call, const std::string& application,
                           const PanelScores& wanted) override;
  Result<PanelDesk> recuse(const Actor& actor, const std::string& call, const std::string& application,
                           const PanelRecusal& wanted) override;
  Result<PanelDesk> declare(const Actor& actor, const std::string& call, const PanelRelatives& wanted) override;
  Result<PanelDesk> propose_as_chair(const Actor& actor, const std::string& call,
                                     const NewLadderProposal& wanted) override;

  Result<LadderNotice> notice(const Actor& actor, const std::string& call) override;
  Result<LadderNotice> object(const Actor& actor, const std::string& call, const NewLadderObjection& wanted) override;

  Result<LadderPyramid> pyramid(const OrgId& org, const std::string& ladder) override;
  Result<std::vector<RankHeld>> holders(const OrgId& org) override;
  Result<std::vector<RankHeld>> revoke(const Actor& actor, const OrgId& org, const std::string& rank,
                                       const RankRevocation& wanted) override;
  Result<LadderPostsTable> posts(const OrgId& org) override;
  Result<LadderPostsTable> set_posts(const Actor& actor, const OrgId& org, const OrgId& school,
                                     const NewLadderPosts& wanted) override;

  bool own_file(const Actor& actor, const std::string& room, const std::string& thing) override;
  bool panel_file(const Actor& actor, const std::string& call, const std::string& application,
                  const std::string& file) override;
  bool school_file(const OrgId& school, const std::string& application) override;
  bool call_file(const std::string& call, const std::string& room, const std::string& thing) override;

 private:
  // A call with its rules read.
  struct Running {
    store::CallRow row;
    Ladder rules;
    const LadderLevel& level() const { return *rules.level(row.level); }
    const LadderRubric& rubric() const { return *rules.rubric(level().rubric); }
  };
  using Work = std::function<Result<void>(db::Session&, Running&)>;

  // --- calls
  Result<Running> running(db::Session& session, const std::string& id) const;
  LadderCall shown(db::Session& session, const Running& call) const;
  Result<void> change(const std::string& id, const Work& work);
  Result<LadderCallWhole> changed(const std::string& id, const Work& work);
  void note(db::Session& session, const Actor& actor, const char* action, const char* kind, const std::string& entity,
            const OrgId& org, std::vector<audit::Change> changes = {}) const;
  Result<void> good_places(const OrgId& org, const Ladder& rules, const LadderLevel& level,
                           const NewLadderCall& wanted);
  Result<void> begin_scoring(db::Session& session, const Running& call);
  Result<void> begin_notice(db::Session& session, Running& call);
  Result<void> all_scored(db::Session& session, const Running& call) const;
  bool covers(const Actor& actor, const OrgId& org) const;  // whether the actor is staff within it
  bool is_rural(const OrgId& school) const;
  std::string school_name(const OrgId& school) const;

  // --- rules
  struct InForce {
    Ladder rules;
    std::string edition;
  };
  std::optional<InForce> rules_for(db::Session& session, const OrgId& org, const std::string& ladder) const;
  std::vector<Ladder> ladders_for(db::Session& session, const OrgId& org) const;

  // --- persons
  Facts facts_of(const staff::Teacher& teacher, Date on) const;
  std::vector<HeldRank> held_by(const staff::Teacher& teacher, Date on) const;
  RankHeld shown(const store::RankRow& row) const;
  struct RegisterStep {
    std::optional<registry::NewStanding> writes;
    std::optional<store::RegisterRow> keeps;
    bool drops = false;
  };
  std::optional<RegisterStep> register_step(db::Session& session, const PersonId& person, const Ladder& rules) const;
  // Lets the register say what the ranks of a person on a ladder say today.
  Result<void> write_register(db::Session& session, const Actor& actor, const PersonId& person,
                              const Ladder& rules) const;
  bool in_use(const store::RankRow& row, Date on, const OrgId& school_now) const;

  // --- applications
  LadderApplication shown(db::Session& session, const store::ApplicationRow& row, bool whole) const;
  Result<LadderOpenCall> seen_open(db::Session& session, const Actor& actor, const Running& call) const;
  Result<store::ApplicationRow> written(const Running& call, const staff::Teacher& teacher,
                                        const NewLadderApplication& wanted) const;
  LadderPaper paper_of(const PersonId& person, std::optional<Date> since = {}) const;
  Result<void> keep_files(db::Session& session, const Actor& actor, const store::ApplicationRow& row,
                          const std::vector<std::string>& files) const;

  std::vector<LadderFileCheck> checks_of(db::Session& session, const std::string& application,
                                         const std::vector<FileInfo>& files) const;
  Result<void> all_checked(db::Session& session, const std::vector<store::ApplicationRow>& applications) const;
  // The application of this call that a file hangs on.
  Result<store::ApplicationRow> of_file(db::Session& session, const std::string& call, const std::string& file) const;

  // --- renewal
  struct Renewing {
    store::RankRow rank;
    InForce in_force;  // of who gave it, today
    staff::Teacher teacher;
  };
  Result<Renewing> renewing(db::Session& session, const Actor& actor, const std::string& rank) const;
  Checked check_again(const Renewing& of, const Stated& stated) const;
  store::CallRow renewal_call(db::Session& session, const Actor& actor, const Renewing& of) const;
  static bool renewed(const std::vector<store::RankRow>& ranks, const store::RankRow& row);
  Result<void> good_renewals(db::Session& session, const std::vector<store::ApplicationRow>& granted) const;

  // --- panel
  ScoreBook book_of(db::Session& session, const Running& call) const;
  Results results(db::Session& session, const Running& call) const;
  // A member with what bars from reading: own schools, oneself, relatives.
  struct Reader {
    AccountId account;
    PersonId person;
    std::vector<OrgId> schools;
    std::vector<std::string> relatives;
  };
  Reader reader_of(const store::MemberRow& member) const;
  std::vector<Reader> readers_of(const std::vector<store::MemberRow>& members) const;
  static bool may_read(const Reader& reader, const store::ApplicationRow& application,
                       const std::vector<store::RecusalRow>& recusals);
  // Gives `more` further readers to each of these applications; returns the numbers of those that cannot have them.
  std::vector<std::string> hand_out(db::Session& session, const Running& call,
                                    const std::vector<store::ApplicationRow>& applications, int64_t more,
                                    bool extra) const;
  std::vector<std::string> fill_up(db::Session& session, const Running& call) const;  // to as many as the rule asks
  std::optional<store::MemberRow> member(db::Session& session, const Running& call, const Actor& actor) const;
  Result<PanelDesk> desk_of(db::Session& session, const Actor& actor, const Running& call) const;
  std::vector<std::string> hidden_names(const store::ApplicationRow& row) const;
  Result<PanelPaper> paper_of(db::Session& session, const Actor& actor, const Running& call,
                              const std::string& application) const;
  Result<void> keep_proposal(db::Session& session, const Actor& actor, Running& call,
                             const NewLadderProposal& wanted) const;

  // Who taught at the schools on a day of the past, with the words of then; kept until the register changes.
  struct Taught {
    PersonId id;
    OrgId school_id;
    std::string subject, title, backbone;
    Date begin_on;
  };
  using TaughtThen = std::shared_ptr<const std::vector<Taught>>;
  TaughtThen taught_on(const OrgId& org, const std::set<OrgId>& schools, Date on);

  // --- posts
  std::map<OrgId, LadderSchoolPosts> posts_of(db::Session& session, const OrgId& org, const Ladder& rules) const;
  Quota quota_of(db::Session& session, const Running& call) const;
  Result<void> posts_suffice(db::Session& session, const Running& call,
                             const std::vector<store::ApplicationRow>& granted) const;
  void enter_rank(db::Session& session, const Running& call, const store::ApplicationRow& row, Date begin) const;

  Around around_;
  struct KeptThen {
    int64_t seq = -1;
    Date on;
    TaughtThen people;
  };
  std::mutex then_mutex_;
  std::map<OrgId, KeptThen> then_;
};

}  // namespace doorstep::ladder
