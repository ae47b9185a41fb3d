#include "service.h"

#include <algorithm>
#include <ctime>

namespace doorstep::assignments {

tl::unexpected<Error> wrong(const std::string& field, Words what) {
  return refuse(Fault::invalid, "assignments-invalid", what, {{field, what}});
}
tl::unexpected<Error> wrong_question(std::vector<FieldError> faults) {
  auto first = faults.front().what;
  return refuse(Fault::invalid, "question-invalid", std::move(first), std::move(faults));
}
tl::unexpected<Error> no_question() {
  return refuse(Fault::not_found, "question-unknown",
                say("没有这道题，或未与你共享", "there is no such question, or it is not shared with you"));
}
tl::unexpected<Error> no_assignment() {
  return refuse(Fault::not_found, "assignment-unknown", say("没有这份作业", "there is no such assignment"));
}

double SetWork::most() const {
  double sum = 0;
  for (const auto& item : items) sum += item.question.points;
  return sum;
}
const AssignmentItem* SetWork::at(int64_t place) const {
  const auto found = std::ranges::find(items, place, &AssignmentItem::place);
  return found == items.end() ? nullptr : &*found;
}

std::unique_ptr<Desk> make_assignments(Around around) {
  return std::make_unique<AssignmentsService>(std::move(around));
}

AssignmentsService::AssignmentsService(Around around) : around_(std::move(around)) {
  if (!around_.now) around_.now = [] { return static_cast<int64_t>(std::time(nullptr)); };
}

Result<int64_t> AssignmentsService::forget(const Actor& actor, const std::vector<PersonId>& people,
                                           children::Forgetting how, bool dry) {
  return around_.database.write([&](db::Session& session) -> Result<int64_t> {
    int64_t rows = 0;
    for (const auto& child : people) {
      auto papers = store::all_of(session, child);
      if (how == children::Forgetting::past)
        std::erase_if(papers, [&](const store::PaperRow& paper) {
          const auto of = store::assignment(session, paper.assignment_id);
          return of && of->due_at > now();
        });
      rows += static_cast<int64_t>(papers.size());
      if (dry || papers.empty()) continue;
      for (const auto& paper : papers) drop_paper(session, actor, paper);
      around_.trail.append(session, actor, {"papers-erased", "person", child.value, papers.front().school_id, {}});
    }
    return rows;
  });
}

}  // namespace doorstep::assignments
