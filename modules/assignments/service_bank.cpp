// The question bank.
#include <algorithm>

#include <doorstep/base/list.h>
#include <doorstep/registry/columns.h>

#include "service.h"

namespace doorstep::assignments {
namespace {

constexpr size_t longest_line = 300, most_words = 20;  // bytes; tags or knowledge points

bool is_grade(const std::string& one) {
  if (one == "KG") return true;
  return one.size() == 2 && one >= "01" && one <= "12" && one[1] >= '0' && one[1] <= '9';
}

std::string lower(std::string text) {
  for (auto& one : text)
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one + ('a' - 'A'));
  return text;
}

// Each once, without commas and spaces around, none empty.
std::vector<std::string> clean(const std::vector<std::string>& list) {
  std::vector<std::string> made;
  for (auto one : list) {
    std::ranges::replace(one, ',', ' ');
    const auto first = one.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    one = one.substr(first, one.find_last_not_of(' ') - first + 1);
    if (std::ranges::find(made, one) == made.end()) made.push_back(std::move(one));
  }
  return made;
}

}  // namespace

bool AssignmentsService::may_see(const Actor& actor, const store::QuestionRow& row) const {
  if (!row.retired_at.empty()) return false;
  if (!actor.account.empty() && row.account == actor.account) return true;
  return !row.shelf_id.empty() && may(actor, Right::library_read, row.shelf_id, around_.places);
}

BankQuestion AssignmentsService::shown(const Actor& actor, const store::QuestionRow& row) const {
  BankQuestion made;
  made.id = row.id;
  if (auto body = json::read_text<questions::QuestionBody>(row.body)) made.question = std::move(*body);
  made.subject = row.subject;
  made.grades = listed(row.grades);
  made.difficulty = row.difficulty;
  made.tags = listed(row.tags);
  made.knowledge = listed(row.knowledge);
  made.licence = row.licence;
  made.origin = row.origin;
  made.school_id = row.school_id;
  made.school = around_.registry.name_of(row.school_id);
  made.shelf_id = row.shelf_id;
  if (!row.shelf_id.empty()) made.shelf = around_.registry.name_of(row.shelf_id);
  made.by = row.by_name;
  made.changed_at = row.changed_at;
  made.own = !actor.account.empty() && row.account == actor.account;
  return made;
}

Result<BankPage> AssignmentsService::bank(const Actor& actor, const BankQuery& query) {
  if (query.from < 0 || query.limit < 1 || query.limit > 200)
    return wrong("limit", say("每页 1 到 200 项", "1 to 200 a page"));
  const auto filter = filter_of(actor, query);
  return around_.database.read([&](db::Session& session) -> Result<BankPage> {
    BankPage made;
    for (const auto& row : store::questions(session, filter, query.from, query.limit))
      made.items.push_back(shown(actor, row));
    made.total = store::count(session, filter);
    return made;
  });
}

store::BankFilter AssignmentsService::filter_of(const Actor& actor, const BankQuery& query) const {
  const auto bounds = bounds_of(actor, Right::library_read, around_.places);
  store::BankFilter filter;
  filter.account = actor.account;
  for (const auto& root : bounds.roots) filter.shelves += root.value + ",";
  filter.everything = bounds.everything;
  filter.mine = query.mine;
  filter.text = lower(query.q.substr(0, longest_line));
  filter.subject = query.subject;
  filter.grade = query.grade;
  if (query.kind) filter.kind = describe::enum_name(*query.kind);
  if (query.shelf) filter.shelf = query.shelf->value;
  filter.difficulty = query.difficulty.value_or(0);
  return filter;
}

Result<BankQuestion> AssignmentsService::question(const Actor& actor, const std::string& id) {
  const auto row = around_.database.read([&](db::Session& session) { return store::question(session, id); });
  if (!row || !may_see(actor, *row)) return no_question();
  return shown(actor, *row);
}

Result<store::QuestionRow> AssignmentsService::checked(const Actor& actor, const NewBankQuestion& wanted,
                                                       store::QuestionRow row) const {
  if (auto faults = questions::faults_of(wanted.question); !faults.empty()) return wrong_question(std::move(faults));
  if (!may(actor, Right::library_work, wanted.school_id, around_.places) ||
      around_.registry.name_of(wanted.school_id).empty())
    return wrong("school_id", say("请选择自己任职的单位", "choose an organisation where you work"));
  row.shelf_id = wanted.shelf_id.value_or(OrgId{});
  const auto groups = around_.places.groups_of(wanted.school_id);
  if (!row.shelf_id.empty() && row.shelf_id != wanted.school_id &&
      std::ranges::find(groups, row.shelf_id) == groups.end())
    return wrong("shelf_id",
                 say("只能共享给本单位或所在集团", "share it with the own organisation or a group that it belongs to"));
  if (registry::choice_word("service", "subject", wanted.subject).zh == wanted.subject)
    return wrong("subject", say("请选择学科", "choose a subject"));
  if (std::ranges::any_of(wanted.grades, [](const std::string& one) { return !is_grade(one); }))
    return wrong("grades", say("年级写作 01 至 12 或 KG", "grades are written 01 to 12, or KG"));
  if (wanted.difficulty < 1 || wanted.difficulty > 5)
    return wrong("difficulty", say("难度为 1 到 5", "difficulty is 1 to 5"));
  const auto tags = clean(wanted.tags), knowledge = clean(wanted.knowledge);
  for (const auto& [field, list] : {std::pair{"tags", &tags}, std::pair{"knowledge", &knowledge}})
    if (list->size() > most_words || joined(*list).size() > 2 * longest_line)
      return wrong(field, say("最多 {} 个，不宜过长", "at most {}, and not too long", most_words));
  for (const auto& [field, text] : {std::pair{"licence", &wanted.licence}, std::pair{"origin", &wanted.origin}})
    if (text->value_or("").size() > longest_line)
      return wrong(field, say("太长，至多 {} 字节", "too long: at most {} bytes", longest_line));
  row.school_id = wanted.school_id;
  row.kind = wanted.question.kind;
  row.subject = wanted.subject;
  row.grades = joined(wanted.grades);
  row.difficulty = wanted.difficulty;
  row.tags = joined(tags);
  row.knowledge = joined(knowledge);
  row.licence = wanted.licence.value_or("");
  row.origin = wanted.origin.value_or("");
  row.body = json::text(wanted.question);
  row.found = lower(wanted.question.title + "\n" + wanted.question.text + "\n" + row.tags + "\n" + row.knowledge);
  row.changed_at = now_utc();
  return row;
}

Result<BankQuestion> AssignmentsService::keep(const Actor& actor, const NewBankQuestion& wanted) {
  store::QuestionRow fresh;
  fresh.id = new_uuid();
  fresh.account = actor.account;
  fresh.by_name = actor.name;
  fresh.made_at = now_utc();
  DOORSTEP_LET(row, checked(actor, wanted, std::move(fresh)));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::BankFilter own;
    own.account = actor.account;
    own.mine = true;
    if (store::count(session, own) >= most_questions)
      return refuse(Fault::conflict, "bank-full",
                    say("一个账号最多 {} 道题", "an account keeps at most {} questions", most_questions));
    store::add(session, row);
    around_.trail.append(session, actor, {"question-kept", "question", row.id, row.school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return shown(actor, row);
}

Result<BankQuestion> AssignmentsService::change(const Actor& actor, const std::string& id,
                                                const NewBankQuestion& wanted) {
  const auto before = around_.database.read([&](db::Session& session) { return store::question(session, id); });
  if (!before || !may_see(actor, *before)) return no_question();
  if (before->account != actor.account)
    return refuse(Fault::forbidden, "question-of-another",
                  say("这是别人的题。可以复制一份再改", "it is somebody else's question: copy it and change the copy"));
  DOORSTEP_LET(row, checked(actor, wanted, *before));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::set(session, row);
    around_.trail.append(session, actor,
                         {"question-changed", "question", id, row.school_id, audit::changes(*before, row)});
    return {};
  });
  if (!done) return pass_on(done);
  return shown(actor, row);
}

Result<void> AssignmentsService::retire(const Actor& actor, const std::string& id) {
  return around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::question(session, id);
    if (!row || !may_see(actor, *row)) return no_question();
    const bool keeps = !row->shelf_id.empty() && may(actor, Right::library_review, row->shelf_id, around_.places);
    if (row->account != actor.account && !keeps)
      return refuse(Fault::forbidden, "question-of-another", say("这是别人的题", "it is somebody else's question"));
    row->retired_at = now_utc();
    store::set(session, *row);
    around_.trail.append(session, actor, {"question-retired", "question", id, row->school_id, {}});
    return {};
  });
}

}  // namespace doorstep::assignments
