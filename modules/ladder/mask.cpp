#include "mask.h"

#include <algorithm>
#include <string_view>

namespace doorstep::ladder {
namespace {

constexpr std::string_view mask_stars = "***";

bool latin_letter(char one) {
  return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
}
char small(char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one; }
bool same_letter(char one, char other) { return small(one) == small(other); }

// Where the name that begins at `at` ends; npos: it does not stand there.
size_t end_of_name(std::string_view text, size_t at, std::string_view name) {
  const auto first = at;
  for (size_t i = 0; i < name.size(); ++i) {
    if (name[i] == ' ') {
      while (at < text.size() && text[at] == ' ') ++at;
      continue;
    }
    if (at >= text.size() || !same_letter(text[at], name[i])) return text.npos;
    ++at;
  }
  if (latin_letter(name.front()) && first > 0 && latin_letter(text[first - 1])) return text.npos;
  if (latin_letter(name.back()) && at < text.size() && latin_letter(text[at])) return text.npos;
  return at;
}

}  // namespace

std::string masked(std::string text, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    if (name.empty()) continue;
    for (size_t at = 0; at < text.size(); ++at) {
      const auto end = end_of_name(text, at, name);
      if (end == text.npos) continue;
      text.replace(at, end - at, mask_stars);
      at += mask_stars.size() - 1;
    }
  }
  return text;
}

std::vector<std::string> names_in(const std::string& text, const std::vector<std::string>& names) {
  const auto is_blank = [](char one) { return one == ' ' || (one >= '\t' && one <= '\r'); };
  std::string spaced, dense;  // Latin words are parted by one blank, Chinese letters by none
  for (const char one : text) {
    if (!is_blank(one))
      dense += one;
    else if (spaced.empty() || spaced.back() == ' ')
      continue;
    spaced += is_blank(one) ? ' ' : one;
  }
  std::vector<std::string> found;
  for (const auto& name : names) {
    if (name.empty()) continue;
    const auto& in = latin_letter(name.front()) && latin_letter(name.back()) ? spaced : dense;
    for (size_t at = 0; at < in.size(); ++at)
      if (same_letter(in[at], name.front()) && end_of_name(in, at, name) != in.npos) {
        found.push_back(name);
        break;
      }
  }
  return found;
}

std::vector<std::string> names_to_mask(const std::string& person, const std::vector<std::string>& schools,
                                       const std::vector<std::string>& places) {
  constexpr size_t least_short = 9;  // bytes: three signs of Chinese; less than that names no school
  std::vector<std::string> made{person};
  for (const auto& school : schools) {
    made.push_back(school);
    std::string_view rest = school;
    for (bool cut = true; cut;) {
      cut = false;
      for (const auto& place : places)
        if (!place.empty() && rest.starts_with(place) && rest.size() >= place.size() + least_short) {
          rest.remove_prefix(place.size());
          while (rest.starts_with(' ')) rest.remove_prefix(1);
          cut = true;
        }
    }
    made.emplace_back(rest);
  }
  std::erase(made, "");
  std::ranges::sort(made, [](const auto& one, const auto& other) { return one.size() > other.size(); });
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

}  // namespace doorstep::ladder
