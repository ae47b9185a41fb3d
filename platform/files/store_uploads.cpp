#include "store_uploads.h"

namespace doorstep::files::store {

void add_upload(db::Session& session, const UploadRow& row) {
  session.run(
      "INSERT INTO files_upload(id, org, name, size, account, by_name, state, digest, kind, file, problem_code, "
      "problem_zh, problem_en, made_at, expires_at, tried_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
      row.id, row.org.value, row.name, row.size, row.account, row.by_name, row.state, row.digest, row.kind, row.file,
      row.problem_code, row.problem_zh, row.problem_en, row.made_at, row.expires_at, row.tried_at);
}

void change_upload(db::Session& session, const UploadRow& row) {
  session.run(
      "UPDATE files_upload SET state=$1, digest=$2, kind=$3, file=$4, problem_code=$5, problem_zh=$6, problem_en=$7, "
      "expires_at=$8, tried_at=$9 WHERE id=$10",
      row.state, row.digest, row.kind, row.file, row.problem_code, row.problem_zh, row.problem_en, row.expires_at,
      row.tried_at, row.id);
}

std::optional<UploadRow> upload(db::Session& session, const std::string& id) {
  return session.one<UploadRow>(db::select_from<UploadRow>("files_upload", "WHERE id=$1"), id);
}

std::vector<UploadRow> unfinished_uploads(db::Session& session, const AccountId& account) {
  return session.all<UploadRow>(
      db::select_from<UploadRow>("files_upload", "WHERE account=$1 AND state<>'kept' ORDER BY made_at DESC, id"),
      account);
}

std::vector<UploadRow> uploads_to_check(db::Session& session, const std::string& tried_before) {
  return session.all<UploadRow>(
      db::select_from<UploadRow>("files_upload", "WHERE state='checking' AND tried_at<$1 ORDER BY made_at, id"),
      tried_before);
}

std::vector<UploadRow> uploads_over(db::Session& session, const std::string& moment) {
  return session.all<UploadRow>(db::select_from<UploadRow>("files_upload", "WHERE expires_at<$1 ORDER BY id"), moment);
}

bool has_upload(db::Session& session, const std::string& id) {
  return session.one<int64_t>("SELECT COUNT(*) FROM files_upload WHERE id=$1", id).value_or(0) > 0;
}

void drop_upload(db::Session& session, const std::string& id) {
  session.run("DELETE FROM files_upload WHERE id=$1", id);
}

Sum coming_of_org(db::Session& session, const OrgId& org) {
  return session
      .one<Sum>(
          "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files_upload WHERE org=$1 AND state IN "
          "('receiving', 'checking')",
          org.value)
      .value_or(Sum{});
}

}  // namespace doorstep::files::store
