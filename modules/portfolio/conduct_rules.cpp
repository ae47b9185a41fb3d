#include "conduct_rules.h"

#include <algorithm>
#include <stdexcept>

#include "built_in.h"
#include "toml_words.h"

namespace doorstep::portfolio {
namespace {

Result<ConductMeasure> conduct_measure(const toml::table& table, std::string_view name) {
  ConductMeasure made{text_of(table, "code"),
                      words_of(table, "name"),
                      {},
                      table["months"].value_or(int64_t{0}),
                      table["bars"].value_or(false)};
  const auto by = describe::enum_value<DecidedBy>(text_of(table, "by"));
  if (made.code.empty() || !whole(made.name) || !by || made.months < 0) return wrong_file(name, "measure");
  made.by = *by;
  return made;
}

Result<ConductAppeal> conduct_appeal(const toml::table& table, std::string_view name) {
  ConductAppeal made{text_of(table, "code"),
                     words_of(table, "name"),
                     {},
                     table["ask_within"].value_or(int64_t{0}),
                     table["answer_within"].value_or(int64_t{0})};
  const auto to = describe::enum_value<AppealTo>(text_of(table, "to"));
  if (made.code.empty() || !whole(made.name) || !to || made.ask_within < 1 || made.answer_within < 1)
    return wrong_file(name, "appeal");
  made.to = *to;
  return made;
}

}  // namespace

Result<ConductRules> read_conduct_rules(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return wrong_file(name, error.description());
  }
  ConductRules made;
  made.code = text_of(root, "code");
  made.name = words_of(root, "name");
  made.source = words_of(root, "source");
  made.edition = text_of(root, "edition");
  made.verified = root["verified"].value_or(false);
  made.statement_days = root["statement_days"].value_or(int64_t{0});
  made.statement_note = words_of(root, "statement_note");
  if (made.code.empty() || !whole(made.name) || !whole(made.source) || made.statement_days < 1)
    return wrong_file(name, "code");
  const auto behaviour = [&](const toml::table& table) -> Result<ConductBehaviour> {
    ConductBehaviour one{text_of(table, "code"), words_of(table, "name")};
    if (one.code.empty() || !whole(one.name)) return wrong_file(name, "behaviour");
    return one;
  };
  DOORSTEP_LET(behaviours, each_table<ConductBehaviour>(root, name, "behaviour", behaviour));
  DOORSTEP_LET(measures, each_table<ConductMeasure>(root, name, "measure",
                                                    [&](const auto& one) { return conduct_measure(one, name); }));
  DOORSTEP_LET(appeals, each_table<ConductAppeal>(root, name, "appeal",
                                                  [&](const auto& one) { return conduct_appeal(one, name); }));
  if (behaviours.empty() || measures.empty() || appeals.empty()) return wrong_file(name, "measure");
  made.behaviours = std::move(behaviours);
  made.measures = std::move(measures);
  made.appeals = std::move(appeals);
  return made;
}

const ConductRules& conduct_rules() {
  static const ConductRules rules = [] {
    std::optional<ConductRules> newest;
    for (const auto& file : built_in_files()) {
      if (!file.name.starts_with("conduct_")) continue;
      auto read = read_conduct_rules(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      newest = std::move(*read);  // files come by name, which ends with the year
    }
    if (!newest) throw std::logic_error("no rules of conduct are built in");
    return std::move(*newest);
  }();
  return rules;
}

const ConductMeasure* measure_named(std::string_view code) {
  const auto& all = conduct_rules().measures;
  const auto found = std::ranges::find(all, code, &ConductMeasure::code);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace doorstep::portfolio
