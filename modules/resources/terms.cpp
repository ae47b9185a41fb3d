#include "terms.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::resources {
namespace {

tl::unexpected<Error> bad_terms(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "terms-invalid",
                say("资源用语 {}：{} 缺失或有误", "terms of resources {}: {} is missing or wrong", name, key));
}

template <class Visit>
void each_table(const toml::table& root, const char* key, Visit&& visit) {
  if (const auto* list = root[key].as_array())
    for (const auto& one : *list)
      if (const auto* table = one.as_table()) visit(*table);
}

Words name_of(const toml::table& table) {
  return {table["name"]["zh"].value_or(std::string{}), table["name"]["en"].value_or(std::string{})};
}

}  // namespace

Result<ResourceTerms> read_terms(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return bad_terms(name, error.description());
  }
  ResourceTerms made;
  each_table(root, "kind", [&](const toml::table& one) {
    made.kinds.push_back({one["code"].value_or(std::string{}), name_of(one), one["lrmi"].value_or(std::string{})});
  });
  each_table(root, "licence", [&](const toml::table& one) {
    made.licences.push_back({one["code"].value_or(std::string{}), name_of(one), one["url"].value_or(std::string{}),
                             one["adapt"].value_or(false), one["alike"].value_or(false), one["open"].value_or(false)});
  });
  if (made.kinds.empty()) return bad_terms(name, "kind");
  if (made.licences.empty()) return bad_terms(name, "licence");
  for (const auto& one : made.kinds)
    if (one.code.empty() || one.name.zh.empty() || one.name.en.empty() || one.lrmi.empty())
      return bad_terms(name, "kind " + one.code);
  for (const auto& one : made.licences)
    if (one.code.empty() || one.name.zh.empty() || one.name.en.empty() || (one.open && one.url.empty()))
      return bad_terms(name, "licence " + one.code);
  return made;
}

const ResourceTerms& built_in_terms() {
  static const ResourceTerms made = [] {
    for (const auto& file : built_in_files()) {
      auto read = read_terms(file.text, file.name);
      if (!read) throw std::logic_error(read.error().what.en);
      return std::move(*read);
    }
    throw std::logic_error("no terms of resources are built in");
  }();
  return made;
}

const ResourceLicence* licence_of(std::string_view code) {
  const auto& all = built_in_terms().licences;
  const auto found = std::ranges::find(all, code, &ResourceLicence::code);
  return found == all.end() ? nullptr : &*found;
}
const ResourceKind* kind_of(std::string_view code) {
  const auto& all = built_in_terms().kinds;
  const auto found = std::ranges::find(all, code, &ResourceKind::code);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace doorstep::resources
