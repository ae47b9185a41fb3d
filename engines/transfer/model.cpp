#include "model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace doorstep::transfer {
namespace {

Cost fixed(double weight) {
  constexpr double most = 4 * static_cast<double>(dearest_cost);
  return static_cast<Cost>(std::llround(std::clamp(weight * 1e12, -most, most)));
}

class Builder {
 public:
  Builder(const Instance& instance, const Tangent& at) : instance_(instance), rules_(instance.problem->rules) {
    add_cells(at);
    if (rules_.moved_least || rules_.moved_most)
      moved_ = add({RowKind::moved, -1, -1, -1, -1, moved_least(instance), moved_most(instance)});
    if (rules_.backbone_least) {
      share_ = std::llround(*rules_.backbone_least * 10'000);
      backbone_ = add({RowKind::backbone, -1, -1, -1, -1, 0, no_limit});
    }
    add_units();
    for (const auto& person : instance.people)
      if (person.approved_to >= 0) model_.constant += fixed(weight(Goal::churn));
    coarsen();
  }
  Model take() { return std::move(model_); }

 private:
  double weight(Goal goal) const { return instance_.weight_of[static_cast<size_t>(goal)]; }
  int32_t add(Row row) {
    model_.rows.push_back(row);
    return static_cast<int32_t>(model_.rows.size()) - 1;
  }

  // A row that is made when it is first needed.
  template <class Make>
  int32_t once(RowKind kind, size_t where, Make&& make) {
    const auto [found, fresh] = known_.try_emplace({kind, where}, -1);
    if (fresh) found->second = add(make());
    return found->second;
  }

  void add_cells(const Tangent& at) {
    double weights = 0;
    for (const auto& gauge : instance_.gauges) weights += gauge.weight;
    cells_.resize(instance_.gauges.size());
    for (size_t k = 0; k < instance_.gauges.size(); ++k) {
      const auto& gauge = instance_.gauges[k];
      const auto& least = instance_.problem->indicators[k].least;
      const double share = weights > 0 ? gauge.weight / weights : 0;
      const auto cv = k < at.size() && at[k] ? at[k] : gauge.cv;
      double even = 0;
      if (cv && gauge.cv) {
        const double at_least = std::max(*cv, steepest_tangent);
        const double mean = static_cast<double>(gauge.counted) / static_cast<double>(gauge.pupils);
        even = weight(Goal::evenness) * share / (2 * at_least * static_cast<double>(gauge.pupils) * mean * mean);
      }
      int64_t needed = 0;
      for (size_t i = 0; i < gauge.count.size(); ++i) needed += threshold(k, i);
      const Cost missing =
          least && needed > 0 ? fixed(weight(Goal::shortfall) * share / static_cast<double>(needed)) : 0;
      cells_[k].assign(gauge.count.size(), -1);
      for (size_t i = 0; i < gauge.count.size(); ++i) {
        const auto pupils = instance_.sites[i][static_cast<size_t>(gauge.stage)].pupils;
        if (pupils <= 0) continue;
        const double square = even / static_cast<double>(pupils);
        Row row{RowKind::cell, static_cast<int32_t>(i), gauge.stage, -1, static_cast<int32_t>(k), 0, 0};
        row.linear = fixed(2 * static_cast<double>(gauge.count[i]) * square);
        row.square = fixed(square);
        row.missing = missing;
        row.needed = threshold(k, i) - gauge.count[i];
        cells_[k][i] = add(row);
      }
    }
  }

  // How many reach the threshold of indicator k at school i.
  int64_t threshold(size_t k, size_t i) const {
    const auto& least = instance_.problem->indicators[k].least;
    if (!least) return 0;
    const auto pupils = instance_.sites[i][static_cast<size_t>(instance_.gauges[k].stage)].pupils;
    return static_cast<int64_t>(std::ceil(*least * static_cast<double>(pupils) / 100 - 1e-9));
  }

  // What one person more (1) or fewer (-1) changes at a school.
  void change_at(int32_t school, const Person& person, int32_t sign, std::map<int32_t, int32_t>& sums) {
    const auto here = static_cast<size_t>(school);
    for (const auto k : person.cells)
      if (const auto row = cells_[static_cast<size_t>(k)][here]; row >= 0) sums[row] += sign;
    if (const auto most = rules_.headcount_change)
      sums[once(RowKind::headcount, here,
                [&] { return Row{RowKind::headcount, school, -1, -1, -1, -*most, *most}; })] += sign;
    const auto spot = instance_.spot(school, person.stage, person.subject);
    if (const auto most = rules_.subject_change)
      sums[once(RowKind::subject, spot, [&] {
        return Row{RowKind::subject, school, person.stage, person.subject, -1, -*most, *most};
      })] += sign;
    if (instance_.hours_needed[spot] > 0 && person.hours > 0)
      sums[once(RowKind::hours, spot, [&] {
        // Where less is taught today than is needed, nothing may be lost.
        const auto spare = std::max<int64_t>(0, instance_.hours_today[spot] - instance_.hours_needed[spot]);
        return Row{RowKind::hours, school, person.stage, person.subject, -1, -spare, no_limit};
      })] += sign * static_cast<int32_t>(person.hours);
  }

  void leave(const Person& person, std::map<int32_t, int32_t>& sums) {
    change_at(person.school, person, -1, sums);
    if (const auto share = rules_.leaving_most)
      sums[once(RowKind::leaving, static_cast<size_t>(person.school), [&] {
        const auto staff = static_cast<double>(instance_.staff[static_cast<size_t>(person.school)]);
        return Row{
            RowKind::leaving, person.school, -1, -1, -1, 0, static_cast<int64_t>(std::floor(*share * staff + 1e-9))};
      })] += 1;
    if (moved_ >= 0) sums[moved_] += 1;
    if (backbone_ >= 0) sums[backbone_] += static_cast<int32_t>((person.backbone ? 10'000 : 0) - share_);
  }

  static Entries entries(const std::map<int32_t, int32_t>& sums) {
    Entries made;
    for (const auto& [row, count] : sums)
      if (count != 0) made.push_back({row, count});
    return made;
  }

  Cost cost(const Person& person, const Open& way) const {
    const double term = static_cast<double>(rules_.term.value_or(1));
    const double burden = term * (2 * person.years_away + term);
    Cost sum = fixed(weight(Goal::travel) * way.km) + fixed(weight(Goal::burden) * burden);
    if (!person.wishes) sum += fixed(weight(Goal::wishes));
    if (person.approved_to < 0) sum += fixed(weight(Goal::churn));
    if (person.approved_to == way.to) sum -= fixed(weight(Goal::churn));
    return sum;
  }

  void add_unit(const std::vector<int32_t>& people) {
    Unit made;
    made.teachers = people;
    made.first = made.last = static_cast<int32_t>(model_.columns.size());
    std::map<int32_t, int32_t> sums;
    for (const auto who : people) {
      const auto& person = instance_.people[static_cast<size_t>(who)];
      if (person.ways.empty()) return;  // one who stays keeps the others
      made.must = made.must || person.locked_to >= 0;
      leave(person, sums);
    }
    made.leave = entries(sums);
    for (const auto& way : instance_.people[static_cast<size_t>(people.front())].ways) add_column(made, way);
    if (made.first == made.last) return;
    for (const auto& entry : made.leave) widen(entry);
    model_.units.push_back(std::move(made));
  }

  void add_column(Unit& made, const Open& first) {
    std::map<int32_t, int32_t> sums;
    Cost sum = 0;
    for (const auto who : made.teachers) {
      const auto& person = instance_.people[static_cast<size_t>(who)];
      const auto way =
          std::find_if(person.ways.begin(), person.ways.end(), [&](const Open& open) { return open.to == first.to; });
      if (way == person.ways.end()) return;
      change_at(first.to, person, 1, sums);
      sum += cost(person, *way);
    }
    auto arrival = entries(sums);
    const auto [found, fresh] = arrivals_.try_emplace(arrival, static_cast<int32_t>(model_.arrivals.size()));
    for (const auto& entry : arrival) widen(entry);
    if (fresh) model_.arrivals.push_back(std::move(arrival));
    model_.columns.push_back({static_cast<int32_t>(model_.units.size()), first.to, found->second, sum});
    ++made.last;
  }

  // A cell may take what all its columns together can bring or take away.
  void widen(const Entry& entry) {
    auto& row = model_.rows[static_cast<size_t>(entry.row)];
    if (row.kind != RowKind::cell) return;
    (entry.count < 0 ? row.least : row.most) += entry.count;
  }

  void add_units() {
    std::vector<bool> placed(instance_.people.size());
    for (const auto& people : instance_.together) {
      for (const auto who : people) placed[static_cast<size_t>(who)] = true;
      add_unit(people);
    }
    for (size_t i = 0; i < placed.size(); ++i)
      if (!placed[i]) add_unit({static_cast<int32_t>(i)});
  }

  // Hours come in lots, mostly those of one full-time teacher of the subject. Counted in lots, with the limit rounded
  // to whole ones, a row says the same of whole people and far more of fractions: plans are found where otherwise none
  // is.
  void coarsen() {
    std::vector<int64_t> lots(model_.rows.size());
    const auto each = [&](auto&& see) {
      for (auto& unit : model_.units)
        for (auto& entry : unit.leave) see(entry);
      for (auto& arrival : model_.arrivals)
        for (auto& entry : arrival) see(entry);
    };
    each([&](const Entry& entry) {
      auto& lot = lots[static_cast<size_t>(entry.row)];
      if (model_.rows[static_cast<size_t>(entry.row)].kind == RowKind::hours) lot = std::gcd(lot, entry.count);
    });
    for (size_t r = 0; r < lots.size(); ++r)
      if (lots[r] > 1) {
        model_.rows[r].grain = lots[r];
        model_.rows[r].least = -(-model_.rows[r].least / lots[r]);
      }
    each([&](Entry& entry) { entry.count /= static_cast<int32_t>(model_.rows[static_cast<size_t>(entry.row)].grain); });
  }

  const Instance& instance_;
  const Rules& rules_;
  Model model_;
  int32_t moved_ = -1, backbone_ = -1;
  int64_t share_ = 0;                        // of the backbone among the moved, in ten-thousandths
  std::vector<std::vector<int32_t>> cells_;  // [indicator][school]
  std::map<std::pair<RowKind, size_t>, int32_t> known_;
  std::map<Entries, int32_t> arrivals_;
};

}  // namespace

Cost Row::cost(int64_t d) const {
  return linear * d + square * d * d + missing * (std::max<int64_t>(0, needed - d) - std::max<int64_t>(0, needed));
}

int64_t Row::best(double price) const {
  int64_t low = least, high = most;  // the smallest d in [low, high] with slope(d) >= price, else high
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    if (static_cast<double>(slope(middle)) >= price)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

Model build(const Instance& instance, const Tangent& at) { return Builder{instance, at}.take(); }

bool too_dear(const Model& model) {
  const auto out_of_range = [](Cost cost) { return cost > dearest_cost || cost < -dearest_cost; };
  for (const auto& row : model.rows)
    if (out_of_range(row.linear) || out_of_range(row.square) || out_of_range(row.missing)) return true;
  return std::any_of(model.columns.begin(), model.columns.end(),
                     [&](const Column& column) { return out_of_range(column.cost); });
}

std::vector<int64_t> activities(const Model& model, const Choice& choice) {
  std::vector<int64_t> sums(model.rows.size());
  for (size_t u = 0; u < choice.size(); ++u) {
    if (choice[u] < 0) continue;
    for (const auto& entry : model.units[u].leave) sums[static_cast<size_t>(entry.row)] += entry.count;
    const auto& column = model.columns[static_cast<size_t>(choice[u])];
    for (const auto& entry : model.arrivals[static_cast<size_t>(column.arrival)])
      sums[static_cast<size_t>(entry.row)] += entry.count;
  }
  return sums;
}

Cost cost_of(const Model& model, const Choice& choice) {
  Cost sum = 0;
  const auto sums = activities(model, choice);
  for (size_t r = 0; r < sums.size(); ++r)
    if (model.rows[r].kind == RowKind::cell) sum += model.rows[r].cost(sums[r]);
  for (const auto column : choice)
    if (column >= 0) sum += model.columns[static_cast<size_t>(column)].cost;
  return sum;
}

}  // namespace doorstep::transfer
