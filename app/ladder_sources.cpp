#include "ladder_sources.h"

#include <algorithm>

#include <doorstep/portfolio/conduct.h>
#include <doorstep/portfolio/portfolio.h>
#include <doorstep/training/training.h>

#include "product.h"

namespace doorstep::app {
namespace {

double hours_of(Product& product, const PersonId& person, Date from, Date to) {
  double hours = 0;
  for (const auto& one : product.training->facts(person))
    if (from <= one.begin_on && one.begin_on < to) hours += one.hours;
  return hours;
}

// Entries by kind, a section for each area; the panel reads it without names.
ladder::LadderPaper paper_of(Product& product, const PersonId& person, std::optional<Date> since) {
  ladder::LadderPaper made;
  const auto record = product.portfolios->record(person);
  const auto& kinds = product.portfolios->kinds();
  const auto count = [&](const std::string& kind, const std::optional<double>& quantity) {
    made.counts[kind] += quantity.value_or(1);
  };
  const auto of_then = [&](const auto& one) { return !since || one.end_on > *since; };
  for (const auto& fact : record.facts)
    if (of_then(fact)) count(fact.kind, fact.quantity);
  for (const auto& entry : record.entries)
    if (of_then(entry)) count(entry.kind, entry.quantity);
  for (const auto& area : kinds.areas) {
    ladder::LadderPaperSection section{area.name, {}};
    for (const auto& entry : record.entries) {
      const auto kind = std::ranges::find(kinds.kinds, entry.kind, &portfolio::PortfolioKind::code);
      if (kind != kinds.kinds.end() && kind->area == area.code && of_then(entry))
        section.lines.push_back({fmt::format("{} {} {}", entry.begin_on.text(), kind->name.zh, entry.title),
                                 fmt::format("{} {}: {}", entry.begin_on.text(), kind->name.en, entry.title)});
    }
    if (!section.lines.empty()) made.sections.push_back(std::move(section));
  }
  return made;
}

}  // namespace

ladder::Sources ladder_sources(Product& product) {
  return {[&product](const PersonId& person, Date from, Date to) -> std::optional<double> {
            return hours_of(product, person, from, to);
          },
          [&product](const PersonId& person) -> std::optional<bool> {
            return product.conduct->barred(person, Date::today());
          },
          [&product](const PersonId& person, std::optional<Date> since) -> std::optional<ladder::LadderPaper> {
            return paper_of(product, person, since);
          }};
}

}  // namespace doorstep::app
