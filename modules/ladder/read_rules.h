// Reading and checking ladders.
#pragma once

#include <doorstep/base/result.h>
#include <doorstep/ladder/rules.h>

namespace doorstep::ladder {

// From a file. invalid: fields[] are "file:line: key" with what is wrong there.
Result<Ladder> read_ladder(std::string_view text, const std::string& name);

// What no file and no edition may say: weights that do not add up, levels without a rubric, anchors out of order ...
// Empty when all is well.
std::vector<FieldError> faults_of(const Ladder& ladder);

const std::vector<Ladder>& built_in_ladders();
const Ladder* built_in(std::string_view id);

// The condition in words, "at least 4 years as second-grade teacher".
Words words_of(const LadderNeed& need, const Ladder& ladder);
// By order; -1 for none such.
int degree_place(std::string_view code);
Words degree_words(std::string_view code);

}  // namespace doorstep::ladder
