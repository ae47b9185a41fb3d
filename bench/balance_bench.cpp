// The balance report of a district of 500 schools from its aggregates, and one change with its whole result, each
// beside its limit. The district is made here from a fixed seed; medians of 501 runs. Exit status 1 when over a limit.
#include <doorstep/standard/what_if.h>
#include <doorstep/standards/standards.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <random>

namespace {

using namespace doorstep;
using namespace doorstep::standard;

template <class Run>
double median_micros(Run&& run) {
  std::vector<double> times;
  for (int i = 0; i < 501; ++i) {
    const auto start = std::chrono::steady_clock::now();
    run(i);
    const auto took = std::chrono::steady_clock::now() - start;
    times.push_back(std::chrono::duration<double, std::micro>(took).count());
  }
  std::nth_element(times.begin(), times.begin() + 250, times.end());
  return times[250];
}

// 500 schools, every third a nine-year school of two sections; every figure of the standard reported.
std::vector<SchoolReturn> district(const Measure& measure, size_t figures) {
  std::mt19937_64 random{1};
  std::vector<SchoolReturn> returns;
  for (uint32_t key = 0; key < 500; ++key) {
    SchoolReturn school;
    school.key = key;
    school.group = static_cast<int32_t>(key % 25) - 4;
    school.form = key % 3 == 0 ? Form::nine_year : Form::single;
    for (int section = 0; section < (key % 3 == 0 ? 2 : 1); ++section) {
      auto& made = school.sections.emplace_back();
      made.stage = key % 3 == 1 || section == 0 ? Stage::primary : Stage::junior;
      made.figures.assign(figures, unreported);
      const double students = 80 + static_cast<double>(random() % 1500);
      for (const auto& slot : measure.slots)
        made.figures[slot.index] = slot.figure == "students" ? students
                                   : slot.figure == "teachers"
                                       ? std::ceil(students)
                                       : std::floor(students * static_cast<double>(random() % 100) / 100);
    }
    returns.push_back(std::move(school));
  }
  return returns;
}

bool line(const char* what, double micros, double limit) {
  std::printf("%-58s %9.2f us   limit %7.0f us   %s\n", what, micros, limit, micros <= limit ? "held" : "MISSED");
  return micros <= limit;
}

}  // namespace

int main() {
  const auto book = standards::read_folder(DOORSTEP_SOURCE_DIR "/standards");
  if (!book) {
    std::fprintf(stderr, "%s\n", book.error().what.en.c_str());
    return 1;
  }
  const auto measure = make_measure(*book->find("cn-2017-compulsory"), book->figures);
  if (!measure) return 1;
  const auto table = tabulate(*measure, district(*measure, book->figures.size()));

  Evaluation evaluation;
  double checksum = 0;
  bool held = line("report of 500 schools, 2 stages x 7 indicators", median_micros([&](int) {
                     evaluate(*measure, table, evaluation);
                     checksum += *evaluation.stages[0].indicators[0].cv;
                   }),
                   50);
  const auto groups = median_micros([&](int) {
    for (size_t stage = 0; stage < 2; ++stage)
      for (size_t i = 0; i < 7; ++i) checksum += by_group(*measure, table, stage, i)->theil_t;
  });
  std::printf("%-58s %9.2f us\n", "within and between 25 groups, all 14", groups);

  WhatIf what_if(*measure, table);
  const auto change = [&](int i) {
    const Place from{0, static_cast<uint32_t>(i % 200)}, to{0, static_cast<uint32_t>((i * 7 + 3) % 200)};
    checksum += what_if.move(from, to, {{"teachers", 1}, {"backbone_teachers", 1}}) ? 1 : 0;
  };
  const auto one = median_micros(change);
  std::printf("%-58s %9.2f us\n", "what-if: one change", one);
  held &= line("what-if: start, ten changes, the whole result", median_micros([&](int i) {
                 WhatIf fresh(*measure, table);
                 for (int k = 0; k < 10; ++k)
                   checksum += fresh.add({0, static_cast<uint32_t>((i + k) % 200)}, {{"students", 1}}) ? 1 : 0;
                 checksum += *fresh.result().stages[0].indicators[0].cv.now;
               }),
               1000);
  std::printf("checksum %.6f\n", checksum);
  return held ? 0 : 1;
}
