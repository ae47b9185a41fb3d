// Every statement on the charter_* tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/charter/charter.h>
#include <doorstep/db/db.h>

namespace doorstep::charter::store {

struct VersionRow {
  std::string id;
  OrgId group_id;
  int64_t number = 0;
  std::string title;
  VersionState state = VersionState::draft;
  std::string item_id;
  Date adopted_on, force_from = Date::never();  // always and never until it is adopted
  std::string made_by, made_at;
};
BOOST_DESCRIBE_STRUCT(VersionRow, (),
                      (id, group_id, number, title, state, item_id, adopted_on, force_from, made_by, made_at))

struct ArticleRow {
  std::string version_id;
  int64_t position = 0;
  std::string heading, words;
};
BOOST_DESCRIBE_STRUCT(ArticleRow, (), (version_id, position, heading, words))

struct CommentRow {
  std::string id, version_id;
  int64_t position = 0;
  std::string words, by_name, at, reply, replied_by;
  bool resolved = false;
};
BOOST_DESCRIBE_STRUCT(CommentRow, (), (id, version_id, position, words, by_name, at, reply, replied_by, resolved))

std::vector<VersionRow> versions(db::Session& session, const OrgId& group);  // the newest first
std::optional<VersionRow> version(db::Session& session, const std::string& id);
void keep(db::Session& session, const VersionRow& row);
std::vector<ArticleRow> articles(db::Session& session, const std::string& version);
void replace_articles(db::Session& session, const std::string& version, const std::vector<Article>& articles);
std::vector<CommentRow> comments(db::Session& session, const std::string& version);
std::optional<CommentRow> comment(db::Session& session, const std::string& id);
void keep(db::Session& session, const CommentRow& row);

}  // namespace doorstep::charter::store
