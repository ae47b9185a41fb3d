// What a teacher sees and does for oneself.
#include <algorithm>
#include <set>

#include "service.h"

namespace doorstep::training {

Result<OwnTraining> TrainingService::own(const Actor& actor) {
  OwnTraining made;
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return made;
  DOORSTEP_LET(teacher, around_.staff.teacher(*person));
  made.unknown = false;
  made.name = teacher.name;
  made.school_id = teacher.school_id;
  made.school = teacher.school;
  const auto today = Date::today();
  std::vector<std::pair<store::EnrolmentRow, store::OfferRow>> taken;
  std::vector<store::OfferRow> open;
  std::vector<store::CertificateRow> certificates;
  around_.database.read([&](db::Session& session) {
    for (auto& one : store::enrolments_of(session, *person))
      if (one.state != EnrolmentState::withdrawn)
        if (auto of = store::offer(session, one.offer_id)) taken.emplace_back(std::move(one), std::move(*of));
    open = store::open_offers(session, today);
    certificates = store::certificates_of(session, *person);
  });
  std::set<std::string> mine;
  for (const auto& [enrolment, of] : taken) mine.insert(of.id);
  std::erase_if(open, [&](const store::OfferRow& row) {
    return mine.contains(row.id) || !is_for(row, teacher, today) ||
           (row.org_id != teacher.school_id && !around_.places.within(teacher.school_id, row.org_id));
  });
  std::map<std::string, std::string> issuers;
  for (const auto& [enrolment, of] : taken) issuers.emplace(of.id, issuer_of(of));
  for (const auto& of : open) issuers.emplace(of.id, issuer_of(of));
  std::vector<store::ClaimRow> claims;
  around_.database.read([&](db::Session& session) {
    for (const auto& [enrolment, of] : taken) {
      OwnOffer one{shown(session, of, issuers[of.id], *person), enrolment.state, 0, 0, {}};
      for (const auto& other : store::enrolments(session, of.id))
        one.turn += enrolment.state == EnrolmentState::waiting && other.state == EnrolmentState::waiting &&
                    other.turn <= enrolment.turn;
      for (const auto& session_of : one.offer.sessions) one.hours += session_of.own_came ? session_of.hours : 0;
      for (const auto& row : certificates)
        if (row.offer_id == of.id && row.revoked_at.empty())
          one.certificate = TrainingCertificate{row.id, row.code, row.issued_on, row.hours, false, ""};
      made.mine.push_back(std::move(one));
    }
    for (const auto& of : open) made.open.push_back({shown(session, of, issuers[of.id], *person), {}, 0, 0, {}});
    made.standing = standing_in(session, teacher);
    claims = store::claims_of(session, *person);
  });
  made.claims = shown_claims(claims);
  return made;
}

Result<OwnTraining> TrainingService::enrol(const Actor& actor, const std::string& id) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  const auto row = around_.database.read([&](db::Session& session) { return store::offer(session, id); });
  const bool reaches = row && is_for(*row, teacher, Date::today()) &&
                       (row->org_id == teacher.school_id || around_.places.within(teacher.school_id, row->org_id));
  if (!reaches) return no_offer();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto now_row = store::offer(session, id);
    if (!now_row) return no_offer();
    return take_in(session, actor, *now_row, teacher);
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<OwnTraining> TrainingService::withdraw(const Actor& actor, const std::string& id) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  auto moved = around_.database.write([&](db::Session& session) -> Result<People> {
    const auto offer = store::offer(session, id);
    const auto row = offer ? store::enrolment(session, id, teacher.id) : std::nullopt;
    if (!row) return no_offer();
    return let_go(session, actor, *offer, *row);
  });
  if (!moved) return pass_on(moved);
  tell_place(actor, id, *moved, true);
  return own(actor);
}

Result<OwnTraining> TrainingService::claim(const Actor& actor, const NewClaim& wanted) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  DOORSTEP_TRY(good_kind(wanted.kind, wanted.level));
  if (wanted.title.empty() || wanted.title.size() > 300)
    return wrong_field("title", say("请填写名称，不超过 100 字", "give it a title of at most 100 letters"));
  if (wanted.issuer.empty() || wanted.issuer.size() > 300)
    return wrong_field("issuer", say("请填写举办单位", "say who held it"));
  if (!(wanted.hours > 0 && wanted.hours <= 400))
    return wrong_field("hours", say("学时应大于 0、不超过 400", "hours are above 0 and at most 400"));
  if (wanted.last_on < wanted.begin_on || wanted.last_on > Date::today() || wanted.begin_on.year() < 1980)
    return wrong_field("last_on", say("结束不早于开始，也不晚于今天", "it ends after it begins, and not after today"));
  const auto files = wanted.files.value_or(std::vector<std::string>{});
  if (files.empty() || files.size() > 10)
    return wrong_field("files", say("请附上证书或证明，1 到 10 个文件", "add what shows it, 1 to 10 files"));
  const store::ClaimRow row{
      new_uuid(),   teacher.id,   teacher.school_id, wanted.title,           wanted.issuer,       wanted.kind,
      wanted.level, wanted.hours, wanted.begin_on,   wanted.last_on.plus(1), ClaimState::waiting, "",
      "",           "",           now_utc()};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    DOORSTEP_TRY(around_.files.hold(session, actor, {claims_room, row.id}, row.school_id, files));
    around_.trail.append(session, actor,
                         {"training-claimed", "training-claim", row.id, row.school_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<OwnTraining> TrainingService::take_back(const Actor& actor, const std::string& id) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::claim(session, id);
    if (!row || row->person_id != teacher.id)
      return refuse(Fault::not_found, "claim-unknown", say("没有这条申报", "there is no such claim"));
    if (row->state == ClaimState::confirmed)
      return refuse(Fault::conflict, "confirmed", say("学校已认定，不能撤回", "the school has confirmed it"));
    around_.files.release(session, actor, {claims_room, id});
    store::drop_claim(session, id);
    around_.trail.append(session, actor,
                         {"training-claim-dropped", "training-claim", id, row->school_id, audit::removed(*row)});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

bool TrainingService::own_claim(const Actor& actor, const std::string& id) {
  const auto person = around_.staff.person_of(actor.account);
  const auto row = around_.database.read([&](db::Session& session) { return store::claim(session, id); });
  return person && row && row->person_id == *person;
}

}  // namespace doorstep::training
