#include "number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace doorstep::sheets {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// One letter from the front of `text`; a broken one counts as itself.
char32_t take_letter(std::string_view& text) {
  const auto byte = [&](size_t at) { return static_cast<uint8_t>(text[at]); };
  const auto more = [&](size_t at) { return at < text.size() && (byte(at) & 0xC0) == 0x80; };
  char32_t letter = byte(0);
  size_t length = 1;
  if ((byte(0) & 0xE0) == 0xC0 && more(1)) {
    letter = (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
    length = 2;
  } else if ((byte(0) & 0xF0) == 0xE0 && more(1) && more(2)) {
    letter = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    length = 3;
  }
  text.remove_prefix(length);
  return letter;
}

// The ASCII sign that a letter stands for, or 0.
char ascii_of(char32_t letter) {
  if (letter >= 0xFF01 && letter <= 0xFF5E) return static_cast<char>(letter - 0xFF01 + '!');
  const bool space = letter == 0xA0 || letter == 0x3000 || letter == 0x202F || (letter >= 0x2000 && letter <= 0x200A);
  if (space || letter == 0xFEFF || letter == '\t' || letter == '\r' || letter == '\n') return ' ';
  if (letter == 0x2212) return '-';
  return letter < 0x80 ? static_cast<char>(letter) : '\0';
}

// Digits in groups, all but the first of three: "1,234,567". Also digits without any group sign.
bool grouped(std::string_view text, char sign) {
  const size_t first = std::min(text.find(sign), text.size());
  if (!all_digits(text.substr(0, first))) return false;
  if (first == text.size()) return true;
  if (first > 3 || text[0] == '0') return false;
  for (text.remove_prefix(first); !text.empty(); text.remove_prefix(4))
    if (text.size() < 4 || text[0] != sign || !all_digits(text.substr(1, 3))) return false;
  return true;
}

// A number cut into its parts, each still text.
struct Parts {
  bool negative = false;
  bool percent = false;
  std::string whole;     // digits only
  std::string fraction;  // digits only
  std::string exponent;  // with sign
};

std::optional<Parts> split_number(std::string_view written, char decimal) {
  const std::string clean = narrow(written);
  std::string_view text = clean;
  Parts parts;
  if (text.starts_with('-') || text.starts_with('+')) {
    parts.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.ends_with('%')) {
    parts.percent = true;
    text.remove_suffix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
  }
  if (const auto e = text.find_first_of("eE"); e != text.npos) {
    auto exponent = text.substr(e + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    const auto digits = exponent.starts_with('-') ? exponent.substr(1) : exponent;
    if (!all_digits(digits) || digits.size() > 3 || text.find_first_of(" ,") < e) return std::nullopt;
    parts.exponent = exponent;
    text = text.substr(0, e);
  }
  // Two different signs, or spaces as group signs, leave no doubt which one divides the fraction off.
  const auto last = text.find_last_of(".,");
  const bool both = text.find('.') != text.npos && text.find(',') != text.npos;
  const bool spaced = text.find(' ') != text.npos;
  if (last != text.npos && (both || spaced)) decimal = text[last];
  const auto point = text.find(decimal);
  const auto whole = text.substr(0, point);
  if (point != text.npos) parts.fraction = text.substr(point + 1);
  if (point != text.npos && !all_digits(parts.fraction)) return std::nullopt;
  const char group = spaced ? ' ' : decimal == '.' ? ',' : '.';
  if (!grouped(whole, group) && !(whole.empty() && !parts.fraction.empty())) return std::nullopt;
  std::copy_if(whole.begin(), whole.end(), std::back_inserter(parts.whole), is_digit);
  return parts;
}

std::optional<int> small_number(std::string_view digits, size_t longest) {
  int value = 0;
  if (!all_digits(digits) || digits.size() > longest) return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// Takes a time of day, "T08:00:00.000Z" or " 8:30", off the end. False when what is there is no time.
bool drop_time(std::string_view& text) {
  const auto from = text.find_first_of(" T");
  if (from == text.npos) return true;
  auto time = text.substr(from + 1);
  text = text.substr(0, from);
  if (time.ends_with('Z')) time.remove_suffix(1);
  if (const auto dot = time.find('.'); dot != time.npos) {
    if (!all_digits(time.substr(dot + 1))) return false;
    time = time.substr(0, dot);
  }
  int part = 0;
  for (; part < 3 && !time.empty(); ++part) {
    const auto colon = std::min(time.find(':'), time.size());
    const auto value = small_number(time.substr(0, colon), 2);
    if (!value || *value > (part == 0 ? 23 : 59)) return false;
    time.remove_prefix(std::min(colon + 1, time.size()));
  }
  return part >= 2 && time.empty();
}

// Three numbers between the same sign, twice.
std::optional<std::array<std::string_view, 3>> three_parts(std::string_view text, char sign) {
  const auto first = text.find(sign);
  const auto second = first == text.npos ? first : text.find(sign, first + 1);
  if (second == text.npos) return std::nullopt;
  return std::array{text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
}

std::optional<Date> date_of(std::string_view year, std::string_view month, std::string_view day) {
  const auto y = small_number(year, 4), m = small_number(month, 2), d = small_number(day, 2);
  if (!y || !m || !d || year.size() != 4 || *y == 0) return std::nullopt;
  return Date::of(*y, *m, *d);
}

std::optional<Date> year_first(std::string_view text) {
  if (text.size() == 8 && all_digits(text)) return date_of(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  for (const char sign : {'-', '/', '.'})
    if (const auto parts = three_parts(text, sign)) return date_of((*parts)[0], (*parts)[1], (*parts)[2]);
  constexpr std::string_view year = "年", month = "月", day = "日";
  const auto y = text.find(year), m = text.find(month);
  if (y == text.npos || m == text.npos || m < y || !text.ends_with(day)) return std::nullopt;
  text.remove_suffix(day.size());
  const auto after_year = y + year.size(), after_month = m + month.size();
  if (after_month > text.size()) return std::nullopt;
  return date_of(text.substr(0, y), text.substr(after_year, m - after_year), text.substr(after_month));
}

}  // namespace

std::string narrow(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto before = text;
    if (const char c = ascii_of(take_letter(text)))
      out += c;
    else
      out += before.substr(0, before.size() - text.size());
  }
  const auto from = out.find_first_not_of(' ');
  if (from == out.npos) return "";
  return out.substr(from, out.find_last_not_of(' ') - from + 1);
}

bool is_plain_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto point = text.find('.');
  if (point == text.npos) return all_digits(text);
  return all_digits(text.substr(0, point)) && all_digits(text.substr(point + 1));
}

std::optional<double> parse_number(std::string_view text, char decimal) {
  const auto parts = split_number(text, decimal);
  if (!parts) return std::nullopt;
  auto plain = parts->whole + '.' + parts->fraction;
  if (!parts->exponent.empty()) plain += 'e' + parts->exponent;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc{} || end != plain.data() + plain.size() || !std::isfinite(value)) return std::nullopt;
  if (parts->percent) value /= 100;
  return parts->negative ? -value : value;
}

std::optional<int64_t> parse_whole(std::string_view text, char decimal) {
  const auto parts = split_number(text, decimal);
  if (!parts || parts->percent) return std::nullopt;
  if (!parts->exponent.empty()) {
    const auto value = parse_number(text, decimal);
    if (!value || *value != std::floor(*value) || std::abs(*value) >= 1e15) return std::nullopt;
    return static_cast<int64_t>(*value);
  }
  const auto first = parts->whole.find_first_not_of('0');
  const auto digits = first == std::string::npos ? std::string_view{"0"} : std::string_view{parts->whole}.substr(first);
  if (digits.size() > 18 || parts->fraction.find_first_not_of('0') != std::string::npos) return std::nullopt;
  int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return parts->negative ? -value : value;
}

std::optional<Date> parse_date(std::string_view written, std::string_view format) {
  const std::string clean = narrow(written);
  std::string_view text = clean;
  if (!drop_time(text)) return std::nullopt;
  if (auto date = year_first(text)) return date;
  if (format.size() != 10 || !format.ends_with("YYYY") || format[2] != format[5]) return std::nullopt;
  const auto parts = three_parts(text, format[2]);
  if (!parts) return std::nullopt;
  if (format.starts_with("DD")) return date_of((*parts)[2], (*parts)[1], (*parts)[0]);
  if (format.starts_with("MM")) return date_of((*parts)[2], (*parts)[0], (*parts)[1]);
  return std::nullopt;
}

}  // namespace doorstep::sheets
