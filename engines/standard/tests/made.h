// Made: small districts for the tests, and the standards that are installed.
#pragma once

#include <doorstep/standard/evaluate.h>
#include <doorstep/standards/standards.h>

#include <gtest/gtest.h>

#include <random>
#include <utility>

namespace doorstep::standard {

inline const Book& book() {
  static const Book read = [] {
    auto result = standards::read_folder(DOORSTEP_SOURCE_DIR "/standards");
    if (!result) ADD_FAILURE() << result.error().what.en;
    return result ? *result : Book{};
  }();
  return read;
}

inline Measure measure_of(std::string_view id) {
  auto made = make_measure(*book().find(id), book().figures);
  if (!made) ADD_FAILURE() << made.error().what.en;
  return *made;
}

inline std::vector<double> figures(const std::vector<std::pair<std::string, double>>& given) {
  std::vector<double> row(book().figures.size(), unreported);
  for (const auto& [code, value] : given) {
    const auto* figure = book().figure(code);
    if (!figure) ADD_FAILURE() << code;
    row[static_cast<size_t>(figure - book().figures.data())] = value;
  }
  return row;
}

// A school of one section that reaches all seven thresholds of its stage by a little.
inline std::vector<std::pair<std::string, double>> good_primary(double students) {
  return {{"students", students},
          {"teachers", students * 0.06},
          {"degree_teachers", students * 0.05},
          {"backbone_teachers", students * 0.02},
          {"sport_art_teachers", students * 0.01},
          {"teaching_area", students * 5},
          {"sports_area", students * 8},
          {"equipment_value", students * 2100},
          {"multimedia_rooms", students * 0.03}};
}

inline SchoolReturn single(uint32_t key, Stage stage, const std::vector<std::pair<std::string, double>>& given,
                           int32_t group = -1, Kind kind = Kind::school) {
  SchoolReturn school;
  school.key = key;
  school.kind = kind;
  school.group = group;
  school.sections.push_back({stage, figures(given)});
  return school;
}

// Schools of both stages with every figure of 2017 in random supply; some figures missing, some schools in groups.
inline std::vector<SchoolReturn> random_district(uint64_t seed, uint32_t schools, bool with_gaps = true) {
  std::mt19937_64 random{seed};
  const auto between = [&](uint64_t low, uint64_t high) { return static_cast<double>(low + random() % (high - low)); };
  std::vector<SchoolReturn> district;
  for (uint32_t key = 0; key < schools; ++key) {
    const double students = between(60, 1800), teachers = std::floor(students * between(50, 90) / 1000);
    std::vector<std::pair<std::string, double>> given{
        {"students", students},
        {"teachers", teachers},
        {"degree_teachers", std::floor(teachers * between(30, 100) / 100)},
        {"backbone_teachers", std::floor(teachers * between(2, 40) / 100)},
        {"sport_art_teachers", std::floor(teachers * between(5, 30) / 100)},
        {"teaching_area", std::floor(students * between(25, 80) / 10)},
        {"sports_area", std::floor(students * between(30, 130) / 10)},
        {"equipment_value", students * between(900, 4000)},
        {"multimedia_rooms", std::floor(students * between(10, 40) / 1000)}};
    if (with_gaps && random() % 9 == 0) given[3 + random() % 6].second = unreported;
    if (with_gaps && random() % 30 == 0) given[0].second = 0;
    district.push_back(single(key, random() % 3 == 0 ? Stage::junior : Stage::primary, given,
                              static_cast<int32_t>(random() % 12) - 3));
  }
  return district;
}

}  // namespace doorstep::standard
