#include "kinds.h"

#include <algorithm>
#include <stdexcept>

#include "built_in.h"
#include "toml_words.h"

namespace doorstep::portfolio {
namespace {

Result<KindField> field_of(const toml::table& table, std::string_view name) {
  KindField field{
      text_of(table, "code"), words_of(table, "name"), FieldType::text, table["required"].value_or(false), {}};
  const auto type = describe::enum_value<FieldType>(table["type"].value_or(std::string{"text"}));
  if (field.code.empty() || !whole(field.name) || !type) return wrong_file(name, "fields");
  field.type = *type;
  if (const auto* choices = table["choices"].as_array())
    for (const auto& one : *choices) {
      const auto* choice = one.as_table();
      if (!choice) return wrong_file(name, "choices");
      field.choices.push_back({text_of(*choice, "code"), {text_of(*choice, "zh"), text_of(*choice, "en")}});
    }
  if ((field.type == FieldType::choice) == field.choices.empty()) return wrong_file(name, "choices");
  return field;
}

Result<PortfolioKind> kind_of(const toml::table& table, std::string_view name) {
  PortfolioKind kind;
  kind.code = text_of(table, "code");
  kind.area = text_of(table, "area");
  kind.name = words_of(table, "name");
  const auto by = describe::enum_value<FilledBy>(text_of(table, "by"));
  if (kind.code.empty() || !whole(kind.name) || !by) return wrong_file(name, "kind");
  kind.by = *by;
  kind.confirm = table["confirm"].value_or(true);
  kind.level = table["level"].value_or(false);
  kind.yearly = table["yearly"].value_or(false);
  kind.unit = words_of(table, "unit");
  DOORSTEP_LET(fields, each_table<KindField>(table, name, "fields",
                                             [&](const toml::table& one) { return field_of(one, name); }));
  kind.fields = std::move(fields);
  return kind;
}

}  // namespace

Result<PortfolioKinds> read_kinds(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return wrong_file(name, error.description());
  }
  PortfolioKinds made;
  const auto area = [&](const toml::table& table) -> Result<PortfolioArea> {
    return PortfolioArea{text_of(table, "code"), words_of(table, "name")};
  };
  DOORSTEP_LET(areas, each_table<PortfolioArea>(root, name, "area", area));
  DOORSTEP_LET(
      kinds, each_table<PortfolioKind>(root, name, "kind", [&](const toml::table& one) { return kind_of(one, name); }));
  for (const auto& kind : kinds)
    if (!std::ranges::count(areas, kind.area, &PortfolioArea::code)) return wrong_file(name, kind.code + ".area");
  if (kinds.empty()) return wrong_file(name, "kind");
  made.areas = std::move(areas);
  made.kinds = std::move(kinds);
  return made;
}

const PortfolioKinds& all_kinds() {
  static const PortfolioKinds all = [] {
    for (const auto& file : built_in_files())
      if (file.name == "kinds.toml") {
        auto read = read_kinds(file.text, file.name);
        if (!read) throw std::logic_error(read.error().what.en);
        return std::move(*read);
      }
    throw std::logic_error("no kinds of portfolio entries are built in");
  }();
  return all;
}

const PortfolioKind* kind_named(std::string_view code) {
  const auto found = std::ranges::find(all_kinds().kinds, code, &PortfolioKind::code);
  return found == all_kinds().kinds.end() ? nullptr : &*found;
}

}  // namespace doorstep::portfolio
