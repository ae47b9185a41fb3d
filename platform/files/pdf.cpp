#include "pdf.h"

#include <algorithm>
#include <fstream>
#include <string_view>

#include "program.h"

namespace doorstep::files {
namespace {

constexpr size_t read_at_once = 1 << 20;
constexpr size_t longest_action = 256;  // bytes of the two names with what may stand between them

bool white(char c) { return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '; }
bool ends_name(char c) { return white(c) || std::string_view{"()<>[]{}/%"}.find(c) != std::string_view::npos; }

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = static_cast<char>(c | 0x20);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The name behind a slash, its #xx read; `at` goes behind it.
std::string name_at(std::string_view bytes, size_t& at) {
  std::string made;
  for (; at < bytes.size() && !ends_name(bytes[at]) && made.size() < longest_action; ++at) {
    const bool escaped =
        bytes[at] == '#' && at + 2 < bytes.size() && digit(bytes[at + 1]) >= 0 && digit(bytes[at + 2]) >= 0;
    made += escaped ? static_cast<char>(digit(bytes[at + 1]) * 16 + digit(bytes[at + 2])) : bytes[at];
    if (escaped) at += 2;
  }
  return made;
}

// "/S /JavaScript", "/S /Launch", as actions have them: a lone "/JavaScript" may be the end of an address on the web.
bool action_in(std::string_view bytes) {
  for (auto at = bytes.find('/'); at != bytes.npos; at = bytes.find('/', at)) {
    if (name_at(bytes, ++at) != "S") continue;
    auto next = at;
    while (next < bytes.size() && white(bytes[next])) ++next;
    if (next == bytes.size() || bytes[next] != '/') continue;
    const auto kind = name_at(bytes, ++next);
    if (kind == "JavaScript" || kind == "Launch") return true;
  }
  return false;
}

bool action_in_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::string bytes(read_at_once + longest_action, '\0');
  for (size_t kept = 0; in;) {
    in.read(bytes.data() + kept, static_cast<std::streamsize>(read_at_once));
    const std::string_view now{bytes.data(), kept + static_cast<size_t>(in.gcount())};
    if (action_in(now)) return true;
    kept = std::min(longest_action, now.size());
    std::copy(now.end() - static_cast<ptrdiff_t>(kept), now.end(), bytes.begin());
  }
  return false;
}

// In qpdf's JSON only a name begins with a slash, and quotes inside of texts stand behind a backslash.
bool action_in_objects(const std::string& path) {
  const auto qpdf = program_at("qpdf");
  if (qpdf.empty()) return false;
  bool found = false;
  std::string seen;
  const auto take = [&](std::string_view piece) {
    constexpr std::string_view names[] = {R"("/JS")", R"("/JavaScript")", R"("/Launch")"};
    constexpr size_t longest = 16;
    seen += piece;
    found = std::ranges::any_of(names, [&](std::string_view name) { return seen.find(name) != seen.npos; });
    seen.erase(0, seen.size() - std::min(seen.size(), longest));
    return !found;
  };
  read_program({qpdf.c_str(), "--json=2", "--json-key=qpdf", "--json-stream-data=none", "--no-warn", path.c_str(), "-"},
               take);
  return found;
}

}  // namespace

bool pdf_acts(const std::string& path) { return action_in_file(path) || action_in_objects(path); }

}  // namespace doorstep::files
