// Every change of a round is a ring: a student goes from where she is (or from outside) to where she would rather be,
// somebody makes room, and so on. Each step has a cost in the profile: minus one for the choice that is got, plus one
// for that which is lost. The round is rank-maximal when no ring costs less than nothing, which shortest distances
// prove; the lottery was followed when in no ring that costs nothing the earliest student gains. (Irving and others
// look at matchings that grow; this looks at the finished one.)
#include "best.h"

#include <algorithm>
#include <tuple>

namespace doorstep::draft_check {
namespace {

struct Step {
  int from = 0, to = 0;
  int student = -1;            // place in the order; -1: seats only
  int gains = -1, loses = -1;  // what is counted: choice and class
};

// Strong components of links over a few of many nodes.
struct Link {
  int from = 0, to = 0;
  int student = 0;
  bool better = false;
};

class Components {
 public:
  explicit Components(size_t nodes = 0) : local_(nodes, -1), component_(nodes, -1) {}

  // Afterwards of() tells for the ends of `links`; another node is a component by itself.
  void find(const std::vector<Link>& links) {
    for (const auto node : nodes_) local_[static_cast<size_t>(node)] = -1;
    nodes_.clear();
    for (const auto& link : links) enter(link.from), enter(link.to);
    const auto count = nodes_.size();
    begin_.assign(count + 1, 0);
    for (const auto& link : links) ++begin_[place(link.from) + 1];
    for (size_t at = 0; at < count; ++at) begin_[at + 1] += begin_[at];
    next_.resize(links.size());
    auto fill = begin_;
    for (const auto& link : links) next_[fill[place(link.from)]++] = place(link.to);
    walk();
  }
  int of(int node) const {
    return local_[static_cast<size_t>(node)] < 0 ? node : component_[static_cast<size_t>(node)];
  }

 private:
  void enter(int node) {
    auto& local = local_[static_cast<size_t>(node)];
    if (local >= 0) return;
    local = static_cast<int>(nodes_.size());
    nodes_.push_back(node);
  }
  size_t place(int node) const { return static_cast<size_t>(local_[static_cast<size_t>(node)]); }

  void walk() {  // Tarjan, without recursion; a component is named by one of its nodes
    const auto count = nodes_.size();
    std::vector<int> index(count, -1), low(count, 0);
    std::vector<uint8_t> open(count, 0);
    std::vector<size_t> stack, path, cursor{begin_.begin(), begin_.end() - 1};
    int clock = 0;
    for (size_t root = 0; root < count; ++root) {
      if (index[root] >= 0) continue;
      path.push_back(root);
      while (!path.empty()) {
        const auto node = path.back();
        if (index[node] < 0) {
          index[node] = low[node] = clock++;
          stack.push_back(node);
          open[node] = 1;
        }
        bool deeper = false;
        for (auto& at = cursor[node]; at < begin_[node + 1] && !deeper; ++at) {
          const auto other = next_[at];
          if (index[other] < 0) {
            path.push_back(other);
            deeper = true;
            break;  // looked at again when it is done
          }
          if (open[other]) low[node] = std::min(low[node], low[other]);
        }
        if (deeper) continue;
        path.pop_back();
        if (low[node] != index[node]) continue;
        for (;;) {
          const auto member = stack.back();
          stack.pop_back();
          open[member] = 0;
          component_[static_cast<size_t>(nodes_[member])] = nodes_[node];
          if (member == node) break;
        }
      }
    }
  }

  std::vector<int> local_, component_, nodes_;
  std::vector<size_t> begin_, next_;
};

class Best {
 public:
  Best(const View& view, const Sitting& sitting, const Seating& seating)
      : view_(view), sitting_(sitting), seating_(seating), classes_(view.problem.rule.priorities.size() + 1) {
    for (const auto& offering : view.problem.offerings) {
      first_node_.push_back(nodes_);
      nodes_ += static_cast<int>(offering.quotas.size()) + 2;  // quotas, all others, shared seats
    }
    outside_ = nodes_++;
    add_seats();
    add_students();
    distance_.assign(static_cast<size_t>(nodes_) * counted_, 0);
    components_ = Components{static_cast<size_t>(nodes_)};
  }

  std::vector<Finding> all() {
    std::vector<Finding> found;
    if (!settle()) {
      found.push_back({"profile", "", "", 0, 0});
      return found;
    }
    std::vector<Link> links;
    for (const auto& step : steps_)
      if (compare(step) == 0) {
        const bool better = step.gains >= 0 && (step.loses < 0 || step.gains / classes() < step.loses / classes());
        links.push_back({step.from, step.to, step.student < 0 ? students() : step.student, better});
      }
    components_.find(links);
    std::erase_if(links, [&](const Link& link) { return components_.of(link.from) != components_.of(link.to); });
    follow(0, students(), std::move(links));
    for (const auto student : passed_over_)
      found.push_back({"order", view_.problem.students[sitting_.students[static_cast<size_t>(student)]].id, "", 0, 0});
    return found;
  }

 private:
  int classes() const { return static_cast<int>(classes_); }
  int students() const { return static_cast<int>(sitting_.students.size()); }
  int node_of(const Choice& choice) const { return first_node_[choice.offering] + static_cast<int>(choice.quota); }

  void add_seats() {
    for (size_t offering = 0; offering < first_node_.size(); ++offering) {
      const auto quotas = view_.problem.offerings[offering].quotas.size() + 1;
      const auto shared = first_node_[offering] + static_cast<int>(quotas);
      bool used = false;
      for (size_t quota = 0; quota < quotas; ++quota) {
        const auto node = first_node_[offering] + static_cast<int>(quota);
        const auto count = seating_.count(offering, quota), least = view_.least_of(offering, quota);
        if (count < least) steps_.push_back({node, outside_});
        if (count > 0 && count <= least) steps_.push_back({outside_, node});
        if (std::max(count, least) < view_.most_of(offering, quota)) steps_.push_back({node, shared});
        if (count > least) steps_.push_back({shared, node}), used = true;
      }
      if (seating_.spoken_for(offering) < view_.problem.offerings[offering].capacity)
        steps_.push_back({shared, outside_});
      if (used) steps_.push_back({outside_, shared});
    }
  }

  void add_students() {
    for (int student = 0; student < students(); ++student) {
      const auto at = static_cast<size_t>(student);
      const auto& choices = view_.choices[sitting_.students[at]];
      const auto& left = sitting_.left[at];
      const auto counts = [&](size_t place) {
        const auto counted = static_cast<int>(place * classes_ + choices[left[place]].word);
        counted_ = std::max(counted_, static_cast<size_t>(counted) + 1);
        return counted;
      };
      int from = outside_, loses = -1;
      for (size_t place = 0; place < left.size(); ++place)
        if (sitting_.got[at] == left[place]) from = node_of(choices[left[place]]), loses = counts(place);
      for (size_t place = 0; place < left.size(); ++place)
        if (sitting_.got[at] != left[place])
          steps_.push_back({from, node_of(choices[left[place]]), student, counts(place), loses});
      if (loses >= 0) steps_.push_back({from, outside_, student, -1, loses});
    }
  }

  int32_t* distance(int node) { return distance_.data() + static_cast<size_t>(node) * counted_; }

  // The distance to `from` and the step, against the distance to `to`: below zero, it is a shorter way.
  int compare(const Step& step) {
    const auto* from = distance(step.from);
    const auto* to = distance(step.to);
    for (int at = 0; at < static_cast<int>(counted_); ++at) {
      const auto by_step = from[at] - (at == step.gains ? 1 : 0) + (at == step.loses ? 1 : 0);
      if (by_step != to[at]) return by_step < to[at] ? -1 : 1;
    }
    return 0;
  }

  // Shortest distances from everywhere; false when a ring makes them shorter for ever.
  bool settle() {
    std::sort(steps_.begin(), steps_.end(), [](const Step& one, const Step& other) {
      return std::tie(one.from, one.to, one.student) < std::tie(other.from, other.to, other.student);
    });
    std::vector<size_t> begin(static_cast<size_t>(nodes_) + 1, 0);
    for (const auto& step : steps_) ++begin[static_cast<size_t>(step.from) + 1];
    for (size_t node = 0; node < static_cast<size_t>(nodes_); ++node) begin[node + 1] += begin[node];
    std::vector<int> came(static_cast<size_t>(nodes_), -1), now(static_cast<size_t>(nodes_)), later;
    for (int node = 0; node < nodes_; ++node) now[static_cast<size_t>(node)] = node;
    std::vector<uint8_t> listed(static_cast<size_t>(nodes_), 0);
    for (int pass = 1; !now.empty(); ++pass) {
      if (pass > nodes_ || (pass % 16 == 0 && ring_in(came))) return false;
      later.clear();
      for (const auto node : now) {
        listed[static_cast<size_t>(node)] = 0;
        for (auto at = begin[static_cast<size_t>(node)]; at < begin[static_cast<size_t>(node) + 1]; ++at) {
          const auto& step = steps_[at];
          if (compare(step) >= 0) continue;
          std::copy_n(distance(step.from), counted_, distance(step.to));
          if (step.gains >= 0) --distance(step.to)[step.gains];
          if (step.loses >= 0) ++distance(step.to)[step.loses];
          came[static_cast<size_t>(step.to)] = node;
          if (!listed[static_cast<size_t>(step.to)]) later.push_back(step.to), listed[static_cast<size_t>(step.to)] = 1;
        }
      }
      std::swap(now, later);
    }
    return true;
  }

  static bool ring_in(const std::vector<int>& came) {
    std::vector<int> seen(came.size(), -1);
    for (int start = 0; start < static_cast<int>(came.size()); ++start) {
      auto node = start;
      while (node >= 0 && seen[static_cast<size_t>(node)] < 0) {
        seen[static_cast<size_t>(node)] = start;
        node = came[static_cast<size_t>(node)];
      }
      if (node >= 0 && seen[static_cast<size_t>(node)] == start) return true;
    }
    return false;
  }

  // Whether a link that makes its student better off closes a ring with links of later students only: when its ends
  // hang together by links of the same and later students. `links` are those that begin to hang together when the
  // students from `first` to `last` are taken in, ends that did before being one.
  void follow(int first, int last, std::vector<Link> links) {
    constexpr size_t enough = 100;
    if (links.empty() || passed_over_.size() >= enough) return;
    const auto middle = first + (last - first + 1) / 2;
    std::vector<Link> some;
    for (const auto& link : links)
      if (link.student >= middle) some.push_back(link);
    components_.find(some);
    if (first == last) {
      for (const auto& link : some)
        if (link.better && link.student == first && components_.of(link.from) == components_.of(link.to))
          passed_over_.push_back(link.student);
      return;
    }
    std::vector<Link> inside, across;
    for (const auto& link : links) {
      auto joined = link;
      joined.from = components_.of(link.from);
      joined.to = components_.of(link.to);
      if (joined.from != joined.to)
        across.push_back(joined);
      else if (link.student >= middle)
        inside.push_back(link);
      else if (link.better)
        passed_over_.push_back(link.student);
    }
    links.clear();
    follow(middle, last, std::move(inside));
    follow(first, middle - 1, std::move(across));
  }

  const View& view_;
  const Sitting& sitting_;
  const Seating& seating_;
  const size_t classes_;
  size_t counted_ = 1;  // choices times classes
  int nodes_ = 0, outside_ = 0;
  std::vector<int> first_node_;  // by offering
  std::vector<Step> steps_;
  std::vector<int32_t> distance_;
  Components components_;
  std::vector<int> passed_over_;
};

}  // namespace

std::vector<Finding> check_best(const View& view, const Sitting& sitting, const Seating& seating) {
  return Best{view, sitting, seating}.all();
}

}  // namespace doorstep::draft_check
