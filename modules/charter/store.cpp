#include "store.h"

namespace doorstep::charter::store {
std::vector<VersionRow> versions(db::Session& session, const OrgId& group) {
  return session.all<VersionRow>(
      db::select_from<VersionRow>("charter_version", "WHERE group_id=$1 ORDER BY number DESC"), group);
}

std::optional<VersionRow> version(db::Session& session, const std::string& id) {
  return session.one<VersionRow>(db::select_from<VersionRow>("charter_version", "WHERE id=$1"), id);
}

void keep(db::Session& session, const VersionRow& row) {
  session.run(
      "INSERT INTO charter_version(id, group_id, number, title, state, item_id, adopted_on, force_from, made_by, "
      "made_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT(id) DO UPDATE SET title=excluded.title, "
      "state=excluded.state, item_id=excluded.item_id, adopted_on=excluded.adopted_on, force_from=excluded.force_from",
      row.id, row.group_id, row.number, row.title, row.state, row.item_id, row.adopted_on, row.force_from, row.made_by,
      row.made_at);
}

std::vector<ArticleRow> articles(db::Session& session, const std::string& version) {
  return session.all<ArticleRow>(
      db::select_from<ArticleRow>("charter_article", "WHERE version_id=$1 ORDER BY position"), version);
}

void replace_articles(db::Session& session, const std::string& version, const std::vector<Article>& articles) {
  session.run("DELETE FROM charter_article WHERE version_id=$1", version);
  int64_t position = 0;
  for (const auto& article : articles)
    session.run("INSERT INTO charter_article(version_id, position, heading, words) VALUES($1, $2, $3, $4)", version,
                ++position, article.heading, article.words);
}

std::vector<CommentRow> comments(db::Session& session, const std::string& version) {
  return session.all<CommentRow>(db::select_from<CommentRow>("charter_comment", "WHERE version_id=$1 ORDER BY at, id"),
                                 version);
}

std::optional<CommentRow> comment(db::Session& session, const std::string& id) {
  return session.one<CommentRow>(db::select_from<CommentRow>("charter_comment", "WHERE id=$1"), id);
}

void keep(db::Session& session, const CommentRow& row) {
  session.run(
      "INSERT INTO charter_comment(id, version_id, position, words, by_name, at, reply, replied_by, resolved) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT(id) DO UPDATE SET reply=excluded.reply, "
      "replied_by=excluded.replied_by, resolved=excluded.resolved",
      row.id, row.version_id, row.position, row.words, row.by_name, row.at, row.reply, row.replied_by, row.resolved);
}

}  // namespace doorstep::charter::store
