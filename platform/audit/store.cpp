#include "store.h"

namespace doorstep::audit::store {
namespace {

// The conditions of a filter, with their values.
struct Where {
  std::string sql = " WHERE 1=1";
  std::vector<db::Value> values;

  template <class T>
  void also(std::string_view condition, const T& value) {
    values.push_back(db::to_value(value));
    sql += fmt::format(" AND {}${}", condition, values.size());
  }
};

Where where(const Filter& filter) {
  Where made;
  if (!filter.entity.empty()) made.also("entity=", filter.entity);
  if (!filter.actor.empty()) made.also("actor_account=", filter.actor);
  if (!filter.action.empty()) made.also("action=", filter.action);
  if (filter.org) made.also("org=", *filter.org);
  if (filter.from) made.also("at>=", *filter.from);
  if (filter.to) made.also("at<", *filter.to);
  return made;
}

}  // namespace

std::optional<Head> head(db::Session& session) {
  return session.one<Head>("SELECT number, hash, seal FROM audit_head WHERE id=1");
}

std::optional<Head> held_head(db::Session& session) {
  if (session.dialect() == db::Dialect::sqlite) return head(session);  // there is one writer
  return session.one<Head>("SELECT number, hash, seal FROM audit_head WHERE id=1 FOR UPDATE");
}

void set_head(db::Session& session, const Head& head) {
  session.run("UPDATE audit_head SET number=$1, hash=$2, seal=$3 WHERE id=1", head.number, head.hash, head.seal);
}

void add(db::Session& session, std::span<const Row> rows) {
  const auto bulk = session.bulk("audit_entry", db::columns_of<Row>());
  for (const auto& row : rows) bulk->add_row(row);
  bulk->flush();
}

void each(db::Session& session, const std::function<void(Row&&)>& visit) {
  session.each<Row>("SELECT " + db::columns_of<Row>() + " FROM audit_entry ORDER BY number", visit);
}

std::vector<Row> list(db::Session& session, const Filter& filter) {
  auto condition = where(filter);
  if (filter.before > 0) condition.also("number<", filter.before);
  std::vector<Row> rows;
  session.select(fmt::format("SELECT {} FROM audit_entry{} ORDER BY number DESC LIMIT {}", db::columns_of<Row>(),
                             condition.sql, filter.limit),
                 condition.values, [&](const db::RowView& row) { rows.push_back(db::row_of<Row>(row)); });
  return rows;
}

int64_t count(db::Session& session, const Filter& filter) {
  const auto condition = where(filter);
  int64_t number = 0;
  session.select("SELECT count(*) FROM audit_entry" + condition.sql, condition.values,
                 [&](const db::RowView& row) { number = row.integer(0); });
  return number;
}

}  // namespace doorstep::audit::store
