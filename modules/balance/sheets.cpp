#include "sheets.h"

#include <doorstep/sheets/write.h>

namespace doorstep::balance {
namespace {

using doorstep::sheets::CellValue;
using doorstep::sheets::ColumnKind;
using doorstep::sheets::SheetColumn;
using doorstep::sheets::SheetPlan;
using doorstep::sheets::WorkbookWriter;

CellValue cell(const std::optional<double>& value) { return value ? CellValue{*value} : CellValue{}; }

// Column headings in the reader's language.
class Headings {
 public:
  explicit Headings(Language language) : language_(language) {}
  SheetColumn text(const char* zh, const char* en, double width = 0) const {
    return {words(zh, en), ColumnKind::text, 0, width, false, {}, {}};
  }
  SheetColumn number(const char* zh, const char* en, int decimals = 4) const {
    return {words(zh, en), ColumnKind::number, decimals, 0, false, {}, {}};
  }
  SheetColumn whole(const char* zh, const char* en) const {
    return {words(zh, en), ColumnKind::whole, 0, 0, false, {}, {}};
  }
  std::string words(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }

 private:
  Language language_;
};

std::vector<std::string> notes_of(const Report& report, Language language) {
  std::vector<std::string> notes{
      fmt::format("{}  {}  {}  {}", report.area, report.standard_name.in(language), report.stage, report.year.text())};
  for (const auto& source : report.sources) notes.push_back(source.notice.in(language));
  if (report.generated) notes.push_back(say("生成数据，非真实数据", "generated data, not real").in(language));
  return notes;
}

std::string mark(const std::optional<bool>& passed, Language language) {
  if (!passed) return {};
  return (*passed ? say("达标", "within") : say("超限", "over")).in(language);
}

void indicators(WorkbookWriter& book, const Report& report, Language language) {
  const Headings h{language};
  book.sheet(
      {h.words("指标", "Indicators"),
       notes_of(report, language),
       {h.text("代码", "Code", 20), h.text("指标", "Indicator", 36), h.text("单位", "Unit", 18),
        h.number("均值", "Mean"), h.number("标准差", "S"), h.number("差异系数", "CV"), h.number("限值", "Limit", 2),
        h.text("结论", "Result"), h.number("标准值", "Threshold", 2), h.whole("计入学校", "Schools"),
        h.whole("未达标准值", "Below"), h.whole("未计入", "Left out"), h.number("上年差异系数", "CV last year"),
        h.number("泰尔指数", "Theil"), h.number("组内", "Within"), h.number("组间", "Between")}});
  for (const auto& i : report.indicators) {
    const auto result = i.reported ? mark(i.passed, language) : say("未上报", "not reported").in(language);
    book.row({std::string_view{i.code}, std::string_view{i.name.in(language)}, std::string_view{i.unit.in(language)},
              cell(i.mean), cell(i.s), cell(i.cv), cell(i.limit), std::string_view{result}, cell(i.threshold),
              i.schools, i.below, i.left_out_count, cell(i.cv_before), cell(i.theil), cell(i.theil_within),
              cell(i.theil_between)});
  }
}

std::string verdict_words(Verdict verdict, Language language) {
  switch (verdict) {
    case Verdict::reached:
      return say("达标", "reached").in(language);
    case Verdict::failed:
      return say("未达标", "failed").in(language);
    case Verdict::left_out:
      return say("不计入", "left out").in(language);
    default:
      return say("未知", "unknown").in(language);
  }
}

void school_rows(WorkbookWriter& book, const Report& report, const std::vector<SchoolResult>& schools,
                 Language language) {
  const Headings h{language};
  SheetPlan plan{h.words("学校", "Schools"),
                 notes_of(report, language),
                 {h.text("学校", "School", 30), h.text("乡镇", "Town", 14), h.text("集团", "Group", 22),
                  h.whole("学生", "Students")}};
  for (const auto& indicator : report.indicators) {
    const auto& name = indicator.name.in(language);
    plan.columns.push_back({name, ColumnKind::number, 4, 14, false, {}, {}});
    plan.columns.push_back({name + h.words(" 缺", " lacking"), ColumnKind::number, 1, 10, false, {}, {}});
  }
  plan.columns.push_back(h.whole("达标项数", "Reached"));
  plan.columns.push_back(h.text("结论", "Verdict"));
  plan.columns.push_back(h.text("说明", "Why", 60));
  book.sheet(plan);
  for (const auto& school : schools) {
    const auto verdict = verdict_words(school.verdict, language);
    std::vector<CellValue> cells{std::string_view{school.school}, std::string_view{school.town},
                                 std::string_view{school.group}, cell(school.students)};
    for (const auto& indicator : school.indicators) {
      cells.push_back(cell(indicator.value));
      cells.push_back(cell(indicator.lacking));
    }
    cells.insert(cells.end(), {school.reached, std::string_view{verdict}, std::string_view{school.why.in(language)}});
    book.row(cells);
  }
}

void left_out(WorkbookWriter& book, const Report& report, Language language) {
  const Headings h{language};
  book.sheet({h.words("未计入", "Left out"),
              notes_of(report, language),
              {h.text("指标", "Indicator", 36), h.text("学校", "School", 30), h.text("原因", "Reason", 26),
               h.text("缺少的数据", "Missing figure", 24)}});
  for (const auto& indicator : report.indicators)
    for (const auto& left : indicator.left_out)
      book.row({std::string_view{indicator.name.in(language)}, std::string_view{left.school},
                std::string_view{left.reason}, std::string_view{left.figure}});
}

}  // namespace

http::Reply report_sheet(const Report& report, const std::vector<SchoolResult>& schools, Language language) {
  return http::download(http::workbook_type, "balance.xlsx",
                        doorstep::sheets::workbook_bytes([&](WorkbookWriter& book) {
                          indicators(book, report, language);
                          school_rows(book, report, schools, language);
                          left_out(book, report, language);
                        }));
}

}  // namespace doorstep::balance
