// Statements on the panel's tables.
#include "store.h"

namespace doorstep::ladder::store {
namespace {

constexpr const char* of_call = "(SELECT id FROM ladder_application WHERE call_id=$1)";

}  // namespace

std::vector<MemberRow> members(db::Session& session, const std::string& call) {
  return session.all<MemberRow>(db::select_from<MemberRow>("ladder_member", "WHERE call_id=$1 ORDER BY name, account"),
                                call);
}

std::vector<MemberRow> seats_of(db::Session& session, const AccountId& account) {
  return session.all<MemberRow>(db::select_from<MemberRow>("ladder_member", "WHERE account=$1 ORDER BY call_id"),
                                account);
}

void add(db::Session& session, const MemberRow& row) {
  session.run("INSERT INTO ladder_member(call_id, account, name, chair, relatives) VALUES($1, $2, $3, $4, $5)",
              row.call_id, row.account, row.name, row.chair, row.relatives);
}

void set_relatives(db::Session& session, const MemberRow& row) {
  session.run("UPDATE ladder_member SET relatives=$3 WHERE call_id=$1 AND account=$2", row.call_id, row.account,
              row.relatives);
}

void drop_members(db::Session& session, const std::string& call) {
  session.run("DELETE FROM ladder_member WHERE call_id=$1", call);
}

std::vector<SheetRow> sheets(db::Session& session, const std::string& call) {
  return session.all<SheetRow>(
      db::select_from<SheetRow>("ladder_sheet",
                                fmt::format("WHERE application_id IN {} ORDER BY application_id, account", of_call)),
      call);
}

std::vector<SheetRow> sheets_of(db::Session& session, const std::string& application) {
  return session.all<SheetRow>(db::select_from<SheetRow>("ladder_sheet", "WHERE application_id=$1 ORDER BY account"),
                               application);
}

void add(db::Session& session, const SheetRow& row) {
  session.run(
      "INSERT INTO ladder_sheet(application_id, account, state, extra, comment, submitted_at) "
      "VALUES($1, $2, $3, $4, $5, $6)",
      row.application_id, row.account, row.state, row.extra, row.comment, row.submitted_at);
}

void set(db::Session& session, const SheetRow& row) {
  session.run("UPDATE ladder_sheet SET state=$3, comment=$4, submitted_at=$5 WHERE application_id=$1 AND account=$2",
              row.application_id, row.account, row.state, row.comment, row.submitted_at);
}

void drop_sheet(db::Session& session, const std::string& application, const AccountId& account) {
  session.run("DELETE FROM ladder_mark WHERE application_id=$1 AND account=$2", application, account);
  session.run("DELETE FROM ladder_sheet WHERE application_id=$1 AND account=$2", application, account);
}

std::vector<MarkRow> marks(db::Session& session, const std::string& call) {
  return session.all<MarkRow>(
      db::select_from<MarkRow>("ladder_mark",
                               fmt::format("WHERE application_id IN {} ORDER BY application_id, account", of_call)),
      call);
}

std::vector<MarkRow> marks_of(db::Session& session, const std::string& application, const AccountId& account) {
  return session.all<MarkRow>(
      db::select_from<MarkRow>("ladder_mark", "WHERE application_id=$1 AND account=$2 ORDER BY dimension"), application,
      account);
}

void keep(db::Session& session, const MarkRow& row) {
  session.run(
      "INSERT INTO ladder_mark(application_id, account, dimension, anchor, comment) VALUES($1, $2, $3, $4, $5) "
      "ON CONFLICT(application_id, account, dimension) DO UPDATE SET anchor=excluded.anchor, comment=excluded.comment",
      row.application_id, row.account, row.dimension, row.anchor, row.comment);
}

std::vector<FileRow> files(db::Session& session, const std::string& application) {
  return session.all<FileRow>(db::select_from<FileRow>("ladder_file", "WHERE application_id=$1 ORDER BY file_id"),
                              application);
}

void keep(db::Session& session, const FileRow& row) {
  session.run(
      "INSERT INTO ladder_file(file_id, application_id, state, by_name, at, words) VALUES($1, $2, $3, $4, $5, $6) "
      "ON CONFLICT(file_id) DO UPDATE SET state=excluded.state, by_name=excluded.by_name, at=excluded.at, "
      "words=excluded.words",
      row.file_id, row.application_id, row.state, row.by_name, row.at, row.words);
}

void drop_file(db::Session& session, const std::string& file) {
  session.run("DELETE FROM ladder_file WHERE file_id=$1", file);
}

std::vector<RecusalRow> recusals(db::Session& session, const std::string& call) {
  return session.all<RecusalRow>(
      db::select_from<RecusalRow>("ladder_recusal",
                                  fmt::format("WHERE application_id IN {} ORDER BY application_id, account", of_call)),
      call);
}

void add(db::Session& session, const RecusalRow& row) {
  session.run(
      "INSERT INTO ladder_recusal(application_id, account, reason, at) VALUES($1, $2, $3, $4) "
      "ON CONFLICT(application_id, account) DO UPDATE SET reason=excluded.reason, at=excluded.at",
      row.application_id, row.account, row.reason, row.at);
}

}  // namespace doorstep::ladder::store
