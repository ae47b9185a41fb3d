#include "models.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include <doorstep/registry/columns.h>

#include "built_in.h"

namespace doorstep::groups {
namespace {

tl::unexpected<Error> wrong(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "model-invalid",
                say("集团模式 {}：{} 缺失或有误", "group model {}: {} is missing or wrong", name, key));
}

std::vector<std::string> list_of(const toml::table& root, std::string_view key) {
  std::vector<std::string> list;
  if (const auto* array = root[key].as_array())
    for (const auto& item : *array) list.push_back(item.value_or(std::string{}));
  return list;
}

std::optional<int> number_of(const toml::table& root, std::string_view key) {
  const auto value = root[key].value<int64_t>();
  return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
}

Words words_of(const toml::table& root, std::string_view key) {
  return {root[key]["zh"].value_or(std::string{}), root[key]["en"].value_or(std::string{})};
}

}  // namespace

Result<Model> read_model(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return wrong(name, error.description());
  }
  Model made;
  made.id = root["id"].value_or(std::string{});
  if (made.id.empty()) return wrong(name, "id");
  made.legal_persons = root["legal_persons"].value_or(std::string{});
  if (made.legal_persons != "one" && made.legal_persons != "several") return wrong(name, "legal_persons");
  made.stages = root["stages"].value_or(std::string{});
  if (made.stages != "any" && made.stages != "several") return wrong(name, "stages");
  made.legal_forms = list_of(root, "legal_forms");
  made.beside = list_of(root, "beside");
  made.opened_within = number_of(root, "opened_within");
  made.longest_term = number_of(root, "longest_term");
  made.exit_review = root["exit_review"].value_or(false);
  const auto* parts = root["parts"].as_table();
  if (!parts || parts->empty()) return wrong(name, "parts");
  // The lead first; TOML tables have no order of their own.
  for (const auto* code : {"lead", "member", "entrusted", "paired"})
    if (const auto* rule = (*parts)[code].as_table())
      made.parts.push_back({code, number_of(*rule, "least").value_or(0), number_of(*rule, "most")});
  if (made.parts.size() != parts->size()) return wrong(name, "parts");
  const std::pair<const char*, Words*> texts[] = {{"what", &made.what},       {"joins", &made.joins},
                                                  {"decides", &made.decides}, {"shares", &made.shares},
                                                  {"keeps", &made.keeps},     {"ends", &made.ends}};
  for (const auto& [key, words] : texts) {
    *words = words_of(root, key);
    if (words->zh.empty() || words->en.empty()) return wrong(name, key);
  }
  return made;
}

const std::vector<Model>& all_models() {
  static const std::vector<Model> models = [] {
    std::vector<Model> made;
    for (const auto& file : built_in_files()) {
      auto model = read_model(file.text, file.name);
      if (!model) throw std::logic_error(model.error().what.en);
      made.push_back(std::move(*model));
    }
    std::vector<std::string_view> order;
    for (const auto& column : registry::sheet_named("groups")->columns)
      if (column.name == "model")
        for (const auto& choice : column.choices) order.push_back(choice.code);
    std::ranges::stable_sort(made, {}, [&](const Model& model) { return std::ranges::find(order, model.id); });
    return made;
  }();
  return models;
}

const Model* model_named(std::string_view id) {
  const auto& models = all_models();
  const auto found = std::ranges::find(models, id, &Model::id);
  return found == models.end() ? nullptr : &*found;
}

Words model_word(std::string_view id) { return registry::choice_word("groups", "model", id); }
Words part_word(std::string_view part) { return registry::choice_word("group_members", "part", part); }

}  // namespace doorstep::groups
