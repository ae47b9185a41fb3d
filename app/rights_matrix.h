// The table of rights as the auditor reads it: every right, how far each role's reaches, and the addresses that ask for
// it. Made from the table and the rows of the API themselves, so it says what is done.
#pragma once

#include <string>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/base/describe.h>
#include <doorstep/http/route.h>

namespace doorstep::app {

struct RoleReach {
  Role role{};
  Reach reach{};
};
BOOST_DESCRIBE_STRUCT(RoleReach, (), (role, reach))

struct RightRow {
  Right right{};
  Words what;
  std::vector<RoleReach> roles;
  std::vector<std::string> routes;  // "GET /api/schools/{id}"
};
BOOST_DESCRIBE_STRUCT(RightRow, (), (right, what, roles, routes))

std::vector<RightRow> rights_matrix(const std::vector<http::Route>& routes);

// The same as an Excel workbook, and as lines of text for a terminal.
std::string rights_workbook(const std::vector<RightRow>& matrix, Language language);
std::string rights_text(const std::vector<RightRow>& matrix, Language language);

// Adds GET /api/rights and /api/rights.xlsx, over the rows that are there and its own.
void add_rights_routes(std::vector<http::Route>& routes);

}  // namespace doorstep::app
