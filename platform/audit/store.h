// The tables of the trail.
#pragma once

#include <functional>

#include "audit.h"

namespace doorstep::audit::store {

struct Row {
  int64_t number = 0;
  std::string at;
  AccountId actor_account;
  std::string actor_name;
  std::string request_id;
  std::string action;
  std::string kind;
  std::string entity;
  OrgId org;
  std::string change;
  std::string previous_hash;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (number, at, actor_account, actor_name, request_id, action, kind, entity, org, change,
                       previous_hash, hash))

struct Head {
  int64_t number = 0;
  std::string hash;
  std::string seal;
};
BOOST_DESCRIBE_STRUCT(Head, (), (number, hash, seal))

std::optional<Head> head(db::Session& session);
// The same, held until the end of the transaction.
std::optional<Head> held_head(db::Session& session);
void set_head(db::Session& session, const Head& head);

void add(db::Session& session, std::span<const Row> rows);
void each(db::Session& session, const std::function<void(Row&&)>& visit);  // in order
std::vector<Row> list(db::Session& session, const Filter& filter);
int64_t count(db::Session& session, const Filter& filter);

}  // namespace doorstep::audit::store
