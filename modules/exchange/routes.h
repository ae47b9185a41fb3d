// The rows of this room by what they are about; module.h puts them together.
#pragma once

#include "module.h"

namespace doorstep::exchange {

void add_secondment_rows(std::vector<http::Route>& rows, Secondments& secondments);
void add_wish_rows(std::vector<http::Route>& rows, Secondments& secondments, Wishes& wishes, const Places& places,
                   const files::Files& files);
void add_plan_rows(std::vector<http::Route>& rows, Plans& plans);

// The {id} of a path that names a school, a group or a district.
std::optional<OrgId> org_of_path(const http::Call& call);

struct OfOrg {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfOrg, (), (id))

}  // namespace doorstep::exchange
