// Statements on claims and certificates.
#include "store.h"

namespace doorstep::training::store {

std::vector<ClaimRow> claims_of(db::Session& session, const PersonId& person) {
  return session.all<ClaimRow>(
      db::select_from<ClaimRow>("training_claim", "WHERE person_id=$1 ORDER BY made_at DESC, id"), person);
}

std::vector<ClaimRow> claims_at(db::Session& session, const OrgId& school) {
  return session.all<ClaimRow>(
      db::select_from<ClaimRow>(
          "training_claim",
          "WHERE school_id=$1 ORDER BY CASE WHEN state='waiting' THEN 0 ELSE 1 END, made_at DESC, id LIMIT 500"),
      school);
}

std::optional<ClaimRow> claim(db::Session& session, const std::string& id) {
  return session.one<ClaimRow>(db::select_from<ClaimRow>("training_claim", "WHERE id=$1"), id);
}

int64_t waiting_claims(db::Session& session, const OrgId& school) {
  return session.one<int64_t>("SELECT COUNT(*) FROM training_claim WHERE school_id=$1 AND state='waiting'", school)
      .value_or(0);
}

void add(db::Session& session, const ClaimRow& row) {
  session.run(
      "INSERT INTO training_claim(id, person_id, school_id, title, issuer, kind, level, hours, begin_on, end_on, "
      "state, reason, decided_by, decided_at, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      row.id, row.person_id, row.school_id, row.title, row.issuer, row.kind, row.level, row.hours, row.begin_on,
      row.end_on, row.state, row.reason, row.decided_by, row.decided_at, row.made_at);
}

void set(db::Session& session, const ClaimRow& row) {
  session.run("UPDATE training_claim SET state=$2, reason=$3, decided_by=$4, decided_at=$5 WHERE id=$1", row.id,
              row.state, row.reason, row.decided_by, row.decided_at);
}

void drop_claim(db::Session& session, const std::string& id) {
  session.run("DELETE FROM training_claim WHERE id=$1", id);
}

std::vector<CertificateRow> certificates(db::Session& session, const std::string& offer) {
  return session.all<CertificateRow>(
      db::select_from<CertificateRow>("training_certificate", "WHERE offer_id=$1 ORDER BY issued_on, id"), offer);
}

std::vector<CertificateRow> certificates_of(db::Session& session, const PersonId& person) {
  return session.all<CertificateRow>(
      db::select_from<CertificateRow>("training_certificate", "WHERE person_id=$1 ORDER BY end_on DESC, id"), person);
}

std::optional<CertificateRow> certificate(db::Session& session, const std::string& id) {
  return session.one<CertificateRow>(db::select_from<CertificateRow>("training_certificate", "WHERE id=$1"), id);
}

std::optional<CertificateRow> certificate_by_code(db::Session& session, const std::string& code) {
  return session.one<CertificateRow>(db::select_from<CertificateRow>("training_certificate", "WHERE code=$1"), code);
}

void add(db::Session& session, const CertificateRow& row) {
  session.run(
      "INSERT INTO training_certificate(id, offer_id, person_id, name, issuer, code, hours, begin_on, end_on, "
      "issued_on, revoked_at, reason) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      row.id, row.offer_id, row.person_id, row.name, row.issuer, row.code, row.hours, row.begin_on, row.end_on,
      row.issued_on, row.revoked_at, row.reason);
}

void revoke(db::Session& session, const CertificateRow& row) {
  session.run("UPDATE training_certificate SET revoked_at=$2, reason=$3 WHERE id=$1", row.id, row.revoked_at,
              row.reason);
}

}  // namespace doorstep::training::store
