#include "people.h"

#include <algorithm>
#include <string_view>

namespace doorstep::generator {
namespace {

using synthetic::Dice;
using synthetic::exponential;
using synthetic::logistic;
using synthetic::newest_year;
using synthetic::Stage;

Dice dice_of(uint64_t number, uint64_t seed, uint64_t purpose) {
  return Dice{synthetic::mixed(seed * 1'000'003 + number * 97 + purpose)};
}

const char* subject_of(Stage stage, Dice& dice) {
  static constexpr const char* primary[] = {"chinese", "chinese", "chinese",  "mathematics", "mathematics",
                                            "english", "science", "morality", "it",          "labour"};
  static constexpr const char* secondary[] = {"chinese",   "chinese",  "mathematics", "mathematics", "english",
                                              "english",   "physics",  "chemistry",   "biology",     "history",
                                              "geography", "morality", "it"};
  return stage == Stage::primary        ? primary[dice.below(std::size(primary))]
         : stage == Stage::kindergarten ? "general"
                                        : secondary[dice.below(std::size(secondary))];
}

// What a school's staff is like; the same for all its sections.
struct Leaning {
  double degree, backbone, sport_art, stay;
};
Leaning leaning_of(const synthetic::School& school, Dice& dice) {
  const double strength = school.strength;
  Leaning leaning;
  leaning.degree = 1.2 + 0.8 * strength + 0.35 * dice.normal();
  leaning.backbone = -1.9 + 0.75 * strength + 0.25 * dice.normal();
  leaning.sport_art = std::clamp(0.165 * exponential(0.2 * strength + 0.3 * dice.normal()), 0.03, 0.45);
  leaning.stay = 9 + 1.5 * strength;  // years
  return leaning;
}

const char* qualification(Stage stage, double degree, Dice& dice) {
  if (dice.chance(logistic(degree - (stage == Stage::primary ? -0.4 : 0.2)))) {
    if (dice.chance(0.09)) return "master";
    return stage == Stage::primary && dice.chance(0.15) ? "college" : "bachelor";
  }
  return stage == Stage::junior || stage == Stage::senior ? "college" : "secondary";
}

Teacher teacher_of(const synthetic::School& school, size_t section, const Leaning& leaning, Dice& dice) {
  static constexpr const char* sport_art[] = {"pe", "pe", "music", "art"};
  const auto& part = school.sections[section];
  Teacher teacher{};
  teacher.section = static_cast<int>(section);
  teacher.qualification = qualification(part.stage, leaning.degree, dice);
  teacher.subject = part.stage != Stage::kindergarten && dice.chance(leaning.sport_art) ? sport_art[dice.below(4)]
                                                                                        : subject_of(part.stage, dice);
  const int years = static_cast<int>(dice.unit() * 2 * leaning.stay);
  teacher.since = std::max(newest_year - years, school.opened);
  teacher.title = dice.chance(0.02)   ? "senior_full"
                  : dice.chance(0.18) ? "senior"
                  : dice.chance(0.45) ? "first"
                  : dice.chance(0.6)  ? "second"
                                      : "none";
  teacher.backbone = dice.chance(logistic(leaning.backbone)) ? (dice.chance(0.2) ? "city" : "district")
                     : dice.chance(0.1)                      ? "school"
                                                             : "none";
  teacher.lent = part.lends && newest_year - teacher.since >= 6 && dice.chance(0.18);
  return teacher;
}

bool is(const char* word, std::initializer_list<std::string_view> any) {
  return std::ranges::find(any, word) != any.end();
}

bool sport_or_art(const Teacher& teacher) { return is(teacher.subject, {"pe", "music", "art"}); }

bool ranked(const Teacher& teacher) { return is(teacher.backbone, {"district", "city"}); }

// Above the required degree: college for primary schools, bachelor for junior ones.
bool above_required(const Teacher& teacher, Stage stage) {
  return is(teacher.qualification, {"doctor", "master", "bachelor"}) ||
         ((stage == Stage::primary || stage == Stage::kindergarten) && is(teacher.qualification, {"college"}));
}

double faded(double value, int years_ago) { return value * (1 - 0.035 * years_ago); }
double whole(double value) { return static_cast<double>(static_cast<int64_t>(value + 0.5)); }

}  // namespace

bool combined(const synthetic::School& school) { return school.sections.size() > 1; }

const char* stage_name(Stage stage) {
  static constexpr const char* names[] = {"kindergarten", "primary", "junior", "senior"};
  return names[static_cast<int>(stage)];
}

std::vector<Teacher> teachers_of(const synthetic::School& school, uint64_t seed) {
  auto dice = dice_of(static_cast<uint64_t>(school.number), seed, 1);
  const auto leaning = leaning_of(school, dice);
  std::vector<Teacher> all;
  for (size_t section = 0; section < school.sections.size(); ++section)
    for (int t = 0; t < school.sections[section].teachers; ++t)
      all.push_back(teacher_of(school, section, leaning, dice));
  if (!all.empty()) all.front().lent = false;  // the principal stays
  return all;
}

Figures section_figures(const synthetic::School& school, int section, const std::vector<Teacher>& teachers,
                        int years_ago, uint64_t seed) {
  const auto& part = school.sections[static_cast<size_t>(section)];
  Figures figures;
  figures["students"] = whole(part.students * (1 + 0.015 * years_ago));
  figures["entrants"] = whole(part.by_grade.front() * (1 + 0.015 * years_ago));
  for (size_t grade = 0; grade < part.by_grade.size(); ++grade) {
    const int classes = part.classes[grade];
    figures["classes"] += classes;
    if (classes)
      figures["largest_class"] =
          std::max<double>(figures["largest_class"], (part.by_grade[grade] + classes - 1) / classes);
  }
  // Every count is of these people, so that it can be traced to them.
  static constexpr const char* counted[] = {"teachers",           "degree_teachers",        "backbone_teachers",
                                            "sport_art_teachers", "senior_title_teachers",  "exchange_eligible",
                                            "exchange_moved",     "exchange_moved_backbone"};
  for (const char* code : counted) figures[code] = 0;
  for (const auto& teacher : teachers) {
    if (teacher.section != section) continue;
    const bool counts[] = {true,
                           above_required(teacher, part.stage),
                           ranked(teacher),
                           sport_or_art(teacher),
                           is(teacher.title, {"senior_full", "senior", "first"}),
                           newest_year - teacher.since >= 6,
                           teacher.lent,
                           teacher.lent && ranked(teacher)};
    for (size_t i = 0; i < std::size(counted); ++i) figures[counted[i]] += counts[i];
  }
  for (const char* code : counted) figures[code] = whole(faded(figures[code], years_ago));
  auto dice = dice_of(static_cast<uint64_t>(school.number), seed, 10 + static_cast<uint64_t>(section));
  figures["trained_teachers"] =
      dice.chance(0.7) ? figures["teachers"] : whole(figures["teachers"] * (0.9 + 0.1 * dice.unit()));
  if (!combined(school))
    for (const auto& [code, value] : shared_figures(school, years_ago, seed)) figures[code] = value;
  return figures;
}

// Areas in m2, money in yuan. Ground is plenty where nobody lives; money follows the strong and the towns.
Figures shared_figures(const synthetic::School& school, int years_ago, uint64_t seed) {
  auto dice = dice_of(static_cast<uint64_t>(school.number), seed, 2);
  double students = 0;
  bool secondary = false;
  for (const auto& part : school.sections) students += part.students, secondary |= part.stage >= Stage::junior;
  const double ground = school.setting == 0 ? 0.82 : school.setting == 1 ? 1.05 : 1.6;
  const double money = exponential(0.22 * school.strength);
  const auto amount = [&](double per_student, double factor, double spread, double step) {
    return whole(faded(dice.around(students * per_student * factor, spread), years_ago) / step) * step;
  };
  Figures figures;
  figures["teaching_area"] = amount(secondary ? 7.4 : 5.9, ground, 0.3, 1) + 60;
  figures["sports_area"] = amount(secondary ? 13 : 9.8, ground, 0.42, 1) + 60;
  figures["equipment_value"] = amount(secondary ? 3500 : 2900, money, 0.33, 100);
  figures["multimedia_rooms"] = amount(0.027, school.setting == 2 ? 1.3 : 1, 0.24, 1) + 1;
  figures["books"] = amount(31, 1, 0.3, 1);
  figures["computers"] = amount(0.13, money, 0.28, 1);
  figures["site_area"] = amount(secondary ? 27 : 21, ground, 0.3, 1) + 400;
  figures["built_area"] = whole(figures["teaching_area"] * (1.35 + 0.5 * dice.unit()));
  figures["indoor_sports_area"] = dice.chance(0.4) ? whole(figures["sports_area"] * 0.08) : 0;
  figures["lab_rooms"] = std::max(1.0, whole(students / (secondary ? 180 : 500)));
  figures["music_rooms"] = std::max(1.0, whole(students / 620));
  figures["art_rooms"] = std::max(1.0, whole(students / 660));
  figures["smallest_music_room"] = whole(dice.chance(0.8) ? 96 + 20 * dice.unit() : 66 + 30 * dice.unit());
  figures["smallest_art_room"] = whole(dice.chance(0.8) ? 90 + 20 * dice.unit() : 60 + 30 * dice.unit());
  figures["places"] = whole(dice.around(students * 1.06, 0.1));
  figures["staff"] = school.other_staff;
  figures["running_budget"] = amount(secondary ? 1100 : 850, 1, 0.08, 100);
  figures["training_money"] = whole(figures["running_budget"] * (0.046 + 0.03 * dice.unit()));
  return figures;
}

Figures closed_figures(const synthetic::Closed& school, int years_ago, uint64_t seed) {
  auto dice = dice_of(static_cast<uint64_t>(school.number), seed, 3);
  const double students = whole(school.students * (1 + 0.2 * years_ago));
  Figures figures{{"students", students}, {"classes", 6}, {"largest_class", whole(students / 5)}, {"teachers", 11}};
  figures["degree_teachers"] = 3 + dice.below(6);
  figures["backbone_teachers"] = dice.below(2);
  figures["sport_art_teachers"] = 1;
  figures["senior_title_teachers"] = 2 + dice.below(4);
  figures["teaching_area"] = 700 + dice.below(300);
  figures["sports_area"] = 1500 + dice.below(900);
  figures["equipment_value"] = 100'000 + 100 * dice.below(900);
  figures["multimedia_rooms"] = 2;
  figures["books"] = 1800 + dice.below(900);
  figures["computers"] = 8;
  return figures;
}

}  // namespace doorstep::generator
