// The yearly returns: that they agree with the people and the enrolments, and how unequal they make the district.
#include <set>

#include <doorstep/standard/evaluate.h>
#include <doorstep/standards/standards.h>

#include "../people.h"
#include "made.h"

using namespace doorstep;
using generator::test::District;
using generator::test::Row;

namespace {

const District& made() {
  static const District district{{"chaoyang", 5, "", 60, 12'000}};
  return district;
}

double number(const Row& row, const char* column) { return row.at(column).empty() ? 0 : std::stod(row.at(column)); }

std::map<std::string, std::string> codes_by_id() {
  std::map<std::string, std::string> codes;
  for (const auto& row : made().roster("orgs")) codes[row.at("sourcedId")] = row.at("identifier");
  return codes;
}

using Key = std::pair<std::string, std::string>;  // school and stage

// Of the newest year.
std::map<Key, Row> newest() {
  std::map<Key, Row> rows;
  for (const auto& row : made().sheet("年度报表"))
    if (row.at("学年") == "2025") rows[{row.at("学校标识码"), row.at("学段")}] = row;
  return rows;
}

// The whole district as the engine of standards takes it, straight from the plan.
std::vector<standard::SchoolReturn> as_returns(const synthetic::District& district, const standard::Book& book,
                                               int years_ago) {
  const auto listed = [&](const generator::Figures& figures) {
    std::vector<double> list(book.figures.size(), standard::unreported);
    for (size_t i = 0; i < list.size(); ++i)
      if (const auto found = figures.find(book.figures[i].code); found != figures.end()) list[i] = found->second;
    return list;
  };
  std::vector<standard::SchoolReturn> all;
  for (const auto& school : district.schools) {
    using synthetic::Kind;
    standard::SchoolReturn made;
    made.key = static_cast<uint32_t>(school.number);
    made.group = school.group;
    made.kind = school.teaching_point             ? standard::Kind::teaching_point
                : school.kind == Kind::special    ? standard::Kind::special
                : school.kind == Kind::vocational ? standard::Kind::vocational
                                                  : standard::Kind::school;
    made.form = school.kind == Kind::nine_year            ? standard::Form::nine_year
                : school.kind == Kind::twelve_year        ? standard::Form::twelve_year
                : school.kind == Kind::complete_secondary ? standard::Form::complete_secondary
                                                          : standard::Form::single;
    const auto teachers = generator::teachers_of(school, 1);
    for (size_t s = 0; s < school.sections.size(); ++s)
      made.sections.push_back(
          {*describe::enum_value<standard::Stage>(generator::stage_name(school.sections[s].stage)),
           listed(generator::section_figures(school, static_cast<int>(s), teachers, years_ago, 1))});
    if (generator::combined(school)) made.whole_school = listed(generator::shared_figures(school, years_ago, 1));
    all.push_back(std::move(made));
  }
  return all;
}

struct Judged {
  standard::Measure measure;
  standard::Evaluation evaluation;
};
Judged judge(int years_ago) {
  const auto book = standards::read_folder(DOORSTEP_SOURCE_DIR "/standards");
  EXPECT_TRUE(book);
  const auto district = synthetic::plan({1, 500, 342'000, 23'000});
  for (const auto& each : book->standards) {
    if (each.id != "cn-2017-compulsory") continue;
    auto measure = standard::make_measure(each, book->figures);
    EXPECT_TRUE(measure);
    auto evaluation =
        standard::evaluate(*measure, standard::tabulate(*measure, as_returns(district, *book, years_ago)));
    return {*std::move(measure), std::move(evaluation)};
  }
  ADD_FAILURE() << "no standard of 2017";
  return {};
}

}  // namespace

TEST(Returns, CountTheStaffOfTheNewestYear) {
  const auto codes = codes_by_id();
  std::map<Key, std::map<std::string, double>> counted;
  for (const auto& row : made().roster("users")) {
    const auto& stage = row.at("metadata.cn.section");
    if (stage.empty() || row.at("metadata.cn.fullTime") != "true") continue;
    auto& of = counted[{codes.at(row.at("primaryOrgSourcedId")), stage}];
    const auto& degree = row.at("metadata.cn.qualification");
    const auto& rank = row.at("metadata.cn.backbone");
    const auto& subject = row.at("metadata.cn.subjects");
    ++of["teachers"];
    of["degree_teachers"] += degree == "master" || degree == "bachelor" ||
                             (degree == "college" && (stage == "primary" || stage == "kindergarten"));
    of["backbone_teachers"] += rank == "district" || rank == "city";
    of["sport_art_teachers"] += subject == "pe" || subject == "music" || subject == "art";
  }
  int compared = 0;
  for (const auto& [key, row] : newest()) {
    if (key.second.empty()) continue;
    ++compared;
    for (const char* figure : {"teachers", "degree_teachers", "backbone_teachers", "sport_art_teachers"})
      EXPECT_EQ(number(row, figure), counted[key][figure]) << key.first << " " << key.second << " " << figure;
  }
  EXPECT_GT(compared, 50);
}

TEST(Returns, CountTheEnrolmentsOfTheNewestYear) {
  const auto codes = codes_by_id();
  std::map<std::string, std::map<std::string, double>> students;  // school, class
  for (const auto& row : made().roster("enrollments"))
    if (row.at("role") == "student") ++students[codes.at(row.at("schoolSourcedId"))][row.at("classSourcedId")];
  std::map<std::string, std::array<double, 3>> returned;  // students, classes, largest class
  for (const auto& [key, row] : newest()) {
    auto& sum = returned[key.first];
    sum[0] += number(row, "students");
    sum[1] += number(row, "classes");
    sum[2] = std::max(sum[2], number(row, "largest_class"));
  }
  for (const auto& [school, sum] : returned) {
    double all = 0, largest = 0;
    for (const auto& [one, count] : students[school]) all += count, largest = std::max(largest, count);
    EXPECT_EQ(sum[0], all) << school;
    EXPECT_EQ(sum[1], static_cast<double>(students[school].size())) << school;
    EXPECT_EQ(sum[2], largest) << school;
  }
}

TEST(Returns, CountWhoIsLent) {
  const auto codes = codes_by_id();
  std::map<std::string, std::string> home;
  for (const auto& row : made().roster("users")) home[row.at("sourcedId")] = codes.at(row.at("primaryOrgSourcedId"));
  std::map<std::string, double> lent, returned;
  for (const auto& row : made().roster("roles")) {
    if (row.at("roleType") != "secondary") continue;
    EXPECT_NE(codes.at(row.at("orgSourcedId")), home[row.at("userSourcedId")]);
    ++lent[home[row.at("userSourcedId")]];
  }
  for (const auto& [key, row] : newest()) returned[key.first] += number(row, "exchange_moved");
  for (const auto& [school, count] : returned) EXPECT_EQ(count, lent[school]) << school;
}

TEST(Returns, PartsNeverExceedTheirWholes) {
  const auto book = standards::read_folder(DOORSTEP_SOURCE_DIR "/standards");
  ASSERT_TRUE(book);
  std::set<std::string> known;
  for (const auto& figure : book->figures) known.insert(figure.code);
  const auto rows = made().sheet("年度报表");
  for (const auto& [column, cell] : rows.front())
    EXPECT_TRUE(known.contains(column) || column == "学校标识码" || column == "学年" || column == "学段") << column;
  for (const auto& figure : book->figures) {
    if (figure.part_of.empty() || !rows.front().contains(figure.code) || !rows.front().contains(figure.part_of))
      continue;
    for (const auto& row : rows) {
      if (row.at(figure.code).empty()) continue;
      EXPECT_LE(number(row, figure.code.c_str()), number(row, figure.part_of.c_str())) << figure.code;
    }
  }
}

TEST(Returns, SomeAreMissingAndThreeYearsAreThere) {
  std::map<std::string, std::set<std::string>> schools;
  for (const auto& row : made().sheet("年度报表")) schools[row.at("学年")].insert(row.at("学校标识码"));
  EXPECT_EQ(schools.size(), 3u);
  EXPECT_LT(schools["2025"].size(), static_cast<size_t>(made().made.schools));
  EXPECT_GT(schools["2025"].size(), static_cast<size_t>(made().made.schools) * 9 / 10);
}

// Ningguo 2022: .17 to .76 primary, .25 to 1.06 junior, most over the limit. Jiujiang 2023: .29 to .50.
TEST(Returns, AreAsUnequalAsPublishedDistricts) {
  const auto judged = judge(0);
  for (const auto& stage : judged.evaluation.stages) {
    int over = 0, within = 0;
    for (size_t i = 0; i < stage.indicators.size(); ++i) {
      const auto& result = stage.indicators[i];
      const auto& code = judged.measure.standard.indicators[i].code;
      ASSERT_TRUE(result.cv);
      EXPECT_GT(*result.cv, 0.15) << code;
      EXPECT_LT(*result.cv, 0.85) << code;
      ++(*result.passed ? within : over);
    }
    EXPECT_GE(over, 1);
    EXPECT_GE(within, 2);
    EXPECT_GT(stage.passing, 0u);
    EXPECT_GT(stage.failing, 0u);
  }
}

TEST(Returns, EachYearIsALittleBetter) {
  const auto now = judge(0), before = judge(2);
  for (size_t s = 0; s < now.evaluation.stages.size(); ++s)
    for (size_t i = 0; i < now.evaluation.stages[s].indicators.size(); ++i)
      EXPECT_GT(now.evaluation.stages[s].indicators[i].mean, before.evaluation.stages[s].indicators[i].mean);
}
