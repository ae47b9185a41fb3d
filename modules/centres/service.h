// CentreService: centres and the posts in them over their store.
#pragma once

#include <map>

#include "module.h"
#include "store.h"

namespace doorstep::centres {

class CentreService final : public Centres {
 public:
  CentreService(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                AccountNamed account_named)
      : database_(database), registry_(registry), trail_(trail), account_named_(std::move(account_named)) {}

  Result<GroupCentres> centres(const Actor& actor, const OrgId& group, bool runs) override;
  Result<GroupCentres> found(const Actor& actor, const OrgId& group, const NewCentre& wanted) override;
  Result<GroupCentres> reword(const Actor& actor, const OrgId& group, const std::string& centre,
                              const CentreWords& wanted) override;
  Result<GroupCentres> close(const Actor& actor, const OrgId& group, const std::string& centre,
                             const CentreEnd& wanted) override;
  Result<GroupCentres> appoint(const Actor& actor, const OrgId& group, const std::string& centre,
                               const NewCentrePost& wanted, bool runs) override;
  Result<GroupCentres> end_post(const Actor& actor, const OrgId& group, const std::string& post,
                                const CentreEnd& wanted, bool runs) override;

 private:
  // Whether a school is a member of the group on a day, or none was named. not_found: no such group.
  Result<bool> belongs(const OrgId& group, const OrgId& school, Date on);
  // The centre, not closed yet on the day. not_found, conflict.
  Result<store::CentreRow> open_centre(db::Session& session, const OrgId& group, const std::string& id, Date on) const;
  Result<store::PostRow> wanted_post(const OrgId& group, const std::string& centre, const NewCentrePost& wanted);
  template <class Work>
  Result<GroupCentres> changed(const Actor& actor, const OrgId& group, bool runs, Work&& work);

  db::Database& database_;
  registry::Registry& registry_;
  const audit::Trail& trail_;
  AccountNamed account_named_;
};

}  // namespace doorstep::centres
