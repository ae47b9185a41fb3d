// Flows for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/exchange/secondments.h>
#include <doorstep/flows/flows.h>
#include <doorstep/http/route.h>
#include <doorstep/offerings/flows.h>
#include <doorstep/registry/registry.h>
#include <doorstep/resources/resources.h>

namespace doorstep::flows {

// What other rooms know of a time, in [from, until). Everything here outlives what is made.
struct Around {
  registry::Registry& registry;
  std::function<std::vector<exchange::SharedTime>(Date from, Date until)> shared_time;
  std::function<std::vector<resources::UseFlow>(Date from, Date until)> uses;
  std::function<std::vector<offerings::OfferingFlow>(const OrgId& within, Date from, Date until)> offered;
  std::function<OrgId(const PersonId& teacher)> home_of;  // the school that holds the contract; empty: nobody's
};
std::unique_ptr<Flows> make_flows(Around around);

std::vector<http::Route> routes(Flows& flows);

}  // namespace doorstep::flows
