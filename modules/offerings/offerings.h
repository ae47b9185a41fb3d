// Offerings: courses, clubs and events of a group or school, how children choose them, and who has a place. Thread
// safe; every change is one transaction with its entry in the audit trail.
//
// No place is given twice: the count of an offering grows in the transaction that writes the place, and only below the
// capacity, which the table itself holds. Asking again for what one has gives the same answer.
#pragma once

#include <filesystem>
#include <string>

#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/children/traces.h>
#include <optional>
#include <vector>

#include <doorstep/offerings/clubs.h>
#include <doorstep/offerings/flows.h>
#include <doorstep/offerings/items.h>
#include <doorstep/offerings/on_offer.h>
#include <doorstep/offerings/own.h>
#include <doorstep/offerings/rounds.h>
#include <doorstep/offerings/tryouts.h>

namespace doorstep::offerings {

class Offerings {
 public:
  virtual ~Offerings() = default;

  // --- who holds them. What names an offering or round of another organisation is not_found.
  virtual Result<OrgOfferings> at(const OrgId& org) = 0;
  virtual Result<OfferingFile> offering(const OrgId& org, const std::string& id) = 0;
  virtual Result<OfferingBrief> brief(const OrgId& org, const std::string& id) = 0;
  // The students of a school, wherever they have a place or wait in turn: by class, name and title.
  virtual Result<std::vector<PupilPlace>> pupils(const OrgId& school) = 0;
  virtual Result<OfferingFile> make(const Actor& actor, const OrgId& org, const NewOffering& wanted) = 0;
  // Drafts from a filled sheet, all or none; dry: only checked.
  virtual Result<OfferingsRead> read_sheet(const Actor& actor, const OrgId& org, const std::filesystem::path& file,
                                           bool dry) = 0;
  virtual Result<std::string> sheet_template(const OrgId& org, Language language) = 0;
  // Once it stands in a round that is open only texts and more seats; conflict (in-round).
  virtual Result<OfferingFile> change(const Actor& actor, const OrgId& org, const std::string& id,
                                      const NewOffering& wanted) = 0;
  virtual Result<OfferingFile> publish(const Actor& actor, const OrgId& org, const std::string& id) = 0;
  // Everybody who has a place or waits is told. conflict (being-drawn)
  virtual Result<OfferingFile> cancel(const Actor& actor, const OrgId& org, const std::string& id,
                                      const std::string& reason) = 0;
  // Takes a child out, with a reason; the waiting list moves.
  virtual Result<OfferingFile> remove(const Actor& actor, const OrgId& org, const std::string& id,
                                      const PersonId& child, const std::string& reason) = 0;

  // A club of one campus, as a draft on another: the same texts and materials, other place, times and teachers.
  virtual Result<OfferingFile> transplant(const Actor& actor, const OrgId& org, const std::string& id,
                                          const NewTransplant& wanted) = 0;

  virtual Result<RoundFile> round(const OrgId& org, const std::string& id) = 0;
  virtual Result<RoundFile> make_round(const Actor& actor, const OrgId& org, const NewChoosingRound& wanted) = 0;
  virtual Result<RoundFile> change_round(const Actor& actor, const OrgId& org, const std::string& id,
                                         const NewChoosingRound& wanted) = 0;
  virtual Result<RoundFile> open_round(const Actor& actor, const OrgId& org, const std::string& id) = 0;
  // Ends it now. Of first come: seats that nobody they were kept for took go along the waiting lists.
  virtual Result<RoundFile> close_round(const Actor& actor, const OrgId& org, const std::string& id) = 0;
  // Freezes the choices and publishes the hash of the roll. conflict (still-open)
  virtual Result<RoundFile> roll(const Actor& actor, const OrgId& org, const std::string& id) = 0;
  // The seed of the public draw, once; allocates and checks. conflict (seed-given: another seed; the first one again
  // goes on where it was)
  virtual Result<RoundFile> draw(const Actor& actor, const OrgId& org, const std::string& id,
                                 const std::string& seed) = 0;
  virtual Result<RoundFile> publish_round(const Actor& actor, const OrgId& org, const std::string& id) = 0;
  // Until when who comes too late is taken, behind everybody who came in time. invalid (until)
  virtual Result<RoundFile> set_late(const Actor& actor, const OrgId& org, const std::string& id,
                                     const LateSignUp& wanted) = 0;
  // The problem or the plan as the draw had it; JSON of docs/formats/draft.md.
  virtual Result<std::string> paper(const OrgId& org, const std::string& id, bool plan) = 0;

  // --- clubs while they run. `org`: who asks may run its offerings; empty: who asks has to teach it.
  virtual Result<ClubFile> club(const Actor& actor, const std::optional<OrgId>& org, const std::string& id) = 0;
  // conflict (not-begun), invalid (reason: a correction needs one)
  virtual Result<ClubFile> attend(const Actor& actor, const std::optional<OrgId>& org, const std::string& id,
                                  const ClubEntry& wanted) = 0;
  // Marks and words for children who have a place; their guardians are told. invalid (people/N)
  virtual Result<ClubFile> appraise(const Actor& actor, const std::optional<OrgId>& org, const std::string& id,
                                    const NewAppraisals& wanted) = 0;
  virtual Result<ClubCode> club_code_now(const Actor& actor, const std::optional<OrgId>& org,
                                         const std::string& id) = 0;
  virtual OwnClubs own_clubs(const Actor& actor) = 0;
  // What is on one day only: what is every week stands in the calendars of those who are in it.
  virtual std::vector<ClubMeeting> meetings_of(const OrgId& org, Date from, Date to) = 0;
  // Of what one teaches, and of what one's children have a place in; by time.
  virtual std::vector<ClubMeeting> own_meetings(const Actor& actor, Date from, Date to) = 0;

  // Courses, clubs and events to which a child came.
  virtual std::vector<ClubAttended> attended(const PersonId& child) = 0;

  // --- try-outs. A judge sees the own scores alone.
  virtual Result<TryoutFile> tryout(const OrgId& org, const std::string& id) = 0;
  virtual Result<TryoutFile> set_panel(const Actor& actor, const OrgId& org, const std::string& id,
                                       const NewPanel& wanted) = 0;
  virtual Result<TryoutFile> own_tryout(const Actor& actor, const std::string& id) = 0;
  virtual Result<TryoutFile> score(const Actor& actor, const std::string& id, const NewPanelScore& wanted) = 0;
  // Once, after sign-up, when every judge has scored every candidate.
  virtual Result<TryoutFile> decide(const Actor& actor, const OrgId& org, const std::string& id,
                                    const TryoutDecision& wanted) = 0;

  // --- everybody
  virtual Result<DrawPage> draw_page(const std::string& round) = 0;
  // What a group or school offers now and next: of a school also what groups hold at it. not_found (org-unknown)
  virtual Result<OnOffer> on_offer(const OrgId& org) = 0;

  // --- one's own. not_found (child-unknown), forbidden (guardian-chooses)
  virtual Result<OwnChoosing> own(const Actor& actor) = 0;
  virtual Result<OwnChoosing> choose(const Actor& actor, const PersonId& child, const std::string& round,
                                     const NewChoices& wanted) = 0;
  // First come, or late. conflict (not-yet, over, enough, clash, not-for, in-draw)
  virtual Result<PressAnswer> press(const Actor& actor, const PersonId& child, const Press& wanted) = 0;
  virtual Result<OwnChoosing> give_up(const Actor& actor, const PersonId& child, const std::string& offering) = 0;
  // Says that a child would swap what it has; a ring that this closes is carried out.
  virtual Result<OwnChoosing> swap(const Actor& actor, const PersonId& child, const std::string& round, bool asks) = 0;
  // By the code on the screen; what a teacher entered stands. conflict (not-now, code-tries), invalid (code)
  virtual Result<OwnChoosing> check_in(const Actor& actor, const PersonId& child, const ClubCheckIn& wanted) = 0;
  // Withdrawn, it takes the place along.
  virtual Result<OwnChoosing> consent(const Actor& actor, const PersonId& child, const std::string& offering,
                                      bool given) = 0;

  // What is published and meets in [from, until), of `within` and the organisations below it.
  virtual std::vector<OfferingFlow> flows(const OrgId& within, Date from, Date until) = 0;

  // What is kept of children; of what still runs their places go to the next. For `children::Trace`.
  virtual Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                 bool dry) = 0;
};

}  // namespace doorstep::offerings
