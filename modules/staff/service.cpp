#include "service.h"

#include <algorithm>

namespace doorstep::staff {
namespace {

constexpr size_t most_at_once = 500;
constexpr int sign_in_tries = 20;

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "staff-invalid", what, {{field, what}});
}

bool leads(const std::string& role) { return role == "principal" || role == "deputy"; }

// Sign-in names carry no name of a person: the school's own number for the account, as "t-3f9a1c".
std::string new_sign_in() { return "t-" + new_uuid().substr(0, 8); }

}  // namespace

std::unique_ptr<Staff> make_staff(Around around) { return std::make_unique<StaffService>(std::move(around)); }

std::optional<PersonId> StaffService::person_of(const AccountId& account) {
  if (account.empty()) return std::nullopt;
  const auto row = around_.database.read([&](db::Session& session) { return store::of_account(session, account); });
  return row ? std::optional{row->person_id} : std::nullopt;
}

std::optional<AccountId> StaffService::account_of(const PersonId& person) {
  const auto row = around_.database.read([&](db::Session& session) { return store::of_person(session, person); });
  return row ? std::optional{row->account} : std::nullopt;
}

Result<OwnStaff> StaffService::own(const Actor& actor) {
  OwnStaff made;
  const auto person = person_of(actor.account);
  if (!person) return made;
  auto known = teacher(*person, std::nullopt);
  if (!known) return made;  // the register has lost the person since
  made.teacher = std::move(*known);
  if (auto school = around_.registry.school(made.teacher->school_id, std::nullopt))
    for (const auto& member : school->groups)
      if (made.group_id.empty() && holds_on(member, Date::today())) {
        made.group_id = member.group_id;
        made.group = member.group;
      }
  return made;
}

Result<StaffAccounts> StaffService::accounts(const OrgId& school) {
  DOORSTEP_LET(members, around_.registry.staff(school, std::nullopt));
  StaffAccounts made{school, around_.registry.name_of(school), {}};
  std::vector<std::pair<StaffAccount, AccountId>> all;
  around_.database.read([&](db::Session& session) {
    for (auto& member : members) {
      if (!all.empty() && all.back().first.id == member.id) continue;  // two roles
      const auto tie = store::of_person(session, member.id);
      all.push_back({{member.id, std::move(member.name), std::move(member.role), std::move(member.subject), "",
                      tie ? tie->made_at : ""},
                     tie ? tie->account : AccountId{}});
    }
  });
  for (auto& [row, account] : all) {
    if (!account.empty()) row.sign_in = around_.sign_in_of(account);
    made.items.push_back(std::move(row));
  }
  return made;
}

Result<void> StaffService::put(const Actor& actor, const OrgId& school, const PersonId& person,
                               const AccountId& account) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    if (store::of_person(session, person))
      return refuse(Fault::conflict, "person-tied", say("此人已绑定账号", "this person has an account already"),
                    {{"person_id", say("先解除原绑定", "undo the present tie first")}});
    if (store::of_account(session, account))
      return refuse(Fault::conflict, "account-tied", say("此账号已绑定他人", "this account is somebody else's"),
                    {{"sign_in", say("换一个账号，或先解除原绑定", "take another account, or undo that tie first")}});
    store::add(session, {account, person, now_utc(), actor.name});
    around_.trail.append(session, actor, {"staff-tied", "person", person.value, school, {}});
    return {};
  });
  return done;
}

Result<StaffAccounts> StaffService::tie(const Actor& actor, const OrgId& school, const NewTie& wanted) {
  DOORSTEP_LET(known, accounts(school));
  if (std::ranges::find(known.items, wanted.person_id, &StaffAccount::id) == known.items.end())
    return wrong("person_id", say("不是本校今日在岗教职工", "is not on this school's staff today"));
  const auto account = around_.account_named(wanted.sign_in);
  if (!account) {
    const auto what = say("没有这个账号：{}", "there is no account {}", wanted.sign_in);
    return refuse(Fault::not_found, "account-unknown", what, {{"sign_in", what}});
  }
  DOORSTEP_TRY(put(actor, school, wanted.person_id, *account));
  return accounts(school);
}

Result<StaffAccounts> StaffService::untie(const Actor& actor, const OrgId& school, const PersonId& person) {
  DOORSTEP_LET(known, accounts(school));
  const auto at = std::ranges::find(known.items, person, &StaffAccount::id);
  if (at == known.items.end() || at->at.empty())
    return refuse(Fault::not_found, "tie-unknown", say("此人没有绑定账号", "this person has no account here"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::drop(session, person);
    around_.trail.append(session, actor, {"staff-untied", "person", person.value, school, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return accounts(school);
}

Result<StaffLink> StaffService::make_one(const Actor& actor, const OrgId& school, const StaffAccount& who) {
  for (int tries = 0; tries < sign_in_tries; ++tries) {
    const auto sign_in = new_sign_in();
    if (around_.account_named(sign_in)) continue;
    DOORSTEP_LET(made,
                 around_.make_account(sign_in, who.name, leads(who.role) ? Role::principal : Role::teacher, school));
    DOORSTEP_TRY(put(actor, school, who.id, made.account));
    return StaffLink{who.name, sign_in, made.link};
  }
  return refuse(Fault::conflict, "sign-in-taken", say("登录名用尽，请重试", "no free sign-in name: try again"));
}

Result<StaffLinks> StaffService::invite(const Actor& actor, const OrgId& school, const NewStaffAccounts& wanted) {
  DOORSTEP_LET(known, accounts(school));
  std::vector<StaffAccount> people;
  for (const auto& one : known.items) {
    const bool named = std::ranges::find(wanted.people, one.id) != wanted.people.end();
    if (named ? one.at.empty() : wanted.people.empty() && one.at.empty()) people.push_back(one);
  }
  for (const auto& id : wanted.people)
    if (std::ranges::find(people, id, &StaffAccount::id) == people.end())
      return wrong("people",
                   say("有人不是本校教职工，或已有账号", "somebody is not on this school's staff or has an account"));
  if (people.empty())
    return refuse(Fault::conflict, "all-tied", say("全校教职工都已有账号", "everybody at the school has an account"));
  if (people.size() > most_at_once)
    return wrong("people", say("一次最多 {} 人", "at most {} people at once", most_at_once));
  StaffLinks made;
  for (const auto& who : people) {
    DOORSTEP_LET(link, make_one(actor, school, who));
    made.items.push_back(std::move(link));
  }
  return made;
}

}  // namespace doorstep::staff
