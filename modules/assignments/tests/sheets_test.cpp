// The bank and the answers of a class by sheet: there and back, every fault at its row and column, all or nothing.
#include <doorstep/sheets/table.h>
#include <doorstep/sheets/write.h>

#include <algorithm>
#include <fstream>

#include "assignments_trial.h"
#include "bank_sheet.h"
#include "cells.h"

namespace doorstep::assignments {
namespace {

using questions::MultipleRule;

// A sheet as rows, its header first.
using Rows = std::vector<std::vector<std::string>>;

class SheetsTest : public AssignmentsTrial {
 protected:
  std::string file(const std::string& bytes) const {
    const auto path = folder_.path() + "/" + new_uuid() + ".xlsx";
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
  }
  std::string file(const Rows& rows) const {
    return file(sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
      sheets::SheetPlan plan;
      for (const auto& one : rows.at(0)) plan.columns.push_back(sheets::column(one, 10));
      out.sheet(plan);
      for (size_t at = 1; at < rows.size(); ++at) {
        std::vector<sheets::CellValue> cells;
        for (const auto& one : rows[at]) cells.emplace_back(std::string_view{one});
        out.row(cells);
      }
    }));
  }
  // `header`: a text that only its header has.
  static Rows read(const std::string& path, const std::string& header) {
    sheets::TableOptions options;
    options.header_score = [&](std::span<const std::string_view> cells) {
      return static_cast<double>(std::ranges::count(cells, header));
    };
    auto table = sheets::open_table(sheets::Input::file(path), options);
    EXPECT_TRUE(table) << table.error().what.en;
    Rows made{(*table)->header()};
    for (;;) {
      const auto row = (*table)->next();
      if (!row || !*row) return made;
      auto& cells = made.emplace_back();
      for (const auto cell : (*row)->cells) cells.emplace_back(cell);
    }
  }
  static std::string text_of(const std::vector<SheetFault>& faults) {
    std::string made;
    for (const auto& one : faults) made += std::to_string(one.row) + " " + one.column + "; ";
    return made;
  }
  BankSheetForm form(bool dry) const { return {dry, org_id("A"), {}}; }
};

TEST_P(SheetsTest, ABankGoesOutAndComesBackTheSame) {
  const auto li = teacher("li", "A");
  auto several = choice();
  several.kind = QuestionKind::multiple;
  several.rule = MultipleRule::part_flat;
  several.part_share = 0.5;
  several.options[0].share = 1;
  auto truth = choice();
  truth.kind = QuestionKind::true_false;
  truth.options = {{"对", 0, {}}, {"错", 1, {}}};
  QuestionBody essay;
  essay.kind = QuestionKind::essay;
  essay.text = "Write";
  auto shares = several;
  shares.rule = MultipleRule::shares;
  std::vector<QuestionBody> bodies{choice(), several, truth, blank(), matching(), essay};
  for (const auto& body : bodies) ASSERT_EQ(fault_of(desk_->keep(li, kept(body))), "");
  ASSERT_EQ(fault_of(desk_->keep(li, kept(shares))), "") << "no word for it in a sheet";
  const auto bytes = desk_->bank_workbook(li, {});
  ASSERT_TRUE(bytes);
  const auto path = file(*bytes);
  EXPECT_EQ(read(path, "Kind").size(), 1 + bodies.size());
  const auto looked = desk_->read_bank_sheet(li, path, form(true));
  ASSERT_TRUE(looked) << looked.error().what.en;
  EXPECT_EQ(text_of(looked->faults), "");
  EXPECT_EQ(looked->known, static_cast<int64_t>(bodies.size())) << "each of them is the same question";
  EXPECT_EQ(looked->rows, 0);
}

TEST_P(SheetsTest, FaultsHaveTheirRowAndColumnAndNothingIsKept) {
  const auto li = teacher("li", "A");
  const std::vector<std::string> header{"题型", "题干", "选项 A", "选项 B", "选项 C",  "答案",
                                        "分值", "学科", "年级",   "难度",   "多选计分"};
  Rows rows{header,
            {"单选题", "1 + 1", "1", "2", "", "b", "2", "数学", "3-4", "", ""},
            {"单选题", "1 + 2", "1", "2", "3", "AC", "2", "数学", "3", "", ""},
            {"猜谜", "x", "", "", "", "", "", "数学", "", "", ""},
            {"填空题", "____ 和 ____", "", "", "", "天", "x", "占星", "三", "9", ""},
            {"多选题", "y", "1", "", "3", "A", "", "数学", "", "", "随便"},
            {"判断题", "z", "", "", "", "也许", "", "数学", "", "", ""}};
  const auto looked = desk_->read_bank_sheet(li, file(rows), form(false));
  ASSERT_TRUE(looked) << looked.error().what.en;
  EXPECT_FALSE(looked->kept);
  EXPECT_EQ(text_of(looked->faults), "3 answer; 4 kind; 5 points; 5 subject; 5 grades; 6 option_c; 6 rule; 7 answer; ");
  EXPECT_EQ(desk_->bank(li, {})->total, 0);
  rows.resize(2);
  rows.push_back({"填空题", "____ 和 ____", "", "", "", "天；地|土", "4", "数学", "", "", ""});
  rows.push_back({"连线题", "连", "a = 1", "b → 2", "= 3", "", "", "数学", "", "", ""});
  const auto made = desk_->read_bank_sheet(li, file(rows), form(false));
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_EQ(text_of(made->faults), "");
  EXPECT_TRUE(made->kept);
  EXPECT_EQ(made->rows, 3);
  const auto bank = desk_->bank(li, {});
  for (const auto& one : bank->items) {
    if (one.question.kind == QuestionKind::choice) {
      EXPECT_EQ(one.question.options[1].share, 1);
      EXPECT_EQ(one.grades, (std::vector<std::string>{"03", "04"}));
    }
    if (one.question.kind == QuestionKind::blank) {
      EXPECT_EQ(one.question.gaps[1].accepted[1].text, "土");
    }
  }
  auto elsewhere = form(false);
  elsewhere.school_id = org_id("Z");
  EXPECT_EQ(fault_of(desk_->read_bank_sheet(li, file(rows), elsewhere)), "school_id");
}

TEST(Cells, LettersTruthAndPoints) {
  EXPECT_EQ(letters_of("b、A ａ", 3), (std::vector<int64_t>{0, 1}));
  EXPECT_FALSE(letters_of("D", 3));
  EXPECT_FALSE(letters_of("甲", 3));
  EXPECT_EQ(truth_of("×"), 1);
  QuestionBody gap;
  gap.kind = QuestionKind::blank;
  gap.text = "____";
  gap.points = 4;
  gap.gaps = {{false, false, {{"3分", 1, 0, {}}}}};
  EXPECT_EQ(entered(gap, "3分")->answer.blanks[0], "3分") << "what a child wrote, not points";
  EXPECT_EQ(entered(gap, "得3分")->points, 3);
  EXPECT_EQ(entered(gap, "points: 2.5")->points, 2.5);
  EXPECT_EQ(code_of(entered(gap, "得5分")), "points");
  QuestionBody essay;
  essay.kind = QuestionKind::essay;
  essay.points = 10;
  EXPECT_EQ(entered(essay, "８")->points, 8);
  EXPECT_FALSE(entered(essay, "good"));
}

TEST_P(SheetsTest, WhatAClassWroteOnPaperIsEnteredAndMarked) {
  const auto id = given(wanted({choice(), blank(), matching(), choice()}));
  EXPECT_EQ(code_of(desk_->answer_sheet(principal_, id, class_id("A"))), "assignment-unknown") << "for who teaches it";
  const auto bytes = desk_->answer_sheet(li_, id, class_id("A"));
  ASSERT_TRUE(bytes) << bytes.error().what.en;
  auto rows = read(file(*bytes), "Q1");
  ASSERT_EQ(rows.size(), 3u) << "two children";
  ASSERT_EQ(rows[0].size(), 6u);
  std::ranges::sort(rows.begin() + 1, rows.end(), {}, [](const auto& row) { return row[1]; });
  auto& mei = rows[1];
  auto& tao = rows[2];
  EXPECT_EQ(mei[1], "mei");

  // Wrong cells, a name in another line.
  mei = {mei[0], mei[1], "E", "a; b; c", "ZZ", "得11分"};
  tao[1] = "somebody";
  auto done = desk_->read_answer_sheet(li_, id, class_id("A"), file(rows), false);
  ASSERT_TRUE(done) << done.error().what.en;
  EXPECT_EQ(text_of(done->faults), "2 Q1; 2 Q2; 2 Q3; 2 Q4; 3 name; ");
  EXPECT_FALSE(done->kept);
  EXPECT_EQ(desk_->results(li_, id, class_id("A"))->lines[0].state, PaperState::none);

  tao[1] = "tao";
  mei = {mei[0], mei[1], "b", "北京；3.14", "ABD", "得1.5分"};
  done = desk_->read_answer_sheet(li_, id, class_id("A"), file(rows), true);
  ASSERT_TRUE(done);
  EXPECT_EQ(text_of(done->faults), "");
  EXPECT_EQ(done->rows, 1);
  EXPECT_EQ(done->empty, 1) << "nothing was handed in";
  EXPECT_EQ(done->marked, 1);
  EXPECT_FALSE(done->kept);
  done = desk_->read_answer_sheet(li_, id, class_id("A"), file(rows), false);
  ASSERT_TRUE(done) << done.error().what.en;
  EXPECT_TRUE(done->kept);
  auto paper = desk_->paper(guardian("mei"), child("mei"), id);
  ASSERT_TRUE(paper);
  EXPECT_EQ(paper->of.stage, WorkStage::handed);
  EXPECT_EQ(paper->of.points, 2 + 4 + 2 + 1.5) << "as any other";
  EXPECT_EQ(item(*paper, 2).answer.blanks[0], "北京");

  // A better sheet replaces it; what tao wrote online stays.
  const auto online = begun("tao", id);
  mei[2] = "得1分";
  tao[2] = "b";
  done = desk_->read_answer_sheet(li_, id, class_id("A"), file(rows), false);
  EXPECT_EQ(text_of(done->faults), "3 name; ");
  tao[2] = "";
  done = desk_->read_answer_sheet(li_, id, class_id("A"), file(rows), false);
  ASSERT_TRUE(done->kept);
  EXPECT_EQ(done->replaced, 1);
  EXPECT_EQ(desk_->paper(guardian("mei"), child("mei"), id)->of.points, 1 + 4 + 2 + 1.5);
  EXPECT_EQ(desk_->paper(guardian("tao"), child("tao"), id)->paper_id, online.paper_id);
  // The child's erasure takes the paper with what says who entered it.
  EXPECT_TRUE(desk_->forget(office_, {child("mei")}, children::Forgetting::everything, false));
}

TEST_P(SheetsTest, NothingIsEnteredBeforeItOpensAndAfterItWasReturned) {
  const auto id = given(wanted({choice()}));
  auto rows = read(file(*desk_->answer_sheet(li_, id, class_id("A"))), "Q1");
  rows[1][2] = "A";
  now_ = at_hour(day_, 7);
  EXPECT_EQ(code_of(desk_->read_answer_sheet(li_, id, class_id("A"), file(rows), false)), "not-open");
  now_ = at_hour(day_.plus(2), 9);
  auto done = desk_->read_answer_sheet(li_, id, class_id("A"), file(rows), false);
  ASSERT_TRUE(done && done->kept) << "the paper was written in time";
  ASSERT_EQ(code_of(desk_->give_back(li_, id)), "");
  EXPECT_EQ(code_of(desk_->read_answer_sheet(li_, id, class_id("A"), file(rows), false)), "returned");
}

TEST_P(SheetsTest, AnAssignmentIsAPackageOfQti) {
  const auto id = given(wanted({choice(), blank(), matching()}));
  const auto bytes = desk_->package_of(li_, id);
  ASSERT_TRUE(bytes);
  EXPECT_TRUE(bytes->starts_with("PK"));
  EXPECT_NE(bytes->find("items/Q0003.xml"), std::string::npos);
  EXPECT_EQ(code_of(desk_->package_of(zhou_, id)), "assignment-unknown");
}

DOORSTEP_ON_BOTH(SheetsTest);

}  // namespace
}  // namespace doorstep::assignments
