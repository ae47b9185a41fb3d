// Balance for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/balance/balance.h>
#include <doorstep/base/standard.h>
#include <doorstep/cli/cli.h>
#include <doorstep/http/route.h>

namespace doorstep::balance {

// All that is given outlives what is made.
std::unique_ptr<Balance> make_balance(registry::Registry& registry, const standard::Book& book);

std::vector<http::Route> routes(Balance& balance, const Places& places);

// What the verbs need, opened when one of them runs.
struct Opened {
  registry::Registry* registry = nullptr;
  Balance* balance = nullptr;
};
using Open = std::function<Result<Opened>(const std::string& data)>;
std::vector<cli::Verb> commands(Open open);

}  // namespace doorstep::balance
