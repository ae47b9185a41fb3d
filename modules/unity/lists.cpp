#include "lists.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::unity {
namespace {

tl::unexpected<Error> wrong(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "list-invalid",
                say("一体化清单 {}：{} 缺失或有误", "list {}: {} is missing or wrong", name, key));
}

Words words_of(const toml::table& table, std::string_view key) {
  return {table[key]["zh"].value_or(std::string{}), table[key]["en"].value_or(std::string{})};
}

}  // namespace

Result<List> read_list(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return wrong(name, error.description());
  }
  List made{root["id"].value_or(std::string{}), words_of(root, "name"), words_of(root, "source"), {}};
  if (made.id.empty()) return wrong(name, "id");
  if (made.name.zh.empty() || made.name.en.empty()) return wrong(name, "name");
  if (const auto* items = root["item"].as_array())
    for (const auto& entry : *items) {
      const auto* table = entry.as_table();
      if (!table) return wrong(name, "item");
      ListItem item{(*table)["code"].value_or(std::string{}),
                    {(*table)["zh"].value_or(std::string{}), (*table)["en"].value_or(std::string{})},
                    (*table)["counts"].value_or(std::string{})};
      if (item.code.empty() || item.name.zh.empty() || item.name.en.empty()) return wrong(name, "item");
      if (!item.counts.empty() && item.counts != "shared_teachers" && item.counts != "joint_sessions")
        return wrong(name, "counts");
      made.items.push_back(std::move(item));
    }
  if (made.items.empty()) return wrong(name, "item");
  return made;
}

const std::vector<List>& all_lists() {
  static const std::vector<List> lists = [] {
    std::vector<List> made;
    for (const auto& file : built_in_files()) {
      auto list = read_list(file.text, file.name);
      if (!list) throw std::logic_error(list.error().what.en);
      made.push_back(std::move(*list));
    }
    return made;
  }();
  return lists;
}

const List* list_named(std::string_view id) {
  const auto& lists = all_lists();
  const auto found = std::ranges::find(lists, id, &List::id);
  return found == lists.end() ? nullptr : &*found;
}

}  // namespace doorstep::unity
