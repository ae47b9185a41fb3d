// What schools ask for and what guardians answer.
#include <algorithm>
#include <charconv>
#include <set>

#include "purposes.h"
#include "service.h"

namespace doorstep::children {
namespace {

// The last answer of a guardian, whatever the child said itself.
bool guardian_agreed(db::Session& session, const PersonId& child, const std::string& purpose) {
  std::set<AccountId> guardians;
  for (const auto& tie : store::ties_of(session, child))
    if (tie.relation == Relation::guardian) guardians.insert(tie.account);
  for (const auto& answer : store::answers_of(session, child, purpose))
    if (guardians.contains(answer.account)) return answer.given;
  return false;
}

// A student below fourteen cannot agree alone. The register keeps no birthday: who is fourteen is in grade nine.
bool may_agree(db::Session& session, const Actor& actor, const registry::Pupil& pupil, const std::string& purpose) {
  constexpr int grade_of_fourteen = 9;
  const auto ties = store::ties_of(session, pupil.id);
  const auto tie = std::ranges::find(ties, actor.account, &store::TieRow::account);
  if (tie == ties.end() || tie->relation == Relation::guardian) return true;
  int grade = 0;
  std::from_chars(pupil.grade.data(), pupil.grade.data() + pupil.grade.size(), grade);
  return grade >= grade_of_fourteen || guardian_agreed(session, pupil.id, purpose);
}

}  // namespace

std::vector<std::pair<registry::Student, ChildrenService::Place>> ChildrenService::pupils(const OrgId& school,
                                                                                          const ClassId& of_class) {
  std::vector<std::pair<registry::Student, Place>> found;
  std::set<PersonId> seen;
  const auto classes = around_.registry.classes(school, std::nullopt);
  if (!classes) return found;
  // Homeroom classes first: a child is listed once, under the class that it belongs to.
  auto sorted = *classes;
  std::ranges::stable_sort(sorted, {}, [](const registry::ClassSummary& one) { return one.type != "homeroom"; });
  for (const auto& one : sorted) {
    if (!of_class.empty() && one.id != of_class) continue;
    const auto students = around_.registry.students(one.id, std::nullopt);
    if (!students) continue;
    for (const auto& student : *students)
      if (seen.insert(student.id).second) found.push_back({student, {one.id, one.title}});
  }
  return found;
}

ConsentAsk ChildrenService::shown(const store::AskRow& row) {
  const auto* purpose = purpose_named(row.purpose);
  ConsentAsk made{row.id, purpose ? *purpose : Purpose{}, row.class_id, "", row.until_on, row.by_name, row.asked_at};
  const auto found = pupils(row.school_id, row.class_id);
  if (!row.class_id.empty() && !found.empty()) made.of_class = found.front().second.of_class;
  around_.database.read([&](db::Session& session) {
    for (const auto& [student, place] : found) {
      const auto last = store::last_answer(session, student.id, row.purpose);
      ++made.children;
      made.yes += last && last->given;
      made.no += last && !last->given;
    }
  });
  return made;
}

Result<SchoolConsents> ChildrenService::consents(const OrgId& school) {
  DOORSTEP_TRY(around_.registry.school(school, std::nullopt));
  SchoolConsents made;
  made.purposes = all_purposes();
  const auto everybody = pupils(school, {});
  std::vector<store::AskRow> asks;
  std::vector<store::ErasureRow> erasures;
  std::set<AccountId> tied;
  around_.database.read([&](db::Session& session) {
    asks = store::asks(session, school);
    erasures = store::erasures_at(session, school);
    for (const auto& [student, place] : everybody)
      for (const auto& tie : store::ties_of(session, student.id)) tied.insert(tie.account);
  });
  for (const auto& row : asks) made.asks.push_back(shown(row));
  for (const auto& row : erasures) made.erasures.push_back(shown(row));
  made.guardians = static_cast<int64_t>(tied.size());
  return made;
}

Result<SchoolConsents> ChildrenService::ask(const Actor& actor, const OrgId& school, const NewConsentAsk& wanted) {
  DOORSTEP_TRY(around_.registry.school(school, std::nullopt));
  if (!purpose_named(wanted.purpose)) return wrong("purpose", say("没有这个用途", "there is no such purpose"));
  if (wanted.until < Date::today()) return wrong("until", say("日期已过", "that day is over"));
  const auto of_class = wanted.class_id.value_or(ClassId{});
  if (!of_class.empty()) {
    const auto of = around_.registry.school_of_class(of_class);
    if (!of || *of != school) return wrong("class_id", say("不是本校的班级", "is no class of this school"));
  }
  const store::AskRow row{new_uuid(), school, of_class, wanted.purpose, wanted.until, actor.name, now_utc()};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::add(session, row);
    around_.trail.append(session, actor, {"consent-asked", "consent", row.id, school, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return consents(school);
}

Result<ConsentList> ChildrenService::list(const OrgId& school, const std::string& id) {
  const auto row = around_.database.read([&](db::Session& session) { return store::ask(session, id); });
  if (!row || row->school_id != school)
    return refuse(Fault::not_found, "ask-unknown", say("没有这次征求", "this was not asked"));
  ConsentList made{shown(*row), {}};
  const auto found = pupils(school, row->class_id);
  around_.database.read([&](db::Session& session) {
    for (const auto& [student, place] : found) {
      const auto last = store::last_answer(session, student.id, row->purpose);
      made.items.push_back({student.name, place.of_class, last ? std::optional{last->given} : std::nullopt,
                            last ? last->by_name : "", last ? last->at : ""});
    }
  });
  std::ranges::stable_sort(made.items, {}, [](const ConsentLine& one) { return one.given.has_value(); });
  return made;
}

Result<OwnChildren> ChildrenService::answer(const Actor& actor, const PersonId& child, const ConsentAnswer& wanted) {
  DOORSTEP_LET(pupil, own_child(actor, child));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto ask = store::ask(session, wanted.ask_id);
    const bool concerns =
        ask && ask->school_id == pupil.school_id && (ask->class_id.empty() || ask->class_id == pupil.class_id);
    const auto* purpose = concerns ? purpose_named(ask->purpose) : nullptr;
    if (!purpose)
      return refuse(Fault::not_found, "ask-unknown",
                    say("没有向这个孩子征求这一项", "this child was not asked for it"));
    if (wanted.given && !may_agree(session, actor, pupil, purpose->code))
      return refuse(
          Fault::forbidden, "guardian-agrees",
          say("未满十四岁须由监护人同意：请监护人先在“我的孩子”中答复，你可以随时撤回",
              "below fourteen a guardian has to agree first, under “My children”; you may withdraw at any time"));
    const auto last = store::last_answer(session, child, purpose->code);
    store::add(session, store::AnswerRow{new_uuid(), child, purpose->code, wanted.given, actor.account, actor.name,
                                         now_after(last ? last->at : ""), print_of(*purpose)});
    around_.trail.append(
        session, actor,
        {"consent-answered", "consent", ask->id, pupil.school_id, {{"given", {}, {json::text(wanted.given)}}}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

bool ChildrenService::given(const PersonId& child, const std::string& purpose) {
  return around_.database.read([&](db::Session& session) {
    const auto last = store::last_answer(session, child, purpose);
    return last && last->given;
  });
}

bool ChildrenService::guardian_gave(const PersonId& child, const std::string& purpose) {
  return around_.database.read([&](db::Session& session) { return guardian_agreed(session, child, purpose); });
}

}  // namespace doorstep::children
