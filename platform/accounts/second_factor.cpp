// The second factor: time-based codes of RFC 6238 (30 s, six digits, one step of grace) by liboath, and recovery codes.
// The secret is kept sealed with a key of the installation: a copy of the database alone opens nothing.
#include <liboath/oath.h>
#include <sodium.h>

#include <array>

#include <doorstep/base/digest.h>
#include <doorstep/base/seal.h>

#include "password.h"
#include "store.h"

namespace doorstep::accounts {
namespace {

constexpr size_t secret_bytes = 20;
constexpr int64_t step_seconds = 30;
constexpr int recovery_codes = 10;

constexpr const char* purpose = "doorstep second factor";

std::string base32(const std::string& bytes) {
  char* text = nullptr;
  size_t length = 0;
  if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK)
    throw std::runtime_error("liboath cannot encode a secret");
  std::string made{text, length};
  std::free(text);
  return made;
}

// The step of which `code` is the code, at most one away from now; 0 when it is of none.
int64_t step_of(const std::string& secret, const std::string& code, int64_t now) {
  int away = 0;
  if (code.size() != 6 || oath_totp_validate2(secret.data(), secret.size(), static_cast<time_t>(now), step_seconds, 0,
                                              1, &away, code.c_str()) < 0)
    return 0;
  return now / step_seconds + away;
}

// "k3m9-q2xw-..." without signs that look alike: 60 bits.
std::string new_recovery_code() {
  constexpr std::string_view signs = "abcdefghjkmnpqrstuvwxyz23456789-";
  std::string code;
  for (int i = 0; i < 12; ++i) {
    if (i > 0 && i % 4 == 0) code += '-';
    code += signs[randombytes_uniform(static_cast<uint32_t>(signs.size() - 1))];
  }
  return code;
}

std::string recovery_digest(const AccountId& account, const std::string& code) {
  return digest_hex("recovery " + account.value + " " + code);
}

tl::unexpected<Error> wrong_code() {
  const auto what = say("验证码不正确，请核对手机时间后重试",
                        "the code is not right; check the telephone's clock and try the next one");
  return refuse(Fault::invalid, "code-wrong", what, {{"code", what}});
}

}  // namespace

bool Accounts::use_code(db::Session& session, const AccountId& account, const std::string& code) {
  if (code.size() > 6) return store::drop_recovery(session, account, recovery_digest(account, code)) == 1;
  auto kept = store::totp(session, account);
  if (!kept) return false;
  const auto secret = unsealed(kept->sealed, settings_.secret, purpose);
  const auto step = secret.empty() ? 0 : step_of(secret, code, now());
  if (step <= kept->last_step) return false;
  kept->last_step = step;
  store::set_totp(session, *kept);
  return true;
}

Result<TotpOffer> Accounts::offer_second_factor(const Actor& own) {
  std::string secret(secret_bytes, '\0');
  randombytes_buf(secret.data(), secret.size());
  return database_.write([&](db::Session& session) -> Result<TotpOffer> {
    const auto account = store::by_id(session, own.account);
    const auto kept = store::totp(session, own.account);
    if (!account || (kept && kept->confirmed))
      return refuse(Fault::conflict, "second-factor-on",
                    say("已启用两步验证，请先关闭", "there is a second factor already; turn it off first"));
    store::set_totp(session, {own.account, sealed(secret, settings_.secret, purpose), false, 0});
    const auto text = base32(secret);
    return TotpOffer{text, fmt::format("otpauth://totp/Doorstep:{}?secret={}&issuer=Doorstep", account->sign_in, text)};
  });
}

Result<RecoveryCodes> Accounts::confirm_second_factor(const Actor& own, const std::string& code) {
  auto confirmed = database_.write([&](db::Session& session) -> Result<RecoveryCodes> {
    auto kept = store::totp(session, own.account);
    if (!kept || kept->confirmed)
      return refuse(Fault::conflict, "second-factor-not-offered",
                    say("请先生成密钥", "ask for a secret before confirming it"));
    if (!use_code(session, own.account, code)) return wrong_code();
    kept = store::totp(session, own.account);
    kept->confirmed = true;
    store::set_totp(session, *kept);
    RecoveryCodes made;
    for (int i = 0; i < recovery_codes; ++i) {
      made.codes.push_back(new_recovery_code());
      store::add_recovery(session, own.account, recovery_digest(own.account, made.codes.back()));
    }
    trail_.append(session, own, {"second-factor-on", "account", own.account.value, {}, {}});
    return made;
  });
  if (confirmed) forget_account(own.account);
  return confirmed;
}

Result<void> Accounts::drop_second_factor(const Actor& own, const std::string& password) {
  const auto account = database_.read([&](db::Session& session) { return store::by_id(session, own.account); });
  const auto wrong = say("密码不正确", "the password is not right");
  DOORSTEP_LET(right, passwords_->right(account ? account->password.value_or("") : "", password));
  if (!right) return refuse(Fault::invalid, "password-wrong", wrong, {{"password", wrong}});
  auto dropped = database_.write([&](db::Session& session) -> Result<void> {
    store::drop_totp(session, own.account);
    trail_.append(session, own, {"second-factor-off", "account", own.account.value, {}, {}});
    return {};
  });
  if (dropped) forget_account(own.account);
  return dropped;
}

Result<Account> Accounts::reset_second_factor(const Actor& by, const AccountId& id) {
  auto reset = database_.write([&](db::Session& session) -> Result<Account> {
    DOORSTEP_LET(account, found(session, by, id));
    store::drop_totp(session, id);
    store::end_sessions_but(session, id, "");
    trail_.append(session, by, {"second-factor-reset", "account", id.value, {}, {}});
    return account;
  });
  if (reset) forget_account(id);
  return reset;
}

SecondFactor Accounts::second_factor(const Actor& own) {
  return database_.read([&](db::Session& session) {
    const auto kept = store::totp(session, own.account);
    return SecondFactor{kept && kept->confirmed, demands_second_factor(session, own),
                        static_cast<int>(store::recovery_left(session, own.account))};
  });
}

}  // namespace doorstep::accounts
