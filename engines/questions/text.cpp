#include "text.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "qti.h"

namespace doorstep::questions {
namespace {

void put_letter(std::string& out, uint32_t letter) {
  if (letter == 0 || letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF)) return;
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

// The entity that begins at `at` (an ampersand); `at` moves behind it.
void put_entity(std::string& out, std::string_view html, size_t& at) {
  constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"amp", "&"},   {"lt", "<"},     {"gt", ">"},    {"quot", "\""}, {"apos", "'"}, {"nbsp", " "},
      {"times", "×"}, {"divide", "÷"}, {"minus", "−"}, {"deg", "°"},   {"pi", "π"},   {"hellip", "…"}};
  const auto end = html.find(';', at);
  if (end == html.npos || end - at > 10) {
    out += html[at++];
    return;
  }
  const auto name = html.substr(at + 1, end - at - 1);
  if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    uint32_t letter = 0;
    const auto digits = name.substr(hex ? 2 : 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), letter, hex ? 16 : 10);
    put_letter(out, letter);
  } else if (const auto found = std::ranges::find(known, name, &std::pair<std::string_view, std::string_view>::first);
             found != std::end(known)) {
    out += found->second;
  } else {
    out.append(html.substr(at, end - at + 1));
  }
  at = end + 1;
}

std::string lower(std::string_view text) {
  std::string made{text};
  for (auto& one : made)
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one + ('a' - 'A'));
  return made;
}

}  // namespace

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

std::string plain_of_html(std::string_view html) {
  std::string out;
  for (size_t at = 0; at < html.size();) {
    if (html[at] == '&') {
      put_entity(out, html, at);
      continue;
    }
    const bool tag =
        html[at] == '<' && at + 1 < html.size() &&
        (html[at + 1] == '/' || html[at + 1] == '!' || ((html[at + 1] | 0x20) >= 'a' && (html[at + 1] | 0x20) <= 'z'));
    const auto end = tag ? html.find('>', at) : html.npos;
    if (end == html.npos) {
      out += html[at++];
      continue;
    }
    const auto name = lower(html.substr(at + 1, std::min<size_t>(end - at - 1, 5)));
    for (const auto* line : {"br", "/p", "/div", "/li", "/tr"})
      if (name.starts_with(line)) {
        out += '\n';
        break;
      }
    at = end + 1;
  }
  // Lines without spaces around, and no empty one between.
  std::string made;
  for (size_t at = 0; at <= out.size();) {
    const auto end = std::min(out.find('\n', at), out.size());
    const auto line = trimmed(std::string_view{out}.substr(at, end - at));
    if (!line.empty()) made += (made.empty() ? "" : "\n") + line;
    at = end + 1;
  }
  return made;
}

bool has_picture(std::string_view html) {
  const auto text = lower(html);
  for (const auto* one : {"<img", "@@pluginfile@@", "<audio", "<video", "<object", "<iframe", "<svg"})
    if (text.find(one) != text.npos) return true;
  return false;
}

std::string percent_text(double share) {
  auto text = fmt::format("{:.5f}", share * 100);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}
std::string number_text(double number) { return fmt::format("{}", number); }

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    const char one = text[at];
    // What XML 1.0 has no way to write: control characters, U+FFFE and U+FFFF.
    const auto three = text.substr(at, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
      at += 2;
      continue;
    }
    if (static_cast<unsigned char>(one) < 0x20 && one != '\t' && one != '\n' && one != '\r') continue;
    if (one == '&')
      out += "&amp;";
    else if (one == '<')
      out += "&lt;";
    else if (one == '>')
      out += "&gt;";
    else if (one == '"')
      out += "&quot;";
    else
      out += one;
  }
  return out;
}

Result<void> not_too_large(std::string_view file) {
  if (file.size() <= most_file_bytes) return {};
  return refuse(Fault::too_large, "questions-too-large",
                say("文件超过 {} MB，请分成几个", "the file has more than {} MB: split it", most_file_bytes >> 20));
}

Result<void> readable(std::string_view file) {
  if (is_text(file)) return {};
  return refuse(Fault::invalid, "questions-not-text",
                say("文件不是 UTF-8 文本，请另存为 UTF-8", "the file is not UTF-8 text: save it as UTF-8"));
}

bool is_text(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x20 && first != '\t' && first != '\n' && first != '\r') return false;
    const size_t size = first < 0x80   ? 1
                        : first < 0xC2 ? 0
                        : first < 0xE0 ? 2
                        : first < 0xF0 ? 3
                        : first < 0xF5 ? 4
                                       : 0;
    if (!size || at + size > text.size()) return false;
    uint32_t letter = size == 1 ? first : first & (0x7Fu >> size);
    for (size_t i = 1; i < size; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      if ((next & 0xC0) != 0x80) return false;
      letter = letter << 6 | (next & 0x3Fu);
    }
    constexpr uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (letter < least[size] || letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF)) return false;
    at += size;
  }
  return true;
}

std::string begin_of(std::string_view text) {
  constexpr size_t most = 60;
  auto made = trimmed(text);
  if (made.size() <= most) return made;
  size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(made[end]) & 0xC0) == 0x80) --end;
  return made.substr(0, end) + "…";
}

void leave(FoundQuestions& found, int64_t line, std::string_view name, Words why) {
  found.left_out.push_back({line, begin_of(name), std::move(why)});
}

void take(FoundQuestions& found, FoundQuestion question) {
  auto& body = question.question;
  // Files say true and false without words, or in English: a Chinese question has Chinese ones. U+4E00 to U+9FFF begin
  // with E4 to E9.
  const bool chinese = std::ranges::any_of(body.text, [](char one) {
    const auto byte = static_cast<unsigned char>(one);
    return byte >= 0xE4 && byte <= 0xE9;
  });
  if (chinese && body.kind == QuestionKind::true_false && body.options.size() == 2 && body.options[0].text == "True" &&
      body.options[1].text == "False") {
    body.options[0].text = "对";
    body.options[1].text = "错";
  }
  const auto faults = faults_of(body);
  const auto name = body.title.empty() ? body.text : body.title;
  if (!faults.empty()) return leave(found, question.line, name, faults[0].what);
  found.questions.push_back(std::move(question));
}

std::vector<QuestionOption> by_shares(const QuestionBody& question) {
  auto options = question.options;
  if (question.rule == MultipleRule::shares) return options;
  const auto right = std::ranges::count_if(options, [](const QuestionOption& one) { return one.share > 0; });
  for (auto& one : options) one.share = one.share > 0 ? 1.0 / static_cast<double>(std::max<int64_t>(1, right)) : -1;
  return options;
}

Result<FoundQuestions> read_questions(std::string_view text) {
  auto begin = text.substr(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const auto first = begin.find_first_not_of(" \t\r\n");
  if (first == begin.npos || begin[first] != '<') return read_gift(text);
  if (is_qti_item(text)) return read_qti_item(text);
  return is_qti12(text) ? read_qti12(text) : read_moodle_xml(text);
}

}  // namespace doorstep::questions
