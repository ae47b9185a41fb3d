#include "mps.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace doorstep::transfer {
namespace {

// A cost in millionths, exactly: 1e-12 has six more digits.
std::string millionths(Cost cost) {
  const auto size = cost < 0 ? -cost : cost;
  return fmt::format("{}{}.{:06}", cost < 0 ? "-" : "", size / 1'000'000, size % 1'000'000);
}

class Writer {
 public:
  Writer(const Model& model, const std::function<void(std::string_view)>& out) : model_(model), out_(out) {}

  void write() {
    put("NAME X FREE\nROWS\n N cost\n");
    for (size_t r = 0; r < model_.rows.size(); ++r) put(" {} r{}\n", sense(model_.rows[r]), r);
    for (size_t u = 0; u < model_.units.size(); ++u) put(" {} t{}\n", model_.units[u].must ? 'E' : 'L', u);
    put("COLUMNS\n MARKER 'MARKER' 'INTORG'\n");
    for (size_t j = 0; j < model_.columns.size(); ++j) column(j);
    put(" MARKER 'MARKER' 'INTEND'\n");
    for (size_t r = 0; r < model_.rows.size(); ++r) steps(r);
    put("RHS\n");
    for (size_t r = 0; r < model_.rows.size(); ++r)
      if (const auto side = right(model_.rows[r]); side != 0) put(" RHS r{} {}\n", r, side);
    for (size_t u = 0; u < model_.units.size(); ++u) put(" RHS t{} 1\n", u);
    put("RANGES\n");
    for (size_t r = 0; r < model_.rows.size(); ++r)
      if (const auto& row = model_.rows[r]; sense(row) == 'L') put(" RNG r{} {}\n", r, row.most - row.least);
    put("BOUNDS\n");
    for (size_t j = 0; j < model_.columns.size(); ++j) put(" UP BND x{} 1\n", j);
    for (size_t r = 0; r < model_.rows.size(); ++r) {
      const auto& row = model_.rows[r];
      if (row.kind != RowKind::cell) continue;
      for (int64_t d = 0; d < row.most; ++d) put(" UP BND u{}_{} 1\n", r, d);
      for (int64_t d = 0; d > row.least; --d) put(" UP BND d{}_{} 1\n", r, -d);
    }
    put("ENDATA\n");
    if (!text_.empty()) out_(text_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<const Args&...> format, const Args&... args) {
    fmt::format_to(std::back_inserter(text_), format, args...);
    if (text_.size() < 1 << 16) return;
    out_(text_);
    text_.clear();
  }

  static char sense(const Row& row) {
    if (row.kind == RowKind::cell || row.least == row.most) return 'E';
    return row.most >= no_limit ? 'G' : 'L';
  }
  static int64_t right(const Row& row) {
    if (row.kind == RowKind::cell) return 0;
    return sense(row) == 'L' ? row.most : row.least;
  }

  void column(size_t j) {
    const auto& of = model_.columns[j];
    std::map<int32_t, int64_t> sums;
    for (const auto* entries :
         {&model_.units[static_cast<size_t>(of.unit)].leave, &model_.arrivals[static_cast<size_t>(of.arrival)]})
      for (const auto& entry : *entries) sums[entry.row] += entry.count;
    if (of.cost != 0) put(" x{} cost {}\n", j, millionths(of.cost));
    for (const auto& [row, sum] : sums)
      if (sum != 0) put(" x{} r{} {}\n", j, row, sum);
    put(" x{} t{} 1\n", j, of.unit);
  }

  void steps(size_t r) {
    const auto& row = model_.rows[r];
    if (row.kind != RowKind::cell) return;
    for (int64_t d = 0; d < row.most; ++d)
      put(" u{0}_{1} cost {2}\n u{0}_{1} r{0} -1\n", r, d, millionths(row.slope(d)));
    for (int64_t d = 0; d > row.least; --d)
      put(" d{0}_{1} cost {2}\n d{0}_{1} r{0} 1\n", r, -d, millionths(-row.slope(d - 1)));
  }

  const Model& model_;
  const std::function<void(std::string_view)>& out_;
  std::string text_;
};

}  // namespace

void write_mps(const Model& model, const std::function<void(std::string_view)>& out) { Writer{model, out}.write(); }

}  // namespace doorstep::transfer
