// Texts of files of questions: markup, numbers, answers of a gap.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "formats.h"

namespace doorstep::questions {

std::string trimmed(std::string_view text);
// Plain text of HTML: tags go, lines stay, entities are letters.
std::string plain_of_html(std::string_view html);
bool has_picture(std::string_view html);
std::string percent_text(double share);  // 0.5 is "50", a third "33.33333"
std::string number_text(double number);
std::string xml_escaped(std::string_view text);
bool is_text(std::string_view text);                // UTF-8 without control characters
Result<void> not_too_large(std::string_view file);  // too_large (questions-too-large)
Result<void> readable(std::string_view file);       // invalid (questions-not-text)
std::string begin_of(std::string_view text);        // its first letters, to name it by

// Keeps a question that can be asked, and leaves out another with the reason.
void take(FoundQuestions& found, FoundQuestion question);
void leave(FoundQuestions& found, int64_t line, std::string_view name, Words why);

// The options of a multiple choice by shares, whatever its rule.
std::vector<QuestionOption> by_shares(const QuestionBody& question);

}  // namespace doorstep::questions
