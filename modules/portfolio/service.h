// PortfolioService: entries, the page, goals and lists of teachers.
#pragma once

#include <mutex>

#include "module.h"
#include "store.h"
#include "viewers.h"

namespace doorstep::portfolio {

inline constexpr const char* entry_room = "portfolio-entry";          // in which evidence hangs
inline constexpr size_t longest_title = 300, longest_words = 12'000;  // bytes
inline constexpr int most_listed = 40'000;                            // teachers at once, in a workbook

tl::unexpected<Error> wrong_fields(std::vector<FieldError> faults);
tl::unexpected<Error> no_person();
tl::unexpected<Error> no_entry();
int64_t school_year_of(Date day);  // the year in which it begins

class PortfolioService final : public Portfolios {
 public:
  explicit PortfolioService(Around around) : around_(std::move(around)), viewers_(around_) {}

  PortfolioRecord record(const PersonId& person) override;
  const PortfolioKinds& kinds() const override;
  Result<Portfolio> own(const Actor& actor) override;
  Result<Portfolio> of(const Actor& actor, const PersonId& person) override;
  Result<PortfolioGlance> glance(const Actor& actor) override;
  Result<Portfolio> enter(const Actor& actor, const NewPortfolioEntry& wanted) override;
  Result<Portfolio> change(const Actor& actor, const std::string& entry, const NewPortfolioEntry& wanted) override;
  Result<Portfolio> hand_in(const Actor& actor, const std::string& entry) override;
  Result<Portfolio> take_back(const Actor& actor, const std::string& entry) override;
  Result<Portfolio> remove(const Actor& actor, const std::string& entry) override;
  Result<Portfolio> remove_file(const Actor& actor, const std::string& file) override;
  Result<Portfolio> open(const Actor& actor, const std::string& entry, const EntryOpening& wanted) override;
  Result<Portfolio> set_goals(const Actor& actor, int64_t year, const NewYearGoals& wanted) override;
  Result<Portfolio> confirm(const Actor& actor, const PersonId& person, const std::string& entry) override;
  Result<Portfolio> give_back(const Actor& actor, const PersonId& person, const std::string& entry,
                              const EntryReturn& wanted) override;
  Result<std::vector<WaitingEntry>> waiting(const Actor& actor, const OrgId& below) override;
  Result<std::vector<EntryVersion>> versions(const Actor& actor, const PersonId& person,
                                             const std::string& entry) override;
  bool shows(const Actor& actor, const PersonId& person, const std::string& entry) override;
  OrgId school_of(const PersonId& person) override;
  Result<TeacherList> teachers(const Actor& actor, const TeachersQuery& query) override;

 private:
  using Teachers = std::shared_ptr<const std::vector<staff::Teacher>>;

  Result<staff::Teacher> own_teacher(const Actor& actor);
  Portfolio made(const staff::Teacher& teacher, Viewer viewer, bool confirms);
  std::vector<Fact> facts(const PersonId& person) const;
  std::vector<std::string> lacking(const std::vector<Fact>& facts, const std::vector<PortfolioEntry>& entries) const;
  std::vector<PortfolioEntry> entries(db::Session& session, const PersonId& person) const;
  // Changes one entry of one's own.
  Result<Portfolio> change_own(const Actor& actor, const std::string& id, const char* action,
                               const std::function<Result<void>(db::Session&, store::EntryRow&)>& work);
  // Decides on an entry that was handed in.
  Result<Portfolio> decide(const Actor& actor, const PersonId& person, const std::string& id, const char* action,
                           EntryState state, const std::string& reason);
  Teachers everybody(const OrgId& below);

  Around around_;
  Viewers viewers_;
  std::mutex lists_lock_;
  struct List {
    int64_t sequence = 0;
    Date day;
    Teachers teachers;
  };
  std::map<OrgId, List> lists_;  // of the newest state of the register
};

}  // namespace doorstep::portfolio
