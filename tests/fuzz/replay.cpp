// Replays a fuzzer's seeds and changes of them as a test; the changes are the same in every run.
#include <gtest/gtest.h>

#include <random>

#include "fuzz.h"

namespace {

void feed(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

std::string changed(std::string input, std::mt19937& random) {
  const auto below = [&](size_t n) { return static_cast<size_t>(random()) % n; };
  for (size_t times = 1 + below(4); times > 0; --times) {
    const size_t at = input.empty() ? 0 : below(input.size());
    switch (below(5)) {
      case 0:
        input.insert(at, 1, static_cast<char>(random()));
        break;
      case 1:
        input.erase(at, 1 + below(8));
        break;
      case 2:
        input.insert(at, input.substr(at, below(32)));
        break;
      case 3:
        input.resize(at);
        break;
      default:
        if (!input.empty()) input[at] = static_cast<char>(random());
    }
  }
  return input;
}

TEST(Fuzz, seeds_and_changes_of_them_do_no_harm) {
  std::mt19937 random(1);
  for (const auto& seed : fuzz_seeds()) {
    feed(seed);
    for (int i = 0; i < 2000; ++i) feed(changed(seed, random));
  }
}

}  // namespace
