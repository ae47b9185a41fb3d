// What the rows of the room share.
#pragma once

#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::staffing {

struct OfOrg {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfOrg, (), (id))
struct OfOrgYear {
  OrgId id;
  std::optional<int> year;
};
BOOST_DESCRIBE_STRUCT(OfOrgYear, (), (id, year))
struct OfPart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfPart, (), (id, part))

inline constexpr const char* staffing_at = "/api/staffing/{id}";
inline std::optional<OrgId> about_org(const http::Call& call) { return OrgId{call.parameter("id")}; }

void add_leave_rows(std::vector<http::Route>& rows, Desk& desk);
void add_round_rows(std::vector<http::Route>& rows, Desk& desk, const Places& places);
void add_forecast_rows(std::vector<http::Route>& rows, Desk& desk);

}  // namespace doorstep::staffing
