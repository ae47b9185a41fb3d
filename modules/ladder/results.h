// What the panel's marks come to: totals, ranking, agreement, severity. Pure, over rows.
#pragma once

#include <vector>

#include "ranking.h"
#include "store.h"

namespace doorstep::ladder {

struct ScoreBook {
  const Ladder& rules;
  const LadderRubric& rubric;
  std::vector<store::ApplicationRow> applications;  // that were confirmed
  std::vector<store::MemberRow> members;
  std::vector<store::SheetRow> sheets;
  std::vector<store::MarkRow> marks;
};

// Of the marks of one sheet; empty while a dimension lacks.
std::optional<double> total_of_marks(const LadderRubric& rubric, const std::vector<store::MarkRow>& marks);

struct Results {
  std::vector<RankingLine> lines;  // in order of place; with names and schools' names empty
  std::vector<PanelAgreement> agreement;
  std::vector<PanelMember> panel;  // in the order of members; account is the account's id
};
Results results_of(const ScoreBook& book, const Quota& quota, const std::string& seed);

}  // namespace doorstep::ladder
