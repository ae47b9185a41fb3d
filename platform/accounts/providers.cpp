// Providers as administrators keep them, and what is tied to the own account.
#include <algorithm>

#include <doorstep/base/digest.h>
#include <doorstep/base/seal.h>

#include "federation.h"
#include "store_passkeys.h"
#include "store_ways.h"

namespace doorstep::accounts {
namespace {

constexpr const char* provider_purpose = "doorstep client of a provider";
constexpr size_t most_providers = 20, longest_text = 500, longest_name = 60;

tl::unexpected<Error> provider_gone() {
  return refuse(Fault::not_found, "provider-unknown", say("没有这个登录服务", "there is no such provider"));
}
tl::unexpected<Error> provider_wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "provider-invalid", what, {{field, what}});
}

SignInProvider shown(db::Session& session, const store::ProviderRow& row) {
  return {row.id,
          {row.name_zh, row.name_en},
          row.issuer,
          row.client_id,
          row.scopes,
          !row.sealed.empty(),
          row.trusted,
          row.enabled,
          store::identities_of(session, row.issuer)};
}

Result<void> good_provider(const NewSignInProvider& wanted) {
  if (wanted.name.zh.empty() || wanted.name.zh.size() > longest_name * 3 || wanted.name.en.empty() ||
      wanted.name.en.size() > longest_name)
    return provider_wrong("name", say("请填写中英文名称", "give a name in Chinese and in English"));
  if (wanted.issuer.size() > longest_text || !fetch::allowed(wanted.issuer) ||
      wanted.issuer.find_first_of("?#") != std::string::npos)
    return provider_wrong("issuer",
                          say("应是 https:// 开头的地址，不带参数", "must be an address with https:// and no query"));
  if (wanted.client_id.empty() || wanted.client_id.size() > longest_text)
    return provider_wrong("client_id", say("请填写客户端标识", "give the client's id"));
  if (wanted.client_secret.value_or("").size() > longest_text)
    return provider_wrong("client_secret", say("密钥过长", "the secret is too long"));
  if (wanted.scopes.size() > longest_text ||
      std::ranges::any_of(wanted.scopes, [](char c) { return c < 32 || c > 126; }))
    return provider_wrong("scopes", say("应是以空格分开的英文词", "must be words with spaces between"));
  return {};
}

}  // namespace

std::string Federation::secret_of(const store::ProviderRow& row) const {
  return row.sealed.empty() ? std::string{} : unsealed(row.sealed, accounts_.settings_.secret, provider_purpose);
}

std::vector<SignInProvider> Federation::providers() {
  return accounts_.database_.read([](db::Session& session) {
    std::vector<SignInProvider> all;
    for (const auto& row : store::providers(session)) all.push_back(shown(session, row));
    return all;
  });
}

Result<oidc::Provider> Federation::test(const std::string& issuer) {
  if (!fetch::allowed(issuer))
    return provider_wrong("issuer", say("应是 https:// 开头的地址", "must be an address with https://"));
  return party_.look(issuer);
}

Result<SignInProvider> Federation::add(const Actor& by, const NewSignInProvider& wanted) {
  return save(by, {}, wanted);
}

Result<SignInProvider> Federation::change(const Actor& by, const std::string& id, const NewSignInProvider& wanted) {
  const auto known = accounts_.database_.read([&](db::Session& session) { return store::provider(session, id); });
  if (!known) return provider_gone();
  return save(by, id, wanted);
}

// `id` is empty for a new one.
Result<SignInProvider> Federation::save(const Actor& by, const std::string& id, const NewSignInProvider& wanted) {
  DOORSTEP_TRY(good_provider(wanted));
  if (wanted.enabled) DOORSTEP_TRY(party_.look(wanted.issuer));
  return accounts_.database_.write([&](db::Session& session) -> Result<SignInProvider> {
    const auto before = store::provider(session, id);
    const auto other = store::provider_by_issuer(session, wanted.issuer);
    if (!id.empty() && !before) return provider_gone();
    if (other && other->id != id)
      return refuse(Fault::conflict, "provider-twice", say("这个登录服务已经在册", "this provider is there already"),
                    {{"issuer", say("已经在册", "is there already")}});
    if (before && before->issuer != wanted.issuer && store::identities_of(session, before->issuer) > 0)
      return refuse(Fault::conflict, "provider-in-use",
                    say("已有账号连接，地址不能改；请另建一个", "accounts are tied to it: add another one instead"),
                    {{"issuer", say("已有账号连接", "accounts are tied to it")}});
    if (!before && store::providers(session).size() >= most_providers)
      return refuse(Fault::conflict, "too-many-providers",
                    say("最多 {} 个登录服务", "at most {} providers", most_providers));
    auto secret = before ? before->sealed : std::string{};
    if (wanted.client_secret)
      secret = wanted.client_secret->empty()
                   ? std::string{}
                   : sealed(*wanted.client_secret, accounts_.settings_.secret, provider_purpose);
    const store::ProviderRow row{before ? id : new_uuid(),
                                 wanted.name.zh,
                                 wanted.name.en,
                                 wanted.issuer,
                                 wanted.client_id,
                                 secret,
                                 wanted.scopes,
                                 wanted.trusted,
                                 wanted.enabled};
    store::set_provider(session, row);
    const auto after = shown(session, row);
    auto changes = before ? audit::changes(shown(session, *before), after) : audit::added(after);
    if (wanted.client_secret && before) changes.push_back({"client_secret", {}, {json::text("***")}});
    accounts_.trail_.append(
        session, by, {before ? "provider-changed" : "provider-added", "provider", row.id, {}, std::move(changes)});
    return after;
  });
}

Result<void> Federation::remove(const Actor& by, const std::string& id) {
  return accounts_.database_.write([&](db::Session& session) -> Result<void> {
    const auto row = store::provider(session, id);
    if (!row) return provider_gone();
    accounts_.trail_.append(session, by,
                            {"provider-removed", "provider", id, {}, audit::removed(shown(session, *row))});
    store::drop_identities_of(session, row->issuer);
    store::drop_provider(session, id);
    return {};
  });
}

std::vector<TiedProvider> Federation::tied(const Actor& own) {
  return accounts_.database_.read([&](db::Session& session) {
    std::vector<TiedProvider> list;
    for (auto& row : store::identities(session, own.account)) {
      const auto provider = store::provider_by_issuer(session, row.issuer);
      list.push_back({row.id, provider ? Words{provider->name_zh, provider->name_en} : Words{row.issuer, row.issuer},
                      std::move(row.name), row.tied_at, row.seen_at});
    }
    return list;
  });
}

Result<void> Federation::untie(const Actor& own, const std::string& token, const std::string& id) {
  auto untied = accounts_.database_.write([&](db::Session& session) -> Result<void> {
    const auto account = store::by_id(session, own.account);
    const auto list = store::identities(session, own.account);
    const auto found = std::ranges::find(list, id, &store::IdentityRow::id);
    if (!account || found == list.end())
      return refuse(Fault::not_found, "identity-unknown", say("没有这个连接", "nothing like this is tied"));
    DOORSTEP_TRY(accounts_.may_lose_a_way(session, *account));
    store::drop_identity(session, own.account, id);
    store::end_sessions_but(session, own.account, digest_hex(token));
    accounts_.trail_.append(
        session, own,
        {"identity-untied", "account", own.account.value, {}, {{"provider", {json::text(found->issuer)}, {}}}});
    return {};
  });
  if (untied) accounts_.forget_account(own.account);
  return untied;
}

Result<void> Accounts::may_lose_a_way(db::Session& session, const store::AccountRow& account) const {
  if (account.password || store::other_ways(session, account.id) > 1) return {};
  return refuse(Fault::conflict, "only-way-in",
                say("这是您唯一的登录方式，请先添加另一种", "this is your only way in; add another one first"));
}

Result<Account> Accounts::reset_other_ways(const Actor& by, const AccountId& id) {
  auto reset = database_.write([&](db::Session& session) -> Result<Account> {
    DOORSTEP_TRY(found(session, by, id));
    store::drop_identities(session, id);
    store::drop_passkeys(session, id);
    store::end_sessions_but(session, id, "");
    trail_.append(session, by, {"ways-reset", "account", id.value, {}, {}});
    return found(session, by, id);
  });
  if (reset) forget_account(id);
  return reset;
}

}  // namespace doorstep::accounts
