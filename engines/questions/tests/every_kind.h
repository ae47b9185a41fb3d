// Questions of every kind and rule, for tests of what is written and read.
#pragma once

#include "../qti.h"

namespace doorstep::questions {

inline QuestionBody choice(QuestionKind kind, std::vector<QuestionOption> options) {
  QuestionBody made;
  made.kind = kind;
  made.text = "Which < & \"which\"?\nChoose.";
  made.options = std::move(options);
  return made;
}
inline QuestionBody blank(const char* text, std::vector<QuestionGap> gaps) {
  QuestionBody made;
  made.kind = QuestionKind::blank;
  made.text = text;
  made.gaps = std::move(gaps);
  return made;
}

inline std::vector<FoundQuestion> every_kind() {
  std::vector<FoundQuestion> made;
  const auto add = [&](QuestionBody body) { made.push_back({std::move(body), 0, {}, {}}); };
  auto one = choice(QuestionKind::choice, {{"a", 0, {}}, {"b", 1, {}}, {"c", 0.5, {}}});
  one.points = 4;
  one.explanation = "Because <b>.\n\nTwice.";
  add(one);
  for (const auto rule : {MultipleRule::exact, MultipleRule::part, MultipleRule::part_flat, MultipleRule::shares}) {
    auto several = choice(QuestionKind::multiple, {{"a", 0.5, {}}, {"b", 0.5, {}}, {"c", -0.5, {}}, {"d", 0, {}}});
    several.rule = rule;
    several.points = 6;
    add(several);
  }
  add(choice(QuestionKind::true_false, {{"对", 0, {}}, {"错", 1, {}}}));
  QuestionBody pairs;
  pairs.kind = QuestionKind::matching;
  pairs.text = "Match";
  pairs.points = 3;
  pairs.pairs = {{"cat", "meat"}, {"dog", "meat"}, {"cow", "grass"}, {"", "stones"}};
  add(pairs);
  add(blank("Two and two", {{false, false, {{"four", 1, 0, {}}, {"vier", 0.5, 0, {}}}}}));
  auto numbers = blank("π is ____ and\n1/2 + 1/4 is ___.", {{true, false, {{"3.14", 1, 0.01, {}}, {"3", 0.5, 0.2, {}}}},
                                                            {true, false, {{"3/4", 1, 0, {}}}}});
  numbers.points = 2;
  add(numbers);
  add(blank("___ & ___", {{false, true, {{"Tom", 1, 0, {}}}}, {false, false, {{"<Jerry>", 1, 0, {}}}}}));
  QuestionBody essay;
  essay.kind = QuestionKind::essay;
  essay.text = "Write.";
  add(essay);
  essay.kind = QuestionKind::photo;
  add(essay);
  return made;
}

}  // namespace doorstep::questions
