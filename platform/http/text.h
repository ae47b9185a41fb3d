// Text of HTTP: percent signs, queries, cookies, languages, tags and gzip. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <doorstep/http/route.h>

namespace doorstep::http {

// Empty when a percent sign is not followed by two hexadecimal digits, or the text holds a NUL or is not UTF-8.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

// Adds the parameters of a query ("a=1&b=%E4%B8%9C") that are not there yet. False when it cannot be decoded, names a
// parameter twice, or has more than 100.
bool read_query(std::string_view query, Fields& to);

// The value of a cookie in a Cookie header; empty when there is none.
std::string_view cookie_in(std::string_view header, std::string_view name);

// The language that an Accept-Language header likes best, Chinese when it says nothing.
Language language_in(std::string_view accept_language);

// True when a list such as "gzip, deflate;q=0.5" or "\"a\", W/\"b\"" allows gzip, or holds the tag or a star.
bool gzip_allowed(std::string_view accept_encoding);
bool tag_listed(std::string_view list, std::string_view tag);

// What a Range header asks of a file of `size` bytes: [from, from + length). Empty where the whole is to be sent: no
// range, several, or one that cannot be read. A length of 0: it asks for nothing that is there.
struct Part {
  int64_t from = 0, length = 0;
};
std::optional<Part> part_of(std::string_view range, int64_t size);

// A digest of a body for its ETag: 128 bits, quick, not proof against an attacker.
std::string tag_of(std::string_view body);

std::string gzip(std::string_view body, int level);

// True for ids that may stand in a log: 8 to 64 letters, digits, dots, underscores and dashes.
bool sane_request_id(std::string_view id);
std::string new_request_id();

// Now, as the Date header wants it. The text lives until the same thread asks again.
std::string_view http_date();

std::string_view phrase_of(int status);

}  // namespace doorstep::http
