#include "text.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "built_in.h"
#include "search.h"

namespace doorstep::search {
namespace {

// Traditional characters by the simplified one that each is written as.
const std::unordered_map<char32_t, char32_t>& simplified() {
  static const auto made = [] {
    std::unordered_map<char32_t, char32_t> table;
    for (const auto& file : built_in_files()) {
      if (file.name != "variants.txt") continue;
      const auto body = file.text.substr(file.text.find('\n') + 1);
      const auto all = characters(body);
      for (size_t at = 0; at + 1 < all.size(); at += 3) table.emplace(all[at], all[at + 1]);
    }
    return table;
  }();
  return made;
}

void append(std::string& to, char32_t one) {
  char buffer[4];
  int32_t length = 0;
  UBool failed = false;
  U8_APPEND(reinterpret_cast<uint8_t*>(buffer), length, 4, static_cast<UChar32>(one), failed);
  if (!failed) to.append(buffer, static_cast<size_t>(length));
}

// NFKC with case folding, as UTF-16.
std::u16string compatible(std::u16string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  static const UNormalizer2* const normalizer = [] {
    UErrorCode failed = U_ZERO_ERROR;
    return unorm2_getNFKCCasefoldInstance(&failed);
  }();
  std::u16string made(text.size() * 2 + 16, u'\0');
  for (;;) {
    const auto length = unorm2_normalize(normalizer, text.data(), static_cast<int32_t>(text.size()), made.data(),
                                         static_cast<int32_t>(made.size()), &error);
    if (error != U_BUFFER_OVERFLOW_ERROR) {
      if (U_FAILURE(error)) throw std::runtime_error("a text cannot be normalized");
      made.resize(static_cast<size_t>(length));
      return made;
    }
    made.resize(static_cast<size_t>(length));
    error = U_ZERO_ERROR;
  }
}

bool is_space(char32_t one) { return one == U' ' || one == U'\t' || one == U'\r' || one == U'\u3000'; }

}  // namespace

std::u32string characters(std::string_view utf8) {
  std::u32string made;
  made.reserve(utf8.size() / 2);
  const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
  for (int32_t at = 0, end = static_cast<int32_t>(utf8.size()); at < end;) {
    UChar32 one = 0;
    U8_NEXT(bytes, at, end, one);
    if (one >= 0) made.push_back(static_cast<char32_t>(one));
  }
  return made;
}

std::string folded(std::string_view text) {
  std::u16string wide;
  auto all = characters(text);
  if (all.size() > longest_text) all.resize(longest_text);
  for (const auto one : all) {
    if (one < 0x10000) {
      wide.push_back(static_cast<char16_t>(one));
    } else {
      wide.push_back(static_cast<char16_t>(U16_LEAD(one)));
      wide.push_back(static_cast<char16_t>(U16_TRAIL(one)));
    }
  }
  const auto normal = compatible(wide);
  std::string made;
  made.reserve(text.size());
  const auto& table = simplified();
  bool space = true;  // none at the beginning
  for (int32_t at = 0, end = static_cast<int32_t>(normal.size()); at < end;) {
    UChar32 code = 0;
    U16_NEXT(normal.data(), at, end, code);
    auto one = static_cast<char32_t>(code);
    if (is_space(one)) {
      if (!space) made.push_back(' ');
      space = true;
      continue;
    }
    if (const auto simple = table.find(one); simple != table.end()) one = simple->second;
    if (one == U'\n' && space && !made.empty() && made.back() == ' ') made.pop_back();
    append(made, one);
    space = one == U'\n';
  }
  while (!made.empty() && (made.back() == ' ' || made.back() == '\n')) made.pop_back();
  return made;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool only_letters(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char one) { return 'a' <= one && one <= 'z'; });
}

}  // namespace doorstep::search
