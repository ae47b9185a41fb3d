// ChildrenService: ties and codes, consents, erasure and retention over their store.
#pragma once

#include <exception>

#include <doorstep/db/together.h>

#include "module.h"
#include "store.h"

namespace doorstep::children {

class ChildrenService final : public Children {
 public:
  explicit ChildrenService(Around around) : around_(std::move(around)) {}

  void also_kept(Trace trace) override { traces_.push_back(std::move(trace)); }
  OwnChildren own(const Actor& actor) override;
  Result<OwnChildren> take_code(const Actor& actor, const std::string& code) override;
  Result<GuardianLink> join(const NewGuardian& wanted) override;
  Result<OwnChildren> let_go(const Actor& actor, const PersonId& child) override;
  Result<OwnChildren> answer(const Actor& actor, const PersonId& child, const ConsentAnswer& wanted) override;
  Result<OwnChildren> ask_erasure(const Actor& actor, const PersonId& child, const ErasureWords& wanted) override;
  Result<ChildCodes> codes(const Actor& actor, const ClassId& of_class, Relation relation) override;
  Result<SchoolConsents> consents(const OrgId& school) override;
  Result<SchoolConsents> ask(const Actor& actor, const OrgId& school, const NewConsentAsk& wanted) override;
  Result<ConsentList> list(const OrgId& school, const std::string& ask) override;
  Result<SchoolConsents> decide(const Actor& actor, const OrgId& school, const std::string& erasure,
                                const ErasureDecision& wanted) override;
  std::set<AccountId> accounts_of_class(const ClassId& of_class) override;
  std::set<AccountId> accounts_of(const PersonId& child) override;
  std::vector<TiedChild> tied(const Actor& actor) override;
  std::optional<TiedChild> tied(const Actor& actor, const PersonId& child) override;
  bool given(const PersonId& child, const std::string& purpose) override;
  bool guardian_gave(const PersonId& child, const std::string& purpose) override;
  Result<Retention> retain(const Actor& actor, int64_t years_of_names, bool dry) override;

 private:
  std::optional<TiedChild> in_short(const store::TieRow& tie);
  struct Place {
    ClassId class_id;
    std::string of_class;
  };
  // The pupils of a school, or of one class, today.
  std::vector<std::pair<registry::Student, Place>> pupils(const OrgId& school, const ClassId& of_class);
  Child shown(db::Session& session, const store::TieRow& tie, const registry::Pupil& pupil,
              const std::optional<registry::School>& school) const;
  ConsentAsk shown(const store::AskRow& row);
  Erasure shown(const store::ErasureRow& row);
  // The code and whom it is for; not_found.
  Result<std::pair<store::CodeRow, registry::Pupil>> found_code(const std::string& code);
  // not_found: no tie of the account to the child.
  Result<registry::Pupil> own_child(const Actor& actor, const PersonId& child);

  // Whether an account is tied to a child, asked by thousands at once when a sign-up opens: who comes while others are
  // answered is answered with the next ones.
  struct TieAsked {
    const AccountId& account;
    const PersonId& child;
    std::optional<store::TieRow> tie{};
    std::exception_ptr thrown{};
  };
  void answer_ties(const std::vector<TieAsked*>& asked);

  Around around_;
  db::Together<TieAsked> ties_asked_{256};
  std::vector<Trace> traces_;
};

tl::unexpected<Error> wrong(const char* field, Words what);

}  // namespace doorstep::children
