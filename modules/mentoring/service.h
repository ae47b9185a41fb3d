// MentoringService: pairs and services over their store.
#pragma once

#include <functional>

#include "module.h"
#include "rules.h"
#include "store.h"

namespace doorstep::mentoring {

inline constexpr const char* visits_room = "mentoring-visit";     // in which the files of visits hang
inline constexpr size_t longest_text = 6000, longest_line = 600;  // bytes

tl::unexpected<Error> wrong(const char* field, Words what);
Result<void> good_text(const char* field, const std::string& text, size_t most, bool needed = true);

class MentoringService final : public Mentoring {
 public:
  explicit MentoringService(const Around& around) : around_(around) {}

  Result<OrgMentoring> of(const Actor& actor, const OrgId& org) override;
  Result<Pair> pair(const Actor& actor, const OrgId& org, const std::string& pair) override;
  Result<Suggestions> suggestions(const OrgId& org, const PersonId& mentee) override;
  Result<OrgMentoring> arrange(const Actor& actor, const OrgId& org, const NewPair& wanted) override;
  Result<Pair> extend(const Actor& actor, const OrgId& org, const std::string& pair, const PairEnd& wanted) override;
  Result<Pair> end(const Actor& actor, const OrgId& org, const std::string& pair, const PairEnd& wanted) override;
  Result<Pair> conclude(const Actor& actor, const OrgId& org, const std::string& pair,
                        const NewReview& wanted) override;
  Result<OrgMentoring> appoint(const Actor& actor, const OrgId& group, const NewService& wanted) override;
  Result<OrgMentoring> end_service(const Actor& actor, const OrgId& group, const std::string& service,
                                   const PairEnd& wanted) override;
  Result<OwnMentoring> own(const Actor& actor) override;
  Result<Pair> own_pair(const Actor& actor, const std::string& pair) override;
  Result<Pair> agree(const Actor& actor, const std::string& pair, const Agreement& wanted) override;
  Result<Pair> plan(const Actor& actor, const std::string& pair, const NewStep& wanted) override;
  Result<Pair> do_step(const Actor& actor, const std::string& pair, const std::string& step,
                       const StepDone& wanted) override;
  Result<Pair> visit(const Actor& actor, const std::string& pair, const NewVisit& wanted) override;
  Result<Pair> hold_visit(const Actor& actor, const std::string& pair, const std::string& visit,
                          const NewVisit& wanted) override;
  Result<Pair> note(const Actor& actor, const std::string& pair, const std::string& visit,
                    const MenteeNote& wanted) override;
  Result<Pair> review(const Actor& actor, const std::string& pair, const NewReview& wanted) override;
  bool may_see_visit(const Actor& actor, const std::optional<OrgId>& org, const std::string& visit) override;
  Result<LeaderService> service(const Actor& actor, const std::optional<OrgId>& group,
                                const std::string& service) override;
  Result<LeaderService> serve(const Actor& actor, const std::optional<OrgId>& group, const std::string& service,
                              const NewServiceVisit& wanted) override;
  Result<LeaderService> change_visit(const Actor& actor, const std::optional<OrgId>& group, const std::string& service,
                                     const std::string& visit, const NewServiceVisit& wanted) override;
  Result<LeaderService> cancel_visit(const Actor& actor, const std::optional<OrgId>& group, const std::string& service,
                                     const std::string& visit) override;
  MentoringFacts facts(const PersonId& person) override;
  bool guides(const PersonId& mentor, const PersonId& mentee) override;

 private:
  // A pair with who asks in it, as far as the asker has to do with it.
  struct Part {
    store::PairRow row;
    std::vector<store::MentorRow> mentors;
    PersonId me;  // empty: the arranger
    bool mentors_it() const;
    bool is_mentee() const { return !me.empty() && row.mentee_id == me; }
  };
  Result<Part> arranged(db::Session& session, const OrgId& org, const std::string& pair) const;
  Result<Part> own_part(db::Session& session, const PersonId& me, const std::string& pair) const;
  PersonId me(const Actor& actor) const;  // empty: nobody
  // One change of a pair by somebody in it, or by who arranges it; and the pair after it.
  using PairWork = std::function<Result<void>(db::Session&, Part&)>;
  Result<Pair> change_own(const Actor& actor, const std::string& pair, const PairWork& work);
  Result<Pair> change_arranged(const Actor& actor, const OrgId& org, const std::string& pair, const PairWork& work);

  Partner partner(const PersonId& person, const PersonId& me) const;
  Pair shown(db::Session& session, const store::PairRow& row, const PersonId& me, bool arranges, bool whole) const;
  ServiceSummary summary(db::Session& session, const store::ServiceRow& row, const PersonId& me) const;
  Result<void> fits(db::Session& session, const OrgId& org, const NewPair& wanted) const;
  int64_t mentees_of(db::Session& session, const PersonId& mentor, Date from, Date to) const;
  struct Serving {
    store::ServiceRow row;
    bool own = false;
  };
  Result<Serving> serving(db::Session& session, const Actor& actor, const std::optional<OrgId>& group,
                          const std::string& service) const;
  Result<LeaderService> serve_as(const Actor& actor, const std::optional<OrgId>& group, const std::string& service,
                                 const std::string& visit, const NewServiceVisit& wanted);
  std::vector<staff::Teacher> roster(const OrgId& group, const std::string& subject) const;

  Around around_;
};

}  // namespace doorstep::mentoring
