// Files of questions that other programs exchange, read and written as values:
//
//   GIFT        docs.moodle.org/en/GIFT_format: choices, true or false, words, numbers, matching, essays
//   Moodle XML  docs.moodle.org/en/Moodle_XML_format: the same, and texts with several gaps (cloze) of words and
//   numbers
//   QTI         items of versions 2 and 3, and 1.2 as Common Cartridge has it: see qti.h
//
// A question that cannot be taken is left out with its line and the reason; a file that cannot be read at all is an
// error that names the line. Markup becomes plain text; a question with a picture is left out, as it would mean nothing
// without it. XML with a document type is refused, and with it every entity of its own.
//
// What is read, written and read again is the same, apart from rules of multiple choice: both formats know shares
// alone. Pure functions of their arguments, thread safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <doorstep/questions/questions.h>

namespace doorstep::questions {

struct FoundQuestion {
  QuestionBody question;
  int64_t line = 0;      // where it begins, from 1
  std::string category;  // "Mathematics/Fractions"; may be empty
  std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(FoundQuestion, (), (question, line, category, tags))

struct LeftOutQuestion {
  int64_t line = 0;  // 0: it came from no file
  std::string name;  // its title, or how it begins
  Words why;
};
BOOST_DESCRIBE_STRUCT(LeftOutQuestion, (), (line, name, why))

struct FoundQuestions {
  std::vector<FoundQuestion> questions;
  std::vector<LeftOutQuestion> left_out;
};
BOOST_DESCRIBE_STRUCT(FoundQuestions, (), (questions, left_out))

inline constexpr size_t most_file_bytes = 8 << 20, most_file_questions = 5'000;

//   too_large  more bytes or questions than the limits above
//   invalid    not UTF-8, not XML, a document type, no <quiz>
Result<FoundQuestions> read_gift(std::string_view text);
Result<FoundQuestions> read_moodle_xml(std::string_view text);
// Whichever it is, by how it begins.
Result<FoundQuestions> read_questions(std::string_view text);

struct WrittenQuestions {
  std::string text;
  std::vector<LeftOutQuestion> left_out;  // what the format has no word for
};
WrittenQuestions write_gift(const std::vector<FoundQuestion>& questions);
WrittenQuestions write_moodle_xml(const std::vector<FoundQuestion>& questions);

}  // namespace doorstep::questions
