#include <sodium.h>

#include <array>

#include <doorstep/base/json.h>

#include "members.h"
#include "oidc.h"

namespace doorstep::oidc {
namespace {

constexpr int64_t document_seconds = 3600, keys_seconds = 3600, again_seconds = 60;
constexpr size_t random_bytes = 32;

std::string base64(const unsigned char* bytes, size_t length, int variant) {
  std::string text(sodium_base64_encoded_len(length, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, length, variant);
  text.resize(text.find('\0'));
  return text;
}

std::string random_text() {
  std::array<unsigned char, random_bytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return base64(bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

// S256 of RFC 7636.
std::string challenge_of(const std::string& verifier) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size());
  return base64(digest.data(), digest.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string scopes_of(const Client& client) {
  return (" " + client.scopes + " ").find(" openid ") == std::string::npos ? "openid " + client.scopes : client.scopes;
}

// Both parts are encoded before they are joined (RFC 6749 2.3.1).
std::string basic(const Client& client) {
  const auto pair = fetch::encoded({{client.id, client.secret}});
  auto joined = pair;
  joined[pair.find('=')] = ':';
  return "Basic " +
         base64(reinterpret_cast<const unsigned char*>(joined.data()), joined.size(), sodium_base64_VARIANT_ORIGINAL);
}

Result<std::string> body_of(Result<fetch::Response> response, const std::string& url) {
  if (!response) return pass_on(response);
  if (response->status == 200) return std::move(response->body);
  return refuse(Fault::busy, "unreachable",
                say("{} 的回答是 {}，不是 200", "{} answers {} and not 200", url, response->status));
}

std::string slashed(const std::string& issuer) { return issuer.ends_with('/') ? issuer : issuer + "/"; }

}  // namespace

Question new_question(std::string redirect) {
  return {random_text(), random_text(), random_text(), std::move(redirect)};
}

void Party::keep(const Known& known) {
  const std::lock_guard hold(mutex_);
  known_[known.provider.issuer] = known;
}

Result<Provider> Party::look(const std::string& issuer) {
  const auto url = slashed(issuer) + ".well-known/openid-configuration";
  DOORSTEP_LET(document, body_of(send_({url}), url));
  DOORSTEP_LET(provider, provider_of(document, issuer));
  DOORSTEP_LET(published, body_of(send_({provider.keys}), provider.keys));
  DOORSTEP_LET(keys, keys_of(published));
  if (keys.empty())
    return refuse(Fault::invalid, "provider-unfit",
                  say("对方没有公布可用的密钥", "the provider publishes no key that can be used"));
  keep({provider, now_(), keys, now_()});
  return provider;
}

Result<Party::Known> Party::known(const std::string& issuer) {
  {
    const std::lock_guard hold(mutex_);
    const auto found = known_.find(issuer);
    if (found != known_.end() && found->second.read_at + document_seconds > now_()) return found->second;
  }
  DOORSTEP_TRY(look(issuer));
  const std::lock_guard hold(mutex_);
  return known_[issuer];
}

// What is known of the provider, its keys read within the last `longest_age` seconds.
Result<Party::Known> Party::with_keys(const std::string& issuer, int64_t longest_age) {
  DOORSTEP_LET(kept, known(issuer));
  if (kept.keys_at + longest_age > now_()) return kept;
  DOORSTEP_LET(published, body_of(send_({kept.provider.keys}), kept.provider.keys));
  DOORSTEP_LET(keys, keys_of(published));
  kept.keys = std::move(keys);
  kept.keys_at = now_();
  keep(kept);
  return kept;
}

Result<std::string> Party::address(const Client& client, const Question& question) {
  DOORSTEP_LET(kept, known(client.issuer));
  const auto& page = kept.provider.authorization;
  return page + (page.find('?') == page.npos ? '?' : '&') +
         fetch::encoded({{"response_type", "code"},
                         {"client_id", client.id},
                         {"redirect_uri", question.redirect},
                         {"scope", scopes_of(client)},
                         {"state", question.state},
                         {"nonce", question.nonce},
                         {"code_challenge", challenge_of(question.verifier)},
                         {"code_challenge_method", "S256"}});
}

Result<std::string> Party::token_for(const Provider& provider, const Client& client, const Question& question,
                                     const std::string& code) {
  std::vector<std::pair<std::string, std::string>> form{{"grant_type", "authorization_code"},
                                                        {"code", code},
                                                        {"redirect_uri", question.redirect},
                                                        {"code_verifier", question.verifier}};
  fetch::Request request{provider.token};
  if (client.secret.empty() || provider.secret_in_form) form.emplace_back("client_id", client.id);
  if (!client.secret.empty() && provider.secret_in_form) form.emplace_back("client_secret", client.secret);
  if (!client.secret.empty() && !provider.secret_in_form) request.authorization = basic(client);
  request.form = fetch::encoded(form);
  DOORSTEP_LET(response, send_(request));
  const auto parsed = json::parse(response.body);
  const auto* object = parsed ? parsed->if_object() : nullptr;
  if (response.status >= 500 || !object)
    return refuse(Fault::busy, "unreachable",
                  say("{} 的回答无法使用（{}）", "{} gives no usable answer ({})", provider.token, response.status));
  const auto token = text_of(*object, "id_token");
  if (response.status != 200 || token.empty())
    return refuse(Fault::invalid, "code-refused",
                  say("对方不接受这次登录：{}", "the provider does not accept this sign-in: {}",
                      text_of(*object, "error").substr(0, 100)));
  return token;
}

Result<Identity> Party::redeem(const Client& client, const Question& question, const Answer& answer) {
  DOORSTEP_LET(kept, with_keys(client.issuer, keys_seconds));
  const auto& provider = kept.provider;
  if (answer.issuer.empty() ? provider.names_itself : answer.issuer != provider.issuer)
    return refuse(Fault::invalid, "answer-of-another",
                  say("回答来自另一个登录服务", "the answer is another provider's"));
  DOORSTEP_LET(token, token_for(provider, client, question, answer.code));
  const Expected expected{provider.issuer, client.id, question.nonce, now_()};
  auto identity = check(token, kept.keys, expected);
  if (identity || identity.error().code != "token-key") return identity;
  DOORSTEP_LET(fresh, with_keys(client.issuer, again_seconds));
  return check(token, fresh.keys, expected);
}

}  // namespace doorstep::oidc
