// Any bytes as an ID token and as a set of keys: refused, never believed.
#include <doorstep/oidc/oidc.h>

#include <cstdlib>

#include "fuzz.h"

using namespace doorstep::oidc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  static const auto keys =
      *keys_of(R"({"keys":[{"kty":"EC","crv":"P-256","kid":"k","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
               R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]})");
  if (check(bytes, keys, {"https://id.example.org", "doorstep", "n", 1'800'000'000})) std::abort();
  (void)keys_of(bytes);
  (void)provider_of(bytes, "https://id.example.org");
  return 0;
}

std::vector<std::string> fuzz_seeds() {
  return {
      "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsifQ.e30."
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      "eyJhbGciOiJub25lIn0.e30.", R"({"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"EC","crv":"P-256"}]})",
      R"({"issuer":"https://id.example.org","authorization_endpoint":"https://id.example.org/a",)"
      R"("token_endpoint":"https://id.example.org/t","jwks_uri":"https://id.example.org/k"})"};
}
