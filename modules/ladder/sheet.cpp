#include "sheet.h"

#include <algorithm>
#include <array>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

namespace doorstep::ladder {
namespace {

using sheets::column;
using sheets::ColumnKind;

constexpr size_t most_rows = 5000;

sheets::CellValue number(const std::optional<double>& value) {
  if (!value) return std::monostate{};
  return *value;
}

std::string_view yes_no(bool yes, Language language) {
  if (language == Language::zh) return yes ? "是" : "否";
  return yes ? "yes" : "no";
}

const Words& words_of(Outcome outcome) {
  static const std::array words{say("入围", "placed"),
                                say("入围（乡村名额）", "placed (kept for rural schools)"),
                                say("入围（定向）", "placed (targeted)"),
                                say("名额已满", "no place left"),
                                say("学校无空岗", "no free post at the school"),
                                say("未达合格分", "below the pass mark"),
                                say("未评分", "not scored")};
  static_assert(words.size() == static_cast<size_t>(Outcome::unscored) + 1);
  return words[static_cast<size_t>(outcome)];
}

struct ApplicantColumn {
  const char* code;
  Words heading;
  bool required;
  std::string ApplicantRow::*member;
};
const std::array<ApplicantColumn, 4>& applicant_columns() {
  static const std::array<ApplicantColumn, 4> all{{
      {"name", say("姓名", "Name"), true, &ApplicantRow::name},
      {"school", say("学校", "School"), true, &ApplicantRow::school},
      {"subject", say("学科", "Subject"), false, &ApplicantRow::subject},
      {"statement", say("申报陈述", "Statement"), false, &ApplicantRow::statement},
  }};
  return all;
}

void ranking_sheet(sheets::WorkbookWriter& book, const LadderCallWhole& call, Language language) {
  sheets::SheetPlan plan;
  plan.name = say("排序", "Ranking").in(language);
  plan.notes = {fmt::format("{}  {}  {}", call.of.org, call.of.title, call.of.level_name.in(language))};
  plan.columns = {column(say("名次", "Place"), language, 8, ColumnKind::whole),
                  column(say("编号", "Number"), language, 8, ColumnKind::whole),
                  column(say("姓名", "Name"), language, 14),
                  column(say("学校", "School"), language, 30),
                  column(say("学科", "Subject"), language, 12),
                  column(say("总分", "Total"), language, 10, ColumnKind::number, 2),
                  column(say("校正分（仅供参考）", "Corrected for severity (for information)"), language, 14,
                         ColumnKind::number, 2),
                  column(say("乡村学校", "Rural school"), language, 10),
                  column(say("定向", "Targeted"), language, 8),
                  column(say("结果", "Outcome"), language, 18),
                  column(say("拟通过", "Proposed"), language, 10),
                  column(say("理由", "Reason"), language, 40)};
  book.sheet(plan);
  for (const auto& one : call.ranking)
    book.row({one.place, one.number, std::string_view{one.name}, std::string_view{one.school},
              std::string_view{one.subject}, number(one.total), number(one.fair), yes_no(one.rural, language),
              yes_no(one.targeted, language), std::string_view{words_of(one.outcome).in(language)},
              yes_no(one.proposed, language), std::string_view{one.reason}});
}

void agreement_sheet(sheets::WorkbookWriter& book, const LadderCallWhole& call, Language language) {
  sheets::SheetPlan plan;
  plan.name = say("评委一致性", "Agreement").in(language);
  plan.columns = {column(say("维度", "Dimension"), language, 24),
                  column(say("Krippendorff α", "Krippendorff's alpha"), language, 14, ColumnKind::number, 3),
                  column(say("ICC(2,k)", "ICC(2,k)"), language, 12, ColumnKind::number, 3),
                  column(say("申报数", "Applications"), language, 12, ColumnKind::whole),
                  column(say("评分数", "Ratings"), language, 12, ColumnKind::whole),
                  column(say("说明", "In words"), language, 36)};
  book.sheet(plan);
  for (const auto& one : call.agreement)
    book.row({std::string_view{one.name.in(language)}, number(one.alpha), number(one.icc), one.things, one.ratings,
              std::string_view{one.verdict.in(language)}});
}

}  // namespace

std::string call_workbook(const LadderCallWhole& call, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    ranking_sheet(book, call, language);
    agreement_sheet(book, call, language);
  });
}

std::string holders_workbook(const std::vector<RankHeld>& ranks, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("称号名册", "Ranks held").in(language);
    plan.columns = {column(say("姓名", "Name"), language, 14),
                    column(say("学校", "School"), language, 30),
                    column(say("学科", "Subject"), language, 12),
                    column(say("阶梯", "Ladder"), language, 20),
                    column(say("级别", "Level"), language, 20),
                    column(say("定向", "Targeted"), language, 8),
                    column(say("起", "From"), language, 12, ColumnKind::date),
                    column(say("止", "Until"), language, 12, ColumnKind::date),
                    column(say("证书编号", "Certificate"), language, 26),
                    column(say("授予单位", "Given by"), language, 24),
                    column(say("有效", "In use"), language, 8),
                    column(say("撤销依据", "Revoked on the ground"), language, 30)};
    book.sheet(plan);
    for (const auto& one : ranks) {
      const auto until =
          one.end_on == Date::never() ? sheets::CellValue{std::monostate{}} : sheets::CellValue{one.end_on};
      book.row({std::string_view{one.person}, std::string_view{one.school}, std::string_view{one.subject},
                std::string_view{one.ladder_name.in(language)}, std::string_view{one.name.in(language)},
                yes_no(one.targeted, language), one.begin_on, until, std::string_view{one.certificate},
                std::string_view{one.org}, yes_no(one.in_use, language), std::string_view{one.ground}});
    }
  });
}

std::string posts_workbook(const LadderPostsTable& table, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("岗位", "Posts").in(language);
    plan.notes = {table.source.in(language)};
    plan.columns = {column(say("学校", "School"), language, 30),
                    column(say("在编教师", "Established teachers"), language, 12, ColumnKind::whole)};
    for (const auto& one : table.classes)
      for (const auto& what :
           {say("核定", "allowed"), say("已聘", "held"), say("定向", "targeted"), say("空缺", "free")})
        plan.columns.push_back(
            column(fmt::format("{} {}", one.name.in(language), what.in(language)), 12, ColumnKind::whole));
    book.sheet(plan);
    for (const auto& school : table.schools) {
      std::vector<sheets::CellValue> cells{std::string_view{school.school}, school.teachers};
      for (const auto& one : school.classes)
        for (const auto count : {one.allowed, one.held, one.targeted, one.free}) cells.emplace_back(count);
      book.row(cells);
    }
  });
}

std::string pyramid_workbook(const LadderPyramid& pyramid, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("梯队", "Pyramid").in(language);
    plan.notes = {fmt::format("{}  {}  {} / {}", pyramid.org, pyramid.ladder_name.in(language), pyramid.on.text(),
                              pyramid.compared_with.text())};
    plan.columns = {column(say("级别", "Level"), language, 20), column(say("学科", "Subject"), language, 16),
                    column(say("现在", "Now"), language, 10, ColumnKind::whole),
                    column(say("一年前", "A year ago"), language, 10, ColumnKind::whole)};
    book.sheet(plan);
    for (const auto& one : pyramid.cells) {
      const auto level = std::ranges::find(pyramid.levels, one.level, &LadderLevel::code);
      const auto none = say("未进入阶梯", "on no level");
      const auto& name = level == pyramid.levels.end() ? none : level->name;
      book.row({std::string_view{name.in(language)}, std::string_view{one.subject}, one.now, one.before});
    }
  });
}

std::string applicants_template(Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("申报人", "Applicants").in(language);
    for (const auto& one : applicant_columns()) {
      auto made = column(one.heading, language, 24);
      made.required = one.required;
      plan.columns.push_back(std::move(made));
    }
    book.sheet(plan);
  });
}

Result<std::vector<ApplicantRow>> read_applicants(const std::filesystem::path& file) {
  return sheets::read_form<ApplicantRow>(file, applicant_columns(), most_rows);
}

}  // namespace doorstep::ladder
