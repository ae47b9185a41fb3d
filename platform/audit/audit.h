// Audit: who changed what, from which value to which. Entries are only ever added; each carries the hash of the one
// before, and the newest is sealed with the secret of the installation, so that editing, removing, inserting,
// reordering and cutting off show.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/json.h>
#include <doorstep/db/db.h>

namespace doorstep::audit {

std::span<const db::Migration> migrations();

// One field, its values as JSON; null where there was none.
struct Change {
  std::string field;
  json::Raw from, to;
};
BOOST_DESCRIBE_STRUCT(Change, (), (field, from, to))

// What happened to one thing.
struct Event {
  std::string action;  // "school-changed", "import-applied"
  std::string kind;    // of the thing: "school", "person"
  std::string entity;  // its id
  OrgId org;           // where it belongs, for reading by subtree; may be empty
  std::vector<Change> changes{};
};

// An event with who did it, where one transaction holds what several people did.
struct Act {
  const Actor& actor;  // outlives the call
  Event event;
};

struct Entry {
  int64_t number = 0;
  std::string at;
  AccountId actor_account;
  std::string actor_name;
  std::string request_id;
  std::string action;
  std::string kind;
  std::string entity;
  OrgId org;
  std::vector<Change> changes;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(Entry, (),
                      (number, at, actor_account, actor_name, request_id, action, kind, entity, org, changes, hash))

// The newest first. `before` is the number of the last entry of the page before; 0 begins. Empty filters do not bind.
struct Filter {
  std::string entity{};
  AccountId actor{};
  std::string action{};
  std::optional<OrgId> org{};
  std::optional<Date> from{}, to{};  // days in UTC, [from, to)
  int64_t before = 0;
  int limit = 50;
};

// The outcome of a check of the whole trail.
struct Verdict {
  int64_t entries = 0;
  bool whole = true;
  int64_t broken_at = 0;  // number of the first entry that is not as it was written
  Words what;             // what is wrong with it
};
BOOST_DESCRIBE_STRUCT(Verdict, (), (entries, whole, broken_at, what))

class Trail {
 public:
  // `pepper` is the installation's secret.
  explicit Trail(std::string pepper) : pepper_(std::move(pepper)) {}

  // All add within the caller's transaction: no change without its entry, no entry without its change.
  void append(db::Session& session, const Actor& actor, const Event& event) const {
    append(session, actor, {&event, 1});
  }
  void append(db::Session& session, const Actor& actor, std::span<const Event> events) const;
  void append(db::Session& session, std::span<const Act> acts) const;

  std::vector<Entry> list(db::Session& session, const Filter& filter) const;
  int64_t count(db::Session& session, const Filter& filter) const;  // of all pages
  Verdict verify(db::Session& session) const;

 private:
  // `at(i)` gives who did the i-th of `count` events, and the event.
  using Told = std::pair<const Actor&, const Event&>;
  void append(db::Session& session, size_t count, const std::function<Told(size_t)>& at) const;
  std::string seal(int64_t number, const std::string& hash) const;

  std::string pepper_;
};

// The members that differ.
template <describe::DescribedStruct T>
std::vector<Change> changes(const T& before, const T& after) {
  std::vector<Change> found;
  describe::each_member(before, [&](std::string_view name, const auto& member) {
    found.push_back({std::string{name}, {json::text(member)}, {}});
  });
  size_t place = 0;
  describe::each_member(after,
                        [&](std::string_view, const auto& member) { found[place++].to.text = json::text(member); });
  std::erase_if(found, [](const Change& change) { return change.from.text == change.to.text; });
  return found;
}

// Every member of a thing that came or went and has a value.
template <describe::DescribedStruct T>
std::vector<Change> added(const T& after) {
  std::vector<Change> found;
  describe::each_member(after, [&](std::string_view name, const auto& member) {
    found.push_back({std::string{name}, {}, {json::text(member)}});
  });
  std::erase_if(found, [](const Change& change) { return change.to.text == "null"; });
  return found;
}
template <describe::DescribedStruct T>
std::vector<Change> removed(const T& before) {
  auto found = added(before);
  for (auto& change : found) std::swap(change.from, change.to);
  return found;
}

}  // namespace doorstep::audit
