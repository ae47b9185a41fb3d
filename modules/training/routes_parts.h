// The rows of training, in three files by who they are for.
#pragma once

#include <vector>

#include "module.h"

namespace doorstep::training {

struct OfOrg {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfOrg, (), (id))
struct OfOrgPart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfOrgPart, (), (id, part))
struct ReasonGiven {
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonGiven, (), (reason))

inline std::optional<OrgId> about_org(const http::Call& call) { return OrgId{call.parameter("id")}; }
http::Reply certificate_reply(std::string pdf, const std::string& code);

void add_own_rows(std::vector<http::Route>& rows, Training& training, const files::Files& files);
void add_org_rows(std::vector<http::Route>& rows, Training& training, const files::Files& files);
void add_offer_rows(std::vector<http::Route>& rows, Training& training);

}  // namespace doorstep::training
