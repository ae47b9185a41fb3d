// Who of the panel reads which application: as many readers as asked for, nobody one of its own, the work as even as it
// can be, and the same again from the same seed. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::ladder {

struct Reading {
  std::string paper;
  std::vector<bool> may;       // by place of the rater
  std::vector<size_t> before;  // raters that have it already
  int64_t wanted = 2;          // more on top of these
};

struct Assigned {
  std::vector<std::vector<size_t>> raters;  // for each reading
  std::vector<size_t> short_of;             // readings with too few that may
};
// `load`: what each rater has to read already.
Assigned assign(const std::vector<Reading>& readings, std::vector<int64_t> load, std::string_view seed);

// The order in which a rater sees papers, and the lot among equals: by seed, the same for the same.
uint64_t lot_of(std::string_view seed, std::string_view whose, std::string_view paper);

}  // namespace doorstep::ladder
