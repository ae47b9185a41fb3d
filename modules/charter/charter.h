// Charter: a group's articles of association, by version. A version is drafted, commented on, put to the vote of the
// council, adopted by a resolution that passed, and in force from a day until another version is; older ones stay
// readable.
//
// Thread safe; every change is one transaction with its entry in the audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::charter {

enum class VersionState { draft, commenting, voting, adopted, withdrawn };
BOOST_DESCRIBE_ENUM(VersionState, draft, commenting, voting, adopted, withdrawn)

struct Article {
  std::string heading, words;
};
BOOST_DESCRIBE_STRUCT(Article, (), (heading, words))

struct ArticleComment {
  std::string id;
  int64_t position = 0;  // of the article, from 1; 0: of the whole
  std::string words, by_name, at;
  std::string reply, replied_by;
  bool resolved = false;
};
BOOST_DESCRIBE_STRUCT(ArticleComment, (), (id, position, words, by_name, at, reply, replied_by, resolved))

struct VersionSummary {
  std::string id;
  int64_t number = 0;
  std::string title;
  VersionState state = VersionState::draft;
  std::optional<Date> adopted_on, force_from, force_to;  // in force in [from, to)
  bool in_force = false;                                 // today
  int64_t articles = 0, open_comments = 0;
  std::string made_by, made_at;
};
BOOST_DESCRIBE_STRUCT(VersionSummary, (),
                      (id, number, title, state, adopted_on, force_from, force_to, in_force, articles, open_comments,
                       made_by, made_at))

struct CharterVersion {
  VersionSummary of;
  OrgId group_id;
  std::string group;
  std::vector<Article> articles;
  std::vector<ArticleComment> comments;  // the oldest first
  std::string resolution;                // that adopted it
};
BOOST_DESCRIBE_STRUCT(CharterVersion, (), (of, group_id, group, articles, comments, resolution))

struct Charter {
  OrgId group_id;
  std::string group;
  std::vector<VersionSummary> versions;  // the newest first
};
BOOST_DESCRIBE_STRUCT(Charter, (), (group_id, group, versions))

// Begins with the articles of another version, or with the template in a language.
struct NewVersion {
  std::string title;
  std::optional<std::string> from;
};
BOOST_DESCRIBE_STRUCT(NewVersion, (), (title, from))

struct VersionEdit {
  std::string title;
  std::vector<Article> articles;
};
BOOST_DESCRIBE_STRUCT(VersionEdit, (), (title, articles))

struct VersionStep {
  VersionState state = VersionState::draft;  // draft, commenting, voting or withdrawn
};
BOOST_DESCRIBE_STRUCT(VersionStep, (), (state))

struct Adoption {
  std::string item_id;  // the council's item whose resolution passed
  Date force_from;
};
BOOST_DESCRIBE_STRUCT(Adoption, (), (item_id, force_from))

struct NewComment {
  int64_t position = 0;
  std::string words;
};
BOOST_DESCRIBE_STRUCT(NewComment, (), (position, words))

struct CommentAnswer {
  std::string reply;
  bool resolved = true;
};
BOOST_DESCRIBE_STRUCT(CommentAnswer, (), (reply, resolved))

class Charters {
 public:
  virtual ~Charters() = default;

  virtual Result<Charter> charter(const OrgId& group) = 0;
  virtual Result<CharterVersion> version(const OrgId& group, const std::string& id) = 0;

  // Faults: not_found, invalid (a field is wrong), conflict (the state of the version or of the resolution forbids it).
  virtual Result<CharterVersion> draft(const Actor& actor, const OrgId& group, const NewVersion& wanted) = 0;
  virtual Result<CharterVersion> edit(const Actor& actor, const OrgId& group, const std::string& id,
                                      const VersionEdit& wanted) = 0;  // of a draft
  virtual Result<CharterVersion> move(const Actor& actor, const OrgId& group, const std::string& id,
                                      const VersionStep& wanted) = 0;
  // A version put to the vote; never in force before the day on which it was adopted.
  virtual Result<CharterVersion> adopt(const Actor& actor, const OrgId& group, const std::string& id,
                                       const Adoption& wanted) = 0;
  virtual Result<CharterVersion> comment(const Actor& actor, const OrgId& group, const std::string& id,
                                         const NewComment& wanted) = 0;  // while it is commented on
  virtual Result<CharterVersion> answer(const Actor& actor, const OrgId& group, const std::string& comment,
                                        const CommentAnswer& wanted) = 0;
};

}  // namespace doorstep::charter
