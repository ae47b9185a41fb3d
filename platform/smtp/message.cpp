#include <sodium.h>

#include <algorithm>
#include <ctime>

#include <fmt/core.h>

#include "smtp.h"

namespace doorstep::smtp {
namespace {

constexpr size_t longest_address = 254;  // RFC 5321 4.5.3.1.3, less the angle brackets
constexpr size_t word_bytes = 45;        // of an encoded word: 60 signs of base64, within its 75

bool plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 32 && c < 127; });
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.resize(text.find('\0'));
  return text;
}

// Control signs become spaces: a line end in a subject would begin a header of its own.
std::string encoded(std::string text) {
  for (auto& c : text)
    if (static_cast<unsigned char>(c) < 32 || c == 127) c = ' ';
  if (plain(text) && text.find("=?") == text.npos) return text;
  std::string words;
  for (size_t at = 0; at < text.size();) {
    auto end = std::min(at + word_bytes, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    words += fmt::format("{}=?UTF-8?B?{}?=", words.empty() ? "" : "\r\n ", base64(text.substr(at, end - at)));
    at = end;
  }
  return words;
}

std::string quoted(const std::string& name) {
  if (!plain(name)) return encoded(name);
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

std::string date_of(int64_t at) {
  const auto seconds = static_cast<std::time_t>(at);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon],
                     utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

}  // namespace

Result<void> check_address(const std::string& address, const char* field) {
  const auto at = address.find('@');
  const bool good = address.size() <= longest_address && plain(address) && at != address.npos && at > 0 &&
                    at + 1 < address.size() && address.find('@', at + 1) == address.npos &&
                    address.find_first_of(" <>(),;:\\\"[]") == address.npos;
  if (good) return {};
  const auto what = say("应是邮箱地址，例如 li@example.edu.cn", "must be a mail address such as li@example.edu.cn");
  return refuse(Fault::invalid, "address-wrong", what, {{field, what}});
}

std::vector<std::string> headers_of(const Server& server, const Message& message) {
  const auto domain = server.from.substr(std::min(server.from.find('@'), server.from.size() - 1) + 1);
  std::vector<std::string> headers{"Date: " + date_of(message.at),
                                   server.from_name.empty()
                                       ? "From: " + server.from
                                       : fmt::format("From: {} <{}>", quoted(server.from_name), server.from),
                                   "To: " + message.to,
                                   "Subject: " + encoded(message.subject),
                                   fmt::format("Message-ID: <{}@{}>", message.id, domain),
                                   "Auto-Submitted: auto-generated"};
  if (!message.off.empty()) {
    headers.push_back(fmt::format("List-Unsubscribe: <{}>", message.off));
    headers.push_back("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  }
  return headers;
}

}  // namespace doorstep::smtp
