#include "print.h"

#include <algorithm>
#include <cmath>

#include <doorstep/print/print.h>
#include <doorstep/registry/columns.h>

#include "words.h"

namespace doorstep::portfolio {
namespace {

using print::Text;

constexpr size_t most_words = 600;  // bytes of an entry's own words; a row stands on one page

std::string printed_number(double value) {
  return std::abs(value - std::round(value)) < 1e-9 ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string printed_span(Date begin, Date end, Language language) {
  if (begin <= Date::always()) return say("现在", "now").in(language);
  if (end >= Date::never()) return say("{} 起", "since {}", begin.text()).in(language);
  if (end <= begin.plus(1)) return begin.text();
  return begin.text() + (language == Language::zh ? " 至 " : " to ") + end.plus(-1).text();
}

// Cut between letters.
std::string at_most(const std::string& text, size_t bytes) {
  if (text.size() <= bytes) return text;
  auto end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

struct PrintedLine {
  Date begin;
  std::vector<std::string> cells;  // when, kind, what, source
};

class PortfolioPrint {
 public:
  PortfolioPrint(const Portfolio& page, const PortfolioKinds& kinds, Language language)
      : page_(page), kinds_(kinds), language_(language) {}

  std::string said(const Words& words) const { return words.in(language_); }

  std::vector<std::vector<std::string>> head() const {
    const auto& of = page_.head;
    const auto list = [&](const char* column, const std::string& codes) {
      std::string made;
      for (size_t at = 0; at < codes.size();) {
        const auto comma = std::min(codes.find(',', at), codes.size());
        if (!made.empty()) made += language_ == Language::zh ? "、" : ", ";
        made += said(registry::choice_word("staff", column, codes.substr(at, comma - at)));
        at = comma + 1;
      }
      return made;
    };
    std::vector<std::vector<std::string>> rows{
        {said(say("学校", "School")), of.school},
        {said(say("职务", "Post")),
         of.post.empty() ? said(registry::choice_word("service", "role", of.role)) : of.post},
        {said(say("学科", "Subject")), list("subjects", of.subjects.empty() ? of.subject : of.subjects)},
        {said(say("职称", "Title")), list("title", of.title)},
        {said(say("骨干称号", "Backbone rank")), list("backbone", of.backbone)}};
    if (page_.standing) rows.push_back({said(say("阶梯级别", "Level")), said(page_.standing->rank)});
    if (of.at_school_since > Date::always())
      rows.push_back({said(say("来校日期", "At the school since")), of.at_school_since.text()});
    std::erase_if(rows, [](const auto& row) { return row[1].empty(); });
    return rows;
  }

  // The newest first.
  std::vector<std::vector<std::string>> lines(const std::string& area) const {
    std::vector<PrintedLine> found;
    for (const auto& fact : page_.facts)
      if (const auto* kind = kind_in(area, fact.kind))
        found.push_back({fact.begin_on,
                         {printed_span(fact.begin_on, fact.end_on, language_), said(kind->name),
                          said(fact.title) + amount(fact.quantity, said(fact.unit).empty() ? kind->unit : fact.unit),
                          said(say("系统记录", "on record in this system"))}});
    for (const auto& entry : page_.entries)
      if (const auto* kind = kind_in(area, entry.kind)) found.push_back(line(entry, *kind));
    std::ranges::stable_sort(found, std::ranges::greater{}, &PrintedLine::begin);
    std::vector<std::vector<std::string>> made{
        {said(say("时间", "When")), said(say("类别", "Kind")), said(say("内容", "What")), said(say("来源", "Source"))}};
    for (auto& one : found) made.push_back(std::move(one.cells));
    return made;
  }

  // Goals of each school year that the page shows, and the reflection, whole: they are the teacher's own words.
  void goals(print::Document& made, const Text& year, const Text& goal, const Text& words) const {
    for (const auto& of : page_.goals) {
      made.paragraph(said(say("{0}–{1} 学年（{2}）", "{0}–{1} ({3})", of.year, two_digits(of.year + 1),
                              shared_word(of.shared).zh, shared_word(of.shared).en)),
                     year);
      int64_t number = 0;
      for (const auto& one : of.goals) {
        auto first = fmt::format("{}. {}", ++number, one.goal);
        first += (language_ == Language::zh ? "（" : " (") + said(state_word(one.state));
        if (one.due_on) first += said(say("，{} 前", ", by {}", one.due_on->text()));
        made.paragraph(first + (language_ == Language::zh ? "）" : ")"), goal);
        if (!one.measure.empty()) made.paragraph(said(say("衡量标准：{}", "Measured by: {}", one.measure)), words);
        if (!one.check.empty())
          made.paragraph(said(say("年中检查：{}", "At the middle of the year: {}", one.check)), words);
      }
      if (!of.reflection.empty()) made.paragraph(said(say("学年反思：{}", "Reflection: {}", of.reflection)), goal);
    }
  }

 private:
  static std::string two_digits(int64_t year) { return fmt::format("{:02}", year % 100); }
  const PortfolioKind* kind_in(const std::string& area, const std::string& code) const {
    const auto found = std::ranges::find(kinds_.kinds, code, &PortfolioKind::code);
    return found != kinds_.kinds.end() && found->area == area ? &*found : nullptr;
  }
  std::string amount(const std::optional<double>& quantity, const Words& unit) const {
    if (!quantity || said(unit).empty()) return {};
    return said(say("（{} {}）", " ({} {})", printed_number(*quantity), said(unit)));
  }
  PrintedLine line(const PortfolioEntry& entry, const PortfolioKind& kind) const {
    std::string what = entry.title;
    if (const auto level = said(level_word(entry.level)); !level.empty())
      what += (language_ == Language::zh ? "，" : ", ") + level;
    what += amount(entry.quantity, kind.unit);
    if (!entry.words.empty()) what += "\n" + at_most(entry.words, most_words);
    if (!entry.files.empty()) what += "\n" + said(say("附证明材料 {} 件", "files of evidence: {}", entry.files.size()));
    const auto source = entry.state == EntryState::confirmed
                            ? said(say("本人填报，{0}于 {1} 确认", "entered by the teacher, confirmed by {0} on {1}",
                                       entry.decided_by, entry.decided_at.substr(0, 10)))
                            : said(say("本人填报，{}", "entered by the teacher, {}", said(state_word(entry.state))));
    return {entry.begin_on, {printed_span(entry.begin_on, entry.end_on, language_), said(kind.name), what, source}};
  }

  const Portfolio& page_;
  const PortfolioKinds& kinds_;
  Language language_;
};

}  // namespace

Result<std::string> portfolio_pdf(const Portfolio& page, const PortfolioKinds& kinds, Date made_on, Language language) {
  const PortfolioPrint of{page, kinds, language};
  const print::Colour blue{0.06, 0.29, 0.44}, grey{0.37, 0.42, 0.47};
  print::Paper paper;
  paper.title = of.said(say("教师成长档案：{}", "Portfolio of {}", page.head.name));
  paper.author = page.head.school;
  paper.language = language;
  paper.made_on = made_on;
  paper.margin = 18;
  paper.foot = paper.title;
  print::Document made{paper};
  made.paragraph(of.said(say("教师成长档案", "Portfolio of a teacher")),
                 {.size = 20, .bold = true, .after = 1, .colour = blue});
  made.paragraph(page.head.name, {.size = 15, .bold = true, .after = 3});
  made.table({{1}, {4}}, of.head(), false, {.size = 10});
  made.paragraph(of.said(say("打印于 {}；仅含打印人有权查看的内容。“系统记录”来自本系统，其余由教师本人填报。",
                             "Printed on {}, with what the person who printed it may see. What is on record comes from "
                             "this system; all else the teacher entered.",
                             made_on.text())),
                 {.size = 9, .before = 1, .after = 3, .colour = grey});
  bool any = false;
  for (const auto& area : kinds.areas) {
    const auto lines = of.lines(area.code);
    if (lines.size() < 2) continue;
    any = true;
    made.paragraph(of.said(area.name), {.size = 13, .bold = true, .before = 3, .after = 1.5, .colour = blue});
    made.table({{1.3}, {1.1}, {3.4}, {1.7}}, lines, true, {.size = 9.5});
  }
  if (!page.goals.empty()) {
    any = true;
    made.paragraph(of.said(say("目标与反思", "Goals and reflection")),
                   {.size = 13, .bold = true, .before = 3, .after = 1.5, .colour = blue});
    of.goals(made, {.size = 10.5, .bold = true, .before = 1, .after = 1}, {.size = 10, .after = 1},
             {.size = 9.5, .after = 1, .colour = grey});
  }
  if (!any) made.paragraph(of.said(say("还没有记录。", "There is nothing on record yet.")));
  return made.finish();
}

}  // namespace doorstep::portfolio
