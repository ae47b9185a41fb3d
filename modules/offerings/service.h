// OfferingsService: one class over the stores; its parts stand in service_*.cpp by what they are about.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include <doorstep/db/together.h>
#include <doorstep/draft/draft.h>

#include "module.h"
#include "presses.h"
#include "rules.h"
#include "store.h"
#include "store_clubs.h"

namespace doorstep::offerings {

inline constexpr size_t most_together = 256;                                             // presses in one transaction
inline constexpr size_t longest_title = 200, longest_line = 500, longest_text = 10'000;  // bytes

tl::unexpected<Error> wrong_field(const std::string& field, Words what);
tl::unexpected<Error> no_offering();
tl::unexpected<Error> no_round();
Result<void> good_reason(const std::string& reason);

OfferingResult result_of(const store::ResultRow& row);

// An answer of who may agree for a child, later than the one at `last_at`; and its entry in the trail.
store::ConsentRow consent_of(const Actor& actor, const std::string& offering, const PersonId& child, bool given,
                             const std::string& last_at);
audit::Event agreed_event(const std::string& offering, const OrgId& org, const PersonId& child, bool given);

// An offering with its rows.
struct Parts {
  store::OfferingRow row;
  std::vector<store::SessionRow> sessions;
  std::vector<store::QuotaRow> quotas;
  std::vector<store::TeacherRow> teachers;
};

// Cancelled, or published with its last meeting before `today`.
bool is_over(const Parts& parts, Date today);

// A member school: of a group those of today, of a school itself alone.
struct MemberSchool {
  OrgId id;
  std::string name;
  std::optional<Spot> spot;
  std::vector<registry::CampusRow> campuses;
};
struct Body {
  std::string name;
  std::vector<MemberSchool> members;
  const MemberSchool* member(const OrgId& id) const;
};

// Minutes between places where offerings meet.
class Ways {
 public:
  void add(const MemberSchool& school);
  int64_t minutes(const std::string& from, const std::string& to) const;
  bool knows(const std::string& place) const { return places_.contains(place); }

 private:
  struct At {
    OrgId school;
    std::optional<Spot> spot;
  };
  std::map<std::string, At> places_;  // campuses and schools by id
};

// A draw as it stands: what it means for each ticket.
struct Drawn {
  Drawn(draft::Problem of, draft::Plan made) : problem(std::move(of)), plan(std::move(made)), standing(problem, plan) {}
  const draft::Problem problem;
  const draft::Plan plan;
  const draft::Standing standing;
};

// Whether the child's choice still counts in the draw, with a place or a turn of its own.
bool stands_in_draw(const Drawn* drawn, const std::string& ticket, const std::string& offering);

// What is asked again and again of one child while its page is made, read once.
struct ChildView {
  const children::TiedChild& child;
  const Ways& ways;
  std::vector<store::PlaceRow> places;
  std::vector<Parts> held;                          // of those that it has
  std::map<std::string, bool> agreed;               // by offering: the last answer of a guardian
  std::map<std::string, OfferingResult> results{};  // by offering
  const store::PlaceRow* at(const std::string& offering) const;
};

// Who got a place out of a waiting list.
struct MovedUp {
  std::string offering_id;
  PersonId person_id;
};
using MovesUp = std::vector<MovedUp>;

class OfferingsService final : public Offerings {
 public:
  explicit OfferingsService(Around around);

  Result<OrgOfferings> at(const OrgId& org) override;
  Result<OfferingFile> offering(const OrgId& org, const std::string& id) override;
  Result<OfferingBrief> brief(const OrgId& org, const std::string& id) override;
  Result<std::vector<PupilPlace>> pupils(const OrgId& school) override;
  Result<OfferingFile> make(const Actor& actor, const OrgId& org, const NewOffering& wanted) override;
  Result<OfferingsRead> read_sheet(const Actor& actor, const OrgId& org, const std::filesystem::path& file,
                                   bool dry) override;
  Result<std::string> sheet_template(const OrgId& org, Language language) override;
  Result<OfferingFile> change(const Actor& actor, const OrgId& org, const std::string& id,
                              const NewOffering& wanted) override;
  Result<OfferingFile> publish(const Actor& actor, const OrgId& org, const std::string& id) override;
  Result<OfferingFile> cancel(const Actor& actor, const OrgId& org, const std::string& id,
                              const std::string& reason) override;
  Result<OfferingFile> remove(const Actor& actor, const OrgId& org, const std::string& id, const PersonId& child,
                              const std::string& reason) override;
  Result<OfferingFile> transplant(const Actor& actor, const OrgId& org, const std::string& id,
                                  const NewTransplant& wanted) override;
  Result<ClubFile> club(const Actor& actor, const std::optional<OrgId>& org, const std::string& id) override;
  Result<ClubFile> attend(const Actor& actor, const std::optional<OrgId>& org, const std::string& id,
                          const ClubEntry& wanted) override;
  Result<ClubFile> appraise(const Actor& actor, const std::optional<OrgId>& org, const std::string& id,
                            const NewAppraisals& wanted) override;
  Result<ClubCode> club_code_now(const Actor& actor, const std::optional<OrgId>& org, const std::string& id) override;
  OwnClubs own_clubs(const Actor& actor) override;
  std::vector<ClubMeeting> meetings_of(const OrgId& org, Date from, Date to) override;
  std::vector<ClubAttended> attended(const PersonId& child) override;
  std::vector<ClubMeeting> own_meetings(const Actor& actor, Date from, Date to) override;
  Result<TryoutFile> tryout(const OrgId& org, const std::string& id) override;
  Result<TryoutFile> set_panel(const Actor& actor, const OrgId& org, const std::string& id,
                               const NewPanel& wanted) override;
  Result<TryoutFile> own_tryout(const Actor& actor, const std::string& id) override;
  Result<TryoutFile> score(const Actor& actor, const std::string& id, const NewPanelScore& wanted) override;
  Result<TryoutFile> decide(const Actor& actor, const OrgId& org, const std::string& id,
                            const TryoutDecision& wanted) override;
  Result<RoundFile> round(const OrgId& org, const std::string& id) override;
  Result<RoundFile> make_round(const Actor& actor, const OrgId& org, const NewChoosingRound& wanted) override;
  Result<RoundFile> change_round(const Actor& actor, const OrgId& org, const std::string& id,
                                 const NewChoosingRound& wanted) override;
  Result<RoundFile> open_round(const Actor& actor, const OrgId& org, const std::string& id) override;
  Result<RoundFile> close_round(const Actor& actor, const OrgId& org, const std::string& id) override;
  Result<RoundFile> roll(const Actor& actor, const OrgId& org, const std::string& id) override;
  Result<RoundFile> draw(const Actor& actor, const OrgId& org, const std::string& id, const std::string& seed) override;
  Result<RoundFile> publish_round(const Actor& actor, const OrgId& org, const std::string& id) override;
  Result<RoundFile> set_late(const Actor& actor, const OrgId& org, const std::string& id,
                             const LateSignUp& wanted) override;
  Result<std::string> paper(const OrgId& org, const std::string& id, bool plan) override;
  Result<DrawPage> draw_page(const std::string& round) override;
  Result<OnOffer> on_offer(const OrgId& org) override;
  Result<OwnChoosing> own(const Actor& actor) override;
  Result<OwnChoosing> choose(const Actor& actor, const PersonId& child, const std::string& round,
                             const NewChoices& wanted) override;
  Result<PressAnswer> press(const Actor& actor, const PersonId& child, const Press& wanted) override;
  Result<OwnChoosing> give_up(const Actor& actor, const PersonId& child, const std::string& offering) override;
  Result<OwnChoosing> swap(const Actor& actor, const PersonId& child, const std::string& round, bool asks) override;
  Result<OwnChoosing> check_in(const Actor& actor, const PersonId& child, const ClubCheckIn& wanted) override;
  Result<OwnChoosing> consent(const Actor& actor, const PersonId& child, const std::string& offering,
                              bool given) override;
  Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                         bool dry) override;
  std::vector<OfferingFlow> flows(const OrgId& within, Date from, Date until) override;

 private:
  int64_t now() const { return around_.now(); }

  // --- service.cpp: organisations, cards
  Result<Body> body_of(const OrgId& org);
  std::optional<MemberSchool> school_of(const OrgId& id);
  Parts parts_of(db::Session& session, store::OfferingRow row);
  std::vector<Parts> parts_in(db::Session& session, const std::string& round);
  OfferingCard card(const Parts& parts);
  ChoosingRound shown(const store::RoundRow& row);
  bool taking(const store::RoundRow& row) const;
  Result<store::OfferingRow> offering_at(db::Session& session, const OrgId& org, const std::string& id);
  Result<store::RoundRow> round_at(db::Session& session, const OrgId& org, const std::string& id);

  // --- service_items.cpp
  Result<Parts> wanted_offering(const OrgId& org, const NewOffering& wanted);

  // --- service_rounds.cpp
  Result<store::RoundRow> wanted_round(const OrgId& org, const NewChoosingRound& wanted);
  Result<void> take_offerings(db::Session& session, const store::RoundRow& round, const std::vector<std::string>& ids);
  // Runs `work` on the round in a transaction, keeps it and shows it.
  Result<RoundFile> changed(const Actor& actor, const OrgId& org, const std::string& id, const char* action,
                            const std::function<Result<void>(db::Session&, store::RoundRow&)>& work);

  // --- service_draw.cpp
  Result<draft::Problem> problem_of(db::Session& session, const store::RoundRow& round, const Body& body);
  std::shared_ptr<const Drawn> drawn(db::Session& session, const store::RoundRow& round);
  // Gives seats that are free, after withdrawals, along the waiting lists of a published draw. `edit` changes the
  // problem before. Places and counts follow; what nobody of the draw wants goes to late ones who wait.
  Result<MovesUp> refill(db::Session& session, const std::string& round, std::vector<draft::Withdrawal> withdrawals,
                         const std::function<void(draft::Problem&)>& edit, const Ways& ways);

  // --- service_beside.cpp
  // Choices of a published draw that do not go with what the child holds in another round are taken out of `problem`.
  void pass_over(db::Session& session, const std::string& round, draft::Problem& problem, const draft::Plan& plan,
                 const Ways& ways);
  // let_go, and what the child waits for in other rounds moves where the place kept it from that.
  Result<MovesUp> end_place(db::Session& session, const Actor& actor, const store::PlaceRow& place,
                            const std::string& reason, const char* action, const Ways& ways);

  // --- service_late.cpp
  bool late_open(const store::RoundRow& row);
  // Late ones give way to choices: what `people` have late beside more than they may have, or at the same time, ends.
  // True: seats became free.
  bool give_way(db::Session& session, const store::RoundRow& round, const std::set<PersonId>& people, const Ways& ways);
  // Seats that nobody of the draw wants, to late ones who wait.
  MovesUp settle_late(db::Session& session, const store::RoundRow& round, const Ways& ways);

  // --- service_forget.cpp
  Result<MovesUp> leave_draw(db::Session& session, const store::EntryRow& entry, const Ways& ways);
  Result<int64_t> forget_one(db::Session& session, const Actor& actor, const PersonId& child, children::Forgetting how,
                             bool dry, const Ways& ways, MovesUp& moves);

  // --- service_places.cpp
  // What keeps a child from one offering beside what it holds.
  std::vector<Parts> held_by(db::Session& session, const std::vector<store::PlaceRow>& places);
  static std::optional<Words> kept_from(const std::vector<Parts>& held, const Parts& wanted, const Ways& ways);
  std::optional<Words> kept_from(db::Session& session, const PersonId& child, const Parts& wanted, const Ways& ways);
  // Of every school that hosts anything, kept for a minute. Never inside a transaction.
  std::shared_ptr<const Ways> ways();
  void forget_ways();
  MovesUp settle(db::Session& session, const store::OfferingRow& offering, const store::RoundRow& round,
                 const Ways& ways);
  // Ends a place or a turn; the waiting list moves.
  Result<MovesUp> let_go(db::Session& session, const Actor& actor, const store::PlaceRow& place,
                         const std::string& reason, const char* action, const Ways& ways);
  // A turn on the waiting list of a published draw is given up. not_found (place-unknown)
  Result<MovesUp> leave_list(db::Session& session, const Actor& actor, const store::OfferingRow& row,
                             const std::optional<store::RoundRow>& round, const PersonId& child,
                             const std::string& reason, const char* action, const Ways& ways);
  // A choice of a published draw that never came to a place.
  Result<MovesUp> take_back(db::Session& session, const store::RoundRow& round, const PersonId& child,
                            const std::string& offering, const Ways& ways);
  void tell_moved(const MovesUp& moves);
  void tell(const OrgId& org, const std::set<PersonId>& children, const Words& title, const Words& body);

  // --- service_offers.cpp
  // Whoever of `teachers` has an account is told of a published offering that it is to teach.
  void tell_teachers(const Parts& parts, const std::set<PersonId>& teachers);
  void tell_staff(const OrgId& org, const std::set<PersonId>& people, const Words& title, const Words& body);

  // --- service_presses.cpp
  // Answers everybody in the batch, in one transaction where that can be.
  void decide_batch(db::Together<Pressing>::Batch& batch, const Ways& ways);
  void decide_together(db::Session& session, const std::vector<Pressing*>& presses, const Ways& ways);
  Result<PressAnswer> decide(db::Session& session, store::PressGround& ground, const Pressing& press, const Ways& ways,
                             Pressed& pressed);
  Result<void> not_in_draw(db::Session& session, const store::RoundRow& round, const PersonId& child,
                           const std::string& offering);
  Result<void> consented(store::PressGround& ground, const Pressing& press, const store::OfferingRow& row,
                         Pressed& pressed);

  // --- service_clubs.cpp
  // An offering that who asks may lead: by the right at `org`, or as its teacher.
  Result<store::OfferingRow> led(db::Session& session, const Actor& actor, const std::optional<OrgId>& org,
                                 const std::string& id);
  // Names that somebody reads without the right at the organisation leave a trace as those of all others do.
  void note_reading(const Actor& actor, const store::OfferingRow& row);
  // Day and minute of the meeting whose code is good now.
  std::optional<std::pair<Date, int64_t>> meets_now(db::Session& session, const store::OfferingRow& row);
  std::vector<ClubMeeting> days_of(const std::vector<store::OfferingRow>& rows, Date from, Date to, bool leads,
                                   const std::string& who, bool once);

  // --- service_tryouts.cpp
  TryoutFile tryout_of(const Parts& parts, const PersonId& judge);

  // --- service_own.cpp
  Result<children::TiedChild> chooser(const Actor& actor, const PersonId& child);
  bool concerns(const OrgId& org, const OrgId& school) const;
  OwnRound own_round(db::Session& session, const store::RoundRow& row, const ChildView& view);
  void own_first(db::Session& session, const store::RoundRow& row, const ChildView& view, const Parts& parts,
                 OwnOption& option);
  void own_preference(db::Session& session, const store::RoundRow& row, const ChildView& view, const Parts& parts,
                      const Drawn* drawn, const std::string& ticket, OwnOption& option);
  void agree(db::Session& session, const Actor& actor, const std::string& offering, const PersonId& child, bool given);

  Around around_;
  db::Together<Pressing> presses_{most_together};
  std::mutex kept_;  // of what follows
  std::shared_ptr<const Ways> ways_;
  int64_t ways_of_ = -1;                                                           // the register's change sequence
  int64_t ways_at_ = 0;                                                            // when, in seconds
  std::map<std::pair<std::string, int64_t>, std::shared_ptr<const Drawn>> drawn_;  // by round and version
};

}  // namespace doorstep::offerings
