#include "verbs.h"

#include <doorstep/assignments/question_commands.h>
#include <doorstep/balance/module.h>
#include <doorstep/exchange/commands.h>
#include <doorstep/generator/module.h>
#include <doorstep/groups/module.h>
#include <doorstep/imports/module.h>
#include <doorstep/offerings/draft_commands.h>
#include <doorstep/standards/standards.h>

#include "product.h"

namespace doorstep::app {
namespace {

// The product that a verb opened; it lives until the program ends.
Result<Product*> opened(const std::string& where) {
  static std::unique_ptr<Product> product;
  DOORSTEP_LET(made, open_product(where));
  product = std::move(made);
  return product.get();
}

}  // namespace

std::vector<cli::Verb> module_verbs() {
  std::vector<cli::Verb> all;
  const auto add = [&](std::vector<cli::Verb> verbs) {
    for (auto& verb : verbs) all.push_back(std::move(verb));
  };
  add(balance::commands([](const std::string& where) -> Result<balance::Opened> {
    DOORSTEP_LET(product, opened(where));
    return balance::Opened{product->registry.get(), product->balance.get()};
  }));
  add(groups::commands([](const std::string& where) -> Result<groups::Opened> {
    DOORSTEP_LET(product, opened(where));
    return groups::Opened{product->registry.get(), product->groups.get()};
  }));
  add(imports::commands(
      [](const std::string& where) -> Result<imports::Imports*> {
        DOORSTEP_LET(product, opened(where));
        return product->imports.get();
      },
      [] { return standards::read_folder(standards_folder()); }));
  add(exchange::planning_commands());
  add(offerings::draft_commands());
  add(assignments::question_commands());
  add(generator::commands());
  return all;
}

}  // namespace doorstep::app
