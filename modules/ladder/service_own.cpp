// What a teacher sees first: where I stand, what I may apply for, what waits for me.
#include <algorithm>

#include "service.h"

namespace doorstep::ladder {

Result<OwnLadders> LadderService::own(const Actor& actor) {
  OwnLadders made;
  if (const auto person = around_.staff.person_of(actor.account)) {
    if (const auto teacher = around_.staff.teacher(*person)) {
      made.person_id = *person;
      made.name = teacher->name;
      made.school = teacher->school;
      made.standings = standing(*person);
      made.ranks = ranks_of(*person);
    }
  }
  return around_.database.read([&](db::Session& session) -> Result<OwnLadders> {
    if (!made.person_id.empty())
      for (const auto& row : store::of_person(session, made.person_id))
        made.applications.push_back(shown(session, row, false));
    const auto seats =
        actor.account.empty() ? std::vector<store::MemberRow>{} : store::seats_of(session, actor.account);
    for (const auto& row : store::calls_under_way(session)) {
      DOORSTEP_LET(call, running(session, row.id));
      const bool applied = std::ranges::count(made.applications, row.id, &LadderApplication::call_id) > 0;
      if (covers(actor, row.org_id)) {
        if ((row.state == CallState::open && !row.renewal) || applied) made.calls.push_back(shown(session, call));
        if (row.state == CallState::notice) made.notices.push_back(shown(session, call));
      }
      const auto seat = std::ranges::find(seats, row.id, &store::MemberRow::call_id);
      if (seat == seats.end() ||
          (row.state != CallState::open && row.state != CallState::scoring && row.state != CallState::ranking))
        continue;
      PanelDuty duty{row.id, row.title, call.level().name, 0, 0, row.score_last.text(), seat->chair};
      for (const auto& sheet : store::sheets(session, row.id)) {
        if (sheet.account != actor.account) continue;
        ++duty.assigned;
        duty.submitted += sheet.state == SheetState::submitted ? 1 : 0;
      }
      made.panels.push_back(std::move(duty));
    }
    return made;
  });
}

}  // namespace doorstep::ladder
