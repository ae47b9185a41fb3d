#include "checksum.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace doorstep::files {
namespace {

EVP_MD_CTX* of(void* context) { return static_cast<EVP_MD_CTX*>(context); }
void must(int done) {
  if (done != 1) throw std::runtime_error("OpenSSL makes no checksum");
}

}  // namespace

void Checksum::Freed::operator()(void* context) const { EVP_MD_CTX_free(of(context)); }

Checksum::Checksum(Kind kind) : context_(EVP_MD_CTX_new()) {
  must(context_ ? EVP_DigestInit_ex(of(context_.get()), kind == Kind::sha1 ? EVP_sha1() : EVP_sha256(), nullptr) : 0);
}

void Checksum::add(std::string_view piece) { must(EVP_DigestUpdate(of(context_.get()), piece.data(), piece.size())); }

std::string Checksum::bytes() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  must(EVP_DigestFinal_ex(of(context_.get()), out.data(), &size));
  return {out.begin(), out.begin() + size};
}

std::string Checksum::hex() {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const char one : bytes()) {
    const auto byte = static_cast<unsigned char>(one);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto end = text.find_last_not_of('=') + 1;  // 0 when there is nothing else
  const auto padding = text.size() - end;
  if (text.size() % 4 != 0 || padding > 2 || text.substr(0, end).find_first_not_of(letters) != text.npos) return {};
  std::string bytes(text.size() / 4 * 3, '\0');
  const int made = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (made < 0) return {};
  bytes.resize(bytes.size() - padding);
  return bytes;
}

}  // namespace doorstep::files
