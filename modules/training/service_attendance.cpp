// Who came: by hand, by a sheet, or by the code that the screen shows.
#include <algorithm>
#include <set>

#include <doorstep/base/minute_code.h>

#include "service.h"

namespace doorstep::training {
namespace {

constexpr int64_t most_wrong_codes = 10;

tl::unexpected<Error> not_now() {
  return refuse(Fault::conflict, "not-now",
                say("签到码只在活动开始前 15 分钟到结束之间有效",
                    "one checks in from 15 minutes before a session begins until it ends"));
}
std::string code_about(const std::string& session) { return "training-check-in|" + session; }
bool lasts(const store::SessionRow& row, int64_t now) { return row.from_at - check_in_early <= now && now < row.to_at; }

std::optional<bool> came_of(const std::string& text) {
  static const std::set<std::string> yes{"1", "是", "到", "√", "✓", "yes", "Yes", "YES", "y", "Y"},
      no{"0", "否", "缺", "×", "no", "No", "NO", "n", "N", ""};
  if (yes.contains(text)) return true;
  return no.contains(text) ? std::optional{false} : std::nullopt;
}

}  // namespace

Result<void> TrainingService::enter(db::Session& session, const Actor& actor, const store::OfferRow& offer,
                                    const store::SessionRow& of, const CameTo& one, CameBy by,
                                    const std::string& reason) {
  const auto enrolled = store::enrolment(session, offer.id, one.person_id);
  if (!enrolled || enrolled->state != EnrolmentState::enrolled)
    return wrong_field("people", say("不在参训名单中", "is not enrolled"));
  const auto before = store::attendance(session, of.id, one.person_id);
  if (before && before->came == one.came) return {};
  if (before && reason.empty())
    return wrong_field("reason", say("更正已有的考勤须说明原因", "a correction needs a reason"));
  const store::AttendanceRow after{of.id, one.person_id, one.came, by, actor.name, now_utc(), reason};
  store::put(session, after);
  around_.trail.append(session, actor,
                       {before ? "attendance-corrected" : "attendance-entered", "training-session", of.id, offer.org_id,
                        before ? audit::changes(*before, after) : audit::added(after)});
  return {};
}

Result<OfferFile> TrainingService::attend(const Actor& actor, const OrgId& org, const std::string& id,
                                          const AttendanceEntry& wanted) {
  const auto found = around_.database.read([&](db::Session& session) { return session_at(session, org, id); });
  if (!found) return tl::unexpected<Error>(found.error());
  const auto reason = wanted.reason.value_or("");
  if (!reason.empty()) DOORSTEP_TRY(good_reason(reason));
  const auto with = issuing(found->second);
  return changed(org, found->second.id, [&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(at, session_at(session, org, id));
    if (at.second.state == OfferState::cancelled)
      return refuse(Fault::conflict, "not-open", say("培训已取消", "the training was cancelled"));
    if (at.first.from_at > now())
      return refuse(Fault::conflict, "not-begun", say("活动还没有开始", "the session has not begun"));
    for (const auto& one : wanted.people)
      DOORSTEP_TRY(enter(session, actor, at.second, at.first, one, CameBy::hand, reason));
    if (at.second.state == OfferState::completed) issue(session, actor, at.second, with);
    return {};
  });
}

Result<AttendanceRead> TrainingService::read_attendance(const Actor& actor, const OrgId& org, const std::string& id,
                                                        const std::vector<AttendanceLine>& lines, bool dry) {
  const auto found = around_.database.read([&](db::Session& session) { return session_at(session, org, id); });
  if (!found) return tl::unexpected<Error>(found.error());
  DOORSTEP_LET(file, offer(org, found->second.id));
  AttendanceRead made{static_cast<int64_t>(lines.size()), 0, {}, false};
  const auto fault = [&](const AttendanceLine& line, const char* column, Words what) {
    made.faults.push_back({line.row, column, std::move(what)});
  };
  if (found->first.from_at > now())
    return refuse(Fault::conflict, "not-begun", say("活动还没有开始", "the session has not begun"));
  std::vector<CameTo> entries;
  std::set<PersonId> seen;
  for (const auto& line : lines) {
    const auto fits = [&](const TrainingEnrolment& one) {
      return one.state == EnrolmentState::enrolled &&
             (line.number.empty() ? one.name == line.name && (line.school.empty() || one.school == line.school)
                                  : one.id == line.number);
    };
    const auto count = std::ranges::count_if(file.people, fits);
    const auto person = std::ranges::find_if(file.people, fits);
    const auto came = came_of(line.came);
    if (!came) fault(line, "came", say("应填“是”或“否”", "must be yes or no"));
    if (count == 0) fault(line, "name", say("“{}”不在参训名单中", "“{}” is not enrolled", line.name));
    if (count > 1)
      fault(line, "name",
            say("有 {} 位“{}”，请填学校或编号", "{} people are called “{}”: give the school or the number", count,
                line.name));
    if (!came || count != 1) continue;
    if (!seen.insert(person->person_id).second) {
      fault(line, "name", say("重复", "stands twice"));
      continue;
    }
    const auto before = std::ranges::find(person->attended, id, &SessionAttendance::session_id);
    if (before != person->attended.end() && before->came == *came) continue;
    if (before != person->attended.end()) {
      fault(line, "came",
            say("与已有考勤不同，请在页面上更正并说明原因",
                "differs from what stands: correct it on the page, with a reason"));
      continue;
    }
    entries.push_back({person->person_id, *came});
  }
  made.changed = static_cast<int64_t>(entries.size());
  if (dry || !made.faults.empty()) return made;
  const auto with = issuing(found->second);
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(at, session_at(session, org, id));
    if (at.second.state == OfferState::cancelled)
      return refuse(Fault::conflict, "not-open", say("培训已取消", "the training was cancelled"));
    for (const auto& one : entries) DOORSTEP_TRY(enter(session, actor, at.second, at.first, one, CameBy::sheet, ""));
    if (at.second.state == OfferState::completed) issue(session, actor, at.second, with);
    return {};
  });
  if (!done) return pass_on(done);
  made.kept = true;
  return made;
}

Result<CheckInCode> TrainingService::check_in_code(const OrgId& org, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<CheckInCode> {
    DOORSTEP_LET(at, session_at(session, org, id));
    if (at.second.state != OfferState::open || !lasts(at.first, now())) return not_now();
    CheckInCode made{minute_code(around_.pepper, code_about(id), now()), minute_code_left(now()), 0};
    for (const auto& one : store::attendance(session, at.second.id)) made.came += one.session_id == id && one.came;
    return made;
  });
}

Result<OwnTraining> TrainingService::check_in(const Actor& actor, const std::string& id, const std::string& typed) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  bool wrong = false;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    wrong = false;
    const auto row = store::session_row(session, id);
    const auto offer = row ? store::offer(session, row->offer_id) : std::nullopt;
    const auto enrolled = offer ? store::enrolment(session, offer->id, teacher.id) : std::nullopt;
    if (!enrolled || enrolled->state != EnrolmentState::enrolled) return no_session();
    if (offer->state != OfferState::open || !lasts(*row, now())) return not_now();
    if (store::wrong_codes(session, id, teacher.id) >= most_wrong_codes)
      return refuse(Fault::conflict, "code-tries",
                    say("输错次数太多，请找组织者登记", "too many wrong codes: ask the organiser to enter you"));
    wrong = !is_minute_code(typed, around_.pepper, code_about(id), now());
    if (wrong)
      store::add_wrong_code(session, id, teacher.id);
    else
      DOORSTEP_TRY(enter(session, actor, *offer, *row, {teacher.id, true}, CameBy::code, ""));
    return {};
  });
  if (!done) return pass_on(done);
  if (wrong)
    return wrong_field(
        "code", say("签到码不对，请看屏幕上现在的六位数字", "is not the code: type the six digits now on the screen"));
  return own(actor);
}

}  // namespace doorstep::training
