#include "keys.h"

#include <cmath>

namespace doorstep::standards {

Keys::~Keys() {
  for (const auto& [key, node] : table_)
    if (!asked_.contains(key.str()))
      faults_.add(node.source(), path_ + std::string{key.str()}, say("未知的键", "is not a known key"));
}

void Keys::wrong(std::string_view key, Words what) const {
  const auto* node = table_.get(key);
  faults_.add(node ? node->source() : table_.source(), path_ + std::string{key}, std::move(what));
}

const toml::node* Keys::find(std::string_view key, bool required) {
  asked_.emplace(key);
  const auto* node = table_.get(key);
  if (!node && required) wrong(key, say("缺少此键", "is missing"));
  return node;
}

void Keys::text(std::string_view key, std::string& to, bool required) {
  const auto* node = find(key, required);
  if (!node) return;
  const auto value = node->value_exact<std::string>();
  if (value && !value->empty())
    to = *value;
  else
    wrong(key, say("应为非空文本", "must be text, not empty"));
}

void Keys::words(std::string_view prefix, Words& to, bool required) {
  const std::string start = prefix.empty() ? "" : std::string{prefix} + "_";
  // Both languages or none.
  const bool any = has(start + "zh") || has(start + "en");
  text(start + "zh", to.zh, required || any);
  text(start + "en", to.en, required || any);
}

void Keys::flag(std::string_view key, bool& to) {
  const auto* node = find(key, false);
  if (!node) return;
  if (const auto value = node->value_exact<bool>())
    to = *value;
  else
    wrong(key, say("应为 true 或 false", "must be true or false"));
}

void Keys::number(std::string_view key, double& to, bool required) {
  const auto* node = find(key, required);
  if (!node) return;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (value && std::isfinite(*value))
    to = *value;
  else
    wrong(key, say("应为数字", "must be a number"));
}

void Keys::number(std::string_view key, std::optional<double>& to) {
  if (!has(key)) {
    asked_.emplace(key);
    return;
  }
  double value = std::nan("");
  number(key, value, false);
  if (!std::isnan(value)) to = value;
}

void Keys::whole(std::string_view key, int& to, bool required) {
  const auto* node = find(key, required);
  if (!node) return;
  const auto value = node->value_exact<int64_t>();
  if (value && *value >= 0 && *value <= 1'000'000)
    to = static_cast<int>(*value);
  else
    wrong(key, say("应为 0 到 1000000 的整数", "must be a whole number from 0 to 1000000"));
}

void Keys::texts(std::string_view key, std::vector<std::string>& to) {
  const auto* node = find(key, false);
  if (!node) return;
  const auto* list = node->as_array();
  if (!list) return wrong(key, say("应为文本列表", "must be a list of texts"));
  for (const auto& item : *list) {
    if (const auto value = item.value_exact<std::string>())
      to.push_back(*value);
    else
      faults_.add(item.source(), path_ + std::string{key}, say("列表的每一项应为文本", "every item must be text"));
  }
}

void Keys::table(std::string_view key, const std::function<void(Keys&)>& visit) {
  const auto* node = find(key, false);
  if (!node) return;
  const auto* inner = node->as_table();
  if (!inner) return wrong(key, say("应为表", "must be a table"));
  Keys keys(*inner, path_ + std::string{key} + ".", faults_);
  visit(keys);
}

void Keys::tables(std::string_view key, const std::function<void(Keys&)>& visit) {
  const auto* node = find(key, false);
  if (!node) return;
  const auto* list = node->as_array();
  if (!list) return wrong(key, say("应为 [[{}]] 表的列表", "must be a list of tables, [[{}]]", key));
  size_t at = 0;
  for (const auto& item : *list) {
    ++at;
    const auto* inner = item.as_table();
    if (!inner) {
      faults_.add(item.source(), path_ + std::string{key}, say("应为表", "must be a table"));
      continue;
    }
    Keys keys(*inner, fmt::format("{}{}[{}].", path_, key, at), faults_);
    visit(keys);
  }
}

}  // namespace doorstep::standards
