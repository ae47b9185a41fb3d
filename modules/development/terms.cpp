#include "terms.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::development {
namespace {

tl::unexpected<Error> bad_development_terms(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "development-terms-invalid",
                say("成长记录用语 {}：{} 缺失或有误", "terms of development {}: {} is missing or wrong", name, key));
}

}  // namespace

bool DevelopmentTerms::has(std::string_view side) const {
  return std::ranges::find(sides, side, &DevelopmentSide::code) != sides.end();
}

std::string DevelopmentTerms::side_of(const StudentActivity& activity) const {
  const auto fits = [&](const SideRule& rule) {
    if (!rule.room.empty() && rule.room != activity.room) return false;
    if (!rule.kind.empty() && rule.kind != activity.kind) return false;
    return rule.words.empty() || std::ranges::any_of(rule.words, [&](const std::string& word) {
             return activity.title.zh.find(word) != std::string::npos ||
                    activity.title.en.find(word) != std::string::npos;
           });
  };
  const auto found = std::ranges::find_if(rules, fits);
  return found == rules.end() ? "" : found->side;
}

Result<DevelopmentTerms> read_terms(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return bad_development_terms(name, error.description());
  }
  DevelopmentTerms made;
  if (const auto* list = root["side"].as_array())
    for (const auto& each : *list)
      if (const auto* one = each.as_table())
        made.sides.push_back(
            {(*one)["code"].value_or(std::string{}),
             {(*one)["name"]["zh"].value_or(std::string{}), (*one)["name"]["en"].value_or(std::string{})}});
  if (const auto* list = root["rule"].as_array())
    for (const auto& each : *list)
      if (const auto* one = each.as_table()) {
        SideRule rule{(*one)["room"].value_or(std::string{}),
                      (*one)["kind"].value_or(std::string{}),
                      {},
                      (*one)["side"].value_or(std::string{})};
        if (const auto* words = (*one)["words"].as_array())
          for (const auto& word : *words) rule.words.push_back(word.value_or(std::string{}));
        made.rules.push_back(std::move(rule));
      }
  if (made.sides.empty()) return bad_development_terms(name, "side");
  for (const auto& one : made.sides)
    if (one.code.empty() || one.name.zh.empty() || one.name.en.empty())
      return bad_development_terms(name, "side " + one.code);
  for (const auto& one : made.rules)
    if (!made.has(one.side) || (one.room.empty() && one.words.empty()) || std::ranges::count(one.words, "") > 0)
      return bad_development_terms(name, "rule of side " + one.side);
  return made;
}

const DevelopmentTerms& terms() {
  static const DevelopmentTerms made = [] {
    DevelopmentTerms all;
    for (const auto& file : built_in_files()) {
      auto read = read_terms(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      std::ranges::move(read->sides, std::back_inserter(all.sides));
      std::ranges::move(read->rules, std::back_inserter(all.rules));
    }
    return all;
  }();
  return made;
}

}  // namespace doorstep::development
