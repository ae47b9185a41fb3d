// UnityService: who agreed to what, what shows it, who confirmed it.
#pragma once

#include <functional>

#include <doorstep/audit/audit.h>

#include "module.h"
#include "store.h"

namespace doorstep::unity {

inline constexpr const char* evidence_room = "unity-evidence";  // in which its files hang

class UnityService final : public Unity {
 public:
  UnityService(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
               const files::Files& files, SessionsHeld sessions_held)
      : database_(database),
        registry_(registry),
        trail_(trail),
        files_(files),
        sessions_held_(std::move(sessions_held)) {}

  const std::vector<List>& lists() const override;
  Result<Matrix> matrix(const OrgId& group) override;
  Result<std::vector<Evidence>> evidence(const OrgId& group, const std::string& item, const OrgId& school) override;

  Result<Matrix> take_items(const Actor& actor, const OrgId& group, const NewItems& wanted) override;
  Result<Matrix> drop_item(const Actor& actor, const OrgId& group, const std::string& item) override;
  Result<Matrix> agree(const Actor& actor, const OrgId& group, const Agreeing& wanted) override;
  Result<std::vector<Evidence>> hand_in(const Actor& actor, const OrgId& group, const NewEvidence& wanted) override;
  Result<void> take_back(const Actor& actor, const OrgId& group, const std::string& evidence) override;
  Result<Matrix> review(const Actor& actor, const OrgId& group, const Review& wanted) override;
  Result<Matrix> add_own(const Actor& actor, const OrgId& group, const NewOwn& wanted) override;
  Result<Matrix> end_own(const Actor& actor, const OrgId& group, const std::string& own) override;

  bool has_evidence(const OrgId& group, const std::string& evidence) override;
  std::optional<OrgId> school_of_evidence(const std::string& evidence) override;
  std::vector<OwnThing> own_of(const OrgId& school) override;
  std::optional<OrgId> school_of_own(const std::string& own) override;

 private:
  // Of each of the schools, what the system counts by itself: the shared today, sessions since the school year began.
  std::vector<int64_t> records_of(const std::string& counts, const OrgId& group, const std::vector<OrgId>& schools);
  // The members of today, the lead first. not_found
  Result<std::vector<registry::Member>> schools_of(const OrgId& group);
  Result<void> member(const OrgId& group, const OrgId& school);  // conflict
  Result<store::ItemRow> item(db::Session& session, const OrgId& group, const std::string& id) const;
  // Changes one cell of a group and writes its entry.
  Result<Matrix> change_cell(
      const Actor& actor, const OrgId& group, const std::string& item, const OrgId& school, const char* action,
      const std::function<Result<void>(db::Session&, const store::ItemRow&, store::CellRow&)>& work);

  db::Database& database_;
  registry::Registry& registry_;
  const audit::Trail& trail_;
  const files::Files& files_;
  SessionsHeld sessions_held_;
};

}  // namespace doorstep::unity
