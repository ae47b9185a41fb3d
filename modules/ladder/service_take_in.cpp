// Applications that came on paper, by a sheet: all lines or none.
#include <algorithm>

#include "service.h"
#include "sheet.h"

namespace doorstep::ladder {

Result<LadderCallWhole> LadderService::take_in(const Actor& actor, const std::string& id, const std::string& file) {
  DOORSTEP_LET(rows, read_applicants(file));
  if (rows.empty()) return wrong("file", say("表中没有数据", "the sheet has no rows"));
  const auto org = org_of_call(id);
  if (org.empty()) return call_unknown();
  const auto teachers = around_.staff.teachers(org);
  return changed(id, [&](db::Session& session, Running& call) -> Result<void> {
    if (call.row.state != CallState::open)
      return not_in_state(say("申报期内才能导入申报人", "applicants are taken in while the call is open"));
    if (call.row.renewal) return not_in_state(say("续期由持有人自己申请", "holders apply for renewal themselves"));
    if (call.level().candidate != Candidate::person)
      return not_in_state(say("学校和学科由校长申报", "principals put schools and subjects forward"));
    std::vector<FieldError> faults;
    auto known = store::applications(session, id);
    for (const auto& row : rows) {
      const auto fault = [&](Words what) { faults.push_back({fmt::format("row {}", row.row), std::move(what)}); };
      const auto is = [&](const staff::Teacher& one) { return one.name == row.name && one.school == row.school; };
      const auto count = std::ranges::count_if(teachers, is);
      if (count != 1) {
        fault(count == 0 ? say("“{}”没有名为“{}”的教师", "“{}” has no teacher called “{}”", row.school, row.name)
                         : say("“{}”有几位“{}”，请由本人申报",
                               "“{}” has several called “{}”: let them apply themselves", row.school, row.name));
        continue;
      }
      const auto& teacher = *std::ranges::find_if(teachers, is);
      if (std::ranges::count(known, teacher.id, &store::ApplicationRow::person_id)) {
        fault(say("“{}”已经申报", "“{}” has applied already", row.name));
        continue;
      }
      const auto checked = check(call.rules, call.level(), facts_of(teacher, around_.today()), {});
      if (checked.verdict == Verdict::failed) {
        fault(say("“{}”未达到申报条件", "“{}” does not meet the conditions", row.name));
        continue;
      }
      store::ApplicationRow made;
      made.id = new_uuid();
      made.call_id = id;
      made.number = store::next_number(session, id);
      made.person_id = teacher.id;
      made.name = teacher.name;
      made.school_id = teacher.school_id;
      made.subject = row.subject.empty() ? teacher.subject : row.subject.substr(0, longest_line);
      made.rural = is_rural(teacher.school_id);
      made.state = ApplicationState::confirmed;
      made.statement = row.statement.substr(0, longest_text);
      made.checks = json::text(checked.checks);
      made.verdict = checked.verdict;
      made.stated = "{}";
      made.portfolio = json::text(paper_of(teacher.id));
      made.made_at = made.confirmed_at = now_utc();
      made.confirmed_by = actor.name;
      store::add(session, made);
      note(session, actor, "rank-applied", "rank-application", made.id, made.school_id);
      known.push_back(std::move(made));
    }
    if (faults.empty()) return {};
    return refuse(Fault::invalid, "applicants-invalid",
                  say("{} 行有误，未导入任何一行", "{} rows have faults; none was taken in", faults.size()), faults);
  });
}

}  // namespace doorstep::ladder
