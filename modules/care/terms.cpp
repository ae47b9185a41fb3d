#include "terms.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::care {
namespace {

tl::unexpected<Error> bad_care_terms(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "care-terms-invalid",
                say("课后服务用语 {}：{} 缺失或有误", "terms of care {}: {} is missing or wrong", name, key));
}

template <class Visit>
void each_table(const toml::table& root, const char* key, Visit&& visit) {
  if (const auto* list = root[key].as_array())
    for (const auto& one : *list)
      if (const auto* table = one.as_table()) visit(*table);
}

Words care_words(const auto& node) { return {node["zh"].value_or(std::string{}), node["en"].value_or(std::string{})}; }

}  // namespace

const CareKind* CareTerms::kind(std::string_view code) const {
  const auto found = std::ranges::find(kinds, code, &CareKind::code);
  return found == kinds.end() ? nullptr : &*found;
}

const CareAllergen* CareTerms::allergen(std::string_view code) const {
  const auto found = std::ranges::find(allergens, code, &CareAllergen::code);
  return found == allergens.end() ? nullptr : &*found;
}

Result<CareTerms> read_terms(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return bad_care_terms(name, error.description());
  }
  CareTerms made;
  each_table(root, "kind", [&](const toml::table& one) {
    made.kinds.push_back({one["code"].value_or(std::string{}), care_words(one["name"]), one["meal"].value_or(false),
                          one["pick_up"].value_or(false)});
  });
  each_table(root, "allergen", [&](const toml::table& one) {
    made.allergens.push_back({one["code"].value_or(std::string{}), care_words(one["name"])});
  });
  const auto consent = root["consent"];
  made.consent = {care_words(consent["what"]), care_words(consent["why"]), care_words(consent["keeps"]),
                  care_words(consent["receivers"])};
  if (made.kinds.empty()) return bad_care_terms(name, "kind");
  for (const auto& one : made.kinds)
    if (one.code.empty() || one.name.zh.empty() || one.name.en.empty()) return bad_care_terms(name, "kind " + one.code);
  for (const auto& one : made.allergens)
    if (one.code.empty() || one.name.zh.empty() || one.name.en.empty())
      return bad_care_terms(name, "allergen " + one.code);
  for (const auto* one : {&made.consent.what, &made.consent.why, &made.consent.keeps, &made.consent.receivers})
    if (one->zh.empty() || one->en.empty()) return bad_care_terms(name, "consent");
  return made;
}

const CareTerms& terms() {
  static const CareTerms made = [] {
    CareTerms all;
    for (const auto& file : built_in_files()) {
      auto read = read_terms(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      std::ranges::move(read->kinds, std::back_inserter(all.kinds));
      std::ranges::move(read->allergens, std::back_inserter(all.allergens));
      all.consent = std::move(read->consent);
    }
    return all;
  }();
  return made;
}

}  // namespace doorstep::care
