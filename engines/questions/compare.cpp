// What is written in a gap, against what is accepted there.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "questions.h"

namespace doorstep::questions {
namespace {

// The code point that begins at `at`, which moves behind it; what is no UTF-8 comes back byte by byte.
uint32_t next_letter(std::string_view text, size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (!more || at + static_cast<size_t>(more) > text.size()) return first;
  uint32_t letter = first & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) letter = letter << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  return letter;
}

void put(std::string& out, uint32_t letter) {
  if (letter < 0x80) {
    out += static_cast<char>(letter);
  } else if (letter < 0x800) {
    out += static_cast<char>(0xC0 | letter >> 6);
    out += static_cast<char>(0x80 | (letter & 0x3F));
  } else if (letter < 0x10000) {
    out += static_cast<char>(0xE0 | letter >> 12);
    out += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (letter & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | letter >> 18);
    out += static_cast<char>(0x80 | (letter >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (letter & 0x3F));
  }
}

bool is_space(uint32_t letter) { return letter <= 0x20 || letter == 0xA0 || letter == 0x3000 || letter == 0xFEFF; }

// Half-width, spaces as one and none at the ends, small letters unless `cased`. A stretch of bytes that is no UTF-8
// stays as it is: it equals nothing that is.
std::string plain(std::string_view text, bool cased) {
  std::string out;
  bool gap = false;
  for (size_t at = 0; at < text.size();) {
    auto letter = next_letter(text, at);
    if (letter >= 0xFF01 && letter <= 0xFF5E) letter -= 0xFEE0;
    if (is_space(letter)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    if (!cased && letter >= 'A' && letter <= 'Z') letter += 'a' - 'A';
    put(out, letter);
  }
  return out;
}

// The accepted text with `*` as wildcards; greedy with one way back, so that no text makes it slow.
struct Pattern {
  std::string text;
  std::vector<bool> wild;  // whether the letter at a place is a wildcard
};

Pattern pattern_of(std::string_view accepted, bool cased) {
  const auto written = plain(accepted, cased);
  Pattern made;
  for (size_t i = 0; i < written.size(); ++i) {
    const bool escaped = written[i] == '\\' && i + 1 < written.size() && written[i + 1] == '*';
    if (escaped) ++i;
    made.text += written[i];
    made.wild.push_back(written[i] == '*' && !escaped);
  }
  return made;
}

bool matches(const Pattern& pattern, std::string_view text) {
  size_t at = 0, in = 0, star = std::string::npos, back = 0;
  while (at < text.size()) {
    if (in < pattern.text.size() && pattern.wild[in]) {
      star = in++;
      back = at;
    } else if (in < pattern.text.size() && pattern.text[in] == text[at]) {
      ++in;
      ++at;
    } else if (star != std::string::npos) {
      in = star + 1;
      at = ++back;
    } else {
      return false;
    }
  }
  while (in < pattern.text.size() && pattern.wild[in]) ++in;
  return in == pattern.text.size();
}

std::optional<double> decimal(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return {};
  return number;
}

}  // namespace

std::optional<double> number_of(std::string_view text) {
  auto written = plain(text, false);
  for (const auto* minus : {"−", "–"})
    if (written.starts_with(minus)) written = "-" + written.substr(std::string_view{minus}.size());
  const auto slash = written.find('/');
  if (slash == std::string::npos) return decimal(written);
  const auto over = decimal(plain(written.substr(0, slash), false)),
             under = decimal(plain(written.substr(slash + 1), false));
  if (!over || !under || *under == 0) return {};
  return *over / *under;
}

double share_of(const QuestionGap& gap, std::string_view written) {
  if (written.size() > longest_answer) return 0;
  double best = 0;
  if (gap.numeric) {
    const auto number = number_of(written);
    if (!number) return 0;
    for (const auto& one : gap.accepted) {
      const auto right = number_of(one.text);
      if (!right) continue;
      // A decimal fraction is not exact in binary: 0.3 is within 0.1 of 0.2.
      const double slack = 1e-9 * std::max({1.0, std::abs(*right), one.tolerance}) * 1e-3;
      if (std::abs(*number - *right) <= one.tolerance + slack) best = std::max(best, one.share);
    }
    return best;
  }
  const auto text = plain(written, gap.cased);
  if (text.empty()) return 0;
  for (const auto& one : gap.accepted)
    if (one.share > best && matches(pattern_of(one.text, gap.cased), text)) best = one.share;
  return best;
}

size_t gaps_in(std::string_view text) {
  size_t found = 0;
  for (size_t i = 0; i < text.size();) {
    size_t run = 0;
    while (i + run < text.size() && text[i + run] == '_') ++run;
    if (run >= 3) ++found;
    i += std::max<size_t>(run, 1);
  }
  return found;
}

}  // namespace doorstep::questions
