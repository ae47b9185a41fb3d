#include "page_cursor.h"

#include <boost/describe.hpp>

#include <doorstep/base/json.h>

namespace doorstep::registry {
namespace {

struct Inside {
  std::string sort, text;
  std::optional<double> number;
  std::string id;
};
BOOST_DESCRIBE_STRUCT(Inside, (), (sort, text, number, id))

constexpr std::string_view digits = "0123456789abcdef";

}  // namespace

std::string page_cursor(std::string_view sort, const PageKey& key) {
  std::string cursor;
  for (const char c : json::text(Inside{std::string{sort}, key.text, key.number, key.id})) {
    cursor += digits[static_cast<uint8_t>(c) >> 4];
    cursor += digits[static_cast<uint8_t>(c) & 15];
  }
  return cursor;
}

std::optional<PageKey> page_key(std::string_view sort, std::string_view cursor) {
  std::string text;
  for (size_t i = 0; i + 1 < cursor.size(); i += 2) {
    const auto high = digits.find(cursor[i]), low = digits.find(cursor[i + 1]);
    if (high == digits.npos || low == digits.npos) return std::nullopt;
    text += static_cast<char>(high << 4 | low);
  }
  auto inside = json::read_text<Inside>(text);
  if (!inside || inside->sort != sort) return std::nullopt;
  return PageKey{std::move(inside->text), inside->number, std::move(inside->id)};
}

}  // namespace doorstep::registry
