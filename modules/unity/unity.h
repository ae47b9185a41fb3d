// Unity: what the schools of a group do as one. A group takes items from lists that are data, or writes its own; each
// school agrees to each of them at a level; evidence is handed in or counted by the system; a reviewer confirms. The
// matrix of items and schools shows where the group really works as one, beside what each school keeps as its own.
//
// Thread safe; every change is one transaction with its entry in the audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>
#include <doorstep/registry/registry.h>

namespace doorstep::unity {

struct ListItem {
  std::string code;
  Words name;
  std::string counts;  // what the system counts for it by itself: "", shared_teachers, joint_sessions
};
BOOST_DESCRIBE_STRUCT(ListItem, (), (code, name, counts))

struct List {
  std::string id;
  Words name, source;
  std::vector<ListItem> items;
};
BOOST_DESCRIBE_STRUCT(List, (), (id, name, source, items))

enum class Level { open, partly, fully };  // agreed: not yet; in part; as one
BOOST_DESCRIBE_ENUM(Level, open, partly, fully)

enum class State { open, agreed, one };  // one: agreed and confirmed by a reviewer
BOOST_DESCRIBE_ENUM(State, open, agreed, one)

struct Cell {
  OrgId school_id;
  Level level = Level::open;
  State state = State::open;
  std::optional<Date> agreed_on;
  int64_t evidence = 0;
  int64_t records = 0;  // counted by the system
  std::string review;   // what the reviewer said
  std::string reviewer;
  std::string reviewed_at;
};
BOOST_DESCRIBE_STRUCT(Cell, (), (school_id, level, state, agreed_on, evidence, records, review, reviewer, reviewed_at))

struct Row {
  std::string item_id;
  std::string list;
  Words name;
  std::string counts;
  std::vector<Cell> cells;  // in the order of Matrix::schools
};
BOOST_DESCRIBE_STRUCT(Row, (), (item_id, list, name, counts, cells))

// What a school keeps and offers as its own.
struct OwnThing {
  std::string id;
  OrgId school_id;
  std::string school;
  std::string kind;  // feature, brand, tradition, course
  std::string title, words, url;
  Date begin_on;
};
BOOST_DESCRIBE_STRUCT(OwnThing, (), (id, school_id, school, kind, title, words, url, begin_on))

struct Matrix {
  OrgId group_id;
  std::string group;
  std::vector<registry::Member> schools;  // members today, the lead first
  std::vector<Row> rows;
  std::vector<OwnThing> own;
};
BOOST_DESCRIBE_STRUCT(Matrix, (), (group_id, group, schools, rows, own))

struct Evidence {
  std::string id;
  std::string title, url, words;
  AccountId account;
  std::string by_name, at;
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (id, title, url, words, account, by_name, at, files))

// A whole list, or one item of the group's own.
struct NewItems {
  std::optional<std::string> list;
  std::optional<std::string> zh, en;
};
BOOST_DESCRIBE_STRUCT(NewItems, (), (list, zh, en))

struct Agreeing {
  std::string item_id;
  OrgId school_id;
  Level level = Level::open;
};
BOOST_DESCRIBE_STRUCT(Agreeing, (), (item_id, school_id, level))

struct NewEvidence {
  std::string item_id;
  OrgId school_id;
  std::string title;
  std::optional<std::string> url, words;
  std::optional<std::vector<std::string>> files{};  // ids of one's own uploads for the school
};
BOOST_DESCRIBE_STRUCT(NewEvidence, (), (item_id, school_id, title, url, words, files))

struct Review {
  std::string item_id;
  OrgId school_id;
  bool confirmed = false;
  std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(Review, (), (item_id, school_id, confirmed, words))

struct NewOwn {
  OrgId school_id;
  std::string kind, title;
  std::optional<std::string> words, url;
};
BOOST_DESCRIBE_STRUCT(NewOwn, (), (school_id, kind, title, words, url))

class Unity {
 public:
  virtual ~Unity() = default;

  virtual const std::vector<List>& lists() const = 0;
  virtual Result<Matrix> matrix(const OrgId& group) = 0;  // not_found
  virtual Result<std::vector<Evidence>> evidence(const OrgId& group, const std::string& item, const OrgId& school) = 0;

  // Faults of all changes: not_found (no such group, item, evidence), invalid (a field is wrong), conflict (the school
  // is no member today, the list is taken already, nothing is agreed yet, nothing shows it, the reviewer's own hand).
  virtual Result<Matrix> take_items(const Actor& actor, const OrgId& group, const NewItems& wanted) = 0;
  virtual Result<Matrix> drop_item(const Actor& actor, const OrgId& group, const std::string& item) = 0;
  // Another level takes a confirmation back.
  virtual Result<Matrix> agree(const Actor& actor, const OrgId& group, const Agreeing& wanted) = 0;
  virtual Result<std::vector<Evidence>> hand_in(const Actor& actor, const OrgId& group, const NewEvidence& wanted) = 0;
  virtual Result<void> take_back(const Actor& actor, const OrgId& group, const std::string& evidence) = 0;
  // Confirming needs evidence that somebody else handed in, or records of the system.
  virtual Result<Matrix> review(const Actor& actor, const OrgId& group, const Review& wanted) = 0;
  virtual Result<Matrix> add_own(const Actor& actor, const OrgId& group, const NewOwn& wanted) = 0;
  virtual Result<Matrix> end_own(const Actor& actor, const OrgId& group, const std::string& own) = 0;

  // What a school keeps and offers as its own today; public.
  virtual std::vector<OwnThing> own_of(const OrgId& school) = 0;

  // Whether a piece of evidence is one of the group's; for its files.
  virtual bool has_evidence(const OrgId& group, const std::string& evidence) = 0;
  // The school that a piece of evidence, or of its own, belongs to; for the rights.
  virtual std::optional<OrgId> school_of_evidence(const std::string& evidence) = 0;
  virtual std::optional<OrgId> school_of_own(const std::string& own) = 0;
};

}  // namespace doorstep::unity
