// Accounts and posts: made, changed and ended.
#include <algorithm>
#include <ctime>

#include <doorstep/base/digest.h>

#include "password.h"
#include "people.h"
#include "store.h"
#include "store_ways.h"

namespace doorstep::accounts {
namespace {

constexpr int most_posts = 50;

tl::unexpected<Error> unknown() {
  return refuse(Fault::not_found, "account-unknown", say("没有这个账号", "there is no such account"));
}

Actor the_program() { return {{}, "doorstep", {{Role::administrator, {}}}, Language::en, ""}; }

Account account_of(db::Session& session, const store::AccountRow& row) {
  return {row.id,
          row.sign_in,
          row.name,
          row.language,
          row.suspended,
          row.password.has_value(),
          store::has_second_factor(session, row.id),
          store::other_ways(session, row.id),
          store::posts(session, row.id)};
}

audit::Event event(const char* action, const Account& account, std::vector<audit::Change> changes = {}) {
  OrgId org;
  if (!account.posts.empty()) org = account.posts.front().org;
  return {action, "account", account.id.value, org, std::move(changes)};
}

}  // namespace

Result<std::string> sign_in_name(const std::string& wanted) {
  std::string name;
  bool good = wanted.size() >= 2 && wanted.size() <= 64;
  for (const char c : wanted) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    const bool upper = c >= 'A' && c <= 'Z';
    good = good && (letter || upper || c == '.' || c == '_' || c == '-' || c == '@');
    name += upper ? static_cast<char>(c + 32) : c;
  }
  if (good) return name;
  const auto what =
      say("登录名为 2 至 64 个字母、数字或 . _ - @", "a sign-in name is 2 to 64 letters, digits or . _ - @");
  return refuse(Fault::invalid, "sign-in-name", what, {{"sign_in", what}});
}

Result<HeldPost> post_of(const NewPost& wanted) {
  HeldPost post{new_uuid(), wanted.role, wanted.org.value_or(OrgId{}), wanted.begin_on.value_or(Date::today()),
                wanted.end_on.value_or(Date::never())};
  const auto wrong = [](const char* field, Words what) {
    return refuse(Fault::invalid, "post-invalid", what, {{field, what}});
  };
  if (wanted.role == Role::visitor) return wrong("role", say("访客不是职务", "visitor is not a post"));
  if ((wanted.role == Role::administrator) != post.org.empty())
    return wrong("org", say("除管理员外，职务都须属于一个机构",
                            "every post but the administrator's belongs to an organisation"));
  if (post.end_on <= post.begin_on)
    return wrong("end_on", say("结束日期须晚于开始日期", "the end must be after the beginning"));
  return post;
}

Accounts::Accounts(db::Database& database, const audit::Trail& trail, const Places& places, Settings settings)
    : database_(database),
      trail_(trail),
      places_(places),
      settings_(std::move(settings)),
      passwords_(std::make_unique<Passwords>(PasswordCost{settings_.password_passes, settings_.password_memory})) {
  if (!settings_.now) settings_.now = [] { return static_cast<int64_t>(std::time(nullptr)); };
}

Accounts::~Accounts() = default;

Result<void> Accounts::may_give(const Actor& by, Role role, const OrgId& org) const {
  const bool good = role == Role::administrator ? by.administrator() : may(by, Right::accounts_manage, org, places_);
  if (good) return {};
  return refuse(Fault::forbidden, "post-beyond-reach",
                say("您不能授予这个机构的这项职务", "you may not give this post at this organisation"));
}

// An account may be managed by whoever could have given all of its posts.
Result<void> Accounts::may_manage(const Actor& by, const Account& account) const {
  const auto today = Date::today();
  for (const auto& post : account.posts)
    if (post.end_on > today && !may_give(by, post.role, post.org)) return unknown();
  if (account.posts.empty() && !by.administrator()) return unknown();
  return {};
}

Result<Account> Accounts::found(db::Session& session, const Actor& by, const AccountId& id) const {
  const auto row = store::by_id(session, id);
  if (!row) return unknown();
  auto account = account_of(session, *row);
  DOORSTEP_TRY(may_manage(by, account));
  return account;
}

Result<Account> Accounts::account(const Actor& by, const AccountId& id) {
  return database_.read([&](db::Session& session) { return found(session, by, id); });
}

std::optional<AccountId> Accounts::named(const std::string& sign_in) {
  const auto row = database_.read([&](db::Session& session) { return store::by_sign_in(session, sign_in); });
  return row ? std::optional{row->id} : std::nullopt;
}

std::string Accounts::sign_in_of(const AccountId& id) {
  const auto row = database_.read([&](db::Session& session) { return store::by_id(session, id); });
  return row ? row->sign_in : std::string{};
}

std::vector<Accounts::HolderOfPost> Accounts::holders() {
  std::vector<HolderOfPost> all;
  for (auto& row : database_.read([](db::Session& session) { return store::holders(session, Date::today()); }))
    all.push_back({row.account, std::move(row.name), {row.role, row.org}});
  return all;
}

std::vector<Account> Accounts::list(const Actor& by, const std::string& after, int limit) {
  return database_.read([&](db::Session& session) {
    std::vector<Account> page;
    auto from = after;
    while (static_cast<int>(page.size()) < limit) {
      const auto rows = store::after(session, from, 200);
      for (const auto& row : rows) {
        auto account = account_of(session, row);
        if (may_manage(by, account) && static_cast<int>(page.size()) < limit) page.push_back(std::move(account));
      }
      if (rows.size() < 200) break;
      from = rows.back().sign_in;
    }
    return page;
  });
}

Result<Account> Accounts::create(const Actor& by, const NewAccount& wanted) {
  DOORSTEP_LET(sign_in, sign_in_name(wanted.sign_in));
  DOORSTEP_LET(post, post_of(wanted.post));
  DOORSTEP_TRY(may_give(by, post.role, post.org));
  if (wanted.name.empty() || wanted.name.size() > 200)
    return refuse(Fault::invalid, "name-missing", say("请填写姓名", "give a name"),
                  {{"name", say("请填写姓名", "give a name")}});
  const store::AccountRow row{{new_uuid()}, sign_in, wanted.name, wanted.language.value_or(by.language),
                              {},           false,   now()};
  return database_.write([&](db::Session& session) -> Result<Account> {
    if (store::by_sign_in(session, sign_in))
      return refuse(Fault::conflict, "sign-in-taken",
                    say("登录名 {} 已被使用", "the sign-in name {} is taken", sign_in),
                    {{"sign_in", say("已被使用", "is taken")}});
    return add(session, by, row, post);
  });
}

Account Accounts::add(db::Session& session, const Actor& by, const store::AccountRow& row, const HeldPost& post) {
  store::add(session, row);
  store::add_post(session, row.id, post);
  auto made = account_of(session, row);
  trail_.append(session, by, event("account-created", made, audit::added(made)));
  return made;
}

Result<Account> Accounts::change(const Actor& by, const AccountId& id, const AccountChange& wanted) {
  if (wanted.suspended.value_or(false) && id == by.account)
    return refuse(Fault::conflict, "own-account", say("不能停用自己的账号", "you cannot suspend your own account"));
  auto changed = database_.write([&](db::Session& session) -> Result<Account> {
    DOORSTEP_LET(before, found(session, by, id));
    auto row = *store::by_id(session, id);
    if (wanted.name && !wanted.name->empty()) row.name = *wanted.name;
    if (wanted.language) row.language = *wanted.language;
    if (wanted.suspended) row.suspended = *wanted.suspended;
    store::set(session, row);
    if (row.suspended) {
      store::end_sessions_but(session, id, "");
      store::drop_links(session, id);
    }
    auto after = account_of(session, row);
    if (auto changes = audit::changes(before, after); !changes.empty())
      trail_.append(session, by, event("account-changed", after, std::move(changes)));
    return after;
  });
  if (changed) forget_account(id);
  return changed;
}

Result<Account> Accounts::give_post(const Actor& by, const AccountId& id, const NewPost& wanted) {
  DOORSTEP_LET(post, post_of(wanted));
  DOORSTEP_TRY(may_give(by, post.role, post.org));
  auto given = database_.write([&](db::Session& session) -> Result<Account> {
    DOORSTEP_LET(before, found(session, by, id));
    if (before.posts.size() >= most_posts)
      return refuse(Fault::conflict, "too-many-posts",
                    say("一个账号最多 {} 项职务", "an account has at most {} posts", most_posts));
    store::add_post(session, id, post);
    auto after = before;
    after.posts = store::posts(session, id);
    trail_.append(session, by, {"post-given", "account", id.value, post.org, audit::added(post)});
    return after;
  });
  if (given) forget_account(id);
  return given;
}

// A post ends today; one that began today or later never was.
Result<Account> Accounts::end_post(const Actor& by, const AccountId& id, const std::string& post) {
  auto ended = database_.write([&](db::Session& session) -> Result<Account> {
    DOORSTEP_LET(before, found(session, by, id));
    const auto held = std::ranges::find(before.posts, post, &HeldPost::id);
    if (held == before.posts.end() || held->end_on <= Date::today())
      return refuse(Fault::not_found, "post-unknown",
                    say("没有这项在任职务", "there is no such post that still lasts"));
    if (id == by.account && held->role == Role::administrator)
      return refuse(Fault::conflict, "own-account",
                    say("不能解除自己的管理员职务", "you cannot end your own post of administrator"));
    auto after = *held;
    after.end_on = std::max(held->begin_on, Date::today());
    store::end_post(session, post, after.end_on);
    trail_.append(session, by, {"post-ended", "account", id.value, held->org, audit::changes(*held, after)});
    before.posts = store::posts(session, id);
    return before;
  });
  if (ended) forget_account(id);
  return ended;
}

Link Accounts::new_link(db::Session& session, const AccountId& account) const {
  const Link link{new_token(), now() + settings_.link_seconds};
  store::drop_links(session, account);
  store::add_link(session, {digest_hex(link.token), account, link.expires_at});
  return link;
}

Result<Link> Accounts::make_link(const Actor& by, const AccountId& id) {
  return database_.write([&](db::Session& session) -> Result<Link> {
    DOORSTEP_LET(account, found(session, by, id));
    if (account.suspended)
      return refuse(Fault::conflict, "account-suspended", say("账号已停用", "the account is suspended"));
    trail_.append(session, by, event("link-made", account));
    return new_link(session, id);
  });
}

Result<std::optional<Link>> Accounts::first_administrator() {
  return database_.write([&](db::Session& session) -> Result<std::optional<Link>> {
    const auto known = store::by_sign_in(session, "administrator");
    if (known && store::count(session) == 1 && !known->password && store::other_ways(session, known->id) == 0)
      return std::optional{new_link(session, known->id)};
    if (store::count(session) > 0) return std::optional<Link>{};
    const store::AccountRow row{{new_uuid()}, "administrator", "Administrator", Language::zh, {}, false, now()};
    store::add(session, row);
    store::add_post(session, row.id, {new_uuid(), Role::administrator, {}, Date::today(), Date::never()});
    const auto made = account_of(session, row);
    trail_.append(session, the_program(), event("account-created", made, audit::added(made)));
    return std::optional{new_link(session, row.id)};
  });
}

}  // namespace doorstep::accounts
