// Questions: what is asked, what is accepted, and what an answer is worth by its key.
//
// Shares are parts of the full mark: 1 is all of it, 0 nothing, below 0 takes away what other options gave. No question
// gives less than nothing. What a machine cannot mark (essays, files, photos of handwriting) has no share by key.
//
// Rules and where they come from:
//   single    the share of the one option chosen
//   exact     all right options and no other one
//   part      nothing as soon as one wrong option is chosen, else right ones chosen over right ones there are: the
//             national entrance examination of China in mathematics since 2024 (全部选对得 6
//             分，部分选对得部分分，有选错得 0 分)
//   part_flat the same, but any incomplete right choice gives `part_share` (2020: 3 of 5; 2021 to 2023: 2 of 5)
//   shares    the sum of the shares of what was chosen (Moodle; QTI's map_response)
//
// Pure functions of their arguments, thread safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::questions {

// photo: of what was written by hand, taken by the answering device.
enum class QuestionKind { choice, multiple, true_false, blank, matching, essay, file, photo };
BOOST_DESCRIBE_ENUM(QuestionKind, choice, multiple, true_false, blank, matching, essay, file, photo)

enum class MultipleRule { exact, part, part_flat, shares };
BOOST_DESCRIBE_ENUM(MultipleRule, exact, part, part_flat, shares)

struct QuestionOption {
  std::string text;
  double share = 0;
  std::string feedback;
};
BOOST_DESCRIBE_STRUCT(QuestionOption, (), (text, share, feedback))

// One thing that is accepted in a gap. Of a gap of numbers `text` is the number, and what lies no further than
// `tolerance` from it is accepted.
struct AcceptedText {
  std::string text;
  double share = 1;
  double tolerance = 0;
  std::string feedback;
};
BOOST_DESCRIBE_STRUCT(AcceptedText, (), (text, share, tolerance, feedback))

// A gap of a text, filled in with words or a number. Words are compared without spaces around, runs of spaces as one,
// full-width letters as half-width ones; `cased`: capitals count. `*` in an accepted text stands for anything, `\*` for
// itself.
struct QuestionGap {
  bool numeric = false;
  bool cased = false;
  std::vector<AcceptedText> accepted;
};
BOOST_DESCRIBE_STRUCT(QuestionGap, (), (numeric, cased, accepted))

// An empty left side: a right side too many, to mislead.
struct QuestionPair {
  std::string left, right;
};
BOOST_DESCRIBE_STRUCT(QuestionPair, (), (left, right))

// What is looked at where somebody marks by hand, and what each level of it is worth, in points.
struct RubricLevel {
  std::string text;
  double points = 0;
};
BOOST_DESCRIBE_STRUCT(RubricLevel, (), (text, points))
struct RubricCriterion {
  std::string text;
  std::vector<RubricLevel> levels;
};
BOOST_DESCRIBE_STRUCT(RubricCriterion, (), (text, levels))

struct QuestionBody {
  QuestionKind kind = QuestionKind::choice;
  std::string title;                    // short name; may be empty
  std::string text;                     // plain text; in `blank`, three underscores or more are a gap
  double points = 1;                    // full mark
  std::vector<QuestionOption> options;  // of choice, multiple and true_false (true first)
  MultipleRule rule = MultipleRule::part;
  double part_share = 0.4;              // of part_flat
  std::vector<QuestionGap> gaps;        // of blank, in the order of the text
  std::vector<QuestionPair> pairs;      // of matching
  std::vector<RubricCriterion> rubric;  // of essay, file and photo; may be empty
  std::string explanation;              // shown with the result
};
BOOST_DESCRIBE_STRUCT(QuestionBody, (),
                      (kind, title, text, points, options, rule, part_share, gaps, pairs, rubric, explanation))

// What somebody answered: options and right sides by their place, from 0, as the question has them; -1: none.
struct QuestionAnswer {
  std::vector<int64_t> chosen;       // choice, multiple, true_false
  std::vector<std::string> blanks;   // one a gap
  std::vector<int64_t> matched;      // for each pair with a left side, in their order, the pair whose right side it is
  std::string text;                  // essay, and words beside files
  std::vector<std::string> files{};  // file and photo: ids of what was sent, in the order in which it is read
};
BOOST_DESCRIBE_STRUCT(QuestionAnswer, (), (chosen, blanks, matched, text, files))

// Bounds of what a question may hold.
inline constexpr size_t most_options = 26, most_gaps = 40, most_pairs = 40, most_accepted = 50, most_criteria = 20,
                        most_levels = 10, most_answer_files = 12, longest_text = 20'000, longest_option = 2'000,
                        longest_answer = 50'000;
inline constexpr double most_points = 1'000;

// Everything that is wrong with a question, by field ("options/2/text"); empty when it can be asked.
std::vector<FieldError> faults_of(const QuestionBody& question);

// An answer that does not fit the question (a place that is not there, two choices where one is asked for) is refused,
// naming the field; an empty one fits.
Result<void> check_answer(const QuestionBody& question, const QuestionAnswer& answer);

bool marked_by_key(QuestionKind kind);
bool answered(const QuestionBody& question, const QuestionAnswer& answer);

// From 0 to 1; empty for what a machine cannot mark. The answer fits the question.
std::optional<double> share_of(const QuestionBody& question, const QuestionAnswer& answer);
// The share of each gap.
std::vector<double> gap_shares(const QuestionBody& question, const QuestionAnswer& answer);

// What the chosen levels of the rubric add up to: one a criterion, by its place from 0. Empty: not one level each.
std::optional<double> rubric_points(const QuestionBody& question, const std::vector<int64_t>& levels);

// Points to a hundredth, halves up.
double points_of(double share, double most);

// Whether what is written in a gap is accepted, and for which share.
double share_of(const QuestionGap& gap, std::string_view written);

// A number as people write it: full-width digits, a sign, a point, an exponent, or a fraction 3/4. Empty: it is none.
std::optional<double> number_of(std::string_view text);

// Of a text with gaps: how many there are.
size_t gaps_in(std::string_view text);

}  // namespace doorstep::questions
