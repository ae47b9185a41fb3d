#include "mapping.h"

#include <toml++/toml.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "built_in.h"
#include "cells.h"

namespace doorstep::imports {
namespace {

std::string text_of(const toml::table& table, std::string_view key) { return table[key].value_or(std::string{}); }

std::vector<std::string> list_of(const toml::table& table, std::string_view key) {
  std::vector<std::string> list;
  if (const auto* array = table[key].as_array())
    for (const auto& item : *array)
      if (const auto text = item.value<std::string>()) list.push_back(*text);
  return list;
}

MappingField field_of(const toml::table& table) {
  MappingField field{
      text_of(table, "target"), list_of(table, "columns"), text_of(table, "join"), text_of(table, "constant"), {},
      text_of(table, "format")};
  if (const auto* values = table["values"].as_table())
    for (const auto& [from, to] : *values) field.values[std::string{from.str()}] = to.value_or(std::string{});
  return field;
}

bool known_target(const std::string& name, const std::vector<Target>& all) {
  return name.starts_with("group.") || std::ranges::find(all, name, &Target::name) != all.end();
}

}  // namespace

Result<Mapping> read_mapping(std::string_view source, const std::string& name) {
  toml::table root;
  try {
    root = toml::parse(source, name);
  } catch (const toml::parse_error& error) {
    return refuse(Fault::invalid, "mapping-invalid",
                  say("映射文件 {} 第 {} 行：{}", "mapping {} line {}: {}", name, error.source().begin.line,
                      error.description()));
  }
  Mapping mapping;
  mapping.id = text_of(root, "id");
  mapping.name = text_of(root, "name");
  mapping.space = text_of(root, "space");
  mapping.licence = text_of(root, "licence");
  mapping.notice_zh = text_of(root, "notice_zh");
  mapping.notice_en = text_of(root, "notice_en");
  mapping.region = text_of(root, "region");
  mapping.crs = text_of(root, "crs");
  mapping.year = static_cast<int>(root["year"].value_or(int64_t{0}));
  mapping.stage = text_of(root, "stage");
  mapping.headings = list_of(root, "headings");
  if (const auto* fields = root["field"].as_array())
    for (const auto& item : *fields)
      if (const auto* table = item.as_table()) mapping.fields.push_back(field_of(*table));
  if (mapping.id.empty() || mapping.fields.empty())
    return refuse(Fault::invalid, "mapping-invalid",
                  say("映射文件 {} 缺少 id 或 [[field]]", "mapping {} has no id or no [[field]]", name));
  if (mapping.space.empty()) mapping.space = mapping.id;
  return mapping;
}

std::string write_mapping(const Mapping& mapping) {
  toml::table root{{"id", mapping.id},
                   {"name", mapping.name},
                   {"space", mapping.space},
                   {"licence", mapping.licence},
                   {"notice_zh", mapping.notice_zh},
                   {"notice_en", mapping.notice_en},
                   {"region", mapping.region},
                   {"crs", mapping.crs},
                   {"year", mapping.year},
                   {"stage", mapping.stage}};
  const auto array = [](const std::vector<std::string>& list) {
    toml::array made;
    for (const auto& item : list) made.push_back(item);
    return made;
  };
  root.insert("headings", array(mapping.headings));
  toml::array fields;
  for (const auto& field : mapping.fields) {
    toml::table table{{"target", field.target}, {"columns", array(field.columns)}};
    if (!field.join.empty()) table.insert("join", field.join);
    if (!field.constant.empty()) table.insert("constant", field.constant);
    if (!field.format.empty()) table.insert("format", field.format);
    toml::table values;
    for (const auto& [from, to] : field.values) values.insert(from, to);
    if (!values.empty()) table.insert("values", values);
    fields.push_back(table);
  }
  root.insert("field", fields);
  std::ostringstream out;
  out << root << "\n";
  return out.str();
}

std::vector<Target> targets(const standard::Book& book) {
  std::vector<Target> all{
      {"school.code", say("学校代码", "school code"), say("在来源中唯一", "unique in the source"), "text", true},
      {"school.name", say("学校名称", "school name"), {}, "text", true},
      {"school.name_en", say("英文名称", "name in English"), {}, "text", false},
      {"school.code_scheme", say("代码体系", "scheme of the code"),
       say("常量，例如 uk.urn", "a constant, uk.urn for example"), "text", false},
      {"district.name", say("区县", "district"), {}, "text", true},
      {"region.name", say("省市", "region"), {}, "text", false},
      {"town.name", say("乡镇街道", "town"), {}, "text", false},
      {"school.kind", say("办学类型", "kind of school"), say("可用对照表", "with a table of values"), "code", false},
      {"school.stages", say("学段", "stages"), {}, "code", false},
      {"school.legal_form", say("办学性质", "legal form"), {}, "code", false},
      {"school.setting", say("城乡", "urban or rural"), {}, "code", false},
      {"school.remoteness", say("偏远程度", "remoteness"), {}, "code", false},
      {"school.address", say("地址", "address"), {}, "text", false},
      {"school.longitude", say("经度", "longitude"), say("WGS 84，度", "WGS 84, degrees"), "coordinate", false},
      {"school.latitude", say("纬度", "latitude"), say("WGS 84，度", "WGS 84, degrees"), "coordinate", false},
      {"school.x", say("东向坐标", "easting"), say("坐标系见映射", "in the mapping's coordinate system"), "coordinate",
       false},
      {"school.y", say("北向坐标", "northing"), {}, "coordinate", false},
      {"school.begin_on", say("开办日期", "opened on"), {}, "date", false},
      {"school.end_on", say("撤销日期", "closed on"), {}, "date", false},
      {"school.links", say("关联学校", "linked schools"), say("如“135009 Successor”", "as in “135009 Successor”"),
       "text", false},
      {"group.alliance", say("所属集团", "group"), say("按名称建立集团", "groups are made by name"), "text", false},
      {"return.year", say("学年", "school year"), {}, "integer", false},
      {"return.stage", say("学段（报表）", "stage of the return"), {}, "code", false}};
  for (const auto& figure : book.figures)
    if (figure.code.find("{}") == figure.code.npos)
      all.push_back({"return." + figure.code, figure.name, figure.meaning, figure.whole ? "integer" : "number", false});
    else
      for (int grade = 1; grade <= 9; ++grade) {
        auto code = figure.code;
        code.replace(code.find("{}"), 2, std::to_string(grade));
        all.push_back({"return." + code,
                       {fmt::format("{} {}", figure.name.zh, grade), fmt::format("{} {}", figure.name.en, grade)},
                       {},
                       "integer",
                       false});
      }
  return all;
}

std::vector<FieldError> faults_of(const Mapping& mapping, const standard::Book& book) {
  std::vector<FieldError> faults;
  const auto all = targets(book);
  std::set<std::string> filled;
  for (size_t i = 0; i < mapping.fields.size(); ++i) {
    const auto& field = mapping.fields[i];
    const auto where = fmt::format("fields/{}", i);
    if (!known_target(field.target, all))
      faults.push_back({where, say("没有目标“{}”", "there is no target “{}”", field.target)});
    if (field.columns.empty() && field.constant.empty())
      faults.push_back({where, say("既没有列也没有常量", "has neither columns nor a constant")});
    if (!filled.insert(field.target).second)
      faults.push_back({where, say("目标“{}”填了两次", "target “{}” is filled twice", field.target)});
  }
  for (const auto& target : all)
    if (target.required && !filled.contains(target.name))
      faults.push_back({"fields",
                        {fmt::format("缺少必需的目标“{}”（{}）", target.label.zh, target.name),
                         fmt::format("the required target “{}” ({}) is not filled", target.label.en, target.name)}});
  return faults;
}

const std::vector<Mapping>& built_in_mappings() {
  static const std::vector<Mapping> all = [] {
    std::vector<Mapping> made;
    for (const auto& file : built_in_files()) {
      auto mapping = read_mapping(file.text, std::string{file.name});
      if (!mapping) throw std::runtime_error(mapping.error().what.en);
      made.push_back(std::move(*mapping));
    }
    return made;
  }();
  return all;
}

bool recognises(const Mapping& mapping, const std::vector<std::string>& header) {
  return !mapping.headings.empty() && std::ranges::all_of(mapping.headings, [&](const std::string& heading) {
    return std::ranges::find(header, heading) != header.end();
  });
}

}  // namespace doorstep::imports
