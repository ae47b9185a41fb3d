// The matrix, its items and its cells.
#include "service.h"

#include <algorithm>
#include <map>

#include "lists.h"

namespace doorstep::unity {
namespace {

Evidence shown(const store::EvidenceRow& row) {
  return {row.id, row.title, row.url, row.words, row.account, row.by_name, row.at, {}};
}

State state_of(const store::CellRow& row) {
  if (row.level == Level::open) return State::open;
  return row.confirmed ? State::one : State::agreed;
}

void fill(Cell& cell, const store::CellRow& row) {
  cell.level = row.level;
  cell.state = state_of(row);
  if (row.level != Level::open) cell.agreed_on = row.agreed_on;
  cell.review = row.review;
  cell.reviewer = row.reviewer;
  cell.reviewed_at = row.reviewed_at;
}

}  // namespace

std::unique_ptr<Unity> make_unity(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                  const files::Files& files, SessionsHeld sessions_held) {
  return std::make_unique<UnityService>(database, registry, trail, files, std::move(sessions_held));
}

const std::vector<List>& UnityService::lists() const { return all_lists(); }

Result<std::vector<registry::Member>> UnityService::schools_of(const OrgId& group_id) {
  DOORSTEP_LET(group, registry_.group(group_id));
  const auto today = Date::today();
  auto members = group.members;
  std::erase_if(members, [&](const auto& one) { return today < one.begin_on || one.end_on <= today; });
  std::ranges::stable_sort(members, {}, [](const auto& one) { return std::pair{one.part != "lead", one.school}; });
  return members;
}

Result<void> UnityService::member(const OrgId& group, const OrgId& school) {
  DOORSTEP_LET(schools, schools_of(group));
  if (std::ranges::count(schools, school, &registry::Member::school_id)) return {};
  return refuse(Fault::conflict, "no-member",
                say("该校今天不是本集团成员", "the school is no member of this group today"),
                {{"school_id", say("请选择成员校", "choose a member")}});
}

Result<store::ItemRow> UnityService::item(db::Session& session, const OrgId& group, const std::string& id) const {
  for (auto& row : store::items(session, group))
    if (row.id == id) return std::move(row);
  return refuse(Fault::not_found, "item-unknown", say("本集团没有这个事项", "the group unifies no such item"),
                {{"item_id", say("不存在", "is not known")}});
}

Result<Matrix> UnityService::matrix(const OrgId& group_id) {
  DOORSTEP_LET(group, registry_.group(group_id));
  DOORSTEP_LET(schools, schools_of(group_id));
  Matrix made{group_id, group.org.name, std::move(schools), {}, {}};
  std::vector<OrgId> ids;
  std::map<OrgId, size_t> column;
  for (const auto& school : made.schools) {
    column.emplace(school.school_id, ids.size());
    ids.push_back(school.school_id);
  }
  std::map<std::string, size_t> place;
  database_.read([&](db::Session& session) {
    for (const auto& item : store::items(session, group_id)) {
      place.emplace(item.id, made.rows.size());
      Row row{item.id, item.list, {item.zh, item.en}, item.counts, {}};
      for (const auto& id : ids) {
        Cell cell;
        cell.school_id = id;
        row.cells.push_back(std::move(cell));
      }
      made.rows.push_back(std::move(row));
    }
    const auto at = [&](const std::string& item, const OrgId& school) -> Cell* {
      const auto row = place.find(item);
      const auto cell = column.find(school);
      return row == place.end() || cell == column.end() ? nullptr : &made.rows[row->second].cells[cell->second];
    };
    for (const auto& kept : store::cells(session, group_id))
      if (auto* cell = at(kept.item_id, kept.school_id)) fill(*cell, kept);
    for (const auto& count : store::evidence_counts(session, group_id))
      if (auto* cell = at(count.item_id, count.school_id)) cell->evidence = count.count;
    for (const auto& school : made.schools)
      for (const auto& own : store::own(session, school.school_id))
        made.own.push_back(
            {own.id, own.school_id, school.school, own.kind, own.title, own.words, own.url, own.begin_on});
  });
  std::map<std::string, std::vector<int64_t>> records;
  for (auto& row : made.rows) {
    if (row.counts.empty()) continue;
    auto& counted = records[row.counts];
    if (counted.empty()) counted = records_of(row.counts, group_id, ids);
    for (size_t i = 0; i < ids.size(); ++i) row.cells[i].records = counted[i];
  }
  return made;
}

std::vector<int64_t> UnityService::records_of(const std::string& counts, const OrgId& group,
                                              const std::vector<OrgId>& schools) {
  if (counts == "shared_teachers") return registry_.shared_staff(schools);
  std::vector<int64_t> found(schools.size());
  if (counts != "joint_sessions") return found;
  const auto held = sessions_held_(group, begin_of_school_year(Date::today()));
  for (size_t i = 0; i < schools.size(); ++i)
    if (const auto of = held.find(schools[i]); of != held.end()) found[i] = of->second;
  return found;
}

Result<Matrix> UnityService::take_items(const Actor& actor, const OrgId& group, const NewItems& wanted) {
  DOORSTEP_TRY(registry_.group(group));
  std::vector<ListItem> items;
  const auto list_id = wanted.list.value_or("");
  if (!list_id.empty()) {
    const auto* list = list_named(list_id);
    if (!list)
      return refuse(Fault::invalid, "list-unknown", say("没有这个清单", "there is no such list"),
                    {{"list", say("请从清单中选择", "choose one of the lists")}});
    items = list->items;
  } else {
    const auto zh = wanted.zh.value_or(""), en = wanted.en.value_or("");
    if ((zh.empty() && en.empty()) || zh.size() > 300 || en.size() > 300)
      return refuse(Fault::invalid, "name-missing", say("请写明统一什么", "say what is unified"),
                    {{"zh", say("1 到 100 个字", "1 to 100 letters")}});
    items.push_back({"", {zh.empty() ? en : zh, en.empty() ? zh : en}, ""});
  }
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    int64_t position = 0;
    for (const auto& row : store::items(session, group)) {
      position = std::max(position, row.position + 1);
      if (!list_id.empty() && row.list == list_id)
        return refuse(Fault::conflict, "list-already", say("本集团已采用这个清单", "the group has this list already"),
                      {{"list", say("请另选一个", "choose another one")}});
    }
    for (const auto& item : items) {
      const store::ItemRow row{new_uuid(),   group,       list_id,  item.code,     item.name.zh,
                               item.name.en, item.counts, position, Date::today(), Date::never()};
      ++position;
      store::add(session, row);
      trail_.append(session, actor, {"unity-item-taken", "unity-item", row.id, group, audit::added(row)});
    }
    return {};
  });
  if (!done) return pass_on(done);
  return matrix(group);
}

Result<Matrix> UnityService::drop_item(const Actor& actor, const OrgId& group, const std::string& id) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, item(session, group, id));
    store::end_item(session, id, Date::today());
    trail_.append(session, actor, {"unity-item-dropped", "unity-item", id, group, audit::removed(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return matrix(group);
}

Result<Matrix> UnityService::change_cell(
    const Actor& actor, const OrgId& group, const std::string& id, const OrgId& school, const char* action,
    const std::function<Result<void>(db::Session&, const store::ItemRow&, store::CellRow&)>& work) {
  DOORSTEP_TRY(member(group, school));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(of, item(session, group, id));
    store::CellRow fresh;
    fresh.item_id = id;
    fresh.school_id = school;
    const auto before = store::cell(session, id, school).value_or(fresh);
    auto after = before;
    DOORSTEP_TRY(work(session, of, after));
    store::keep(session, after);
    trail_.append(session, actor, {action, "unity-item", id, school, audit::changes(before, after)});
    return {};
  });
  if (!done) return pass_on(done);
  return matrix(group);
}

Result<Matrix> UnityService::agree(const Actor& actor, const OrgId& group, const Agreeing& wanted) {
  return change_cell(actor, group, wanted.item_id, wanted.school_id, "unity-agreed",
                     [&](db::Session&, const store::ItemRow&, store::CellRow& cell) -> Result<void> {
                       if (cell.level == wanted.level) return {};
                       cell.level = wanted.level;
                       cell.agreed_on = Date::today();
                       cell.agreed_by = actor.name;
                       cell.confirmed = false;
                       cell.review = cell.reviewer = cell.reviewed_at = "";
                       return {};
                     });
}

Result<Matrix> UnityService::review(const Actor& actor, const OrgId& group, const Review& wanted) {
  DOORSTEP_LET(schools, schools_of(group));
  std::vector<OrgId> ids;
  for (const auto& school : schools) ids.push_back(school.school_id);
  const auto items = database_.read([&](db::Session& session) { return store::items(session, group); });
  const auto item = std::ranges::find(items, wanted.item_id, &store::ItemRow::id);
  const auto at = static_cast<size_t>(std::ranges::find(ids, wanted.school_id) - ids.begin());
  int64_t counted = 0;
  if (item != items.end() && !item->counts.empty() && at < ids.size())
    counted = records_of(item->counts, group, ids)[at];
  return change_cell(actor, group, wanted.item_id, wanted.school_id, "unity-reviewed",
                     [&](db::Session& session, const store::ItemRow&, store::CellRow& cell) -> Result<void> {
                       if (cell.level == Level::open)
                         return refuse(Fault::conflict, "not-agreed",
                                       say("尚未约定程度，不能评审", "nothing is agreed yet that could be reviewed"));
                       const auto evidence = store::evidence(session, wanted.item_id, wanted.school_id);
                       const bool others = std::ranges::any_of(evidence, [&](const auto& one) {
                         return one.account.empty() || one.account != actor.account;
                       });
                       if (wanted.confirmed && counted == 0 && evidence.empty())
                         return refuse(Fault::conflict, "evidence-missing",
                                       say("没有证据：请先提交材料", "nothing shows it: hand in evidence first"));
                       if (wanted.confirmed && counted == 0 && !others)
                         return refuse(Fault::conflict, "own-evidence",
                                       say("不能确认只有自己提交的材料，请他人评审",
                                           "who handed in all of the evidence cannot confirm it; ask somebody else"));
                       cell.confirmed = wanted.confirmed;
                       cell.review = wanted.words.value_or("");
                       cell.reviewer = actor.name;
                       cell.reviewed_at = now_utc();
                       return {};
                     });
}

Result<std::vector<Evidence>> UnityService::evidence(const OrgId& group, const std::string& id, const OrgId& school) {
  return database_.read([&](db::Session& session) -> Result<std::vector<Evidence>> {
    DOORSTEP_TRY(item(session, group, id));
    std::vector<Evidence> found;
    auto files = files_.of_things(session, evidence_room, school);
    for (const auto& row : store::evidence(session, id, school)) {
      found.push_back(shown(row));
      found.back().files = std::move(files[row.id]);
    }
    return found;
  });
}

}  // namespace doorstep::unity
