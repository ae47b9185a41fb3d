// Every statement on files_upload.
#pragma once

#include <doorstep/files/uploads.h>

#include "store.h"

namespace doorstep::files::store {

struct UploadRow {
  std::string id;
  OrgId org;
  std::string name;
  int64_t size = 0;
  AccountId account;
  std::string by_name;
  UploadStage state = UploadStage::receiving;
  std::string digest, kind, file, problem_code, problem_zh, problem_en, made_at, expires_at, tried_at;
};
BOOST_DESCRIBE_STRUCT(UploadRow, (),
                      (id, org, name, size, account, by_name, state, digest, kind, file, problem_code, problem_zh,
                       problem_en, made_at, expires_at, tried_at))

void add_upload(db::Session& session, const UploadRow& row);
void change_upload(db::Session& session, const UploadRow& row);  // all that may change
std::optional<UploadRow> upload(db::Session& session, const std::string& id);
std::vector<UploadRow> unfinished_uploads(db::Session& session, const AccountId& account);  // the newest first
std::vector<UploadRow> uploads_to_check(db::Session& session, const std::string& tried_before);
std::vector<UploadRow> uploads_over(db::Session& session, const std::string& moment);
bool has_upload(db::Session& session, const std::string& id);
void drop_upload(db::Session& session, const std::string& id);
Sum coming_of_org(db::Session& session, const OrgId& org);  // announced and not kept yet

}  // namespace doorstep::files::store
