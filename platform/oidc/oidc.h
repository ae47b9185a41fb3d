// OpenID Connect from the side of who relies on it: the authorization code flow with PKCE (S256), state and nonce, the
// provider's discovery document and its keys. Knows nothing about accounts.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/fetch/fetch.h>
#include <doorstep/oidc/token.h>

namespace doorstep::oidc {

// What this site is to a provider.
struct Client {
  std::string issuer;      // as the provider writes it in its tokens
  std::string id, secret;  // no secret: a public client
  std::string scopes;      // with spaces; "openid" is added
};

// What a provider says of itself.
struct Provider {
  std::string issuer, authorization, token, keys;
  bool secret_in_form = false;          // else in the header
  bool names_itself = false;            // in every answer (RFC 9207)
  std::vector<std::string> algorithms;  // of its ID tokens, those that are accepted here
};
BOOST_DESCRIBE_STRUCT(Provider, (), (issuer, authorization, token, keys, secret_in_form, names_itself, algorithms))

// A provider's document. invalid: it is somebody else's, lacks what is needed, leads over unencrypted lines, or offers
// no algorithm that is accepted.
Result<Provider> provider_of(std::string_view json, const std::string& issuer);

// What is asked once and must come back; 256 random bits each.
struct Question {
  std::string state, nonce, verifier;
  std::string redirect;  // where the provider sends the browser
};
Question new_question(std::string redirect);

// What the browser brought back.
struct Answer {
  std::string code;
  std::string issuer;  // as the answer names it; may be empty
};

// Thread safe. Documents are kept for an hour; keys too, or until a token names one that is not there, when they are
// asked for again, at most once a minute.
class Party {
 public:
  using Send = std::function<Result<fetch::Response>(const fetch::Request&)>;
  Party(Send send, std::function<int64_t()> now) : send_(std::move(send)), now_(std::move(now)) {}

  // Asks the provider, whatever is kept; also whether its keys can be used.
  Result<Provider> look(const std::string& issuer);
  // Where the browser goes.
  Result<std::string> address(const Client& client, const Question& question);
  // busy: the provider does not answer. invalid: it refuses the code, or its token is not good; see check().
  Result<Identity> redeem(const Client& client, const Question& question, const Answer& answer);

 private:
  struct Known {
    Provider provider;
    int64_t read_at = 0;
    std::vector<Key> keys;
    int64_t keys_at = 0;
  };
  Result<Known> known(const std::string& issuer);
  Result<Known> with_keys(const std::string& issuer, int64_t longest_age);
  Result<std::string> token_for(const Provider& provider, const Client& client, const Question& question,
                                const std::string& code);
  void keep(const Known& known);

  const Send send_;
  const std::function<int64_t()> now_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;  // by issuer
};

}  // namespace doorstep::oidc
