#include "signer.h"

#include <jansson.h>
#include <sodium.h>

#include <cstdio>
extern "C" {  // libjose's headers do not say so themselves
#include <jose/jwk.h>
#include <jose/jws.h>
}

#include <memory>
#include <stdexcept>

#include <boost/json.hpp>

#include <doorstep/base/id.h>

#include "members.h"

namespace doorstep::oidc {
namespace {

using Json = std::unique_ptr<json_t, decltype(&json_decref)>;

Json read_json(const std::string& text) { return {json_loadb(text.data(), text.size(), 0, nullptr), &json_decref}; }
std::string printed(const json_t* from) {
  const std::unique_ptr<char, decltype(&std::free)> text{json_dumps(from, JSON_COMPACT | JSON_SORT_KEYS), &std::free};
  return text ? std::string{text.get()} : std::string{};
}
std::string url_base64(const std::string& bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    variant);
  text.resize(text.find('\0'));
  return text;
}

}  // namespace

SigningKey new_signing_key() {
  SigningKey made;
  made.id = new_uuid();
  const Json key = read_json(R"({"alg":"RS256","use":"sig","kid":")" + made.id + R"("})");
  if (!key || !jose_jwk_gen(nullptr, key.get())) throw std::runtime_error("no RSA key could be made");
  made.whole = printed(key.get());
  json_object_del(key.get(), "key_ops");
  if (!jose_jwk_pub(nullptr, key.get())) throw std::runtime_error("no public key could be made");
  json_object_del(key.get(), "key_ops");  // what the public one is for stands in "use"
  made.to_show = printed(key.get());
  return made;
}

std::string signed_token(const boost::json::object& claims, const SigningKey& key) {
  const boost::json::object head{{"alg", "RS256"}, {"kid", key.id}, {"typ", "JWT"}};
  const auto payload = url_base64(boost::json::serialize(claims));
  const Json token = read_json(R"({"payload":")" + payload + R"("})"), with = read_json(key.whole),
             as = read_json(boost::json::serialize(boost::json::object{{"protected", head}}));
  if (!token || !with || !as || !jose_jws_sig(nullptr, token.get(), as.get(), with.get()))
    throw std::runtime_error("a token could not be signed");
  const auto made = boost::json::parse(printed(token.get())).as_object();
  return text_of(made, "protected") + "." + payload + "." + text_of(made, "signature");
}

}  // namespace doorstep::oidc
