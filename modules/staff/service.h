// StaffService: ties over their store, teachers over the register.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>

#include "module.h"
#include "store.h"

namespace doorstep::staff {

// What the register says of a member of staff on a day; `name_of` names schools.
Teacher teacher_of(registry::StaffRecord record, Date on, const std::function<std::string(const OrgId&)>& name_of);

class StaffService final : public Staff {
 public:
  explicit StaffService(Around around) : around_(std::move(around)) {}

  std::optional<PersonId> person_of(const AccountId& account) override;
  std::optional<AccountId> account_of(const PersonId& person) override;
  Result<Teacher> teacher(const PersonId& person, std::optional<Date> on) override;
  std::vector<Teacher> teachers(const OrgId& below) override;
  Result<OwnStaff> own(const Actor& actor) override;
  Result<StaffAccounts> accounts(const OrgId& school) override;
  Result<StaffAccounts> tie(const Actor& actor, const OrgId& school, const NewTie& wanted) override;
  Result<StaffAccounts> untie(const Actor& actor, const OrgId& school, const PersonId& person) override;
  Result<StaffLinks> invite(const Actor& actor, const OrgId& school, const NewStaffAccounts& wanted) override;

 private:
  // Writes the tie; conflict when either side is tied already.
  Result<void> put(const Actor& actor, const OrgId& school, const PersonId& person, const AccountId& account);
  // A sign-in name that is free, of the name's letters and a number.
  Result<StaffLink> make_one(const Actor& actor, const OrgId& school, const StaffAccount& who);

  // Teachers of an organisation as the register stood at a change, on a day.
  struct Kept {
    int64_t seq = -1;
    Date on;
    std::shared_ptr<const std::vector<Teacher>> teachers;
    int64_t used = 0;  // the last time, counted in askings
  };
  std::shared_ptr<const std::vector<Teacher>> kept(const OrgId& below, int64_t seq, Date on);
  void keep(const OrgId& below, Kept fresh);

  Around around_;
  std::array<std::mutex, 16> making_;  // by organisation: two who ask at once wait for one reading
  std::mutex mutex_;
  std::map<OrgId, Kept> kept_;
  int64_t asked_ = 0;
};

}  // namespace doorstep::staff
