#include "norms.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::staffing {
namespace {

constexpr size_t most_rows = 200;
constexpr size_t most_grades = 12;

tl::unexpected<Error> bad_file(std::string_view name, std::string_view key) {
  return refuse(Fault::invalid, "norm-invalid",
                say("编制标准 {}：{} 缺失或有误", "norm {}: {} is missing or wrong", name, key));
}

Words pair_of(const toml::table& table, const std::string& before) {
  return {table[before + "zh"].value_or(std::string{}), table[before + "en"].value_or(std::string{})};
}

// Calls visit(table) for each of a list of tables.
template <class Visit>
void each_table(const toml::table& root, std::string_view key, Visit&& visit) {
  if (const auto* list = root[key].as_array())
    for (const auto& item : *list)
      if (const auto* table = item.as_table()) visit(*table);
}

bool read_rule(const toml::table& table, workforce::RetirementRule& rule) {
  const auto birth = workforce::parse_month(table["first_birth"].value_or(std::string{}));
  rule.age = static_cast<int>(table["age"].value_or(int64_t{0}));
  rule.step = static_cast<int>(table["step"].value_or(int64_t{0}));
  rule.most = static_cast<int>(table["most"].value_or(int64_t{-1}));
  if (birth) rule.first_birth = *birth;
  return birth && rule.age > 0 && rule.step > 0 && rule.most >= 0;
}

bool read_rules(const toml::table& root, Norm& made) {
  int found = 0;
  bool good = true;
  each_table(root, "retirement", [&](const toml::table& table) {
    const auto who = table["who"].value_or(std::string{});
    auto* rule = who == "man"             ? &made.man
                 : who == "woman_in_post" ? &made.woman_in_post
                 : who == "woman_worker"  ? &made.woman_worker
                                          : nullptr;
    good = good && rule && read_rule(table, *rule);
    ++found;
  });
  return good && found == 3;
}

void read_numbers(const toml::table& root, NormNumbers& into) {
  const auto text = [](const toml::table& table, const char* key) { return table[key].value_or(std::string{}); };
  each_table(root, "ratio", [&](const toml::table& table) {
    into.ratios.push_back({text(table, "stage"), table["pupils"].value_or(0.0)});
  });
  each_table(root, "small", [&](const toml::table& table) {
    into.small.push_back({text(table, "stage"), table["below"].value_or(0.0), table["per_class"].value_or(0.0)});
  });
  each_table(root, "load", [&](const toml::table& table) {
    into.loads.push_back({text(table, "stage"), table["hours"].value_or(0.0), text(table, "subject")});
  });
  each_table(root, "hours", [&](const toml::table& table) {
    NormHours hours{text(table, "stage"), text(table, "subject"), {}};
    if (const auto* list = table["weekly"].as_array())
      for (const auto& item : *list) hours.weekly.push_back(item.value_or(0.0));
    into.hours.push_back(std::move(hours));
  });
}

class NumberCheck {
 public:
  void bound(bool good, const std::string& field, Words what) {
    if (!good) faults_.push_back({field, std::move(what)});
  }
  void stage(const std::string& code, const std::string& field) {
    bound(grades_of(code) > 0, field, say("没有学段“{}”", "there is no stage “{}”", code));
  }
  Result<void> verdict() {
    if (faults_.empty()) return {};
    return refuse(Fault::invalid, "norm-invalid", say("标准填写有误", "some numbers of the norm are wrong"),
                  std::move(faults_));
  }

 private:
  std::vector<FieldError> faults_;
};

}  // namespace

int first_grade_of(std::string_view stage) {
  if (stage == "kindergarten") return -2;
  return stage == "primary" ? 1 : stage == "junior" ? 7 : 10;
}
int grades_of(std::string_view stage) {
  if (stage == "primary") return 6;
  return stage == "kindergarten" || stage == "junior" || stage == "senior" ? 3 : 0;
}

Result<Norm> read_norm(std::string_view text, std::string_view name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return bad_file(name, error.description());
  }
  Norm made;
  made.info.id = root["id"].value_or(std::string{});
  made.info.name = pair_of(root, "");
  made.info.edition = pair_of(root, "edition_");
  if (made.info.id.empty()) return bad_file(name, "id");
  if (made.info.name.zh.empty() || made.info.name.en.empty()) return bad_file(name, "zh, en");
  each_table(root, "part", [&](const toml::table& table) {
    const auto basis = describe::enum_value<NormBasis>(table["basis"].value_or(std::string{}));
    made.info.parts.push_back({basis ? table["code"].value_or(std::string{}) : "", pair_of(table, "source_"),
                               basis.value_or(NormBasis::assumed)});
  });
  for (const auto& part : made.info.parts)
    if (part.code.empty() || part.source.zh.empty() || part.source.en.empty())
      return bad_file(name, "part");  // one of these, or its basis
  read_numbers(root, made.numbers);
  DOORSTEP_TRY(good_numbers(made.numbers));
  if (!read_rules(root, made)) return bad_file(name, "retirement");
  if (const auto* words = root["workers"]["posts"].as_array())
    for (const auto& word : *words) made.worker_posts.push_back(word.value_or(std::string{}));
  return made;
}

const Norm& national_norm() {
  static const Norm norm = [] {
    for (const auto& file : built_in_files()) {
      auto made = read_norm(file.text, file.name);
      if (!made) throw std::logic_error(made.error().what.en);
      return std::move(*made);
    }
    throw std::logic_error("no norm is built in");
  }();
  return norm;
}

Result<void> good_numbers(const NormNumbers& numbers) {
  NumberCheck check;
  const auto place = [](const char* list, size_t at) { return fmt::format("{}/{}", list, at); };
  check.bound(!numbers.ratios.empty(), "ratios", say("至少一个学段", "at least one stage"));
  check.bound(numbers.ratios.size() <= most_rows && numbers.small.size() <= most_rows &&
                  numbers.loads.size() <= most_rows && numbers.hours.size() <= most_rows,
              "numbers", say("每项至多 {} 行", "at most {} rows each", most_rows));
  for (size_t i = 0; i < numbers.ratios.size(); ++i) {
    const auto& one = numbers.ratios[i];
    check.stage(one.stage, place("ratios", i));
    check.bound(one.pupils >= 1 && one.pupils <= 100, place("ratios", i), say("1 到 100", "1 to 100"));
  }
  for (size_t i = 0; i < numbers.small.size(); ++i) {
    const auto& one = numbers.small[i];
    check.stage(one.stage, place("small", i));
    check.bound(one.below >= 0 && one.below <= 10'000 && one.per_class > 0 && one.per_class <= 10, place("small", i),
                say("人数 0 到 10000，每班 10 个以内", "0 to 10,000 pupils, at most 10 posts a class"));
  }
  for (size_t i = 0; i < numbers.loads.size(); ++i) {
    const auto& one = numbers.loads[i];
    check.stage(one.stage, place("loads", i));
    check.bound(one.hours >= 1 && one.hours <= 60, place("loads", i), say("1 到 60 课时", "1 to 60 hours"));
    check.bound(one.subject.size() <= 40, place("loads", i), say("学科代码太长", "the subject's code is too long"));
  }
  for (size_t i = 0; i < numbers.hours.size(); ++i) {
    const auto& one = numbers.hours[i];
    check.stage(one.stage, place("hours", i));
    check.bound(!one.subject.empty() && one.subject.size() <= 40, place("hours", i), say("缺学科", "names no subject"));
    check.bound(!one.weekly.empty() && one.weekly.size() <= most_grades &&
                    std::ranges::all_of(one.weekly, [](double hours) { return hours >= 0 && hours <= 60; }),
                place("hours", i), say("每年级 0 到 60 课时", "0 to 60 hours for every grade"));
  }
  return check.verdict();
}

double pupils_per_post(const NormNumbers& numbers, std::string_view stage) {
  const auto found = std::ranges::find(numbers.ratios, stage, &NormRatio::stage);
  return found == numbers.ratios.end() ? 0 : found->pupils;
}

const NormSmall* small_rule(const NormNumbers& numbers, std::string_view stage) {
  const auto found = std::ranges::find(numbers.small, stage, &NormSmall::stage);
  return found == numbers.small.end() ? nullptr : &*found;
}

double load_of(const NormNumbers& numbers, std::string_view stage, std::string_view subject) {
  double general = 0;
  for (const auto& one : numbers.loads) {
    if (one.stage != stage) continue;
    if (one.subject == subject) return one.hours;
    if (one.subject.empty()) general = one.hours;
  }
  return general;
}

const std::vector<double>* hours_of(const NormNumbers& numbers, std::string_view stage, std::string_view subject) {
  for (const auto& one : numbers.hours)
    if (one.stage == stage && one.subject == subject) return &one.weekly;
  return nullptr;
}

double mean_hours(const NormNumbers& numbers, std::string_view stage, std::string_view subject) {
  const auto* weekly = hours_of(numbers, stage, subject);
  if (!weekly || weekly->empty()) return 0;
  double sum = 0;
  for (const double hours : *weekly) sum += hours;
  return sum / static_cast<double>(weekly->size());
}

std::vector<std::string> subjects_of(const NormNumbers& numbers) {
  std::vector<std::string> found;
  for (const auto& one : numbers.hours)
    if (std::ranges::find(found, one.subject) == found.end()) found.push_back(one.subject);
  // Where kindergartens come first, their one subject stands at the end of all the same.
  std::ranges::stable_partition(found, [](const std::string& code) { return code != "general"; });
  return found;
}

std::optional<int> retirement_of(const Norm& norm, const std::string& sex, const std::string& post,
                                 const std::string& birth_month) {
  const auto birth = workforce::parse_month(birth_month);
  if (!birth || (sex != "1" && sex != "2")) return {};
  if (sex == "1") return workforce::retires_in(norm.man, *birth);
  const bool worker = std::ranges::any_of(
      norm.worker_posts, [&](const std::string& word) { return !word.empty() && post.find(word) != post.npos; });
  return workforce::retires_in(worker ? norm.woman_worker : norm.woman_in_post, *birth);
}

}  // namespace doorstep::staffing
