// Every statement on the ladder_* tables.
#pragma once

#include <doorstep/db/db.h>
#include <doorstep/ladder/ladder.h>

namespace doorstep::ladder::store {

struct EditionRow {
  std::string id;
  OrgId org_id;
  std::string ladder;
  int64_t version = 0;
  std::string rules, reason, by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(EditionRow, (), (id, org_id, ladder, version, rules, reason, by_name, made_at))

struct CallRow {
  std::string id;
  OrgId org_id;
  std::string ladder, level, title;
  CallState state{};
  std::string rules, edition;
  Date apply_from, apply_last, score_last;
  std::optional<Date> notice_from, notice_last;
  int64_t places = 0, targeted_places = 0, rural_at_least = 0;
  std::string seed;
  bool proposal_kept = false;
  std::string made_at;
  bool renewal = false;
};
BOOST_DESCRIBE_STRUCT(CallRow, (),
                      (id, org_id, ladder, level, title, state, rules, edition, apply_from, apply_last, score_last,
                       notice_from, notice_last, places, targeted_places, rural_at_least, seed, proposal_kept, made_at,
                       renewal))

struct CallPostsRow {
  std::string call_id;
  OrgId school_id;
  int64_t places = 0;
};
BOOST_DESCRIBE_STRUCT(CallPostsRow, (), (call_id, school_id, places))

struct ApplicationRow {
  std::string id, call_id;
  int64_t number = 0;
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string subject;
  bool rural = false, targeted = false;
  ApplicationState state{};
  std::string statement, checks;
  Verdict verdict{};
  std::string stated, portfolio, made_at, confirmed_by, confirmed_at, words;
  std::optional<bool> proposed;  // by the chair or who runs the call; empty: by the order
  std::string reason;
  std::string renews;  // the rank; empty: none
};
BOOST_DESCRIBE_STRUCT(ApplicationRow, (),
                      (id, call_id, number, person_id, name, school_id, subject, rural, targeted, state, statement,
                       checks, verdict, stated, portfolio, made_at, confirmed_by, confirmed_at, words, proposed, reason,
                       renews))

struct MemberRow {
  std::string call_id;
  AccountId account;
  std::string name;
  bool chair = false;
  std::string relatives;  // JSON list of names
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (call_id, account, name, chair, relatives))

struct SheetRow {
  std::string application_id;
  AccountId account;
  SheetState state{};
  bool extra = false;
  std::string comment, submitted_at;
};
BOOST_DESCRIBE_STRUCT(SheetRow, (), (application_id, account, state, extra, comment, submitted_at))

struct MarkRow {
  std::string application_id;
  AccountId account;
  std::string dimension;
  int64_t anchor = 0;
  std::string comment;
};
BOOST_DESCRIBE_STRUCT(MarkRow, (), (application_id, account, dimension, anchor, comment))

struct RecusalRow {
  std::string application_id;
  AccountId account;
  std::string reason, at;
};
BOOST_DESCRIBE_STRUCT(RecusalRow, (), (application_id, account, reason, at))

// What the desk said of a file.
struct FileRow {
  std::string file_id, application_id;
  FileCheckState state{};
  std::string by_name, at, words;
};
BOOST_DESCRIBE_STRUCT(FileRow, (), (file_id, application_id, state, by_name, at, words))

struct ObjectionRow {
  std::string id, call_id, application_id;
  AccountId account;
  std::string by_name, text, at, answer;
  bool upheld = false;
  std::string answered_by, answered_at;
};
BOOST_DESCRIBE_STRUCT(ObjectionRow, (),
                      (id, call_id, application_id, account, by_name, text, at, answer, upheld, answered_by,
                       answered_at))

struct RankRow {
  std::string id, ladder, level, ladder_zh, ladder_en, level_zh, level_en, post_class;
  PersonId person_id;
  std::string name;
  OrgId school_id;
  std::string subject;
  bool targeted = false;
  Date begin_on, end_on;
  std::string certificate;
  OrgId org_id;
  std::string call_id, revoked_on, ground;
};
BOOST_DESCRIBE_STRUCT(RankRow, (),
                      (id, ladder, level, ladder_zh, ladder_en, level_zh, level_en, post_class, person_id, name,
                       school_id, subject, targeted, begin_on, end_on, certificate, org_id, call_id, revoked_on,
                       ground))

// What the register says because of a rank.
struct RegisterRow {
  PersonId person_id;
  std::string ladder, written;
  std::string own_word;  // of the register, before
  Date since;
};
BOOST_DESCRIBE_STRUCT(RegisterRow, (), (person_id, ladder, written, own_word, since))

struct PostsRow {
  OrgId school_id;
  std::string code;
  int64_t allowed = 0;
  std::string reason, by_name, made_at;
};
BOOST_DESCRIBE_STRUCT(PostsRow, (), (school_id, code, allowed, reason, by_name, made_at))

// --- editions and posts
std::vector<EditionRow> editions(db::Session& session, const OrgId& org);  // the newest version first
void add(db::Session& session, const EditionRow& row);
std::vector<PostsRow> posts(db::Session& session);
void keep(db::Session& session, const PostsRow& row);
void drop_posts(db::Session& session, const OrgId& school, const std::string& code);

// --- calls
std::vector<CallRow> calls(db::Session& session, const OrgId& org);  // the newest first
std::vector<CallRow> calls_under_way(db::Session& session);
std::optional<CallRow> call(db::Session& session, const std::string& id);
void add(db::Session& session, const CallRow& row);
void set(db::Session& session, const CallRow& row);
std::vector<CallPostsRow> call_posts(db::Session& session, const std::string& call);
void add(db::Session& session, const CallPostsRow& row);
int64_t count(db::Session& session, const std::string& call);  // applications that were not withdrawn

// --- applications
std::vector<ApplicationRow> applications(db::Session& session, const std::string& call);  // by number
std::vector<ApplicationRow> of_person(db::Session& session, const PersonId& person);
std::vector<ApplicationRow> of_school(db::Session& session, const OrgId& school);
std::optional<ApplicationRow> application(db::Session& session, const std::string& id);
int64_t next_number(db::Session& session, const std::string& call);
void add(db::Session& session, const ApplicationRow& row);
void set(db::Session& session, const ApplicationRow& row);

std::vector<FileRow> files(db::Session& session, const std::string& application);
void keep(db::Session& session, const FileRow& row);
void drop_file(db::Session& session, const std::string& file);

// --- panel
std::vector<MemberRow> members(db::Session& session, const std::string& call);
std::vector<MemberRow> seats_of(db::Session& session, const AccountId& account);
void add(db::Session& session, const MemberRow& row);
void set_relatives(db::Session& session, const MemberRow& row);
void drop_members(db::Session& session, const std::string& call);
std::vector<SheetRow> sheets(db::Session& session, const std::string& call);
std::vector<SheetRow> sheets_of(db::Session& session, const std::string& application);
void add(db::Session& session, const SheetRow& row);
void set(db::Session& session, const SheetRow& row);
void drop_sheet(db::Session& session, const std::string& application, const AccountId& account);  // with its marks
std::vector<MarkRow> marks(db::Session& session, const std::string& call);
std::vector<MarkRow> marks_of(db::Session& session, const std::string& application, const AccountId& account);
void keep(db::Session& session, const MarkRow& row);
std::vector<RecusalRow> recusals(db::Session& session, const std::string& call);
void add(db::Session& session, const RecusalRow& row);

// --- notice, decision, ranks
std::vector<ObjectionRow> objections(db::Session& session, const std::string& call);
std::optional<ObjectionRow> objection(db::Session& session, const std::string& id);
void add(db::Session& session, const ObjectionRow& row);
void set_answer(db::Session& session, const ObjectionRow& row);
std::vector<RankRow> ranks_of(db::Session& session, const PersonId& person);  // the newest first
std::vector<RankRow> ranks(db::Session& session);
std::vector<RankRow> ranks_in(db::Session& session, const std::string& ladder);
std::optional<RankRow> rank(db::Session& session, const std::string& id);
std::vector<RegisterRow> registered(db::Session& session);
std::optional<RegisterRow> registered(db::Session& session, const PersonId& person, const std::string& ladder);
void keep(db::Session& session, const RegisterRow& row);
void drop_registered(db::Session& session, const PersonId& person, const std::string& ladder);
void add(db::Session& session, const RankRow& row);
void set_revoked(db::Session& session, const RankRow& row);
int64_t certificates(db::Session& session, const std::string& like);

}  // namespace doorstep::ladder::store
