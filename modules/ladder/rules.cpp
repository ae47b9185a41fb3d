#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include <doorstep/standards/keys.h>

#include "built_in.h"
#include "read_rules.h"

namespace doorstep::ladder {
namespace {

using standards::Keys;

void read_need(Keys& keys, LadderNeed& need) {
  keys.choice("kind", need.kind, true);
  keys.text("of", need.of, false);
  keys.number("at_least", need.at_least, false);
  int over = 0;
  keys.whole("over_years", over, false);
  need.over_years = over;
}

void read_whole(Keys& keys, const char* key, int64_t& to) {
  int value = static_cast<int>(to);
  keys.whole(key, value, false);
  to = value;
}

LadderLevel read_level(Keys& keys) {
  LadderLevel level;
  keys.text("code", level.code, true);
  keys.words("", level.name, true);
  keys.choice("candidate", level.candidate, false);
  keys.text("in_register", level.in_register, false);
  keys.text("post_class", level.post_class, false);
  keys.flag("targeted", level.targeted);
  read_whole(keys, "term_years", level.term_years);
  read_whole(keys, "automatic", level.automatic);
  keys.text("rubric", level.rubric, false);
  keys.tables("need", [&](Keys& inner) { read_need(inner, level.needs.emplace_back()); });
  keys.tables("way", [&](Keys& inner) {
    auto& way = level.ways.emplace_back();
    inner.tables("need", [&](Keys& deep) { read_need(deep, way.needs.emplace_back()); });
  });
  return level;
}

LadderRubric read_rubric(Keys& keys) {
  LadderRubric rubric;
  keys.text("code", rubric.code, true);
  keys.tables("dimension", [&](Keys& inner) {
    LadderDimension dimension;
    inner.text("code", dimension.code, true);
    inner.words("", dimension.name, true);
    read_whole(inner, "weight", dimension.weight);
    inner.tables("anchor", [&](Keys& deep) {
      auto& anchor = dimension.anchors.emplace_back();
      deep.number("points", anchor.points, true);
      deep.words("", anchor.words, true);
    });
    rubric.dimensions.push_back(std::move(dimension));
  });
  return rubric;
}

void read_all(Keys& keys, Ladder& ladder) {
  keys.text("id", ladder.id, true);
  keys.words("", ladder.name, true);
  keys.words("edition", ladder.edition, true);
  keys.words("source", ladder.source, true);
  keys.words("note", ladder.note, false);
  keys.text("register_field", ladder.register_field, false);
  keys.flag("ordered", ladder.ordered);
  read_whole(keys, "raters", ladder.raters);
  keys.number("gap", ladder.gap, false);
  keys.choice("third", ladder.third, false);
  keys.number("pass", ladder.pass, false);
  keys.texts("ties", ladder.ties);
  read_whole(keys, "notice_days", ladder.notice_days);
  keys.words("posts_source", ladder.posts_source, false);
  keys.tables("post", [&](Keys& inner) {
    auto& post = ladder.posts.emplace_back();
    inner.text("code", post.code, true);
    inner.words("", post.name, true);
    inner.number("share", post.share, true);
  });
  keys.tables("level", [&](Keys& inner) { ladder.levels.push_back(read_level(inner)); });
  keys.tables("rubric", [&](Keys& inner) { ladder.rubrics.push_back(read_rubric(inner)); });
}

struct Degree {
  std::string_view code;
  Words words;
};
const std::array<Degree, 6>& degrees() {
  static const std::array<Degree, 6> all{
      Degree{"other", say("其他", "other")}, {"secondary", say("中专、中师", "secondary teachers' school")},
      {"college", say("大专", "college")},   {"bachelor", say("本科", "bachelor")},
      {"master", say("硕士", "master")},     {"doctor", say("博士", "doctor")}};
  return all;
}

Words level_words(const Ladder& ladder, std::string_view code) {
  const auto* of = &ladder;
  if (const auto colon = code.find(':'); colon != code.npos) {
    of = built_in(code.substr(0, colon));
    code = code.substr(colon + 1);
  }
  const auto* level = of ? of->level(code) : nullptr;
  return level ? level->name : Words{std::string{code}, std::string{code}};
}

void check_need(const LadderNeed& need, const Ladder& ladder, const std::string& at, std::vector<FieldError>& faults) {
  if (need.at_least < 0 || need.over_years < 0 || need.over_years > 60)
    faults.push_back({at, say("数值不能为负", "numbers are not negative")});
  const bool level = need.kind == Need::holds || need.kind == Need::rank_years;
  if (level && need.of.find(':') == need.of.npos && !ladder.level(need.of))
    faults.push_back({at, say("没有“{}”这一级", "there is no level “{}”", need.of)});
  if (need.kind == Need::degree && degree_place(need.of) < 0)
    faults.push_back({at, say("没有“{}”这一学历", "there is no degree “{}”", need.of)});
}

void check_rubric(const LadderRubric& rubric, std::vector<FieldError>& faults) {
  int64_t sum = 0;
  for (const auto& one : rubric.dimensions) {
    sum += one.weight;
    if (one.anchors.size() < 2 || one.anchors.size() > 7 ||
        !std::ranges::is_sorted(one.anchors, std::ranges::less_equal{}, &LadderAnchor::points) ||
        one.anchors.front().points < 0 || one.anchors.back().points > 100)
      faults.push_back({"rubrics", say("“{}”应有 2 到 7 个等级，分值由低到高，在 0 到 100 之间",
                                       "“{}” has 2 to 7 anchors, the lowest first, from 0 to 100", one.name.en)});
  }
  if (sum != 100)
    faults.push_back({"rubrics", say("量规“{}”的权重合计须为 100，现为 {}",
                                     "weights of the rubric “{}” add up to 100, not to {}", rubric.code, sum)});
}

}  // namespace

const LadderLevel* Ladder::level(std::string_view code) const {
  const auto found = std::ranges::find(levels, code, &LadderLevel::code);
  return found == levels.end() ? nullptr : &*found;
}
const LadderRubric* Ladder::rubric(std::string_view code) const {
  const auto found = std::ranges::find(rubrics, code, &LadderRubric::code);
  return found == rubrics.end() ? nullptr : &*found;
}
int Ladder::place(std::string_view code) const {
  const auto found = std::ranges::find(levels, code, &LadderLevel::code);
  return found == levels.end() ? -1 : static_cast<int>(found - levels.begin());
}

std::vector<FieldError> faults_of(const Ladder& ladder) {
  std::vector<FieldError> faults;
  if (ladder.levels.empty() || ladder.levels.size() > 20)
    faults.push_back({"levels", say("应有 1 到 20 级", "from 1 to 20 levels")});
  std::set<std::string> codes;
  for (const auto& level : ladder.levels) {
    if (!codes.insert(level.code).second)
      faults.push_back({"levels", say("“{}”出现了两次", "“{}” stands twice", level.code)});
    if (level.automatic == 0 && !ladder.rubric(level.rubric))
      faults.push_back({"levels", say("“{}”没有评审量规", "“{}” has no rubric", level.code)});
    for (const auto& need : level.needs) check_need(need, ladder, "levels", faults);
    for (const auto& way : level.ways)
      for (const auto& need : way.needs) check_need(need, ladder, "levels", faults);
    if (!level.post_class.empty() &&
        std::ranges::find(ladder.posts, level.post_class, &LadderPosts::code) == ladder.posts.end())
      faults.push_back({"levels", say("没有“{}”这类岗位", "there is no class of posts “{}”", level.post_class)});
  }
  for (const auto& rubric : ladder.rubrics) check_rubric(rubric, faults);
  if (ladder.raters < 1 || ladder.raters > 9) faults.push_back({"raters", say("应为 1 到 9 人", "from 1 to 9 raters")});
  if (ladder.notice_days < 1 || ladder.notice_days > 60)
    faults.push_back({"notice_days", say("公示期应为 1 到 60 天", "a notice stands for 1 to 60 days")});
  if (!(ladder.gap > 0 && ladder.gap <= 100) || !(ladder.pass >= 0 && ladder.pass <= 100))
    faults.push_back({"gap", say("分差和及格线应在 0 到 100 之间", "gap and pass mark lie between 0 and 100")});
  return faults;
}

Result<Ladder> read_ladder(std::string_view text, const std::string& name) {
  standards::Faults faults{name};
  Ladder ladder;
  auto parsed = toml::parse(text, name);
  if (!parsed) {
    faults.add(parsed.error().source(), "",
               say("不是合法的 TOML：{}", "is not TOML: {}", parsed.error().description()));
  } else {
    const auto table = std::move(parsed).table();
    Keys keys(table, "", faults);
    read_all(keys, ladder);
  }
  auto& list = faults.list();
  if (list.empty()) list = faults_of(ladder);
  if (!list.empty())
    return refuse(Fault::invalid, "ladder-invalid", say("阶梯文件 {} 有误", "the ladder {} has faults", name), list);
  return ladder;
}

const std::vector<Ladder>& built_in_ladders() {
  static const std::vector<Ladder> ladders = [] {
    std::vector<Ladder> made;
    for (const auto& file : built_in_files()) {
      auto read = read_ladder(file.text, std::string{file.name});
      if (!read)
        throw std::logic_error(read.error().what.en + ": " + read.error().fields.front().field + " " +
                               read.error().fields.front().what.en);
      made.push_back(std::move(*read));
    }
    return made;
  }();
  return ladders;
}

const Ladder* built_in(std::string_view id) {
  const auto& all = built_in_ladders();
  const auto found = std::ranges::find(all, id, &Ladder::id);
  return found == all.end() ? nullptr : &*found;
}

int degree_place(std::string_view code) {
  const auto found = std::ranges::find(degrees(), code, &Degree::code);
  return found == degrees().end() ? -1 : static_cast<int>(found - degrees().begin());
}
Words degree_words(std::string_view code) {
  const auto place = degree_place(code);
  return place < 0 ? say("未知", "not known") : degrees()[static_cast<size_t>(place)].words;
}

Words words_of(const LadderNeed& need, const Ladder& ladder) {
  const auto n = need.at_least;
  switch (need.kind) {
    case Need::service_years:
      return say("任教满 {} 年", "{} years of service", n);
    case Need::rank_years: {
      const auto level = level_words(ladder, need.of);
      return {fmt::format("任{}满 {} 年", level.zh, n), fmt::format("{} years as {}", n, level.en)};
    }
    case Need::holds: {
      const auto level = level_words(ladder, need.of);
      return {fmt::format("现为{}或以上", level.zh), fmt::format("{} or higher now", level.en)};
    }
    case Need::degree: {
      const auto degree = degree_words(need.of);
      return {fmt::format("{}及以上学历", degree.zh), fmt::format("degree: {} or higher", degree.en)};
    }
    case Need::training_hours:
      return say("近 {1} 年培训满 {0} 学时", "{} hours of training within {} years", n, need.over_years);
    case Need::rural_years:
      return say("乡村学校任教满 {} 年", "{} years at rural schools", n);
    case Need::exchange_years:
      return say("交流任教满 {} 年", "{} years on exchange at another school", n);
    case Need::conduct:
      return say("师德无一票否决情形", "nothing in conduct that bars");
    case Need::portfolio:
      break;
  }
  struct Kind {
    std::string_view code;
    Words words;
  };
  static const std::array kinds{Kind{"open_lesson", {"公开课 {} 节", "{} open lessons"}},
                                Kind{"project", {"课题 {} 项", "{} research projects"}},
                                Kind{"paper", {"论文、著作 {} 篇", "{} papers or books"}},
                                Kind{"competition", {"教学竞赛获奖 {} 次", "{} prizes in teaching contests"}},
                                Kind{"mentoring", {"指导青年教师 {} 人", "{} young teachers mentored"}}};
  const auto found = std::ranges::find(kinds, need.of, &Kind::code);
  if (found == kinds.end()) return say("档案中“{}”{} 项", "portfolio: {} × {}", need.of, n);
  return {fmt::format(fmt::runtime(found->words.zh), n), fmt::format(fmt::runtime(found->words.en), n)};
}

}  // namespace doorstep::ladder
