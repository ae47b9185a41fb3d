#include <doorstep/base/digest.h>

#include "audit.h"
#include "store.h"

namespace doorstep::audit {
namespace {

// Everything of an entry but its own hash, as one JSON text: no two different entries read the same.
std::string hash_of(store::Row row) {
  row.hash.clear();
  return digest_hex(json::text(row));
}

Entry entry_of(store::Row&& row) {
  auto changes = json::read_text<std::vector<Change>>(row.change);
  return {row.number,
          std::move(row.at),
          std::move(row.actor_account),
          std::move(row.actor_name),
          std::move(row.request_id),
          std::move(row.action),
          std::move(row.kind),
          std::move(row.entity),
          std::move(row.org),
          changes ? std::move(*changes) : std::vector<Change>{},
          std::move(row.hash)};
}

void break_at(Verdict& verdict, int64_t number, Words what) {
  if (!verdict.whole) return;
  verdict.whole = false;
  verdict.broken_at = number;
  verdict.what = std::move(what);
}

}  // namespace

std::string Trail::seal(int64_t number, const std::string& hash) const {
  return keyed_digest_hex(pepper_, fmt::format("doorstep audit head\n{}\n{}", number, hash));
}

void Trail::append(db::Session& session, const Actor& actor, std::span<const Event> events) const {
  append(session, events.size(), [&](size_t at) { return Told{actor, events[at]}; });
}

void Trail::append(db::Session& session, std::span<const Act> acts) const {
  append(session, acts.size(), [&](size_t at) { return Told{acts[at].actor, acts[at].event}; });
}

void Trail::append(db::Session& session, size_t count, const std::function<Told(size_t)>& at) const {
  if (count == 0) return;
  auto found = store::held_head(session);
  if (!found) throw std::runtime_error("the head of the audit trail is gone; run the check of the trail");
  auto& head = *found;
  const auto now = now_utc();
  constexpr size_t piece = 1000;
  std::vector<store::Row> rows;
  for (size_t i = 0; i < count; ++i) {
    const auto& [actor, event] = at(i);
    auto& row = rows.emplace_back(store::Row{head.number + 1,
                                             now,
                                             actor.account,
                                             actor.name,
                                             actor.request_id,
                                             event.action,
                                             event.kind,
                                             event.entity,
                                             event.org,
                                             json::text(event.changes),
                                             head.hash,
                                             {}});
    row.hash = hash_of(row);
    head.number = row.number;
    head.hash = row.hash;
    if (rows.size() == piece) {
      store::add(session, rows);
      rows.clear();
    }
  }
  store::add(session, rows);
  head.seal = seal(head.number, head.hash);
  store::set_head(session, head);
}

std::vector<Entry> Trail::list(db::Session& session, const Filter& filter) const {
  std::vector<Entry> entries;
  for (auto& row : store::list(session, filter)) entries.push_back(entry_of(std::move(row)));
  return entries;
}

int64_t Trail::count(db::Session& session, const Filter& filter) const { return store::count(session, filter); }

Verdict Trail::verify(db::Session& session) const {
  Verdict verdict;
  const auto head = store::head(session);
  int64_t last = 0;
  std::string last_hash;
  store::each(session, [&](store::Row&& row) {
    ++verdict.entries;
    if (row.number != last + 1)
      break_at(verdict, last + 1, say("第 {} 条记录被删除", "entry {} was removed", last + 1));
    else if (row.previous_hash != last_hash)
      break_at(verdict, row.number,
               say("第 {} 条记录与前一条不相连：被插入、调换或改写",
                   "entry {} does not follow the one before: inserted, moved or rewritten", row.number));
    else if (hash_of(row) != row.hash)
      break_at(verdict, row.number, say("第 {} 条记录被改动", "entry {} was edited", row.number));
    last = row.number;
    last_hash = row.hash;
  });
  if (!head) {
    break_at(verdict, last, say("末尾的封印缺失", "the seal of the end is gone"));
  } else if (head->number > 0 && head->seal != seal(head->number, head->hash)) {
    break_at(verdict, head->number, say("末尾的封印不是本系统所签", "the seal of the end is not ours"));
  } else if (last < head->number) {
    break_at(verdict, last + 1, say("第 {} 条及以后的记录被删除", "entries from {} on were removed", last + 1));
  } else if (last > head->number || last_hash != head->hash) {
    break_at(verdict, std::min(last, head->number + 1),
             say("末尾的记录不是本系统所写", "the last entries were not written by this system"));
  }
  return verdict;
}

}  // namespace doorstep::audit
