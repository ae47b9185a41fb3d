// What several marks of one answer come to, and to whom answers are dealt. Pure functions of their arguments.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/assignments/marking.h>

namespace doorstep::assignments {

struct Verdict {
  std::optional<double> points;
  bool apart = false;  // two marks lie too far apart, and nobody has decided yet
};
// `marks` by slot; `most`: the full mark. Slot 0 decides where it is there.
Verdict verdict_of(const MarkingRule& rule, const std::map<int64_t, double>& marks, double most);
bool lies_apart(const MarkingRule& rule, double one, double other, double most);

// A paper with who may not mark it and who has it already, as places in the list of markers.
struct DealtPaper {
  std::string id;
  std::vector<size_t> barred, had;
};
// The least laden first, then by the digest of seed, paper and marker; papers in the order of their digest; then evened
// out. `load` is what markers have already. One marker for each of `each` parts of a paper, none twice; empty where
// nobody is left.
struct Dealt {
  std::string paper;
  std::vector<size_t> markers;
};
std::optional<std::vector<Dealt>> deal(std::vector<DealtPaper> papers, std::vector<int64_t> load,
                                       const std::vector<std::string>& markers, size_t each, const std::string& seed);

}  // namespace doorstep::assignments
