// JointService: plans, their sessions and who takes part.
#pragma once

#include <map>

#include "module.h"
#include "store.h"

namespace doorstep::joint {

inline constexpr const char* results_room = "joint-result";  // in which the files of results hang

class JointService final : public Joint {
 public:
  JointService(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
               const files::Files& files, ZoneOf zone_of, std::function<int64_t()> now)
      : database_(database),
        registry_(registry),
        trail_(trail),
        files_(files),
        zone_of_(std::move(zone_of)),
        now_(std::move(now)) {}

  Result<JointWork> work(const Actor& actor, const OrgId& group) override;
  Result<JointWork> plan(const Actor& actor, const OrgId& group, const NewPlan& wanted) override;
  Result<JointWork> call(const Actor& actor, const OrgId& group, const NewSession& wanted) override;
  Result<JointWork> cancel(const Actor& actor, const OrgId& group, const std::string& session) override;
  Result<JointWork> keep_minutes(const Actor& actor, const OrgId& group, const std::string& session,
                                 const SessionMinutes& wanted) override;
  Result<JointWork> take_part(const Actor& actor, const OrgId& group, const std::string& session, const OrgId& school,
                              bool comes) override;
  Result<JointWork> share(const Actor& actor, const OrgId& group, const NewResult& wanted) override;
  Result<JointWork> take_back(const Actor& actor, const OrgId& group, const std::string& result, bool runs) override;
  bool has_result(const OrgId& group, const std::string& result) override;
  std::vector<JointAttended> attended(const AccountId& account) override;
  std::vector<JointAttended> led(const std::string& leader, const OrgId& school) override;
  std::map<OrgId, int64_t> held(const OrgId& group, Date from) override;
  std::vector<JointSession> sessions(const OrgId& group, Date from, Date to) override;

 private:
  using Names = std::map<OrgId, std::string>;
  struct Members {
    std::string group;
    Names today, ever;
  };
  Result<Members> members(const OrgId& group);
  Result<store::SessionRow> session_of(db::Session& session, const OrgId& group, const std::string& id) const;
  std::vector<JointResult> results(db::Session& session, const OrgId& group, const AccountId& asks) const;
  // Changes one session that was not cancelled.
  Result<JointWork> change(const Actor& actor, const OrgId& group, const std::string& id, const char* action,
                           const std::function<Result<void>(db::Session&, store::SessionRow&)>& work);

  db::Database& database_;
  registry::Registry& registry_;
  const audit::Trail& trail_;
  const files::Files& files_;
  ZoneOf zone_of_;
  std::function<int64_t()> now_;
};

}  // namespace doorstep::joint
