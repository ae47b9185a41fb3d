#include "ascent.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace doorstep::transfer {
namespace {

constexpr double lowest = -1e300;

template <class Price>
Price worth(const Entries& entries, const std::vector<Price>& prices) {
  Price sum = 0;
  for (const auto& entry : entries) sum += prices[static_cast<size_t>(entry.row)] * entry.count;
  return sum;
}

template <class Price>
std::vector<Price> worth_of_arrivals(const Model& model, const std::vector<Price>& prices) {
  std::vector<Price> worths;
  worths.reserve(model.arrivals.size());
  for (const auto& arrival : model.arrivals) worths.push_back(worth(arrival, prices));
  return worths;
}

// The highest activity that is as good as the lowest best one.
int64_t best_up_to(const Row& row, int64_t best, double price) {
  while (best < row.most && static_cast<double>(row.slope(best)) <= price) ++best;
  return best;
}

}  // namespace

Cost bound_at(const Model& model, const Prices& prices) {
  const auto arrivals = worth_of_arrivals(model, prices);
  Cost sum = 0;
  for (const auto& unit : model.units) {
    Cost best = std::numeric_limits<Cost>::max();
    for (auto j = unit.first; j < unit.last; ++j) {
      const auto& column = model.columns[static_cast<size_t>(j)];
      best = std::min(best, column.cost + arrivals[static_cast<size_t>(column.arrival)]);
    }
    best += worth(unit.leave, prices);
    sum += unit.must ? best : std::min<Cost>(0, best);
  }
  for (size_t r = 0; r < model.rows.size(); ++r) {
    const auto& row = model.rows[r];
    if (row.kind == RowKind::cell) {
      const auto d = row.best(static_cast<double>(prices[r]));
      // The search for the best is in doubles; its neighbours make it exact.
      Cost least = row.cost(d) - prices[r] * d;
      for (const auto other : {d - 1, d + 1})
        if (other >= row.least && other <= row.most) least = std::min(least, row.cost(other) - prices[r] * other);
      sum += least;
    } else if (prices[r] != 0) {
      sum -= prices[r] * (prices[r] > 0 ? row.most : row.least);
    }
  }
  return sum;
}

std::vector<double> regrets(const Model& model, const Prices& prices) {
  const auto arrivals = worth_of_arrivals(model, prices);
  std::vector<double> found(model.columns.size());
  for (const auto& unit : model.units) {
    const Cost leaving = worth(unit.leave, prices);
    Cost best = unit.must ? std::numeric_limits<Cost>::max() : 0;
    const auto reduced = [&](int32_t j) {
      const auto& column = model.columns[static_cast<size_t>(j)];
      return leaving + column.cost + arrivals[static_cast<size_t>(column.arrival)];
    };
    for (auto j = unit.first; j < unit.last; ++j) best = std::min(best, reduced(j));
    for (auto j = unit.first; j < unit.last; ++j)
      found[static_cast<size_t>(j)] = static_cast<double>(reduced(j) - best);
  }
  return found;
}

std::vector<int32_t> nearest(const Model& model, const Prices& prices, size_t count) {
  const auto regret = regrets(model, prices);
  std::vector<int32_t> order(regret.size());
  std::iota(order.begin(), order.end(), 0);
  if (order.size() > count) {
    std::nth_element(order.begin(), order.begin() + static_cast<ptrdiff_t>(count), order.end(),
                     [&](int32_t a, int32_t b) {
                       const double x = regret[static_cast<size_t>(a)], y = regret[static_cast<size_t>(b)];
                       return x != y ? x < y : a < b;
                     });
    order.resize(count);
  }
  for (const auto& unit : model.units)  // who is locked is always asked for
    if (unit.must) order.push_back(unit.first);
  std::sort(order.begin(), order.end());
  order.erase(std::unique(order.begin(), order.end()), order.end());
  return order;
}

std::vector<double> scales(const Model& model) {
  std::vector<double> scale(model.rows.size(), 1);
  const auto see = [&](const Entries& entries) {
    for (const auto& entry : entries) {
      auto& most = scale[static_cast<size_t>(entry.row)];
      most = std::max(most, std::abs(static_cast<double>(entry.count)));
    }
  };
  for (const auto& unit : model.units) see(unit.leave);
  for (const auto& arrival : model.arrivals) see(arrival);
  return scale;
}

Ascent::Ascent(const Model& model, int steps, const Prices* from)
    : model_(model),
      steps_(steps),
      scale_(scales(model)),
      price_(model.rows.size()),
      slope_(model.rows.size()),
      mean_(model.rows.size()),
      square_(model.rows.size()),
      activity_(model.rows.size()),
      best_value_(lowest) {
  int cells = 0;
  for (size_t r = 0; r < price_.size(); ++r) {
    const auto& row = model.rows[r];
    if (row.kind != RowKind::cell) continue;
    price_[r] = static_cast<double>(row.slope(0));
    pace_ += static_cast<double>(row.square + row.missing);
    ++cells;
  }
  if (cells > 0) pace_ /= cells;
  if (pace_ <= 0) {  // nothing is evened: what a column costs is the measure
    for (const auto& column : model.columns) pace_ = std::max(pace_, static_cast<double>(std::abs(column.cost)));
    pace_ = std::max(pace_, 1.0);
  }
  if (from)
    for (size_t r = 0; r < price_.size(); ++r) price_[r] = static_cast<double>((*from)[r]);
  best_ = price_;
  keep();
}

double Ascent::value() {
  arrival_ = worth_of_arrivals(model_, price_);
  std::fill(activity_.begin(), activity_.end(), 0);
  double sum = 0;
  const auto count = [&](const Entries& entries) {
    for (const auto& entry : entries) activity_[static_cast<size_t>(entry.row)] += entry.count;
  };
  for (const auto& unit : model_.units) {
    double best = 1e300;
    int32_t taken = 0;
    for (auto j = unit.first; j < unit.last; ++j) {
      const auto& column = model_.columns[static_cast<size_t>(j)];
      const double cost = static_cast<double>(column.cost) + arrival_[static_cast<size_t>(column.arrival)];
      if (cost < best) {
        best = cost;
        taken = column.arrival;
      }
    }
    best += worth(unit.leave, price_);
    if (best >= 0 && !unit.must) continue;
    sum += best;
    count(unit.leave);
    count(model_.arrivals[static_cast<size_t>(taken)]);
  }
  for (size_t r = 0; r < price_.size(); ++r) {
    const auto& row = model_.rows[r];
    const double price = price_[r];
    int64_t low = row.least, high = row.most;
    if (row.kind == RowKind::cell) {
      low = row.best(price);
      high = best_up_to(row, low, price);
      sum += static_cast<double>(row.cost(low)) - price * static_cast<double>(low);
    } else if (price > 0) {
      low = row.most;
      sum -= price * static_cast<double>(low);
    } else if (price < 0) {
      high = row.least;
      sum -= price * static_cast<double>(high);
    }
    slope_[r] = static_cast<double>(activity_[r] - std::clamp(activity_[r], low, high));
  }
  return sum;
}

// Each row steps by the mean of its slopes over the root of the mean of their squares, and all of them less and less.
void Ascent::take() {
  constexpr double mean_keeps = 0.9, square_keeps = 0.999;
  const double left = 1 - static_cast<double>(taken_) / static_cast<double>(steps_);
  const double pace = pace_ * (4 * left * left + 1e-4);
  decay_ *= square_keeps;
  for (size_t r = 0; r < price_.size(); ++r) {
    const double slope = slope_[r] / scale_[r];
    mean_[r] = mean_keeps * mean_[r] + (1 - mean_keeps) * slope;
    square_[r] = square_keeps * square_[r] + (1 - square_keeps) * slope * slope;
    price_[r] += pace * mean_[r] / ((std::sqrt(square_[r] / (1 - decay_)) + 1e-3) * scale_[r]);
    if (model_.rows[r].most >= no_limit && price_[r] > 0) price_[r] = 0;
  }
  ++taken_;
}

void Ascent::keep() {
  prices_.resize(best_.size());
  for (size_t r = 0; r < best_.size(); ++r) prices_[r] = static_cast<Cost>(std::llround(best_[r]));
  bound_ = bound_at(model_, prices_);
}

void Ascent::step(int count) {
  bool better = false;
  for (int i = 0; i < count && !done(); ++i) {
    const double sum = value();
    if (sum > best_value_) {
      best_value_ = sum;
      best_ = price_;
      better = true;
    }
    take();
  }
  if (!better) return;
  const auto before = bound_;
  const auto prices = prices_;
  keep();
  if (bound_ < before) {
    bound_ = before;
    prices_ = prices;
  }
}

}  // namespace doorstep::transfer
