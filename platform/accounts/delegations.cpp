// Standing in: who holds a post lets somebody else act in it for a time. It ends with the post at the latest.
#include <algorithm>

#include "store.h"

namespace doorstep::accounts {
namespace {

constexpr int longest_days = 366;

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "delegation-invalid", what, {{field, what}});
}

// Empty when the account or the post is gone.
std::optional<Delegation> shown(db::Session& session, const store::DelegationRow& row, bool given) {
  AccountId holder;
  const auto post = store::post(session, row.post, holder);
  const auto from = store::by_id(session, holder), to = store::by_id(session, row.account);
  if (!post || !from || !to) return {};
  return Delegation{row.id,      row.post,     post->role, post->org, from->name, to->name,
                    to->sign_in, row.begin_on, row.end_on, row.why,   given};
}

}  // namespace

std::vector<HeldPost> Accounts::own_posts(const Actor& own) {
  return database_.read([&](db::Session& session) { return store::posts(session, own.account); });
}

std::vector<Delegation> Accounts::delegations(const Actor& own) {
  const auto today = Date::today();
  return database_.read([&](db::Session& session) {
    std::vector<Delegation> list;
    const auto add = [&](const std::vector<store::DelegationRow>& rows, bool given) {
      for (const auto& row : rows)
        if (auto made = row.end_on > today ? shown(session, row, given) : std::nullopt)
          list.push_back(std::move(*made));
    };
    for (const auto& post : store::posts(session, own.account)) add(store::delegations_of(session, post.id), true);
    add(store::delegations_to(session, own.account), false);
    return list;
  });
}

Result<Delegation> Accounts::delegate(const Actor& own, const NewDelegation& wanted) {
  const auto today = Date::today();
  const auto begin = wanted.begin_on.value_or(today);
  if (begin < today) return wrong("begin_on", say("不能早于今天", "not before today"));
  if (wanted.end_on <= begin)
    return wrong("end_on", say("结束日期须晚于开始日期", "the end must be after the beginning"));
  if (wanted.end_on > begin.plus(longest_days)) return wrong("end_on", say("最长一年", "a year at most"));
  AccountId receiver;
  auto made = database_.write([&](db::Session& session) -> Result<Delegation> {
    AccountId holder;
    const auto post = store::post(session, wanted.post, holder);
    if (!post || holder != own.account || post->end_on <= today)
      return wrong("post", say("只能委托本人在任的职务", "only a post of your own, that lasts"));
    if (post->role == Role::administrator)
      return wrong("post", say("管理员职务不能委托", "an administrator's post cannot be delegated"));
    if (wanted.end_on > post->end_on)
      return wrong("end_on", say("不能超过职务本身的任期", "not beyond the end of the post itself"));
    const auto to = store::by_sign_in(session, wanted.to);
    if (!to || to->suspended) return wrong("to", say("没有这个账号", "there is no such account"));
    if (to->id == own.account) return wrong("to", say("不能委托给自己", "not to yourself"));
    for (const auto& other : store::delegations_of(session, post->id))
      if (other.account == to->id && other.begin_on < wanted.end_on && begin < other.end_on)
        return refuse(Fault::conflict, "delegation-twice",
                      say("这段时间已委托给 {}", "{} stands in for you at that time already", to->name));
    receiver = to->id;
    const store::DelegationRow row{new_uuid(), post->id, to->id, begin, wanted.end_on, wanted.why};
    store::add_delegation(session, row);
    trail_.append(session, own, {"post-delegated", "account", to->id.value, post->org, audit::added(row)});
    return *shown(session, row, true);
  });
  if (made) forget_account(receiver);
  return made;
}

Result<void> Accounts::end_delegation(const Actor& own, const std::string& id) {
  AccountId receiver;
  auto ended = database_.write([&](db::Session& session) -> Result<void> {
    const auto today = Date::today();
    for (const auto& post : store::posts(session, own.account))
      for (const auto& row : store::delegations_of(session, post.id)) {
        if (row.id != id || row.end_on <= today) continue;
        receiver = row.account;
        store::end_delegation(session, id, std::max(row.begin_on, today));
        trail_.append(session, own, {"delegation-ended", "account", row.account.value, post.org, {}});
        return {};
      }
    return refuse(Fault::not_found, "delegation-unknown",
                  say("没有这项仍有效的委托", "there is no such delegation that still lasts"));
  });
  if (ended) forget_account(receiver);
  return ended;
}

}  // namespace doorstep::accounts
