// The whole balance report from stored data, beside its limit of 100 ms: nothing is remembered between the runs.
//   stored_bench DATA_FOLDER
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include <doorstep/app/product.h>
#include <doorstep/balance/module.h>

using namespace doorstep;

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: stored_bench DATA_FOLDER\n"), 2;
  auto product = app::open_product(argv[1]);
  if (!product) return std::fprintf(stderr, "%s\n", product.error().what.en.c_str()), 1;
  auto& registry = *(*product)->registry;
  OrgId district;
  for (const auto& area : registry.areas({}))
    if (area.kind == registry::OrgKind::district && area.schools > 0) district = area.id;
  std::vector<double> took;
  for (int run = 0; run < 11; ++run) {
    const auto fresh = balance::make_balance(registry, (*product)->book);
    const auto began = std::chrono::steady_clock::now();
    for (const char* stage : {"primary", "junior"}) {
      const auto report = fresh->report({district, "cn-2017-compulsory", stage, std::nullopt}, {});
      if (!report) return std::fprintf(stderr, "%s\n", report.error().what.en.c_str()), 1;
    }
    took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
  }
  std::sort(took.begin(), took.end());
  std::printf("report from stored data     %9.1f ms  (primary and junior, with last year's; wanted: under 100)\n",
              took[took.size() / 2]);
}
