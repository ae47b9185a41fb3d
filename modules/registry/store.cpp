#include "store.h"

namespace doorstep::registry::store {
namespace {

const boost::json::value nothing;

template <class Row>
std::string select_from(std::string_view rest) {
  return db::select_from<Row>(Of<Row>::name, rest);
}

}  // namespace

PastView::PastView(std::string_view text, std::vector<std::string_view> names)
    : object_(boost::json::parse(text)), names_(std::move(names)) {}

const boost::json::value* PastView::at(int column) const {
  const auto* found = object_.as_object().if_contains(names_.at(static_cast<size_t>(column)));
  return found ? found : &nothing;
}
bool PastView::is_null(int column) const { return at(column)->is_null(); }
int64_t PastView::integer(int column) const { return at(column)->is_int64() ? at(column)->get_int64() : 0; }
double PastView::real(int column) const {
  const auto* value = at(column);
  return value->is_double() ? value->get_double() : static_cast<double>(integer(column));
}
std::string_view PastView::text(int column) const {
  const auto* value = at(column);
  return value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

std::vector<PastVersion> versions_after(db::Session& session, std::string_view kind, const std::string& id, Date day) {
  return session.all<PastVersion>(
      "SELECT valid_from, valid_to, row FROM registry_past WHERE kind=$1 AND id=$2 AND valid_to>$3 ORDER BY valid_from",
      kind, id, day);
}

std::optional<std::string> version_on(db::Session& session, std::string_view kind, const std::string& id, Date day) {
  return session.one<std::string>(
      "SELECT row FROM registry_past WHERE kind=$1 AND id=$2 AND valid_from<=$3 AND valid_to>$3", kind, id, day);
}

void keep_version(db::Session& session, std::string_view kind, const std::string& id, const PastVersion& version) {
  session.run("INSERT INTO registry_past(kind, id, valid_from, valid_to, row) VALUES($1,$2,$3,$4,$5)", kind, id,
              version.valid_from, version.valid_to, version.row);
}

void drop_version(db::Session& session, std::string_view kind, const std::string& id, Date valid_from) {
  session.run("DELETE FROM registry_past WHERE kind=$1 AND id=$2 AND valid_from=$3", kind, id, valid_from);
}

std::vector<Version> versions_on(db::Session& session, std::string_view kind, Date day) {
  return session.all<Version>("SELECT id, row FROM registry_past WHERE kind=$1 AND valid_from<=$2 AND valid_to>$2",
                              kind, day);
}

int64_t sequence(db::Session& session) {
  return session.one<int64_t>("SELECT value FROM registry_counter WHERE name='seq'").value_or(0);
}

int64_t hold_sequence(db::Session& session) {
  session.run("UPDATE registry_counter SET value=value WHERE name='seq'");
  return sequence(session);
}

void set_sequence(db::Session& session, int64_t value) {
  session.run("UPDATE registry_counter SET value=$1 WHERE name='seq'", value);
}

int64_t returns_sequence(db::Session& session) {
  return session.one<int64_t>("SELECT value FROM registry_counter WHERE name='returns'").value_or(0);
}

void set_returns_sequence(db::Session& session, int64_t value) {
  session.run("UPDATE registry_counter SET value=$1 WHERE name='returns'", value);
}

std::vector<SourceRow> sources(db::Session& session) {
  return session.all<SourceRow>(fmt::format("SELECT {} FROM registry_source ORDER BY id", db::columns_of<SourceRow>()));
}

void keep_source(db::Session& session, const SourceRow& row) {
  session.run(
      "INSERT INTO registry_source(id, space, name, licence, notice_zh, notice_en, generated, taken_on) "
      "VALUES($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT(id) DO UPDATE SET space=excluded.space, name=excluded.name, "
      "licence=excluded.licence, notice_zh=excluded.notice_zh, notice_en=excluded.notice_en, "
      "generated=excluded.generated, taken_on=excluded.taken_on",
      row.id, row.space, row.name, row.licence, row.notice_zh, row.notice_en, row.generated, row.taken_on);
}

void each_org(db::Session& session, const std::function<void(Held<OrgRow>&&)>& visit) {
  session.select(fmt::format("SELECT {} FROM registry_org ORDER BY id", all_columns<OrgRow>()), {},
                 [&](const db::RowView& view) { visit(held_of<OrgRow>(view)); });
}

std::vector<MembershipRow> memberships(db::Session& session) {
  return session.all<MembershipRow>(select_from<MembershipRow>("ORDER BY begin_on, id"));
}

std::vector<MembershipRow> members_of(db::Session& session, const OrgId& group) {
  return session.all<MembershipRow>(
      select_from<MembershipRow>("WHERE group_id=$1 AND begin_on<end_on AND status='active' ORDER BY begin_on, id"),
      group);
}

std::vector<MembershipRow> groups_of(db::Session& session, const OrgId& school) {
  return session.all<MembershipRow>(
      select_from<MembershipRow>("WHERE school_id=$1 AND begin_on<end_on AND status='active' ORDER BY begin_on, id"),
      school);
}

std::vector<OrgRow> groups_below(db::Session& session, const OrgId& area) {
  return session.all<OrgRow>(
      select_from<OrgRow>("WHERE parent_id=$1 AND kind='group' AND status='active' ORDER BY name, id"), area);
}

std::vector<OrgIdentifier> org_identifiers(db::Session& session) {
  return session.all<OrgIdentifier>(
      "SELECT i.owner_id, i.scheme, i.value FROM registry_org o JOIN registry_identifier i ON i.owner_id=o.id "
      "WHERE i.status='active' ORDER BY i.scheme, i.value");
}

std::vector<Returned> returned(db::Session& session) {
  return session.all<Returned>(
      "SELECT school_id, year, stage, SUM(CASE WHEN figure='students' THEN value END), "
      "SUM(CASE WHEN figure='teachers' THEN value END) FROM registry_return WHERE status='active' "
      "GROUP BY year, school_id, stage ORDER BY year, school_id, stage");
}

std::vector<CampusRow> campuses(db::Session& session, const OrgId& school) {
  return session.all<CampusRow>(select_from<CampusRow>("WHERE school_id=$1 ORDER BY main DESC, name, id"), school);
}

std::vector<Relation> relations(db::Session& session, const OrgId& school) {
  auto found = session.all<Relation>(
      "SELECT to_id, relation, on_day, CAST(1 AS BIGINT) FROM registry_successor WHERE from_id=$1 AND status='active' "
      "ORDER BY on_day",
      school);
  for (auto& before : session.all<Relation>("SELECT from_id, relation, on_day, CAST(0 AS BIGINT) FROM "
                                            "registry_successor WHERE to_id=$1 AND status='active' ORDER BY on_day",
                                            school))
    found.push_back(std::move(before));
  return found;
}

std::vector<FacilityRow> facilities(db::Session& session, const OrgId& school) {
  return session.all<FacilityRow>(select_from<FacilityRow>("WHERE school_id=$1 ORDER BY kind, name, id"), school);
}

std::vector<ReturnRow> returns(db::Session& session, const OrgId& school) {
  return session.all<ReturnRow>(
      select_from<ReturnRow>("WHERE school_id=$1 AND status='active' ORDER BY year DESC, stage, figure"), school);
}

std::vector<ClassRow> classes(db::Session& session, const OrgId& school) {
  return session.all<ClassRow>(select_from<ClassRow>("WHERE school_id=$1 ORDER BY grades, title, id"), school);
}

std::vector<ClassCount> class_counts(db::Session& session, const OrgId& school, Date day) {
  return session.all<ClassCount>(
      "SELECT e.class_id, e.role, COUNT(*) FROM registry_class c JOIN registry_enrolment e ON e.class_id=c.id "
      "WHERE c.school_id=$1 AND e.begin_on<=$2 AND e.end_on>$2 GROUP BY e.class_id, e.role",
      school, day);
}

std::optional<std::string> school_of_class(db::Session& session, const ClassId& id) {
  return session.one<std::string>("SELECT school_id FROM registry_class WHERE id=$1", id);
}

std::vector<RoleRow> staff_roles(db::Session& session, const OrgId& school) {
  return session.all<RoleRow>(
      select_from<RoleRow>("WHERE org_id=$1 AND role NOT IN ('student', 'guardian') ORDER BY id"), school);
}

std::vector<RoleRow> roles_of(db::Session& session, const PersonId& person) {
  return session.all<RoleRow>(select_from<RoleRow>("WHERE person_id=$1 ORDER BY begin_on DESC, id"), person);
}

std::vector<EnrolmentRow> enrolments_of(db::Session& session, const PersonId& person) {
  return session.all<EnrolmentRow>(
      select_from<EnrolmentRow>("WHERE person_id=$1 AND role='student' ORDER BY begin_on DESC, id"), person);
}

std::vector<EnrolmentRow> enrolments_at(db::Session& session, const OrgId& school) {
  return session.all<EnrolmentRow>(
      select_from<EnrolmentRow>(
          "WHERE status='active' AND class_id IN (SELECT id FROM registry_class WHERE school_id=$1) ORDER BY id"),
      school);
}

std::vector<PersonId> gone_students(db::Session& session, Date before, int limit) {
  return session.all<PersonId>(
      "SELECT p.id FROM registry_person p WHERE (p.full_name<>'' OR p.family_name<>'' OR p.given_name<>'') "
      "AND EXISTS(SELECT 1 FROM registry_role r WHERE r.person_id=p.id AND r.role='student') "
      "AND NOT EXISTS(SELECT 1 FROM registry_role r WHERE r.person_id=p.id AND (r.end_on>$1 OR r.role<>'student')) "
      "ORDER BY p.id LIMIT $2",
      before, limit);
}

void forget(db::Session& session, const PersonId& person, int64_t seq) {
  session.run(
      "UPDATE registry_person SET family_name='', given_name='', full_name='', sex='', "
      "sticky='family_name,given_name,full_name,sex', seq=$2, modified=$3 WHERE id=$1",
      person, seq, now_utc());
  session.run("DELETE FROM registry_past WHERE kind='person' AND id=$1", person);
  session.run("DELETE FROM registry_identifier WHERE owner_id=$1", person);
  session.run("DELETE FROM registry_past WHERE kind='identifier' AND row LIKE $1", "%" + person.value + "%");
}

std::vector<EnrolmentRow> students_of(db::Session& session, const ClassId& of_class) {
  return session.all<EnrolmentRow>(select_from<EnrolmentRow>("WHERE class_id=$1 AND role='student' ORDER BY id"),
                                   of_class);
}

std::optional<std::string> person_with(db::Session& session, std::string_view scheme, std::string_view value) {
  auto owners = session.all<std::string>(
      "SELECT DISTINCT i.owner_id FROM registry_identifier i JOIN registry_person p ON p.id=i.owner_id "
      "WHERE i.scheme=$1 AND i.value=$2 AND i.status='active' LIMIT 2",
      scheme, value);
  if (owners.size() != 1) return std::nullopt;  // issuers may give the same number to two
  return std::move(owners.front());
}

void each_figure(db::Session& session, SchoolYear year, const std::function<void(FigureRow&&)>& visit) {
  session.each<FigureRow>(
      "SELECT school_id, stage, figure, value FROM registry_return WHERE year=$1 AND status='active' "
      "ORDER BY school_id, stage, figure",
      visit, year);
}

void each_figure(db::Session& session, SchoolYear year, const OrgId& school,
                 const std::function<void(FigureRow&&)>& visit) {
  session.each<FigureRow>(
      "SELECT school_id, stage, figure, value FROM registry_return WHERE year=$1 AND school_id=$2 AND status='active' "
      "ORDER BY stage, figure",
      visit, year, school);
}

std::vector<CodeRow> codes(db::Session& session) {
  return session.all<CodeRow>(
      fmt::format("SELECT {} FROM registry_code ORDER BY scheme, version, position", db::columns_of<CodeRow>()));
}

void replace_codes(db::Session& session, const std::vector<CodeRow>& rows) {
  session.run("DELETE FROM registry_code");
  const auto bulk = session.bulk("registry_code", db::columns_of<CodeRow>());
  for (const auto& row : rows) bulk->add_row(row);
  bulk->flush();
}

}  // namespace doorstep::registry::store
