// What every reply gets: tags, parts of files, gzip and headers.
#include <sys/stat.h>

#include "edge.h"
#include "text.h"

namespace doorstep::http {
namespace {

constexpr size_t worth_zipping = 1024;

constexpr std::string_view page_headers =
    "Permissions-Policy: camera=(self), microphone=(self), display-capture=(self), geolocation=(self)\r\n"
    "X-Frame-Options: DENY\r\n";
// Of the API, where a handler does not say otherwise.
constexpr std::pair<std::string_view, std::string_view> api_headers[] = {
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}, {"Cache-Control", "no-store"}};

bool zippable(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") ||
         type.starts_with("application/problem+json") || type.starts_with("image/svg") ||
         type.starts_with("text/javascript");
}

// A header's value cannot end its line.
void add_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value)
    if (c != '\r' && c != '\n') out += c;
  out += "\r\n";
}

// A part of a file, when the request asks for one and means this very version of it; HEAD has no parts (RFC
// 9110, 14.2).
void take_part(Reply& reply, const Call& call, bool bare) {
  struct stat about {};
  if (reply.etag.empty() || ::stat(reply.file.c_str(), &about) != 0) return;
  reply.headers.emplace_back("Accept-Ranges", "bytes");
  const auto* range = call.headers.find("range");
  const auto* version = call.headers.find("if-range");
  if (bare || !range || (version && *version != fmt::format("\"{}\"", reply.etag))) return;
  const auto part = part_of(*range, about.st_size);
  if (!part) return;
  if (part->length == 0) {
    reply.headers.emplace_back("Content-Range", fmt::format("bytes */{}", about.st_size));
    reply.status = 416;
    reply.file.clear();
    return;
  }
  reply.status = 206;
  reply.file_from = part->from;
  reply.file_length = part->length;
  reply.headers.emplace_back("Content-Range",
                             fmt::format("bytes {}-{}/{}", part->from, part->from + part->length - 1, about.st_size));
}

}  // namespace

void Edge::finish(Exchange& exchange) const {
  auto& reply = exchange.reply;
  if (exchange.route)
    reply.headers.insert(reply.headers.end(), exchange.route->always.begin(), exchange.route->always.end());
  auto& call = exchange.call;
  const bool read = call.method == Method::get && reply.status == 200;
  if (exchange.web) {
    exchange.body = exchange.web->body;
  } else {
    exchange.body = reply.body;
    if (read && reply.etag.empty() && reply.file.empty() && reply.type == "application/json")
      reply.etag = tag_of(reply.body);
  }
  const auto* known = call.headers.find("if-none-match");
  if (read && known && !reply.etag.empty() && tag_listed(*known, reply.etag)) {
    reply.status = 304;
    exchange.body = {};
    return;
  }
  if (read && !reply.file.empty()) take_part(reply, call, exchange.head);
  const auto* accepts = call.headers.find("accept-encoding");
  if (!accepts || !reply.file.empty() || !gzip_allowed(*accepts)) return;
  if (exchange.web) {
    exchange.zipped = !exchange.web->zipped.empty();
    if (exchange.zipped) exchange.body = exchange.web->zipped;
  } else if (reply.body.size() > worth_zipping && zippable(reply.type)) {
    reply.body = gzip(reply.body, 1);
    exchange.body = reply.body;
    exchange.zipped = true;
  }
}

void write_head(const Exchange& exchange, size_t length, bool keep_alive, std::string& out) {
  const auto& reply = exchange.reply;
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\nDate: ", reply.status, phrase_of(reply.status));
  out.append(http_date()).append("\r\n");
  const bool bodiless = reply.status == 204 || reply.status == 304;
  if (!bodiless) fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", length);
  if (!bodiless && !reply.type.empty()) add_header(out, "Content-Type", reply.type);
  if (!reply.etag.empty())
    fmt::format_to(std::back_inserter(out), "ETag: {}\"{}\"\r\n", exchange.zipped ? "W/" : "", reply.etag);
  if (exchange.zipped) out += "Content-Encoding: gzip\r\n";
  if (exchange.zipped || exchange.web || length > worth_zipping) out += "Vary: Accept-Encoding\r\n";
  out.append("X-Request-Id: ").append(exchange.call.actor.request_id);
  out += "\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin\r\n";
  if (exchange.web) {
    out += page_headers;
    out += exchange.web->immutable ? "Cache-Control: public, max-age=31536000, immutable\r\n"
                                   : "Cache-Control: no-cache\r\n";
  } else {
    for (const auto& header : api_headers)  // clang 14 captures no structured binding
      if (std::ranges::none_of(reply.headers, [&](const auto& own) { return own.first == header.first; }))
        add_header(out, header.first, header.second);
  }
  for (const auto& [name, value] : reply.headers) add_header(out, name, value);
  if (!keep_alive) out += "Connection: close\r\n";
  out += "\r\n";
}

}  // namespace doorstep::http
