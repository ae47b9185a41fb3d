#include <algorithm>

#include <doorstep/base/json.h>

#include "members.h"
#include "oidc.h"

namespace doorstep::oidc {
namespace {

// A list of texts; what is left out of the document is `otherwise`.
std::vector<std::string> list_of(const boost::json::object& from, std::string_view name,
                                 std::vector<std::string> otherwise) {
  const auto* found = from.if_contains(name);
  return found && found->is_array() ? texts_in(found->get_array()) : otherwise;
}

tl::unexpected<Error> unfit(Words what) { return refuse(Fault::invalid, "provider-unfit", std::move(what)); }

}  // namespace

// Defaults are those of OpenID Connect Discovery 1.0, section 3.
Result<Provider> provider_of(std::string_view json, const std::string& issuer) {
  const auto parsed = json::parse(json);
  if (!parsed || !parsed->is_object())
    return unfit(say("{} 没有给出 OpenID Connect 说明", "{} gives no OpenID Connect document", issuer));
  const auto& document = parsed->get_object();
  Provider made{text_of(document, "issuer"),
                text_of(document, "authorization_endpoint"),
                text_of(document, "token_endpoint"),
                text_of(document, "jwks_uri"),
                false,
                false,
                {}};
  if (made.issuer != issuer)
    return unfit(say("对方自称“{}”，与填写的“{}”不同；请照抄对方的写法，包括末尾的斜杠",
                     "the provider calls itself “{}”, not “{}”; write it as it does, with or without the last slash",
                     made.issuer, issuer));
  for (const auto& address : {made.authorization, made.token, made.keys})
    if (!fetch::allowed(address))
      return unfit(say("对方的地址“{}”不可用：须以 https:// 开头",
                       "the provider's address “{}” cannot be used: it must begin with https://", address));
  for (auto& name : list_of(document, "id_token_signing_alg_values_supported", {"RS256"}))
    if (accepted(name)) made.algorithms.push_back(std::move(name));
  if (made.algorithms.empty())
    return unfit(say("对方没有可接受的签名算法（RS、PS 或 ES）",
                     "the provider offers no signature algorithm that is accepted (RS, PS or ES)"));
  const auto flows = list_of(document, "response_types_supported", {"code"});
  if (std::ranges::count(flows, "code") == 0)
    return unfit(say("对方不支持授权码流程", "the provider does not offer the authorization code flow"));
  const auto methods = list_of(document, "token_endpoint_auth_methods_supported", {"client_secret_basic"});
  made.secret_in_form =
      std::ranges::count(methods, "client_secret_basic") == 0 && std::ranges::count(methods, "client_secret_post") > 0;
  const auto* named = document.if_contains("authorization_response_iss_parameter_supported");
  made.names_itself = named && named->is_bool() && named->get_bool();
  return made;
}

}  // namespace doorstep::oidc
