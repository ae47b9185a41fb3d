// Codes, and whose account is whose.
#include <sodium.h>

#include <algorithm>
#include <map>

#include <doorstep/base/digest.h>

#include "purposes.h"
#include "service.h"

namespace doorstep::children {
namespace {

constexpr int64_t code_days = 60;
// Without signs that are read for others; twelve of them are 58 bits.
constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr size_t code_letters = 12;

std::string new_code() {
  std::string code;
  for (size_t i = 0; i < code_letters; ++i) {
    if (i > 0 && i % 4 == 0) code += '-';
    code += letters[randombytes_uniform(static_cast<uint32_t>(letters.size()))];
  }
  return code;
}

// As people type it: lower case, with or without lines and spaces.
std::string digest_of(const std::string& code) {
  std::string plain;
  for (const char c : code)
    if (std::isalnum(static_cast<unsigned char>(c)))
      plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return digest_hex("child code " + plain);
}

Role role_of(Relation relation) { return relation == Relation::self ? Role::student : Role::guardian; }

}  // namespace

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "children-invalid", what, {{field, what}});
}

std::unique_ptr<Children> make_children(Around around) { return std::make_unique<ChildrenService>(std::move(around)); }

Child ChildrenService::shown(db::Session& session, const store::TieRow& tie, const registry::Pupil& pupil,
                             const std::optional<registry::School>& school) const {
  Child made;
  made.id = pupil.id;
  made.relation = tie.relation;
  made.name = pupil.name;
  made.school_id = pupil.school_id;
  made.class_id = pupil.class_id;
  made.of_class = pupil.of_class;
  made.grade = pupil.grade;
  if (school) {
    made.school = school->org.name;
    for (const auto& member : school->groups)
      if (made.group_id.empty() && holds_on(member, Date::today())) {
        made.group_id = member.group_id;
        made.group = member.group;
      }
    for (const auto& ask : store::asks(session, pupil.school_id)) {
      const auto* purpose = purpose_named(ask.purpose);
      const bool concerns = ask.class_id.empty() || ask.class_id == pupil.class_id;
      const auto known =
          std::ranges::find(made.consents, ask.purpose, [](const OwnConsent& one) { return one.purpose.code; });
      if (!purpose || !concerns || known != made.consents.end()) continue;
      const auto last = store::last_answer(session, pupil.id, ask.purpose);
      made.consents.push_back({ask.id, *purpose, ask.until_on, last ? std::optional{last->given} : std::nullopt,
                               last ? last->by_name : "", last ? last->at : ""});
    }
  }
  std::ranges::stable_sort(made.consents, {}, [](const OwnConsent& one) { return one.given.has_value(); });
  for (const auto& row : store::erasures_of(session, pupil.id))
    made.erasures.push_back({row.id, row.person_id, pupil.name, pupil.of_class, row.by_name, row.words, row.asked_at,
                             row.due_on, row.state, row.reason, row.decided_at});
  return made;
}

OwnChildren ChildrenService::own(const Actor& actor) {
  const auto ties = around_.database.read([&](db::Session& session) { return store::ties(session, actor.account); });
  OwnChildren made;
  for (const auto& tie : ties) {
    const auto pupil = around_.registry.pupil(tie.person_id);
    if (!pupil) continue;
    std::optional<registry::School> school;
    if (!pupil->school_id.empty())
      if (auto found = around_.registry.school(pupil->school_id, std::nullopt)) school = std::move(*found);
    made.items.push_back(
        around_.database.read([&](db::Session& session) { return shown(session, tie, *pupil, school); }));
  }
  return made;
}

Result<std::pair<store::CodeRow, registry::Pupil>> ChildrenService::found_code(const std::string& code) {
  const auto row = around_.database.read([&](db::Session& session) { return store::code(session, digest_of(code)); });
  auto pupil = row ? around_.registry.pupil(row->person_id) : std::nullopt;
  if (!row || row->until_on < Date::today() || !pupil || pupil->school_id.empty()) {
    const auto what = say("绑定码无效、已用过或已过期，请向学校索取新的",
                          "the code is not valid, was used, or is over: ask the school for a new one");
    return refuse(Fault::not_found, "code-unknown", what, {{"code", what}});
  }
  return std::pair{*row, std::move(*pupil)};
}

Result<OwnChildren> ChildrenService::take_code(const Actor& actor, const std::string& code) {
  DOORSTEP_LET(found, found_code(code));
  const auto& [row, pupil] = found;
  DOORSTEP_TRY(around_.give_post(actor.account, role_of(row.relation), pupil.school_id));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::drop_code(session, row.digest);
    store::add(session, store::TieRow{actor.account, pupil.id, row.relation, actor.name, Date::today()});
    around_.trail.append(session, actor, {"child-tied", "person", pupil.id.value, pupil.school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<GuardianLink> ChildrenService::join(const NewGuardian& wanted) {
  DOORSTEP_LET(found, found_code(wanted.code));
  const auto& [row, pupil] = found;
  DOORSTEP_LET(made, around_.make_account(wanted.sign_in, wanted.name, role_of(row.relation), pupil.school_id));
  const Actor actor{made.account, wanted.name, {}, Language::zh, ""};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    if (!store::code(session, row.digest))
      return refuse(Fault::conflict, "code-used", say("绑定码刚刚被使用", "the code was used just now"));
    store::drop_code(session, row.digest);
    store::add(session, store::TieRow{made.account, pupil.id, row.relation, wanted.name, Date::today()});
    around_.trail.append(session, actor, {"child-tied", "person", pupil.id.value, pupil.school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return GuardianLink{made.link};
}

Result<registry::Pupil> ChildrenService::own_child(const Actor& actor, const PersonId& child) {
  const bool tied = around_.database.read([&](db::Session& session) {
    return std::ranges::any_of(store::ties(session, actor.account),
                               [&](const store::TieRow& tie) { return tie.person_id == child; });
  });
  auto pupil = tied ? around_.registry.pupil(child) : std::nullopt;
  if (!pupil)
    return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "you are not tied to this child"));
  return std::move(*pupil);
}

Result<OwnChildren> ChildrenService::let_go(const Actor& actor, const PersonId& child) {
  DOORSTEP_LET(pupil, own_child(actor, child));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::drop_tie(session, actor.account, child);
    around_.trail.append(session, actor, {"child-untied", "person", child.value, pupil.school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<ChildCodes> ChildrenService::codes(const Actor& actor, const ClassId& of_class, Relation relation) {
  DOORSTEP_LET(school, around_.registry.school_of_class(of_class));
  DOORSTEP_LET(students, around_.registry.students(of_class, std::nullopt));
  DOORSTEP_LET(classes, around_.registry.classes(school, std::nullopt));
  const auto named = std::ranges::find(classes, of_class, &registry::ClassSummary::id);
  ChildCodes made{named == classes.end() ? "" : named->title, {}, Date::today().plus(code_days)};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& student : students) {
      const auto code = new_code();
      store::drop_codes_of(session, student.id, relation);
      store::add(session, store::CodeRow{digest_of(code), student.id, relation, made.until});
      made.items.push_back({student.name, code});
    }
    around_.trail.append(session, actor, {"child-codes-made", "class", of_class.value, school, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return made;
}

std::set<AccountId> ChildrenService::accounts_of_class(const ClassId& of_class) {
  const auto students = around_.registry.students(of_class, std::nullopt);
  if (!students) return {};
  return around_.database.read([&](db::Session& session) {
    std::set<AccountId> found;
    for (const auto& student : *students)
      for (const auto& tie : store::ties_of(session, student.id)) found.insert(tie.account);
    return found;
  });
}

std::set<AccountId> ChildrenService::accounts_of(const PersonId& child) {
  return around_.database.read([&](db::Session& session) {
    std::set<AccountId> found;
    for (const auto& tie : store::ties_of(session, child)) found.insert(tie.account);
    return found;
  });
}

std::optional<TiedChild> ChildrenService::in_short(const store::TieRow& tie) {
  auto pupil = around_.registry.pupil(tie.person_id);
  if (!pupil) return {};
  return TiedChild{pupil->id, tie.relation, pupil->name, pupil->grade, pupil->school_id, pupil->of_class};
}

std::vector<TiedChild> ChildrenService::tied(const Actor& actor) {
  if (actor.account.empty()) return {};
  const auto ties = around_.database.read([&](db::Session& session) { return store::ties(session, actor.account); });
  std::vector<TiedChild> found;
  for (const auto& tie : ties)
    if (auto child = in_short(tie)) found.push_back(std::move(*child));
  return found;
}

void ChildrenService::answer_ties(const std::vector<TieAsked*>& asked) {
  try {
    std::vector<std::string> accounts, people;
    for (const auto* one : asked) {
      accounts.push_back(one->account.value);
      people.push_back(one->child.value);
    }
    const auto ties = around_.database.read(
        [&](db::Session& session) { return store::ties_among(session, json::text(accounts), json::text(people)); });
    for (auto* one : asked) {
      const auto tie = std::ranges::find_if(
          ties, [&](const store::TieRow& row) { return row.account == one->account && row.person_id == one->child; });
      if (tie != ties.end()) one->tie = *tie;
    }
  } catch (...) {
    for (auto* one : asked) one->thrown = std::current_exception();
  }
}

std::optional<TiedChild> ChildrenService::tied(const Actor& actor, const PersonId& child) {
  if (actor.account.empty()) return {};
  TieAsked asked{actor.account, child};
  ties_asked_.serve(asked, [&](auto& batch) { answer_ties(batch.take()); });
  if (asked.thrown) std::rethrow_exception(asked.thrown);
  return asked.tie ? in_short(*asked.tie) : std::nullopt;
}

}  // namespace doorstep::children
