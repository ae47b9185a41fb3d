#include "fetch.h"

#include <curl/curl.h>

#include <array>
#include <memory>
#include <optional>

#include <fmt/core.h>

namespace doorstep::fetch {
namespace {

constexpr long connect_seconds = 4;

struct Once {
  Once() { curl_global_init(CURL_GLOBAL_DEFAULT); }
};

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;
using Lines = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK || !text) return {};
  std::string made{text};
  curl_free(text);
  return made;
}

bool this_machine(const std::string& host) {
  if (host == "localhost" || host == "[::1]") return true;
  const bool digits = host.find_first_not_of("0123456789.") == host.npos;
  return digits && host.starts_with("127.");
}

struct Address {
  std::string scheme, host;
  bool named = false;  // carries a name or a password
};
std::optional<Address> address_of(const std::string& url) {
  const Url parsed{curl_url(), &curl_url_cleanup};
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
  const bool named =
      !part_of(parsed.get(), CURLUPART_USER).empty() || !part_of(parsed.get(), CURLUPART_PASSWORD).empty();
  return Address{part_of(parsed.get(), CURLUPART_SCHEME), part_of(parsed.get(), CURLUPART_HOST), named};
}

struct Body {
  std::string text;
  size_t most = 0;
  bool over = false;
};
size_t taken(char* data, size_t size, size_t count, void* to) {
  auto& body = *static_cast<Body*>(to);
  if (body.text.size() + size * count > body.most) {
    body.over = true;
    return 0;
  }
  body.text.append(data, size * count);
  return size * count;
}

}  // namespace

bool allowed(const std::string& url) {
  const auto address = address_of(url);
  if (!address || address->named || address->host.empty()) return false;
  return address->scheme == "https" || (address->scheme == "http" && this_machine(address->host));
}

std::string encoded(const std::vector<std::pair<std::string, std::string>>& fields) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  const auto add = [&](std::string& to, const std::string& text) {
    for (const char c : text)
      if (plain.find(c) != plain.npos)
        to += c;
      else
        to += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  };
  std::string text;
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    add(text, name);
    text += '=';
    add(text, value);
  }
  return text;
}

Result<Response> send(const Request& request) {
  static const Once once;
  if (!allowed(request.url))
    return refuse(Fault::invalid, "address-not-allowed",
                  say("地址须以 https:// 开头：{}", "an address must begin with https://: {}", request.url));
  const Handle curl{curl_easy_init(), &curl_easy_cleanup};
  if (!curl) return refuse(Fault::busy, "unreachable", say("libcurl 无法启动", "libcurl does not start"));
  Lines headers{curl_slist_append(nullptr, "Accept: application/json"), &curl_slist_free_all};
  if (!request.authorization.empty())
    headers.reset(curl_slist_append(headers.release(), ("Authorization: " + request.authorization).c_str()));
  Body body{{}, request.most_bytes, false};
  std::array<char, CURL_ERROR_SIZE> why{};
  auto* handle = curl.get();
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT, request.seconds);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "doorstep");
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, why.data());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &taken);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
  if (this_machine(address_of(request.url)->host)) curl_easy_setopt(handle, CURLOPT_PROXY, "");
  if (!request.form.empty()) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.form.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.form.c_str());
  }
  const auto code = curl_easy_perform(handle);
  if (body.over)
    return refuse(
        Fault::too_large, "answer-too-large",
        say("对方的回答超过 {} 字节：{}", "the answer is over {} bytes: {}", request.most_bytes, request.url));
  if (code != CURLE_OK)
    return refuse(
        Fault::busy, "unreachable",
        say("连不上 {}：{}", "{} cannot be reached: {}", request.url, why[0] ? why.data() : curl_easy_strerror(code)));
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return Response{static_cast<int>(status), std::move(body.text)};
}

}  // namespace doorstep::fetch
