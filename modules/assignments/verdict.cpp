#include "verdict.h"

#include <algorithm>
#include <cmath>

#include <doorstep/base/digest.h>

namespace doorstep::assignments {

bool lies_apart(const MarkingRule& rule, double one, double other, double most) {
  return std::abs(one - other) > rule.max_gap * most + 1e-9;
}

Verdict verdict_of(const MarkingRule& rule, const std::map<int64_t, double>& marks, double most) {
  const auto at = [&](int64_t slot) -> std::optional<double> {
    const auto found = marks.find(slot);
    return found == marks.end() ? std::nullopt : std::optional{found->second};
  };
  const auto mean = [](double one, double other) { return questions::points_of(1, (one + other) / 2); };
  if (const auto decided = at(0)) return {decided, false};
  const auto first = at(1), second = at(2), third = at(3);
  if (!rule.twice) return {first, false};
  if (!first || !second) return {};
  if (!lies_apart(rule, *first, *second, most)) return {mean(*first, *second), false};
  if (!third) return {{}, true};
  // As near to both: the higher one, for the child.
  const auto low = std::min(*first, *second), high = std::max(*first, *second);
  return {mean(*third, *third - low < high - *third ? low : high), false};
}

std::optional<std::vector<Dealt>> deal(std::vector<DealtPaper> papers, std::vector<int64_t> load,
                                       const std::vector<std::string>& markers, size_t each, const std::string& seed) {
  std::ranges::sort(papers, {}, [&](const DealtPaper& one) { return digest_hex(seed + "/" + one.id); });
  std::vector<Dealt> made;
  const auto may_have = [&](const DealtPaper& paper, const Dealt& one, size_t marker) {
    const auto in = [&](const std::vector<size_t>& list) { return std::ranges::count(list, marker) > 0; };
    return !in(paper.barred) && !in(paper.had) && !in(one.markers);
  };
  for (const auto& paper : papers) {
    Dealt one{paper.id, {}};
    for (size_t part = 0; part < each; ++part) {
      std::optional<size_t> best;
      std::string best_key;
      for (size_t at = 0; at < markers.size(); ++at) {
        if (!may_have(paper, one, at)) continue;
        auto key = digest_hex(seed + "/" + paper.id + "/" + markers[at]);
        if (best && std::tie(load[*best], best_key) <= std::tie(load[at], key)) continue;
        best = at;
        best_key = std::move(key);
      }
      if (!best) return {};
      ++load[*best];
      one.markers.push_back(*best);
    }
    made.push_back(std::move(one));
  }
  // Who may have little is served late: papers go over, the first ones first, while somebody has two more than another.
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t at = 0; at < made.size(); ++at)
      for (auto& marker : made[at].markers) {
        std::optional<size_t> least;
        for (size_t other = 0; other < markers.size(); ++other)
          if (load[other] + 1 < load[marker] && may_have(papers[at], made[at], other) &&
              (!least || load[other] < load[*least]))
            least = other;
        if (!least) continue;
        --load[marker];
        ++load[*least];
        marker = *least;
        moved = true;
      }
  }
  return made;
}

}  // namespace doorstep::assignments
