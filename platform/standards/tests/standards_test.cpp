#include <doorstep/standards/standards.h>

#include <gtest/gtest.h>

#include <fstream>

#include <doorstep/base/json.h>

namespace doorstep::standards {
namespace {

const std::filesystem::path installed{DOORSTEP_SOURCE_DIR "/standards"};

std::string all_faults(const Error& error) {
  std::string text = error.what.en;
  for (const auto& field : error.fields) text += "\n" + field.field + " " + field.what.en;
  return text;
}

const standard::Book& book() {
  static const standard::Book read = [] {
    auto result = read_folder(installed);
    if (!result) ADD_FAILURE() << all_faults(result.error());
    return result ? *result : standard::Book{};
  }();
  return read;
}

constexpr std::string_view two_figures = R"(
[[figure]]
code = "students"
zh = "学生"
en = "students"
unit_zh = "人"
unit_en = "students"
kind = "people"
[[figure]]
code = "books"
zh = "图书"
en = "books"
unit_zh = "册"
unit_en = "books"
kind = "things"
)";

constexpr std::string_view small_standard = R"(id = "small"
zh = "小"
en = "small"
edition_zh = "一"
edition_en = "one"
source_zh = "源"
source_en = "source"
stages = ["primary"]
[[indicator]]
code = "books"
zh = "生均图书"
en = "books per student"
unit_zh = "册"
unit_en = "books"
numerator = "books"
denominator = "students"
)";

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string made{text};
  made.replace(made.find(from), from.size(), to);
  return made;
}

// The first fault of the small standard with one piece of text changed, as "place what".
std::string fault_of(std::string_view from, std::string_view to) {
  const auto figures = read_figures(two_figures, "figures.toml");
  const auto made = read_standard(replaced(small_standard, from, to), "small.toml", *figures);
  if (made || made.error().fields.empty()) return "no fault";
  return made.error().fields.front().field + " " + made.error().fields.front().what.en;
}

TEST(Installed, StandardsAreRead) {
  for (const auto id : {"cn-2017-compulsory", "cn-2012-basic", "tw-primary-figures", "en-places"})
    EXPECT_TRUE(book().find(id)) << id;
  EXPECT_FALSE(book().find("cn-2030"));
  ASSERT_TRUE(book().figure("classes_g6"));
  EXPECT_EQ(book().figure("classes_g6")->name.en, "classes in grade 6");
}

TEST(Installed, ThresholdsOf2017AreTheQuotedOnes) {
  const auto* standard = book().find("cn-2017-compulsory");
  ASSERT_TRUE(standard);
  ASSERT_EQ(standard->indicators.size(), 7u);
  const double primary[] = {4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3};
  const double junior[] = {5.3, 1, 0.9, 5.8, 10.2, 2500, 2.4};
  for (size_t i = 0; i < 7; ++i) {
    const auto& demands = standard->indicators[i].demands;
    ASSERT_EQ(demands.size(), 2u);
    EXPECT_EQ(demands[0].threshold, primary[i]);
    EXPECT_EQ(demands[1].threshold, junior[i]);
    EXPECT_EQ(demands[0].cv_limit, 0.50);
    EXPECT_EQ(demands[1].cv_limit, 0.45);
  }
  ASSERT_TRUE(standard->school_rule);
  EXPECT_EQ(standard->school_rule->need, 6);
  EXPECT_EQ(standard->school_rule->floor, 0.85);
  ASSERT_EQ(standard->splits.size(), 3u);
  EXPECT_EQ(standard->splits[2].shares[2].weight, 1.32);
}

TEST(Installed, EverythingIsSaidInBothLanguages) {
  for (const auto& standard : book().standards) {
    EXPECT_FALSE(standard.name.zh.empty() || standard.name.en.empty()) << standard.id;
    for (const auto& indicator : standard.indicators) {
      EXPECT_FALSE(indicator.name.zh.empty() || indicator.name.en.empty()) << standard.id << indicator.code;
      EXPECT_EQ(indicator.note.zh.empty(), indicator.note.en.empty()) << standard.id << indicator.code;
    }
  }
}

TEST(Installed, GoesThroughJsonUnchanged) {
  for (const auto& standard : book().standards) {
    const auto text = json::text(standard);
    const auto back = json::read_text<standard::Standard>(text);
    ASSERT_TRUE(back) << all_faults(back.error());
    EXPECT_EQ(json::text(*back), text);
  }
}

TEST(Faults, NameFileLineAndKey) {
  EXPECT_EQ(fault_of("numerator = \"books\"", "numerator = \"book\""),
            "small.toml:15: indicator[1].numerator figures.toml has no figure called book");
  EXPECT_EQ(fault_of("unit_zh = \"册\"\n", ""), "small.toml:9: indicator[1].unit_zh is missing");
  EXPECT_EQ(fault_of("stages = [\"primary\"]", "stages = [\"primry\"]"),
            "small.toml:8: stages primry must be one of: kindergarten, primary, junior, senior");
  EXPECT_EQ(fault_of("denominator =", "per = \"100\"\ndenominator ="),
            "small.toml:16: indicator[1].per must be a number");
  EXPECT_EQ(fault_of("denominator =", "per = -1\ndenominator ="), "small.toml:16: indicator[1].per must be above 0");
  EXPECT_EQ(fault_of("stages =", "stagess = 1\nstages ="), "small.toml:8: stagess is not a known key");
  EXPECT_EQ(fault_of("denominator =", "junior = { threshold = 1 }\ndenominator ="),
            "small.toml:16: indicator[1].junior this stage is not among the stages");
  EXPECT_TRUE(fault_of("id = \"small\"", "id = small").starts_with("small.toml:1:  is not TOML"))
      << fault_of("id = \"small\"", "id = small");
  EXPECT_EQ(fault_of("id = \"small\"", "id = \"Small\""),
            "small.toml:1: id may only have small letters, digits, - and _");
}

TEST(Faults, AllAreReportedAtOnce) {
  const auto figures = read_figures(two_figures, "figures.toml");
  const auto made = read_standard("id = 1\nofficial = \"yes\"\nstages = []\n", "bad.toml", *figures);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().fault, Fault::invalid);
  EXPECT_GE(made.error().fields.size(), 6u);
}

TEST(Faults, FiguresAreUnique) {
  const auto twice = std::string{two_figures} + replaced(two_figures, "code = \"books\"", "code = \"book_count\"");
  const auto made = read_figures(twice, "figures.toml");
  ASSERT_FALSE(made);
  EXPECT_NE(all_faults(made.error()).find("students is given twice"), std::string::npos);
  EXPECT_NE(all_faults(made.error()).find("\"books\" is taken"), std::string::npos);
  EXPECT_FALSE(read_figures(replaced(two_figures, "kind = \"things\"", "kind = \"things\"\npart_of = \"paper\""), "f"));
}

TEST(Folder, MissingIsNotFound) {
  const auto made = read_folder("/nonexistent/standards");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().fault, Fault::not_found);
}

// Adding an indicator is adding one entry to a file.
TEST(Folder, AnIndicatorIsOneEntry) {
  std::ifstream file{installed / "cn-2017-compulsory.toml"};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const auto made = read_standard(text + R"(
[[indicator]]
code = "lab_rooms"
zh = "每百名学生拥有实验室数"
en = "laboratories per 100 students"
unit_zh = "间"
unit_en = "per 100"
numerator = "lab_rooms"
denominator = "students"
per = 100
junior = { threshold = 0.5, cv_limit = 0.45 }
)",
                                  "more.toml", book().figures);
  ASSERT_TRUE(made) << all_faults(made.error());
  EXPECT_EQ(made->indicators.size(), 8u);
}

}  // namespace
}  // namespace doorstep::standards
