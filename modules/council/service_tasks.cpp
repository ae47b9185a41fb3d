// Tasks that follow from resolutions.
#include "service.h"

#include <doorstep/base/id.h>

namespace doorstep::council {
namespace {

constexpr size_t longest_what = 2000, longest_owner = 200, longest_note = 6000;  // bytes

}  // namespace

Result<Council> CouncilService::add_task(const Actor& actor, const OrgId& group, const NewTask& wanted) {
  DOORSTEP_TRY(group_name(group));
  std::vector<FieldError> faults;
  check_text(wanted.what, "what", longest_what, faults);
  check_text(wanted.owner, "owner", longest_owner, faults);
  DOORSTEP_TRY(good(std::move(faults)));
  const store::TaskRow row{
      new_uuid(), group,    wanted.item_id.value_or(""), wanted.what, wanted.owner, wanted.due_on, TaskState::open, {},
      actor.name, now_utc()};
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    if (!row.item_id.empty()) {
      DOORSTEP_LET(of, item(session, group, row.item_id));
      if (of.state != ItemState::passed)
        return refuse(Fault::conflict, "not-passed",
                      say("只有通过的决议才能成为任务", "tasks follow from resolutions that passed"),
                      {{"item_id", say("没有通过", "has not passed")}});
    }
    store::keep(session, row);
    note(session, actor, group, "council-task-given", "council-task", row.id, audit::added(row));
    return {};
  });
  if (!done) return pass_on(done);
  return council(group);
}

Result<Council> CouncilService::change_task(const Actor& actor, const OrgId& group, const std::string& id,
                                            const TaskChange& wanted) {
  DOORSTEP_TRY(group_name(group));
  if (wanted.note.value_or("").size() > longest_note) DOORSTEP_TRY(good({{"note", say("过长", "is too long")}}));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    auto row = store::task(session, id);
    if (!row || row->group_id != group)
      return refuse(Fault::not_found, "task-unknown", say("没有这项任务", "there is no such task"));
    const auto before = *row;
    row->state = wanted.state;
    if (wanted.note) row->note = *wanted.note;
    row->changed_by = actor.name;
    row->changed_at = now_utc();
    store::keep(session, *row);
    note(session, actor, group, "council-task-changed", "council-task", id, audit::changes(before, *row));
    return {};
  });
  if (!done) return pass_on(done);
  return council(group);
}

}  // namespace doorstep::council
