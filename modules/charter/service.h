// CharterService: the way of a version from draft to force.
#pragma once

#include <functional>

#include "module.h"
#include "store.h"

namespace doorstep::charter {

class CharterService final : public Charters {
 public:
  CharterService(db::Database& database, registry::Registry& registry, council::Councils& councils,
                 const audit::Trail& trail)
      : database_(database), registry_(registry), councils_(councils), trail_(trail) {}

  Result<Charter> charter(const OrgId& group) override;
  Result<CharterVersion> version(const OrgId& group, const std::string& id) override;
  Result<CharterVersion> draft(const Actor& actor, const OrgId& group, const NewVersion& wanted) override;
  Result<CharterVersion> edit(const Actor& actor, const OrgId& group, const std::string& id,
                              const VersionEdit& wanted) override;
  Result<CharterVersion> move(const Actor& actor, const OrgId& group, const std::string& id,
                              const VersionStep& wanted) override;
  Result<CharterVersion> adopt(const Actor& actor, const OrgId& group, const std::string& id,
                               const Adoption& wanted) override;
  Result<CharterVersion> comment(const Actor& actor, const OrgId& group, const std::string& id,
                                 const NewComment& wanted) override;
  Result<CharterVersion> answer(const Actor& actor, const OrgId& group, const std::string& comment,
                                const CommentAnswer& wanted) override;

 private:
  Result<store::VersionRow> held(db::Session& session, const OrgId& group, const std::string& id) const;
  // Changes a version of the group in one transaction and writes its entry.
  Result<CharterVersion> change(const Actor& actor, const OrgId& group, const std::string& id, const char* action,
                                const std::function<Result<void>(db::Session&, store::VersionRow&)>& work);

  db::Database& database_;
  registry::Registry& registry_;
  council::Councils& councils_;
  const audit::Trail& trail_;
};

}  // namespace doorstep::charter
