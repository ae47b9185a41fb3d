// Cells: questions and answers as people write them in a cell of a sheet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/questions/questions.h>

namespace doorstep::assignments {

inline constexpr size_t template_options = 6;

Words word_of(questions::QuestionKind kind);
std::optional<questions::QuestionKind> kind_of_word(const std::string& word);
Words word_of(questions::MultipleRule rule);

std::string letter(size_t option);  // A, B ...
// "B", "a、C", "ABD"; empty: something that is no letter of the options stands there. Each once, in their order.
std::optional<std::vector<int64_t>> letters_of(std::string_view cell, size_t options);
// 对, 错, √, ×, true, false, T, F: 0 or 1
std::optional<int64_t> truth_of(const std::string& cell);
// Parts of a cell, without spaces around: by "；", ";" or new lines.
std::vector<std::string> parts_of(std::string_view cell);
std::string joined_parts(const std::vector<std::string>& parts);

// What the answer column of the bank says, into a question whose kind and options are known; empty: it fits.
std::optional<Words> key_into(questions::QuestionBody& question, const std::string& cell);
// The other way; empty: a sheet has no word for it.
std::optional<std::string> key_of(const questions::QuestionBody& question);

// What a child wrote, as its teacher enters it.
struct EnteredAnswer {
  questions::QuestionAnswer answer;
  std::optional<double>
      points;  // given by the teacher: "得3分", "points 3"; of essays, files and photos the number alone
};
// invalid: what is wrong with the cell, and how it is written
Result<EnteredAnswer> entered(const questions::QuestionBody& question, const std::string& cell);
// How a cell of this question is filled, for its heading.
Words how_to_enter(const questions::QuestionBody& question);

}  // namespace doorstep::assignments
