// Sign-ins by a provider: out, back, and the second factor that may still be asked for.
#include "federation.h"

#include <algorithm>

#include <doorstep/base/digest.h>
#include <doorstep/base/seal.h>
#include <doorstep/log/log.h>

#include "failures.h"
#include "password.h"
#include "store_ways.h"

namespace doorstep::accounts {
namespace {

constexpr int64_t journey_seconds = 600, half_seconds = 600;
constexpr int64_t most_journeys = 100'000, most_tries = 5;
constexpr size_t most_identities = 10, longest_path = 500;
constexpr const char* question_purpose = "doorstep sign-in on its way";

std::string with_trouble(const std::string& path, const char* trouble) {
  return path + (path.find('?') == path.npos ? "?" : "&") + "trouble=" + trouble;
}
Arrival back(const std::string& path, const char* trouble) { return {with_trouble(path, trouble), {}, {}}; }

tl::unexpected<Error> begin_again() {
  return refuse(Fault::unauthorized, "sign-in-over",
                say("这次登录已过期，请重新开始", "this sign-in has expired; begin again"));
}

}  // namespace

struct Federation::Under {
  store::JourneyRow journey;
  store::ProviderRow provider;
  oidc::Question question;
  oidc::Client client;
  // The page on which it began, and where it ends when it fails.
  std::string page() const { return journey.account.empty() ? "/sign-in" : "/account"; }
};

std::string own_path(const std::string& wanted) {
  const bool own = wanted.starts_with('/') && wanted.size() <= longest_path && !wanted.starts_with("//") &&
                   std::ranges::none_of(wanted, [](char c) { return c == '\\' || (c >= 0 && c < 33) || c == 127; });
  return own ? wanted : "/";
}

Federation::Federation(Accounts& accounts, oidc::Party::Send send)
    : accounts_(accounts), party_(std::move(send), [&accounts] { return accounts.now(); }) {}

std::vector<Door> Federation::doors() {
  std::vector<Door> doors;
  for (auto& row : accounts_.database_.read([](db::Session& session) { return store::providers(session); }))
    if (row.enabled) doors.push_back({row.id, {row.name_zh, row.name_en}});
  return doors;
}

Result<Departure> Federation::leave(const std::string& provider, const std::string& redirect, const std::string& next,
                                    const std::optional<Actor>& own) {
  const auto row = accounts_.database_.read([&](db::Session& session) { return store::provider(session, provider); });
  if (!row || !row->enabled)
    return refuse(Fault::not_found, "provider-unknown", say("没有这种登录方式", "there is no such way to sign in"));
  const auto& secret = accounts_.settings_.secret;
  const auto question = oidc::new_question(redirect);
  DOORSTEP_LET(address, party_.address({row->issuer, row->client_id, {}, row->scopes}, question));
  const auto browser = new_token();
  const auto now = accounts_.now();
  return accounts_.database_.write([&](db::Session& session) -> Result<Departure> {
    store::drop_old_journeys(session, now);
    if (store::journeys(session) >= most_journeys)
      return refuse(Fault::busy, "sign-ins-busy",
                    say("登录人数过多，请稍后再试", "too many people are signing in; try again in a while"));
    store::add_journey(session, {digest_hex(question.state), digest_hex(browser), row->id,
                                 sealed(question.nonce + " " + question.verifier, secret, question_purpose), redirect,
                                 own ? own->account : AccountId{}, own_path(next), now + journey_seconds});
    return Departure{address, browser};
  });
}

// The journey that a callback ends; it is gone with that, whatever comes of it.
std::optional<Federation::Under> Federation::take(const Callback& callback) {
  const auto digest = digest_hex(callback.state);
  auto taken = accounts_.database_.write([&](db::Session& session) -> Result<std::optional<Under>> {
    auto journey = store::journey(session, digest);
    if (!journey || store::drop_journey(session, digest) != 1) return std::optional<Under>{};
    auto provider = store::provider(session, journey->provider);
    if (journey->expires_at <= accounts_.now() || journey->browser_digest != digest_hex(callback.browser) ||
        !provider || !provider->enabled)
      return std::optional<Under>{};
    const auto kept = unsealed(journey->sealed, accounts_.settings_.secret, question_purpose);
    const auto space = kept.find(' ');
    if (space == kept.npos) return std::optional<Under>{};
    oidc::Question question{callback.state, kept.substr(0, space), kept.substr(space + 1), journey->redirect};
    oidc::Client client{provider->issuer, provider->client_id, secret_of(*provider), provider->scopes};
    return std::optional{Under{std::move(*journey), std::move(*provider), std::move(question), std::move(client)}};
  });
  if (!taken) throw db::Lost("ending a sign-in: " + taken.error().what.en);
  return std::move(*taken);
}

Arrival Federation::arrive(const Callback& callback, const Actor& own, const std::string& session, const From& from) {
  const auto under = take(callback);
  if (!under) return back(own.account.empty() ? "/sign-in" : "/account", "sign-in-over");
  if (!under->journey.account.empty() && under->journey.account != own.account) return back("/sign-in", "not-yours");
  const auto failed = [&](const std::string& code, const char* trouble) {
    log::write(log::Level::warning, "sign-in by a provider failed",
               {{"issuer", under->provider.issuer}, {"code", code}, {"remote", from.remote}});
    return back(under->page(), trouble);
  };
  if (!callback.error.empty()) {
    const bool declined = callback.error == "access_denied";
    return failed(callback.error.substr(0, 60), declined ? "declined" : "provider-wrong");
  }
  const auto identity = party_.redeem(under->client, under->question, {callback.code, callback.issuer});
  if (!identity) {
    const bool down = identity.error().fault == Fault::busy || identity.error().fault == Fault::too_large;
    return failed(identity.error().code, down ? "provider-down" : "provider-wrong");
  }
  return under->journey.account.empty() ? come_in(*under, *identity, from) : tie(*under, *identity, own, session);
}

Arrival Federation::come_in(const Under& under, const oidc::Identity& identity, const From& from) {
  const auto now = accounts_.now();
  const bool strong = under.provider.trusted && identity.two_factors;
  auto arrived = accounts_.database_.write([&](db::Session& session) -> Result<Arrival> {
    const auto known = store::identity(session, identity.issuer, identity.subject);
    if (!known) return back("/sign-in", "identity-unknown");
    const auto account = store::by_id(session, known->account);
    if (!account || account->suspended) return back("/sign-in", "account-closed");
    if (!strong && store::has_second_factor(session, account->id)) {
      const auto token = new_token();
      store::drop_old_halves(session, now);
      store::set_half(session, {digest_hex(token), account->id, 0, now + half_seconds});
      return Arrival{"/sign-in?step=code&" + fetch::encoded({{"next", under.journey.next}}), {}, token};
    }
    auto made = accounts_.begin_session(session, account->id, from,
                                        strong ? Accounts::Opened::strongly : Accounts::Opened::plainly);
    if (!made) return back("/sign-in", "account-closed");
    store::identity_seen(session, known->id, now);
    return Arrival{under.journey.next, std::move(*made), {}};
  });
  if (!arrived) throw db::Lost("signing in by a provider: " + arrived.error().what.en);
  return std::move(*arrived);
}

Result<SignedIn> Federation::second_step(const std::string& half, const std::string& code, const From& from) {
  const auto now = accounts_.now();
  const auto digest = digest_hex(half);
  auto tried = accounts_.database_.write([&](db::Session& session) -> Result<std::optional<SignedIn>> {
    auto row = store::half(session, digest);
    const auto account = row ? store::by_id(session, row->account) : std::nullopt;
    if (!account || row->expires_at <= now || row->tries >= most_tries) return begin_again();
    const auto subjects = subjects_of(account->sign_in, from.remote);
    if (const auto wait = locked_until(session, subjects) - now; wait > 0) return too_many_failures(wait);
    if (!accounts_.use_code(session, account->id, code)) {
      ++row->tries;
      store::set_half(session, *row);
      count_failure(session, subjects, now);
      return std::optional<SignedIn>{};
    }
    forget_failures(session, subjects, now);
    store::drop_half(session, digest);
    DOORSTEP_LET(made, accounts_.begin_session(session, account->id, from, Accounts::Opened::plainly));
    return std::optional{std::move(made)};
  });
  if (!tried) return pass_on(tried);
  if (*tried) return std::move(**tried);
  log::write(log::Level::warning, "second factor failed", {{"remote", from.remote}});
  const auto what = say("验证码不正确", "the code is not right");
  return refuse(Fault::invalid, "code-wrong", what, {{"code", what}});
}

// A session that a link opened is whole with that, as it is with a password.
Arrival Federation::tie(const Under& under, const oidc::Identity& identity, const Actor& own,
                        const std::string& token) {
  const auto digest = digest_hex(token);
  const auto now = accounts_.now();
  auto tied = accounts_.database_.write([&](db::Session& session) -> Result<Arrival> {
    const auto here = store::session_of(session, digest);
    if (!here || here->account != own.account) return back("/sign-in", "not-yours");
    const auto known = store::identity(session, identity.issuer, identity.subject);
    if (known && known->account != own.account) return back(under.page(), "identity-taken");
    if (!known && store::identities(session, own.account).size() >= most_identities)
      return back(under.page(), "too-many");
    if (!known) {
      store::add_identity(session,
                          {new_uuid(), own.account, identity.issuer, identity.subject, identity.name, now, now});
      accounts_.trail_.append(session, own,
                              {"identity-tied",
                               "account",
                               own.account.value,
                               {},
                               {{"provider", {}, {json::text(under.provider.name_zh)}}}});
    }
    if (under.provider.trusted && identity.two_factors) store::grow_strong(session, digest);
    if (!here->by_link) return Arrival{"/account?tied=1", {}, {}};
    accounts_.make_whole(session, own.account, digest);
    return Arrival{"/", {}, {}};
  });
  if (!tied) throw db::Lost("tying a provider: " + tied.error().what.en);
  accounts_.forget_account(own.account);
  return std::move(*tied);
}

}  // namespace doorstep::accounts
