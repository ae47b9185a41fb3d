// Passwords: Argon2id by libsodium. Hashing is slow on purpose, so one at a time is hashed and few may wait: a storm of
// sign-ins never takes all the threads.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <string_view>

#include <doorstep/base/result.h>

namespace doorstep::accounts {

struct PasswordCost {
  unsigned long long passes = 2;
  size_t memory = 19 * 1024 * 1024;  // bytes
};

class Passwords {
 public:
  explicit Passwords(PasswordCost cost);

  // Both are busy when too many wait.
  Result<std::string> hashed(const std::string& password);
  // An empty `kept` is compared with a password that nobody has, in the same time as a real one.
  Result<bool> right(const std::string& kept, const std::string& password);
  // True when the cost was raised since `kept` was made.
  bool outdated(const std::string& kept) const;

 private:
  template <class Work>
  auto one_at_a_time(Work&& work) -> Result<decltype(work())>;

  const PasswordCost cost_;
  std::string nobodys_;
  std::mutex hashing_;
  std::atomic<int> waiting_{0};
};

// What is wrong with a new password; ok when nothing is.
// By NIST SP 800-63B: long enough, not one of the common ones, not made of the sign-in name; any signs in any mixture.
Result<void> good_password(std::string_view password, std::string_view sign_in, size_t shortest);

// 256 random bits as 64 hexadecimal digits, for sessions and links.
std::string new_token();

}  // namespace doorstep::accounts
