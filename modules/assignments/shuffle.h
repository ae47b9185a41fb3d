// The order in which one paper shows questions, options and right sides. It follows from the paper's id alone, so that
// every server and every reload shows the same, and nothing of the key can be read off it.
#pragma once

#include "service.h"

namespace doorstep::assignments {

// Places of the questions in the order of the paper.
std::vector<int64_t> places_shown(const SetWork& of, const std::string& paper);

class Shuffled {
 public:
  Shuffled(const SetWork& of, const AssignmentItem& item, const std::string& paper);

  WorkItem item() const;  // without answer and key
  WorkKey key() const;
  // An answer as the paper shows it, of one as it is kept; and back. invalid: it names what is not there.
  questions::QuestionAnswer shown(const questions::QuestionAnswer& kept) const;
  Result<questions::QuestionAnswer> meant(const questions::QuestionAnswer& shown) const;

 private:
  const AssignmentItem& item_;
  std::vector<size_t> options_, rights_;  // by place shown: the place in the question
};

}  // namespace doorstep::assignments
