#include "password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "built_in.h"

namespace doorstep::accounts {
namespace {

constexpr int most_waiting = 3;
constexpr size_t longest = 256;

std::string hash_of(const std::string& password, const PasswordCost& cost) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), cost.passes, cost.memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("no memory to hash a password");
  return out.data();
}

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

const std::set<std::string_view>& common() {
  static const auto words = [] {
    std::set<std::string_view> found;
    for (const auto& file : built_in_files())
      for (size_t at = 0; at < file.text.size();) {
        const auto end = std::min(file.text.find('\n', at), file.text.size());
        found.insert(file.text.substr(at, end - at));
        at = end + 1;
      }
    return found;
  }();
  return words;
}

}  // namespace

Passwords::Passwords(PasswordCost cost) : cost_(cost) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  nobodys_ = hash_of(new_token(), cost_);
}

template <class Work>
auto Passwords::one_at_a_time(Work&& work) -> Result<decltype(work())> {
  struct Place {
    std::atomic<int>& count;
    ~Place() { --count; }
  } const place{waiting_};
  if (++waiting_ > most_waiting)
    return refuse(Fault::busy, "too-many-sign-ins",
                  say("正在登录的人过多，请稍后再试", "too many people are signing in; try again in a moment"));
  const std::lock_guard hold(hashing_);
  return work();
}

Result<std::string> Passwords::hashed(const std::string& password) {
  return one_at_a_time([&] { return hash_of(password, cost_); });
}

Result<bool> Passwords::right(const std::string& kept, const std::string& password) {
  return one_at_a_time([&] {
    const auto& against = kept.empty() ? nobodys_ : kept;
    return crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0 && !kept.empty();
  });
}

bool Passwords::outdated(const std::string& kept) const {
  return crypto_pwhash_str_needs_rehash(kept.c_str(), cost_.passes, cost_.memory) != 0;
}

Result<void> good_password(std::string_view password, std::string_view sign_in, size_t shortest) {
  const auto wrong = [](Words what) -> Result<void> {
    return refuse(Fault::invalid, "password-weak", what, {{"password", what}});
  };
  const auto signs = static_cast<size_t>(std::ranges::count_if(password, [](char c) { return (c & 0xc0) != 0x80; }));
  if (signs < shortest) return wrong(say("密码至少 {} 个字符", "a password has at least {} characters", shortest));
  if (password.size() > longest) return wrong(say("密码最长 {} 字节", "a password has at most {} bytes", longest));
  const auto small = lower(password);
  if (!sign_in.empty() && small.find(lower(sign_in)) != small.npos && signs < sign_in.size() + shortest)
    return wrong(say("密码不能以登录名为主", "a password must not be made of the sign-in name"));
  const std::string_view without_last = std::string_view{small}.substr(0, small.size() - 1);
  const bool same_sign = small.find_first_not_of(small.front()) == small.npos;
  if (same_sign || common().contains(small) || common().contains(without_last))
    return wrong(say("这个密码太常见", "this password is too common"));
  return {};
}

std::string new_token() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 65> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return text.data();
}

}  // namespace doorstep::accounts
