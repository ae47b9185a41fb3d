#include "service.h"

#include <algorithm>
#include <ctime>

#include <doorstep/base/list.h>
#include <doorstep/zone/zone.h>

namespace doorstep::training {

tl::unexpected<Error> wrong_field(const char* field, Words what) {
  return refuse(Fault::invalid, "training-invalid", what, {{field, what}});
}
tl::unexpected<Error> no_offer() {
  return refuse(Fault::not_found, "offer-unknown", say("没有这项培训", "there is no such training"));
}
tl::unexpected<Error> no_session() {
  return refuse(Fault::not_found, "session-unknown", say("没有这次培训活动", "there is no such session"));
}
Result<void> good_kind(const std::string& kind, const std::string& level) {
  if (!code_in(duty_book().kinds, kind)) return wrong_field("kind", say("没有这种类别", "there is no such kind"));
  if (!code_in(duty_book().levels, level)) return wrong_field("level", say("没有这种级别", "there is no such level"));
  return {};
}
Result<void> good_reason(const std::string& reason) {
  if (reason.empty() || reason.size() > 2000)
    return wrong_field("reason", say("请说明原因，不超过 600 字", "give a reason of at most 600 letters"));
  return {};
}

std::unique_ptr<Training> make_training(Around around) { return std::make_unique<TrainingService>(std::move(around)); }

TrainingService::TrainingService(Around around) : around_(std::move(around)) {
  if (!around_.now) around_.now = [] { return static_cast<int64_t>(std::time(nullptr)); };
}

Result<staff::Teacher> TrainingService::own_teacher(const Actor& actor) {
  const auto person = around_.staff.person_of(actor.account);
  if (!person)
    return refuse(
        Fault::conflict, "no-staff",
        say("账号还没有与教职工档案绑定，请联系学校", "this account is tied to no member of staff; ask the school"));
  return around_.staff.teacher(*person);
}

Result<std::string> TrainingService::known_name(const OrgId& org) {
  auto name = name_of(org);
  if (name.empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  return name;
}

TrainingService::Names TrainingService::centres_of(const OrgId& org) {
  Names names;
  if (const auto found = around_.centres.centres({}, org, false))
    for (const auto& centre : found->centres) names.emplace(centre.id, centre.name);
  return names;
}

std::string TrainingService::issuer_of(const store::OfferRow& row) {
  const auto org = name_of(row.org_id);
  if (row.centre_id.empty()) return org;
  const auto centres = centres_of(row.org_id);
  const auto centre = centres.find(row.centre_id);
  return centre == centres.end() ? org : org + " " + centre->second;
}

std::map<PersonId, staff::Teacher> TrainingService::teachers_of(const std::vector<PersonId>& people) {
  std::map<PersonId, staff::Teacher> found;
  for (const auto& person : people)
    if (!found.contains(person))
      if (auto teacher = around_.staff.teacher(person)) found.emplace(person, std::move(*teacher));
  return found;
}

TrainingOffer TrainingService::shown(db::Session& session, const store::OfferRow& row, const std::string& issuer,
                                     const PersonId& asks) {
  TrainingOffer made;
  made.id = row.id;
  made.org_id = row.org_id;
  made.org = issuer;
  made.centre_id = row.centre_id;
  made.title = row.title;
  made.about = row.about;
  made.kind = row.kind;
  made.level = row.level;
  made.place = row.place;
  made.url = row.url;
  made.capacity = row.capacity;
  made.by = row.places_by;
  made.whom = {listed(row.stages), listed(row.subjects), listed(row.titles), row.years_least, row.years_most};
  made.deadline = row.deadline;
  made.pass = row.pass;
  made.state = row.state;
  made.reason = row.reason;
  for (const auto& one : store::enrolments(session, row.id)) {
    made.enrolled += one.state == EnrolmentState::enrolled;
    made.waiting += one.state == EnrolmentState::waiting;
    made.applied += one.state == EnrolmentState::applied;
  }
  std::map<std::string, int64_t> came;
  std::map<std::string, bool> own;
  for (const auto& one : store::attendance(session, row.id)) {
    came[one.session_id] += one.came;
    if (!asks.empty() && one.person_id == asks) own[one.session_id] = one.came;
  }
  for (const auto& one : store::sessions(session, row.id)) {
    made.hours += one.hours;
    const bool on = row.state == OfferState::open && one.from_at - check_in_early <= now() && now() < one.to_at;
    made.sessions.push_back({one.id, one.title, one.on_day, zone::text_of(static_cast<int>(one.from_minute)),
                             zone::text_of(static_cast<int>(one.to_minute)), one.hours, one.place, came[one.id],
                             own[one.id], on});
  }
  return made;
}

Result<store::OfferRow> TrainingService::offer_at(db::Session& session, const OrgId& org, const std::string& id) {
  auto row = store::offer(session, id);
  if (!row || row->org_id != org) return no_offer();
  return std::move(*row);
}

Result<store::OfferRow> TrainingService::open_at(db::Session& session, const OrgId& org, const std::string& id) {
  DOORSTEP_LET(row, offer_at(session, org, id));
  if (row.state != OfferState::open)
    return refuse(Fault::conflict, "not-open", say("培训已结束或取消", "the training is over, or was cancelled"));
  return std::move(row);
}

Result<std::pair<store::SessionRow, store::OfferRow>> TrainingService::session_at(db::Session& session,
                                                                                  const OrgId& org,
                                                                                  const std::string& id) {
  auto row = store::session_row(session, id);
  if (!row) return no_session();
  auto of = store::offer(session, row->offer_id);
  if (!of || of->org_id != org) return no_session();
  return std::pair{std::move(*row), std::move(*of)};
}

}  // namespace doorstep::training
