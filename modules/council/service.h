// CouncilService: the rules of seats, meetings, votes and tasks over their store.
#pragma once

#include <doorstep/audit/audit.h>
#include <doorstep/registry/registry.h>

#include "module.h"
#include "store.h"

namespace doorstep::council {

inline constexpr const char* papers_room = "council-item";  // in which the papers of items hang

// A meeting with what deciding needs, read within one transaction.
struct Sitting {
  store::MeetingRow meeting;
  std::vector<store::SeatRow> seats;  // held on its day
  std::vector<store::PresenceRow> presences;
  Rule rule;

  bool present(const std::string& seat) const;
  Quorum quorum() const;
};

class CouncilService final : public Councils {
 public:
  CouncilService(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                 const files::Files& files, AccountNamed account_named)
      : database_(database),
        registry_(registry),
        trail_(trail),
        files_(files),
        account_named_(std::move(account_named)) {}

  Result<Council> council(const OrgId& group) override;
  Result<Meeting> meeting(const Actor& actor, const OrgId& group, const std::string& id) override;
  Result<Decision> decision(const OrgId& group, const std::string& item) override;

  Result<Council> set_rule(const Actor& actor, const OrgId& group, const Rule& wanted) override;
  Result<Council> seat(const Actor& actor, const OrgId& group, const NewSeat& wanted) override;
  Result<Council> end_seat(const Actor& actor, const OrgId& group, const std::string& id,
                           const SeatEnd& wanted) override;

  Result<Meeting> call(const Actor& actor, const OrgId& group, const NewMeeting& wanted) override;
  Result<Meeting> add_item(const Actor& actor, const OrgId& group, const std::string& meeting,
                           const NewItem& wanted) override;
  Result<Meeting> add_papers(const Actor& actor, const OrgId& group, const std::string& item,
                             const NewPapers& wanted) override;
  Result<Meeting> drop_paper(const Actor& actor, const OrgId& group, const std::string& file) override;
  bool has_item(const OrgId& group, const std::string& item) override;
  Result<Meeting> open(const Actor& actor, const OrgId& group, const std::string& meeting) override;
  Result<Meeting> attend(const Actor& actor, const OrgId& group, const std::string& meeting,
                         const Present& wanted) override;
  Result<Meeting> close(const Actor& actor, const OrgId& group, const std::string& meeting) override;
  Result<Meeting> keep_minutes(const Actor& actor, const OrgId& group, const std::string& meeting,
                               const Minutes& wanted) override;

  Result<Meeting> open_vote(const Actor& actor, const OrgId& group, const std::string& item) override;
  Result<Meeting> vote(const Actor& actor, const OrgId& group, const std::string& item, const NewVote& wanted,
                       bool runs) override;
  Result<Meeting> close_vote(const Actor& actor, const OrgId& group, const std::string& item) override;

  Result<Council> add_task(const Actor& actor, const OrgId& group, const NewTask& wanted) override;
  Result<Council> change_task(const Actor& actor, const OrgId& group, const std::string& task,
                              const TaskChange& wanted) override;

 private:
  Result<std::string> group_name(const OrgId& group);                                                   // not_found
  Result<Sitting> sitting(db::Session& session, const OrgId& group, const std::string& meeting) const;  // not_found
  Result<store::ItemRow> item(db::Session& session, const OrgId& group, const std::string& id) const;   // not_found
  // The item, while its meeting is not over. not_found, conflict
  Result<store::ItemRow> item_open(db::Session& session, const OrgId& group, const std::string& id) const;
  Seat shown(const store::SeatRow& row);
  void note(db::Session& session, const Actor& actor, const OrgId& group, const char* action, const char* kind,
            const std::string& id, std::vector<audit::Change> changes) const {
    trail_.append(session, actor, {action, kind, id, group, std::move(changes)});
  }

  db::Database& database_;
  registry::Registry& registry_;
  const audit::Trail& trail_;
  const files::Files& files_;
  AccountNamed account_named_;
};

// invalid, when `faults` is not empty.
Result<void> good(std::vector<FieldError> faults);
// A text of 1 to `most` bytes, else a fault of `field`.
void check_text(std::string_view text, const char* field, size_t most, std::vector<FieldError>& faults);

}  // namespace doorstep::council
