#include "names.h"

#include <algorithm>

namespace doorstep::files {
namespace {

// A letter of UTF-8 at `at`: its code and its bytes. A byte that begins none stands for itself.
std::pair<uint32_t, size_t> letter(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(at);
  const size_t length = first < 0x80 ? 1 : (first >> 5) == 6 ? 2 : (first >> 4) == 14 ? 3 : (first >> 3) == 30 ? 4 : 1;
  if (length == 1 || at + length > text.size()) return {first, 1};
  uint32_t code = first & (0x7fu >> length);
  for (size_t i = 1; i < length; ++i) code = code << 6 | (byte(at + i) & 0x3fu);
  return {code, length};
}

// Control characters, and marks that are not seen: joiners and blanks of no width, directions, line separators.
bool unseen(uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xad || code == 0x61c || code == 0x180e ||
         (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2060 && code <= 0x206f) || code == 0xfeff || (code >= 0xfff9 && code <= 0xfffb) ||
         (code >= 0xe0000 && code <= 0xe007f);
}

}  // namespace

std::string ending_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == name.npos || dot == 0) return {};
  std::string ending{name.substr(dot + 1)};
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending;
}

Result<std::string> clean_name(std::string_view name) {
  const auto refused = [](Words what) {
    return refuse(Fault::invalid, "file-name", std::move(what),
                  {{"name", say("例如 三年规划.pdf", "for example plan.pdf")}});
  };
  name.remove_prefix(std::min(name.find_last_of("/\\") + 1, name.size()));
  std::string kept;
  for (size_t at = 0; at < name.size();) {
    const auto [code, length] = letter(name, at);
    if (!unseen(code)) kept += name.substr(at, length);
    at += length;
  }
  const auto first = kept.find_first_not_of(" ."), last = kept.find_last_not_of(" .");
  if (first == kept.npos) return refused(say("缺少文件名", "the file has no name"));
  kept = kept.substr(first, last - first + 1);
  const auto ending = ending_of(kept);
  if (ending.empty())
    return refused(say("文件名“{}”没有扩展名", "the name “{}” has no ending that says what it is", kept));
  if (kept.size() <= longest_name) return kept;
  if (ending.size() > 10) return refused(say("文件名过长", "the name is too long"));
  size_t end = longest_name - ending.size() - 1;
  while ((static_cast<unsigned char>(kept[end]) & 0xc0) == 0x80) --end;
  return kept.substr(0, end) + kept.substr(kept.size() - ending.size() - 1);
}

}  // namespace doorstep::files
