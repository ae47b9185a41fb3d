#include "store_previews.h"

namespace doorstep::files::store {

std::optional<PreviewRow> preview(db::Session& session, const std::string& digest) {
  return session.one<PreviewRow>(db::select_from<PreviewRow>("files_preview", "WHERE digest=$1"), digest);
}

void set_preview(db::Session& session, const PreviewRow& row) {
  session.run(
      "INSERT INTO files_preview(digest, ending, state, problem_zh, problem_en, asked_at) VALUES($1, $2, $3, $4, $5, "
      "$6) ON CONFLICT(digest) DO UPDATE SET ending=excluded.ending, state=excluded.state, "
      "problem_zh=excluded.problem_zh, problem_en=excluded.problem_en, asked_at=excluded.asked_at",
      row.digest, row.ending, row.state, row.problem_zh, row.problem_en, row.asked_at);
}

std::vector<PreviewRow> waiting_previews(db::Session& session) {
  return session.all<PreviewRow>(
      db::select_from<PreviewRow>("files_preview", "WHERE state='waiting' ORDER BY asked_at, digest"));
}

void drop_preview(db::Session& session, const std::string& digest) {
  session.run("DELETE FROM files_preview WHERE digest=$1", digest);
}

}  // namespace doorstep::files::store
