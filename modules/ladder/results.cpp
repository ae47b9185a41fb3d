#include "results.h"

#include <algorithm>
#include <cmath>

#include <doorstep/agreement/agreement.h>

#include "assignment.h"
#include "checks.h"

namespace doorstep::ladder {
namespace {

std::vector<store::MarkRow> marks_of_sheet(const ScoreBook& book, const store::SheetRow& sheet) {
  std::vector<store::MarkRow> found;
  for (const auto& one : book.marks)
    if (one.application_id == sheet.application_id && one.account == sheet.account) found.push_back(one);
  return found;
}

// One row an application, one column a member.
struct Tables {
  agreement::Table totals;
  std::vector<agreement::Table> dimensions;  // anchors by place
};

Tables tables_of(const ScoreBook& book) {
  Tables made;
  const std::vector<double> nothing(book.members.size(), agreement::missing);
  made.totals.assign(book.applications.size(), nothing);
  made.dimensions.assign(book.rubric.dimensions.size(), made.totals);
  for (const auto& sheet : book.sheets) {
    if (sheet.state != SheetState::submitted) continue;
    const auto row = std::ranges::find(book.applications, sheet.application_id, &store::ApplicationRow::id);
    const auto member = std::ranges::find(book.members, sheet.account, &store::MemberRow::account);
    if (row == book.applications.end() || member == book.members.end()) continue;
    const auto i = static_cast<size_t>(row - book.applications.begin());
    const auto j = static_cast<size_t>(member - book.members.begin());
    const auto marks = marks_of_sheet(book, sheet);
    made.totals[i][j] = total_of_marks(book.rubric, marks).value_or(agreement::missing);
    for (size_t at = 0; at < book.rubric.dimensions.size(); ++at) {
      const auto mark = std::ranges::find(marks, book.rubric.dimensions[at].code, &store::MarkRow::dimension);
      if (mark != marks.end()) made.dimensions[at][i][j] = static_cast<double>(mark->anchor);
    }
  }
  return made;
}

// As Krippendorff asks: 0.8 to rely on, 0.667 to go on with care.
Words words_of_alpha(const std::optional<double>& alpha) {
  if (!alpha) return say("暂无可比的评分", "nothing to compare yet");
  if (*alpha >= 0.8) return say("一致性好，结果可靠", "good agreement, to be relied on");
  if (*alpha >= 0.667) return say("一致性尚可，结论宜审慎", "fair agreement, to be used with care");
  return say("一致性不足，请核对量规理解", "too little agreement: talk the rubric over");
}

PanelAgreement agreement_on(const std::string& code, const Words& name, const agreement::Table& table,
                            agreement::Metric metric) {
  PanelAgreement made;
  made.code = code;
  made.name = name;
  if (const auto found = agreement::alpha(table, metric)) {
    made.alpha = found->alpha;
    made.things = found->things;
    made.ratings = found->pairable;
  }
  if (const auto found = agreement::icc(table)) made.icc = found->mean;
  made.verdict = words_of_alpha(made.alpha);
  return made;
}

std::vector<double> ties_of(const ScoreBook& book, const store::ApplicationRow& row, const Tables& tables, size_t at) {
  auto checks = json::read_text<std::vector<LadderCheck>>(row.checks);
  const auto facts = checks ? std::move(*checks) : std::vector<LadderCheck>{};
  std::vector<double> made;
  for (const auto& rule : book.rules.ties) {
    if (rule.starts_with("dimension:")) {
      double sum = 0, count = 0;
      for (size_t dimension = 0; dimension < book.rubric.dimensions.size(); ++dimension)
        if (book.rubric.dimensions[dimension].code == rule.substr(10))
          for (const auto one : tables.dimensions[dimension][at])
            if (!std::isnan(one)) sum += one, ++count;
      made.push_back(count > 0 ? sum / count : 0);
    } else if (const auto kind = describe::enum_value<Need>(rule)) {
      made.push_back(value_of(facts, *kind));
    }
  }
  return made;
}

Runner runner_of(const ScoreBook& book, const Tables& tables, size_t at, const std::string& seed) {
  const auto& row = book.applications[at];
  std::vector<double> totals;
  for (const auto one : tables.totals[at])
    if (!std::isnan(one)) totals.push_back(one);
  return {row.id,
          row.school_id.value,
          total_of(totals, book.rules.third),
          row.rural,
          row.targeted,
          ties_of(book, row, tables, at),
          lot_of(seed, "lot", row.id)};
}

RankingLine line_of(const ScoreBook& book, const Tables& tables, size_t at) {
  const auto& row = book.applications[at];
  RankingLine line;
  line.application_id = row.id;
  line.number = row.number;
  line.subject = row.subject;
  line.rural = row.rural;
  line.targeted = row.targeted;
  for (const auto one : tables.totals[at])
    if (!std::isnan(one)) line.totals.push_back(one);
  std::ranges::sort(line.totals);
  line.apart = line.totals.size() > 1 && line.totals.back() - line.totals.front() > book.rules.gap;
  line.awaited = std::ranges::count_if(book.sheets, [&](const store::SheetRow& one) {
    return one.application_id == row.id && one.state != SheetState::submitted;
  });
  return line;
}

std::vector<PanelMember> members_of(const ScoreBook& book, const agreement::Model& model) {
  std::vector<PanelMember> made;
  for (size_t at = 0; at < book.members.size(); ++at) {
    const auto& row = book.members[at];
    auto& one = made.emplace_back();
    one.account = row.account.value;
    one.name = row.name;
    one.chair = row.chair;
    for (const auto& sheet : book.sheets)
      if (sheet.account == row.account) {
        ++one.assigned;
        one.submitted += sheet.state == SheetState::submitted ? 1 : 0;
      }
    if (at < model.raters.size()) one.lenient = model.raters[at].lenient;
  }
  // Against the middle one, which a single outlier does not move.
  std::vector<double> all;
  for (const auto& one : made)
    if (one.lenient) all.push_back(*one.lenient);
  std::ranges::sort(all);
  for (auto& one : made)
    one.apart = one.lenient && std::abs(*one.lenient - all[(all.size() - 1) / 2]) > book.rules.gap / 2;
  return made;
}

}  // namespace

std::optional<double> total_of_marks(const LadderRubric& rubric, const std::vector<store::MarkRow>& marks) {
  double sum = 0;
  for (const auto& dimension : rubric.dimensions) {
    const auto mark = std::ranges::find(marks, dimension.code, &store::MarkRow::dimension);
    if (mark == marks.end() || mark->anchor < 0 || mark->anchor >= std::ssize(dimension.anchors)) return {};
    sum += static_cast<double>(dimension.weight) * dimension.anchors[static_cast<size_t>(mark->anchor)].points / 100;
  }
  return sum;
}

Results results_of(const ScoreBook& book, const Quota& quota, const std::string& seed) {
  Results made;
  const auto tables = tables_of(book);
  const auto model = agreement::severity(tables.totals);
  made.agreement.push_back(agreement_on("", say("总分", "total"), tables.totals, agreement::Metric::interval));
  for (size_t at = 0; at < book.rubric.dimensions.size(); ++at)
    made.agreement.push_back(agreement_on(book.rubric.dimensions[at].code, book.rubric.dimensions[at].name,
                                          tables.dimensions[at], agreement::Metric::ordinal));
  std::vector<Runner> runners;
  for (size_t at = 0; at < book.applications.size(); ++at) runners.push_back(runner_of(book, tables, at, seed));
  for (const auto& ranked : rank(runners, quota)) {
    const auto row = std::ranges::find(book.applications, ranked.id, &store::ApplicationRow::id);
    const auto at = static_cast<size_t>(row - book.applications.begin());
    auto line = line_of(book, tables, at);
    line.total = runners[at].total;
    line.fair = model.things[at];
    line.place = ranked.place;
    line.outcome = ranked.outcome;
    line.by_lot = ranked.by_lot;
    const bool placed = line.outcome == Outcome::placed || line.outcome == Outcome::placed_rural ||
                        line.outcome == Outcome::placed_targeted;
    line.proposed = row->proposed.value_or(placed);
    line.reason = row->reason;
    made.lines.push_back(std::move(line));
  }
  made.panel = members_of(book, model);
  return made;
}

}  // namespace doorstep::ladder
