#include "text.h"

#include <zlib.h>

#include <array>
#include <atomic>
#include <charconv>
#include <cstring>
#include <ctime>
#include <random>
#include <stdexcept>

namespace doorstep::http {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Length of the UTF-8 sequence at the front of `text`; 0 when it is not one (overlong forms and surrogates included).
size_t sequence_length(std::string_view text) {
  const auto at = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = at(0);
  if (first < 0x80) return 1;
  const size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i)
    if ((at(i) & 0xc0) != 0x80) return 0;
  const unsigned char second = at(1);
  const bool bad = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                   (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
  return bad ? 0 : length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Calls visit(name, q) for the entries of "a;q=0.5, b".
template <class Visit>
void each_weighted(std::string_view list, Visit&& visit) {
  for (size_t at = 0; at < list.size();) {
    const size_t comma = std::min(list.find(',', at), list.size());
    auto entry = list.substr(at, comma - at);
    double weight = 1;
    if (const auto semicolon = entry.find(';'); semicolon != entry.npos) {
      const auto rest = trimmed(entry.substr(semicolon + 1));
      if (rest.starts_with("q=")) std::from_chars(rest.data() + 2, rest.data() + rest.size(), weight);
      entry = entry.substr(0, semicolon);
    }
    visit(trimmed(entry), weight);
    at = comma + 1;
  }
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
      const int low = high >= 0 ? digit_of(text[i + 2]) : -1;
      if (low < 0) return {};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (out.find('\0') != out.npos || !is_utf8(out)) return {};
  return out;
}

bool read_query(std::string_view query, Fields& to) {
  Fields seen;
  for (size_t at = 0; at < query.size();) {
    const size_t end = std::min(query.find('&', at), query.size());
    const auto pair = query.substr(at, end - at);
    at = end + 1;
    if (pair.empty()) continue;
    const size_t equals = std::min(pair.find('='), pair.size());
    const auto name = percent_decode(pair.substr(0, equals), true);
    const auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || name->empty() || seen.contains(*name) || seen.size() >= 100) return false;
    seen[*name] = *value;
  }
  for (const auto& [name, value] : seen)
    if (!to.contains(name)) to[name] = value;
  return true;
}

std::string_view cookie_in(std::string_view header, std::string_view name) {
  for (size_t at = 0; at < header.size();) {
    const size_t end = std::min(header.find(';', at), header.size());
    const auto pair = trimmed(header.substr(at, end - at));
    at = end + 1;
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

Language language_in(std::string_view accept_language) {
  double zh = 0, en = 0;
  each_weighted(accept_language, [&](std::string_view name, double weight) {
    if (name.starts_with("zh")) zh = std::max(zh, weight);
    if (name.starts_with("en")) en = std::max(en, weight);
  });
  return en > zh ? Language::en : Language::zh;
}

bool gzip_allowed(std::string_view accept_encoding) {
  bool allowed = false;
  each_weighted(accept_encoding, [&](std::string_view name, double weight) {
    if (name == "gzip") allowed = weight > 0;
  });
  return allowed;
}

bool tag_listed(std::string_view list, std::string_view tag) {
  bool listed = false;
  each_weighted(list, [&](std::string_view entry, double) {
    if (entry.starts_with("W/")) entry.remove_prefix(2);
    if (entry.size() >= 2 && entry.front() == '"') entry = entry.substr(1, entry.size() - 2);
    listed = listed || entry == tag || entry == "*";
  });
  return listed;
}

std::optional<Part> part_of(std::string_view range, int64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!range.starts_with(unit)) return {};
  range.remove_prefix(unit.size());
  const auto dash = range.find('-');
  if (dash == range.npos || range.find(',') != range.npos) return {};
  const auto number = [](std::string_view text) -> std::optional<int64_t> {
    int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0 || text.starts_with('-')) return {};
    return value;
  };
  const auto first = number(range.substr(0, dash)), last = number(range.substr(dash + 1));
  if (dash == 0) {  // the last so many
    if (!last) return {};
    const auto length = std::min(*last, size);
    return Part{size - length, length};
  }
  if (!first || (!last && dash + 1 < range.size()) || (last && *last < *first)) return {};
  if (*first >= size) return Part{};
  return Part{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

std::string tag_of(std::string_view body) {
  __extension__ using Wide = unsigned __int128;
  const auto fold = [](uint64_t a, uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  constexpr uint64_t p = 0xa0761d6478bd642f, q = 0xe7037ed1a0b428db, r = 0x8ebc6af09c88c6e3;
  uint64_t high = p ^ body.size(), low = r;
  while (!body.empty()) {
    uint64_t a = 0, b = 0;
    std::memcpy(&a, body.data(), std::min<size_t>(8, body.size()));
    if (body.size() > 8) std::memcpy(&b, body.data() + 8, std::min<size_t>(8, body.size() - 8));
    high = fold(a ^ q ^ high, b ^ p);
    low = fold(a ^ r, b ^ q ^ low) + a;
    body.remove_prefix(std::min<size_t>(16, body.size()));
  }
  std::array<char, 32> text{};
  static constexpr char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < 16; ++i) {
    text[i] = digits[(high >> (60 - 4 * i)) & 15];
    text[16 + i] = digits[(low >> (60 - 4 * i)) & 15];
  }
  return {text.data(), text.size()};
}

std::string gzip(std::string_view body, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib cannot start");
  std::string out(deflateBound(&stream, body.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
  return out;
}

bool sane_request_id(std::string_view id) {
  return id.size() >= 8 && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
                  c == '-';
         });
}

std::string new_request_id() {
  static const uint64_t run = std::random_device{}() | (static_cast<uint64_t>(std::random_device{}()) << 32);
  static std::atomic<uint64_t> count{0};
  uint64_t mixed = run + count.fetch_add(1, std::memory_order_relaxed) * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  mixed ^= mixed >> 31;
  return fmt::format("{:016x}", mixed);
}

std::string_view http_date() {
  thread_local std::time_t second = 0;
  thread_local std::array<char, 32> text{};
  if (const auto now = std::time(nullptr); now != second) {
    second = now;
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  }
  return {text.data(), 29};
}

std::string_view phrase_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 206:
      return "Partial Content";
    case 416:
      return "Range Not Satisfiable";
    case 204:
      return "No Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 423:
      return "Locked";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 460:
      return "Checksum Mismatch";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "Status";
  }
}

}  // namespace doorstep::http
