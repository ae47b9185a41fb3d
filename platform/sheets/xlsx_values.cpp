#include "xlsx_values.h"

#include <fmt/format.h>

#include <doorstep/base/date.h>
#include <charconv>
#include <cmath>

namespace doorstep::sheets {

namespace {

constexpr double digits_15 = 1e15;
constexpr int64_t last_day = 2'958'465;  // 9999-12-31

// What the letters of a format code say, outside of quotes and brackets.
struct Letters {
  bool date = false, month_or_minute = false, time = false, seconds = false, digits = false, zeros_only = true;
  int zeros = 0;
};

void read_letter(Letters& found, char c) {
  switch (c | 0x20) {
    case 'y':
    case 'd':
    case 'e':
    case 'g':
      found.date = true;
      break;
    case 'm':
      found.month_or_minute = true;
      break;
    case 'h':
      found.time = true;
      break;
    case 's':
      found.seconds = found.time = true;
      break;
    default:
      break;
  }
  if (c == '0') ++found.zeros;
  if (c == '#' || c == '?') found.digits = true;
  if (c != '0') found.zeros_only = false;
}

bool only_elapsed_time(std::string_view bracket) {
  return !bracket.empty() && bracket.find_first_not_of("hmsHMS") == bracket.npos;
}

Letters letters_of(std::string_view code) {
  Letters found;
  for (size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
      found.zeros_only = false;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
      found.zeros_only = false;
    } else if (c == '[') {
      const auto close = std::min(code.find(']', at), code.size());
      found.time = found.time || only_elapsed_time(code.substr(at + 1, close - at - 1));
      at = close;
    } else if ((c == 'E' || c == 'e') && at + 1 < code.size() && (code[at + 1] == '+' || code[at + 1] == '-')) {
      found.digits = true;
    } else if (code.substr(at, 5) == "AM/PM") {
      found.time = true;
      at += 4;
    } else {
      read_letter(found, c);
    }
  }
  return found;
}

std::string time_text(int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

// The day of a serial number. In the 1900 system there is a day 60, 1900-02-29, that never was.
std::string day_text(int64_t serial, bool since_1904) {
  static const int64_t begin_1900 = Date::of(1899, 12, 31)->days();
  static const int64_t begin_1904 = Date::of(1904, 1, 1)->days();
  if (since_1904) return Date::from_days(begin_1904 + serial).text();
  if (serial == 0) return "1900-01-00";
  if (serial == 60) return "1900-02-29";
  return Date::from_days(begin_1900 + serial - (serial > 60 ? 1 : 0)).text();
}

bool show_date(double value, Shape shape, bool since_1904, Shown& shown) {
  if (value < 0 || value >= static_cast<double>(last_day + 1)) return false;
  auto day = static_cast<int64_t>(std::floor(value));
  auto seconds = static_cast<int64_t>(std::llround((value - std::floor(value)) * 86'400));
  if (seconds == 86'400) {
    ++day;
    seconds = 0;
  }
  if (day > last_day - (since_1904 ? 1462 : 0)) return false;
  if (shape == Shape::time || (day == 0 && seconds > 0 && !since_1904)) {
    shown.kind = CellKind::time;
    shown.text = time_text(seconds + (shape == Shape::time ? day * 86'400 : 0));
    return true;
  }
  shown.kind = CellKind::date;
  shown.text = day_text(day, since_1904);
  if (shape == Shape::date_time && seconds > 0) shown.text += 'T' + time_text(seconds);
  return true;
}

}  // namespace

CellFormat builtin_format(int id) {
  const auto within = [id](int from, int to) { return id >= from && id <= to; };
  if (id == 22) return {Shape::date_time};
  if (within(18, 21) || within(32, 35) || within(45, 47) || within(55, 56)) return {Shape::time};
  if (within(14, 17) || within(27, 31) || id == 36 || within(50, 54) || within(57, 58)) return {Shape::date};
  return {};
}

CellFormat read_format(std::string_view code) {
  if (code.starts_with("General") || code.starts_with("@")) return {};
  const Letters found = letters_of(code);
  if (found.zeros >= 2 && found.zeros_only) return {Shape::zeros, found.zeros};
  if (found.digits || (found.zeros > 0 && !found.seconds)) return {};
  if (found.date) return {found.time ? Shape::date_time : Shape::date};
  if (found.time) return {Shape::time};
  return {found.month_or_minute ? Shape::date : Shape::general};
}

Shown show_number(std::string_view raw, CellFormat format, bool since_1904) {
  while (!raw.empty() && (raw.front() == ' ' || raw.front() == '\n' || raw.front() == '+')) raw.remove_prefix(1);
  while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\n')) raw.remove_suffix(1);
  Shown shown;
  double value = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  if (error != std::errc{} || end != raw.data() + raw.size() || !std::isfinite(value)) {
    shown.kind = CellKind::text;
    shown.text = raw;
    return shown;
  }
  if (format.shape != Shape::general && format.shape != Shape::zeros &&
      show_date(value, format.shape, since_1904, shown))
    return shown;
  if (std::floor(value) != value) {
    shown.text = fmt::format("{:.15g}", value);
  } else if (std::abs(value) >= digits_15) {
    shown.lost_precision = true;
    shown.text = raw;
  } else {
    const int width = format.shape == Shape::zeros && value >= 0 ? std::min(format.zeros, 64) : 0;
    shown.text = fmt::format("{:0{}}", static_cast<int64_t>(value), width);
  }
  return shown;
}

void unescape(std::string& text, size_t from) {
  from = text.find("_x", from);
  if (from == std::string::npos) return;
  size_t to = from;
  for (size_t at = from; at < text.size();) {
    unsigned code = 0;
    const char* const digits = text.data() + at + 2;
    const bool escaped = at + 7 <= text.size() && text.compare(at, 2, "_x") == 0 && text[at + 6] == '_' &&
                         std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4 && code > 0 && code < 0x80;
    text[to++] = escaped ? static_cast<char>(code) : text[at];
    at += escaped ? 7 : 1;
  }
  text.resize(to);
}

}  // namespace doorstep::sheets
