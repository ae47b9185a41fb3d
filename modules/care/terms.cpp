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

}  // namespace

const CareKind* CareTerms::kind(std::string_view code) const {
  const auto found = std::ranges::find(kinds, code, &CareKind::code);
  return found == kinds.end() ? nullptr : &*found;
}

Result<CareTerms> read_terms(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return bad_care_terms(name, error.description());
  }
  CareTerms made;
  if (const auto* list = root["kind"].as_array())
    for (const auto& each : *list)
      if (const auto* one = each.as_table())
        made.kinds.push_back(
            {(*one)["code"].value_or(std::string{}),
             {(*one)["name"]["zh"].value_or(std::string{}), (*one)["name"]["en"].value_or(std::string{})},
             (*one)["meal"].value_or(false),
             (*one)["pick_up"].value_or(false)});
  if (made.kinds.empty()) return bad_care_terms(name, "kind");
  for (const auto& one : made.kinds)
    if (one.code.empty() || one.name.zh.empty() || one.name.en.empty()) return bad_care_terms(name, "kind " + one.code);
  return made;
}

const CareTerms& terms() {
  static const CareTerms made = [] {
    CareTerms all;
    for (const auto& file : built_in_files()) {
      auto read = read_terms(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      std::ranges::move(read->kinds, std::back_inserter(all.kinds));
    }
    return all;
  }();
  return made;
}

}  // namespace doorstep::care
