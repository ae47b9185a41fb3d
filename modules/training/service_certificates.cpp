// Certificates: given when a training is completed, revoked with a reason, checked by anybody.
#include <algorithm>

#include "service.h"

namespace doorstep::training {
namespace {

constexpr double rounding = 1e-9;

tl::unexpected<Error> no_certificate() {
  return refuse(Fault::not_found, "certificate-unknown", say("没有这张证书", "there is no such certificate"));
}

}  // namespace

TrainingService::Issuing TrainingService::issuing(const store::OfferRow& offer) {
  std::vector<PersonId> people;
  for (const auto& one :
       around_.database.read([&](db::Session& session) { return store::enrolments(session, offer.id); }))
    if (one.state == EnrolmentState::enrolled) people.push_back(one.person_id);
  return {issuer_of(offer), teachers_of(people)};
}

void TrainingService::issue(db::Session& session, const Actor& actor, const store::OfferRow& offer,
                            const Issuing& with) {
  const auto sessions = store::sessions(session, offer.id);
  double all = 0;
  for (const auto& one : sessions) all += one.hours;
  std::map<PersonId, double> hours;
  for (const auto& came : store::attendance(session, offer.id))
    if (came.came) hours[came.person_id] += std::ranges::find(sessions, came.session_id, &store::SessionRow::id)->hours;
  std::map<PersonId, store::CertificateRow> valid;
  for (auto& row : store::certificates(session, offer.id))
    if (row.revoked_at.empty()) valid.emplace(row.person_id, std::move(row));
  for (const auto& one : store::enrolments(session, offer.id)) {
    if (one.state != EnrolmentState::enrolled) continue;
    const bool earned = hours[one.person_id] > 0 && hours[one.person_id] + rounding >= all * offer.pass;
    const auto stands = valid.find(one.person_id);
    if (stands != valid.end() && (!earned || stands->second.hours != hours[one.person_id])) {
      auto gone = stands->second;
      gone.revoked_at = now_utc();
      gone.reason = say("考勤更正", "attendance was corrected").in(actor.language);
      store::revoke(session, gone);
      around_.trail.append(
          session, actor,
          {"certificate-revoked", "training-certificate", gone.id, offer.org_id, audit::changes(stands->second, gone)});
      valid.erase(stands);
    }
    if (!earned || valid.contains(one.person_id)) continue;
    const auto teacher = with.people.find(one.person_id);
    if (teacher == with.people.end()) continue;
    store::CertificateRow row;
    row.id = new_uuid();
    row.offer_id = offer.id;
    row.person_id = one.person_id;
    row.name = teacher->second.name;
    row.issuer = with.issuer;
    row.code = check_code(around_.pepper, row.id);
    row.hours = hours[one.person_id];
    row.begin_on = sessions.front().on_day;
    row.end_on = sessions.back().on_day.plus(1);
    row.issued_on = Date::today();
    store::add(session, row);
    around_.trail.append(session, actor,
                         {"certificate-issued", "training-certificate", row.id, offer.org_id, audit::added(row)});
  }
}

Result<OfferFile> TrainingService::revoke(const Actor& actor, const OrgId& org, const std::string& id,
                                          const std::string& reason) {
  DOORSTEP_TRY(good_reason(reason));
  const auto row = around_.database.read([&](db::Session& session) { return store::certificate(session, id); });
  if (!row) return no_certificate();
  return changed(org, row->offer_id, [&](db::Session& session) -> Result<void> {
    const auto before = store::certificate(session, id);
    if (!before || !offer_at(session, org, before->offer_id)) return no_certificate();
    if (!before->revoked_at.empty())
      return refuse(Fault::conflict, "revoked", say("证书已经撤销", "the certificate was revoked already"));
    auto after = *before;
    after.revoked_at = now_utc();
    after.reason = reason;
    store::revoke(session, after);
    around_.trail.append(session, actor,
                         {"certificate-revoked", "training-certificate", id, org, audit::changes(*before, after)});
    return {};
  });
}

Result<CertificatePrint> TrainingService::printed(
    const std::string& id, const std::function<bool(const store::CertificateRow&, const store::OfferRow&)>& may_see) {
  return around_.database.read([&](db::Session& session) -> Result<CertificatePrint> {
    const auto row = store::certificate(session, id);
    const auto offer = row ? store::offer(session, row->offer_id) : std::nullopt;
    if (!offer || !may_see(*row, *offer)) return no_certificate();
    if (!row->revoked_at.empty())
      return refuse(Fault::conflict, "revoked", say("证书已经撤销", "the certificate was revoked"));
    CertificatePrint made{{row->id, row->code, row->issued_on, row->hours, false, ""},
                          row->name,
                          offer->title,
                          offer->kind,
                          offer->level,
                          row->issuer,
                          offer->org_id,
                          row->hours,
                          row->begin_on,
                          row->end_on,
                          {}};
    for (const auto& one : store::sessions(session, offer->id))
      if (const auto came = store::attendance(session, one.id, row->person_id); came && came->came)
        made.evidence.push_back({one.on_day, one.title, one.hours});
    return made;
  });
}

Result<CertificatePrint> TrainingService::certificate(const OrgId& org, const std::string& id) {
  return printed(id, [&](const store::CertificateRow&, const store::OfferRow& offer) { return offer.org_id == org; });
}

Result<CertificatePrint> TrainingService::own_certificate(const Actor& actor, const std::string& id) {
  const auto person = around_.staff.person_of(actor.account);
  return printed(
      id, [&](const store::CertificateRow& row, const store::OfferRow&) { return person && row.person_id == *person; });
}

bool TrainingService::check(const std::string& code, const std::string& name) {
  if (code.size() > 60 || name.size() > 300) return false;
  const auto row =
      around_.database.read([&](db::Session& session) { return store::certificate_by_code(session, bare_code(code)); });
  return row && row->revoked_at.empty() && !bare_name(name).empty() && bare_name(row->name) == bare_name(name);
}

}  // namespace doorstep::training
