#include "webauthn.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <optional>

#include <boost/json.hpp>

#include <doorstep/base/json.h>

namespace doorstep::webauthn {
namespace {

constexpr size_t most_bytes = 16 << 10;
constexpr unsigned char person_present = 0x01, person_verified = 0x04, holds_key = 0x40;

template <class T, void (*free)(T**)>
struct Freed {
  void operator()(T* of) const { free(&of); }
};
using Credential = std::unique_ptr<fido_cred_t, Freed<fido_cred_t, fido_cred_free>>;
using Assertion = std::unique_ptr<fido_assert_t, Freed<fido_assert_t, fido_assert_free>>;

tl::unexpected<Error> wrong(const char* what) {
  return refuse(Fault::invalid, "passkey-wrong",
                say("通行密钥无法通过核对（{}），请重试", "the passkey does not pass the check ({}); try again", what));
}

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::optional<std::string> decoded(const std::string& text) {
  if (text.empty() || text.size() > most_bytes) return {};
  std::string bytes(text.size(), '\0');
  size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &length, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return {};
  bytes.resize(length);
  return bytes;
}

std::string encoded(const unsigned char* bytes, size_t length) {
  std::string text(sodium_base64_encoded_len(length, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(text.find('\0'));
  return text;
}

struct ClientData {
  std::string bytes, type, challenge, origin;
  bool framed = false;  // by a page of another site
};
std::optional<ClientData> client_data_in(const std::string& text) {
  auto bytes = decoded(text);
  if (!bytes) return {};
  const auto parsed = json::parse(*bytes);
  if (!parsed || !parsed->is_object()) return {};
  const auto& object = parsed->get_object();
  const auto member = [&](const char* name) {
    const auto* found = object.if_contains(name);
    return found && found->is_string() ? std::string{found->get_string()} : std::string{};
  };
  const auto* cross = object.if_contains("crossOrigin");
  return ClientData{std::move(*bytes), member("type"), member("challenge"), member("origin"),
                    cross && (!cross->is_bool() || cross->get_bool())};
}

Result<ClientData> checked(const std::string& text, const char* type, const Site& site, const std::string& challenge) {
  auto data = client_data_in(text);
  if (!data || data->type != type) return wrong("type");
  if (challenge.empty() || data->challenge != challenge) return wrong("challenge");
  if (data->origin != site.origin || data->framed) return wrong("origin");
  return std::move(*data);
}

// The first 37 bytes: whose site, flags, counter.
Result<std::string> authenticator_data(const std::string& text, const Site& site, unsigned char flags) {
  auto data = decoded(text);
  if (!data || data->size() < 37) return wrong("data");
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), bytes_of(site.id), site.id.size());
  if (sodium_memcmp(digest.data(), data->data(), digest.size()) != 0) return wrong("site");
  if ((static_cast<unsigned char>((*data)[32]) & flags) != flags) return wrong("person");
  return std::move(*data);
}

// Calls check with the key as libfido2 wants it for `algorithm`.
template <class T, T* (*make)(), void (*free)(T**), int (*fill)(T*, const void*, size_t)>
bool with_key(const std::string& bytes, auto&& check) {
  const std::unique_ptr<T, Freed<T, free>> key{make()};
  return key && fill(key.get(), bytes.data(), bytes.size()) == FIDO_OK && check(key.get());
}

bool verified(const fido_assert_t* assertion, const Key& key, const std::string& bytes) {
  const auto check = [&](const void* with) {
    return fido_assert_verify(assertion, 0, static_cast<int>(key.algorithm), with) == FIDO_OK;
  };
  if (key.algorithm == es256) return with_key<es256_pk_t, es256_pk_new, es256_pk_free, es256_pk_from_ptr>(bytes, check);
  if (key.algorithm == rs256) return with_key<rs256_pk_t, rs256_pk_new, rs256_pk_free, rs256_pk_from_ptr>(bytes, check);
  if (key.algorithm == eddsa) return with_key<eddsa_pk_t, eddsa_pk_new, eddsa_pk_free, eddsa_pk_from_ptr>(bytes, check);
  return false;
}

}  // namespace

Site site_of(const std::string& host, bool https) {
  const auto bracket = host.find(']');
  const auto colon = host.find(':', bracket == host.npos ? 0 : bracket);
  return {host.substr(0, colon), (https ? "https://" : "http://") + host};
}

std::string new_challenge() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return encoded(bytes.data(), bytes.size());
}

std::string challenge_in(const std::string& client_data) {
  const auto data = client_data_in(client_data);
  return data ? data->challenge : std::string{};
}

Result<Key> made(const Made& by_browser, const Site& site, const std::string& challenge) {
  DOORSTEP_TRY(checked(by_browser.client_data, "webauthn.create", site, challenge));
  DOORSTEP_LET(data,
               authenticator_data(by_browser.authenticator_data, site, person_present | person_verified | holds_key));
  const auto algorithm = by_browser.algorithm;
  if (algorithm != es256 && algorithm != rs256 && algorithm != eddsa) return wrong("algorithm");
  const Credential credential{fido_cred_new()};
  if (!credential || fido_cred_set_type(credential.get(), static_cast<int>(algorithm)) != FIDO_OK ||
      fido_cred_set_authdata_raw(credential.get(), bytes_of(data), data.size()) != FIDO_OK)
    return wrong("key");
  const auto* id = fido_cred_id_ptr(credential.get());
  const auto* key = fido_cred_pubkey_ptr(credential.get());
  if (!id || !key || fido_cred_id_len(credential.get()) > 1023) return wrong("key");
  return Key{encoded(id, fido_cred_id_len(credential.get())), encoded(key, fido_cred_pubkey_len(credential.get())),
             algorithm, static_cast<int64_t>(fido_cred_sigcount(credential.get()))};
}

Result<int64_t> shown(const Shown& by_browser, const Key& key, const Site& site, const std::string& challenge) {
  DOORSTEP_LET(client, checked(by_browser.client_data, "webauthn.get", site, challenge));
  DOORSTEP_LET(data, authenticator_data(by_browser.authenticator_data, site, person_present | person_verified));
  const auto signature = decoded(by_browser.signature), bytes = decoded(key.key);
  if (by_browser.credential != key.credential || !signature || !bytes) return wrong("signature");
  const Assertion assertion{fido_assert_new()};
  auto* one = assertion.get();
  const bool filled = one && fido_assert_set_count(one, 1) == FIDO_OK &&
                      fido_assert_set_rp(one, site.id.c_str()) == FIDO_OK &&
                      fido_assert_set_uv(one, FIDO_OPT_TRUE) == FIDO_OK &&
                      fido_assert_set_clientdata(one, bytes_of(client.bytes), client.bytes.size()) == FIDO_OK &&
                      fido_assert_set_authdata_raw(one, 0, bytes_of(data), data.size()) == FIDO_OK &&
                      fido_assert_set_sig(one, 0, bytes_of(*signature), signature->size()) == FIDO_OK;
  if (!filled || !verified(one, key, *bytes)) return wrong("signature");
  const auto counter = static_cast<int64_t>(fido_assert_sigcount(one, 0));
  if ((counter > 0 || key.counter > 0) && counter <= key.counter) return wrong("counter");
  return counter;
}

}  // namespace doorstep::webauthn
