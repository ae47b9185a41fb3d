#include "json.h"

#include <boost/json/src.hpp>

namespace doorstep::json {

void write_string(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  size_t plain = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out += digits[c >> 4];
        out += digits[c & 15];
    }
  }
  out.append(text, plain);
  out += '"';
}

Result<boost::json::value> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = 32;
  boost::system::error_code error;
  boost::json::stream_parser parser{{}, options};
  const size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error && read == text.size()) parser.finish(error);
  if (!error && read < text.size()) error = boost::json::error::extra_data;
  if (error) {
    size_t line = 1, column = 1;
    for (size_t i = 0; i < read && i < text.size(); ++i) {
      ++column;
      if (text[i] == '\n') ++line, column = 1;
    }
    return refuse(Fault::invalid, "json-invalid",
                  say("不是有效的 JSON：第 {} 行第 {} 列（{}）", "not valid JSON: line {}, column {} ({})", line,
                      column, error.message()));
  }
  return parser.release();
}

void detail::wrong(Faults& faults, const std::string& path, Words what) {
  if (faults.size() < 100) faults.push_back({path, std::move(what)});
}

}  // namespace doorstep::json
