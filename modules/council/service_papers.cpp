// Papers: the files of what is on the agenda.
#include "service.h"

namespace doorstep::council {

Result<store::ItemRow> CouncilService::item_open(db::Session& session, const OrgId& group,
                                                 const std::string& id) const {
  DOORSTEP_LET(row, item(session, group, id));
  DOORSTEP_LET(at, sitting(session, group, row.meeting_id));
  if (at.meeting.state == MeetingState::closed)
    return refuse(Fault::conflict, "meeting-state",
                  say("会议已结束，会议材料不能再改", "the meeting is over; its papers stand"));
  return std::move(row);
}

Result<Meeting> CouncilService::add_papers(const Actor& actor, const OrgId& group, const std::string& id,
                                           const NewPapers& wanted) {
  if (wanted.files.empty()) DOORSTEP_TRY(good({{"files", say("请选择文件", "choose a file")}}));
  std::string meeting_id;
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, item_open(session, group, id));
    meeting_id = row.meeting_id;
    DOORSTEP_TRY(files_.hold(session, actor, {papers_room, id}, group, wanted.files));
    note(session, actor, group, "council-papers-added", "council-item", id, audit::added(wanted));
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, meeting_id);
}

Result<Meeting> CouncilService::drop_paper(const Actor& actor, const OrgId& group, const std::string& file) {
  std::string meeting_id;
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(paper, files_.stored(session, papers_room, file));
    DOORSTEP_LET(row, item_open(session, group, paper.place.thing));
    meeting_id = row.meeting_id;
    files_.release(session, actor, file);
    return {};
  });
  if (!done) return pass_on(done);
  return meeting(actor, group, meeting_id);
}

bool CouncilService::has_item(const OrgId& group, const std::string& id) {
  return database_.read([&](db::Session& session) { return item(session, group, id).has_value(); });
}

}  // namespace doorstep::council
