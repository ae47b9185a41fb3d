#include "terms.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::honours {
namespace {

tl::unexpected<Error> bad_honour_terms(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "honour-terms-invalid",
                say("荣誉用语 {}：{} 缺失或有误", "terms of honours {}: {} is missing or wrong", name, key));
}

}  // namespace

Result<HonourTerms> read_terms(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return bad_honour_terms(name, error.description());
  }
  HonourTerms made;
  for (const auto& [key, list] : {std::pair{"kind", &made.kinds}, {"level", &made.levels}}) {
    if (const auto* array = root[key].as_array())
      for (const auto& each : *array)
        if (const auto* one = each.as_table())
          list->push_back(
              {(*one)["code"].value_or(std::string{}),
               {(*one)["name"]["zh"].value_or(std::string{}), (*one)["name"]["en"].value_or(std::string{})}});
    if (list->empty()) return bad_honour_terms(name, key);
    for (const auto& one : *list)
      if (one.code.empty() || one.name.zh.empty() || one.name.en.empty())
        return bad_honour_terms(name, std::string{key} + " " + one.code);
  }
  return made;
}

const HonourTerms& terms() {
  static const HonourTerms made = [] {
    HonourTerms all;
    for (const auto& file : built_in_files()) {
      auto read = read_terms(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      std::ranges::move(read->kinds, std::back_inserter(all.kinds));
      std::ranges::move(read->levels, std::back_inserter(all.levels));
    }
    return all;
  }();
  return made;
}

std::string code_named(const std::vector<HonourTerm>& of, std::string_view text) {
  const auto found = std::ranges::find_if(
      of, [&](const HonourTerm& one) { return one.code == text || one.name.zh == text || one.name.en == text; });
  return found == of.end() ? "" : found->code;
}

}  // namespace doorstep::honours
