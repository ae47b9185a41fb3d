// Standings: titles and backbone ranks of staff, which the room that decides about them writes into the register in its
// own transaction. Thread safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>

namespace doorstep::audit {
class Trail;
}
namespace doorstep::db {
class Session;
}

namespace doorstep::registry {

enum class Standing { title, backbone };
BOOST_DESCRIBE_ENUM(Standing, title, backbone)

struct NewStanding {
  PersonId person;
  Standing what{};
  std::string value;  // code of its scheme
  Date from;          // the register says so from that day on; not in the future
  OrgId school;       // where the change is noted
  bool lasts = true;  // imports leave it alone; false: the register is theirs again
};

class Standings {
 public:
  virtual ~Standings() = default;
  // What the newest row says. Nothing: never staff.
  virtual std::optional<std::string> of(db::Session& session, const PersonId& person, Standing what) = 0;
  // Dated, with its entry in the audit trail and the change sequence. not_found (person-unknown).
  virtual Result<void> set(db::Session& session, const Actor& actor, const NewStanding& wanted) = 0;
};

// `trail` outlives what is made.
std::unique_ptr<Standings> make_standings(const audit::Trail& trail);

}  // namespace doorstep::registry
