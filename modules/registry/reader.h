// Who reads the register, and which counts are for everyone.
#pragma once

#include <utility>
#include <vector>

#include <doorstep/base/id.h>
#include <doorstep/base/words.h>

namespace doorstep::registry {

// Which part of the tree a caller may see. `everything`, or below the roots (a group root means its members).
struct Scope {
  bool everything = true;
  std::vector<OrgId> roots;
};
// Of the bounds of a right, as bounds_of() gives them.
inline Scope scope_of(auto bounds) { return {bounds.everything, std::move(bounds.roots)}; }

// Who reads a list: what is in it, and of which schools every count. Of other schools a roll that is few is not shown
// and is in no total, so that no subtraction can bring it out.
struct Reader {
  Scope visible;
  Scope full;
};

// A roll is the students of one stage of a school, or of the school where it has no stages. One of 1 to 9 is few: the
// commonest least number in public reports (NCES 2011-603).
constexpr int few_students = 10;
constexpr bool is_few(double students) { return 0 < students && students < few_students; }

// What a table says below or above the counts, when some are left out.
inline Words few_words() {
  return say("人数少于 {0} 人的学校或学段不公开人数，也不计入合计",
             "schools and stages of fewer than {0} students: the number is not published, and no total contains it",
             few_students);
}

}  // namespace doorstep::registry
