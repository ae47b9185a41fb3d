#include "store.h"

namespace doorstep::ladder::store {

std::vector<EditionRow> editions(db::Session& session, const OrgId& org) {
  return session.all<EditionRow>(
      db::select_from<EditionRow>("ladder_edition", "WHERE org_id=$1 ORDER BY ladder, version DESC"), org);
}

void add(db::Session& session, const EditionRow& row) {
  session.run(
      "INSERT INTO ladder_edition(id, org_id, ladder, version, rules, reason, by_name, made_at) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8)",
      row.id, row.org_id, row.ladder, row.version, row.rules, row.reason, row.by_name, row.made_at);
}

std::vector<PostsRow> posts(db::Session& session) {
  return session.all<PostsRow>(db::select_from<PostsRow>("ladder_posts", "ORDER BY school_id, code"));
}

void keep(db::Session& session, const PostsRow& row) {
  session.run(
      "INSERT INTO ladder_posts(school_id, code, allowed, reason, by_name, made_at) VALUES($1, $2, $3, $4, $5, $6) "
      "ON CONFLICT(school_id, code) DO UPDATE SET allowed=excluded.allowed, reason=excluded.reason, "
      "by_name=excluded.by_name, made_at=excluded.made_at",
      row.school_id, row.code, row.allowed, row.reason, row.by_name, row.made_at);
}

void drop_posts(db::Session& session, const OrgId& school, const std::string& code) {
  session.run("DELETE FROM ladder_posts WHERE school_id=$1 AND code=$2", school, code);
}

std::vector<CallRow> calls(db::Session& session, const OrgId& org) {
  return session.all<CallRow>(db::select_from<CallRow>("ladder_call", "WHERE org_id=$1 ORDER BY made_at DESC, id"),
                              org);
}

std::vector<CallRow> calls_under_way(db::Session& session) {
  return session.all<CallRow>(db::select_from<CallRow>(
      "ladder_call", "WHERE state NOT IN ('draft', 'decided', 'cancelled') ORDER BY apply_last, id"));
}

std::optional<CallRow> call(db::Session& session, const std::string& id) {
  return session.one<CallRow>(db::select_from<CallRow>("ladder_call", "WHERE id=$1"), id);
}

void add(db::Session& session, const CallRow& row) {
  session.run(
      "INSERT INTO ladder_call(id, org_id, ladder, level, title, state, rules, edition, apply_from, apply_last, "
      "score_last, notice_from, notice_last, places, targeted_places, rural_at_least, seed, proposal_kept, made_at, "
      "renewal) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
      row.id, row.org_id, row.ladder, row.level, row.title, row.state, row.rules, row.edition, row.apply_from,
      row.apply_last, row.score_last, row.notice_from, row.notice_last, row.places, row.targeted_places,
      row.rural_at_least, row.seed, row.proposal_kept, row.made_at, row.renewal);
}

void set(db::Session& session, const CallRow& row) {
  session.run(
      "UPDATE ladder_call SET state=$2, notice_from=$3, notice_last=$4, proposal_kept=$5, apply_last=$6, "
      "score_last=$7 WHERE id=$1",
      row.id, row.state, row.notice_from, row.notice_last, row.proposal_kept, row.apply_last, row.score_last);
}

std::vector<CallPostsRow> call_posts(db::Session& session, const std::string& call) {
  return session.all<CallPostsRow>(
      db::select_from<CallPostsRow>("ladder_call_posts", "WHERE call_id=$1 ORDER BY school_id"), call);
}

void add(db::Session& session, const CallPostsRow& row) {
  session.run("INSERT INTO ladder_call_posts(call_id, school_id, places) VALUES($1, $2, $3)", row.call_id,
              row.school_id, row.places);
}

int64_t count(db::Session& session, const std::string& call) {
  return session.one<int64_t>("SELECT COUNT(*) FROM ladder_application WHERE call_id=$1 AND state <> 'withdrawn'", call)
      .value_or(0);
}

std::vector<ApplicationRow> applications(db::Session& session, const std::string& call) {
  return session.all<ApplicationRow>(
      db::select_from<ApplicationRow>("ladder_application", "WHERE call_id=$1 ORDER BY number"), call);
}

std::vector<ApplicationRow> of_person(db::Session& session, const PersonId& person) {
  return session.all<ApplicationRow>(
      db::select_from<ApplicationRow>("ladder_application", "WHERE person_id=$1 ORDER BY made_at DESC"), person);
}

std::vector<ApplicationRow> of_school(db::Session& session, const OrgId& school) {
  return session.all<ApplicationRow>(
      db::select_from<ApplicationRow>("ladder_application", "WHERE school_id=$1 ORDER BY made_at DESC LIMIT 500"),
      school);
}

std::optional<ApplicationRow> application(db::Session& session, const std::string& id) {
  return session.one<ApplicationRow>(db::select_from<ApplicationRow>("ladder_application", "WHERE id=$1"), id);
}

int64_t next_number(db::Session& session, const std::string& call) {
  return session.one<int64_t>("SELECT COALESCE(MAX(number), 0) FROM ladder_application WHERE call_id=$1", call)
             .value_or(0) +
         1;
}

void add(db::Session& session, const ApplicationRow& row) {
  session.run(
      "INSERT INTO ladder_application(id, call_id, number, person_id, name, school_id, subject, rural, targeted, "
      "state, statement, checks, verdict, stated, portfolio, made_at, confirmed_by, confirmed_at, words, proposed, "
      "reason, renews) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
      "$20, $21, $22)",
      row.id, row.call_id, row.number, row.person_id, row.name, row.school_id, row.subject, row.rural, row.targeted,
      row.state, row.statement, row.checks, row.verdict, row.stated, row.portfolio, row.made_at, row.confirmed_by,
      row.confirmed_at, row.words, row.proposed, row.reason, row.renews);
}

void set(db::Session& session, const ApplicationRow& row) {
  session.run(
      "UPDATE ladder_application SET subject=$2, rural=$3, targeted=$4, state=$5, statement=$6, checks=$7, "
      "verdict=$8, stated=$9, portfolio=$10, made_at=$11, confirmed_by=$12, confirmed_at=$13, words=$14, "
      "proposed=$15, reason=$16, school_id=$17, renews=$18 WHERE id=$1",
      row.id, row.subject, row.rural, row.targeted, row.state, row.statement, row.checks, row.verdict, row.stated,
      row.portfolio, row.made_at, row.confirmed_by, row.confirmed_at, row.words, row.proposed, row.reason,
      row.school_id, row.renews);
}

std::vector<ObjectionRow> objections(db::Session& session, const std::string& call) {
  return session.all<ObjectionRow>(
      db::select_from<ObjectionRow>("ladder_objection", "WHERE call_id=$1 ORDER BY at, id"), call);
}

std::optional<ObjectionRow> objection(db::Session& session, const std::string& id) {
  return session.one<ObjectionRow>(db::select_from<ObjectionRow>("ladder_objection", "WHERE id=$1"), id);
}

void add(db::Session& session, const ObjectionRow& row) {
  session.run(
      "INSERT INTO ladder_objection(id, call_id, application_id, account, by_name, text, at, answer, upheld, "
      "answered_by, answered_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      row.id, row.call_id, row.application_id, row.account, row.by_name, row.text, row.at, row.answer, row.upheld,
      row.answered_by, row.answered_at);
}

void set_answer(db::Session& session, const ObjectionRow& row) {
  session.run("UPDATE ladder_objection SET answer=$2, upheld=$3, answered_by=$4, answered_at=$5 WHERE id=$1", row.id,
              row.answer, row.upheld, row.answered_by, row.answered_at);
}

std::vector<RankRow> ranks_of(db::Session& session, const PersonId& person) {
  return session.all<RankRow>(db::select_from<RankRow>("ladder_rank", "WHERE person_id=$1 ORDER BY begin_on DESC, id"),
                              person);
}

std::vector<RankRow> ranks(db::Session& session) {
  return session.all<RankRow>(db::select_from<RankRow>("ladder_rank", "ORDER BY begin_on DESC, id"));
}

std::vector<RankRow> ranks_in(db::Session& session, const std::string& ladder) {
  return session.all<RankRow>(db::select_from<RankRow>("ladder_rank", "WHERE ladder=$1 ORDER BY begin_on DESC, id"),
                              ladder);
}

std::optional<RankRow> rank(db::Session& session, const std::string& id) {
  return session.one<RankRow>(db::select_from<RankRow>("ladder_rank", "WHERE id=$1"), id);
}

void add(db::Session& session, const RankRow& row) {
  session.run(
      "INSERT INTO ladder_rank(id, ladder, level, ladder_zh, ladder_en, level_zh, level_en, post_class, person_id, "
      "name, school_id, subject, targeted, begin_on, end_on, certificate, org_id, call_id, revoked_on, ground) "
      "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
      row.id, row.ladder, row.level, row.ladder_zh, row.ladder_en, row.level_zh, row.level_en, row.post_class,
      row.person_id, row.name, row.school_id, row.subject, row.targeted, row.begin_on, row.end_on, row.certificate,
      row.org_id, row.call_id, row.revoked_on, row.ground);
}

void set_revoked(db::Session& session, const RankRow& row) {
  session.run("UPDATE ladder_rank SET revoked_on=$2, ground=$3 WHERE id=$1", row.id, row.revoked_on, row.ground);
}

std::vector<RegisterRow> registered(db::Session& session) {
  return session.all<RegisterRow>(db::select_from<RegisterRow>("ladder_register", "ORDER BY person_id, ladder"));
}

std::optional<RegisterRow> registered(db::Session& session, const PersonId& person, const std::string& ladder) {
  return session.one<RegisterRow>(db::select_from<RegisterRow>("ladder_register", "WHERE person_id=$1 AND ladder=$2"),
                                  person, ladder);
}

void keep(db::Session& session, const RegisterRow& row) {
  session.run(
      "INSERT INTO ladder_register(person_id, ladder, written, own_word, since) VALUES($1, $2, $3, $4, $5) "
      "ON CONFLICT(person_id, ladder) DO UPDATE SET written=excluded.written, own_word=excluded.own_word, "
      "since=excluded.since",
      row.person_id, row.ladder, row.written, row.own_word, row.since);
}

void drop_registered(db::Session& session, const PersonId& person, const std::string& ladder) {
  session.run("DELETE FROM ladder_register WHERE person_id=$1 AND ladder=$2", person, ladder);
}

int64_t certificates(db::Session& session, const std::string& like) {
  return session.one<int64_t>("SELECT COUNT(*) FROM ladder_rank WHERE certificate LIKE $1", like).value_or(0);
}

}  // namespace doorstep::ladder::store
