#include "people.h"

#include <algorithm>
#include <cmath>

namespace doorstep::generator {
namespace {

using synthetic::Dice;
using synthetic::Stage;

Dice dice_of(const synthetic::School& school, uint64_t seed, uint64_t purpose) {
  return Dice{seed * 1'000'003 + static_cast<uint64_t>(school.number) * 97 + purpose};
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

const char* subject_of(Stage stage, Dice& dice) {
  static constexpr const char* primary[] = {"chinese", "chinese",  "chinese", "mathematics", "mathematics", "english",
                                            "science", "morality", "it",      "pe",          "music",       "art"};
  static constexpr const char* secondary[] = {
      "chinese", "chinese", "mathematics", "mathematics", "english", "english", "physics", "chemistry",
      "biology", "history", "geography",   "morality",    "it",      "pe",      "music",   "art"};
  return stage == Stage::primary        ? primary[dice.below(12)]
         : stage == Stage::kindergarten ? "general"
                                        : secondary[dice.below(16)];
}

bool arts(const std::string& subject) { return subject == "pe" || subject == "music" || subject == "art"; }

// Above the required degree: college for primary schools, bachelor for junior ones.
bool above_required(const Teacher& teacher, Stage stage) {
  if (teacher.qualification == "master" || teacher.qualification == "doctor" || teacher.qualification == "bachelor")
    return true;
  return (stage == Stage::primary || stage == Stage::kindergarten) && teacher.qualification == "college";
}

double faded(double value, int years_ago) { return value * (1 - 0.035 * years_ago); }

}  // namespace

bool combined(const synthetic::School& school) { return school.sections.size() > 1; }

std::string stage_name(Stage stage) {
  switch (stage) {
    case Stage::kindergarten:
      return "kindergarten";
    case Stage::primary:
      return "primary";
    case Stage::junior:
      return "junior";
    default:
      return "senior";
  }
}

std::vector<Teacher> teachers_of(const synthetic::School& school, uint64_t seed) {
  auto dice = dice_of(school, seed, 1);
  const double strength = school.strength + 0.4 * dice.normal();
  std::vector<Teacher> all;
  for (size_t s = 0; s < school.sections.size(); ++s) {
    const auto stage = school.sections[s].stage;
    const double degree = logistic(1.3 + 0.55 * strength - (stage == Stage::junior ? 0.2 : 0.5));
    const double backbone = logistic(-1.25 + 0.65 * strength);
    const double art = std::clamp(0.2 + 0.055 * strength, 0.04, 0.5);
    for (int t = 0; t < school.sections[s].teachers; ++t) {
      Teacher teacher;
      teacher.section = static_cast<int>(s);
      const bool good = dice.chance(degree);
      teacher.qualification = good                                               ? (dice.chance(0.09)                              ? "master"
                                                                                    : stage == Stage::primary && dice.chance(0.15) ? "college"
                                                                                                                                   : "bachelor")
                              : stage == Stage::junior || stage == Stage::senior ? "college"
                                                                                 : "secondary";
      teacher.subject = subject_of(stage, dice);
      if (arts(teacher.subject) && !dice.chance(art / 0.2)) teacher.subject = "general";
      teacher.title = dice.chance(0.02)   ? "senior_full"
                      : dice.chance(0.18) ? "senior"
                      : dice.chance(0.45) ? "first"
                      : dice.chance(0.6)  ? "second"
                                          : "none";
      teacher.backbone = dice.chance(backbone) ? (dice.chance(0.2) ? "city" : "district")
                         : dice.chance(0.1)    ? "school"
                                               : "none";
      all.push_back(std::move(teacher));
    }
  }
  return all;
}

Figures section_figures(const synthetic::School& school, int section, const std::vector<Teacher>& teachers,
                        int years_ago, uint64_t seed) {
  const auto& part = school.sections[static_cast<size_t>(section)];
  Figures figures;
  const double students = std::round(part.students * (1 + 0.015 * years_ago));
  figures["students"] = students;
  int classes = 0, largest = 0;
  for (size_t grade = 0; grade < part.by_grade.size(); ++grade) {
    classes += part.classes[grade];
    if (part.classes[grade])
      largest = std::max(largest, (part.by_grade[grade] + part.classes[grade] - 1) / part.classes[grade]);
  }
  figures["classes"] = classes;
  figures["largest_class"] = largest;
  double all = 0, degree = 0, backbone = 0, sport_art = 0, senior = 0;
  for (const auto& teacher : teachers) {
    if (teacher.section != section) continue;
    ++all;
    degree += above_required(teacher, part.stage);
    backbone += teacher.backbone == "district" || teacher.backbone == "city";
    sport_art += arts(teacher.subject);
    senior += teacher.title == "senior" || teacher.title == "senior_full" || teacher.title == "first";
  }
  const auto past = [&](double value) { return std::floor(faded(value, years_ago) + 0.5); };
  figures["teachers"] = past(all);
  figures["degree_teachers"] = past(degree);
  figures["backbone_teachers"] = past(backbone);
  figures["sport_art_teachers"] = past(sport_art);
  figures["senior_title_teachers"] = past(senior);
  if (!combined(school))
    for (const auto& [code, value] : shared_figures(school, years_ago, seed)) figures[code] = value;
  return figures;
}

// Areas in m2, money in yuan; strong and urban schools have more equipment, rural ones more ground.
Figures shared_figures(const synthetic::School& school, int years_ago, uint64_t seed) {
  auto dice = dice_of(school, seed, 2);
  double students = 0;
  bool junior = false;
  for (const auto& part : school.sections) students += part.students, junior = junior || part.stage == Stage::junior;
  const double ground = school.setting == 0 ? 0.85 : school.setting == 1 ? 1.05 : 1.5;
  const double more = std::exp(0.12 * school.strength);
  const auto area = [&](double per_student, double factor, double spread) {
    return std::round(faded(dice.around(students * per_student * factor, spread) + 60, years_ago));
  };
  Figures figures;
  figures["teaching_area"] = area(junior ? 7.2 : 5.7, ground, 0.32);
  figures["sports_area"] = area(junior ? 12.5 : 9.4, ground, 0.42);
  figures["equipment_value"] =
      std::round(faded(dice.around(students * (junior ? 3300 : 2700) * more, 0.4), years_ago) / 100) * 100;
  figures["multimedia_rooms"] = std::round(faded(dice.around(students * 0.029 * ground, 0.22) + 1, years_ago));
  figures["books"] = std::round(faded(dice.around(students * 31, 0.3), years_ago));
  figures["computers"] = std::round(faded(dice.around(students * 0.13 * more, 0.3), years_ago));
  figures["music_rooms"] = std::max(1.0, std::round(students / 620));
  figures["art_rooms"] = std::max(1.0, std::round(students / 660));
  figures["places"] = std::round(dice.around(students * 1.06, 0.1));
  return figures;
}

}  // namespace doorstep::generator
