#include "lottery.h"

// The calls that keep the state in plain memory: the newer ones take several times as long for a message of one block.
#define OPENSSL_API_COMPAT 0x10101000L
#include <openssl/sha.h>

#include <algorithm>
#include <cstring>

#include <doorstep/draft/draft.h>

namespace doorstep::draft {
namespace {

constexpr size_t block_size = 64;

Key digest_of(std::string_view text) {
  Key key;
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), key.data());
  return key;
}

SHA256_CTX after_block(const std::array<uint8_t, block_size>& block, uint8_t pad) {
  std::array<uint8_t, block_size> mixed;
  for (size_t at = 0; at < block_size; ++at) mixed[at] = block[at] ^ pad;
  SHA256_CTX state;
  SHA256_Init(&state);
  SHA256_Update(&state, mixed.data(), mixed.size());
  return state;
}

std::string hex_of(const Key& key) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : key) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::vector<std::string_view> views_of(std::span<const std::string> ids) { return {ids.begin(), ids.end()}; }

std::string hash_of_sorted(std::span<const std::string_view> ids) {
  std::string roll;
  for (const auto id : ids) {
    roll += id;
    roll += '\n';
  }
  return hex_of(digest_of(roll));
}

}  // namespace

Keys::Keys(std::string_view seed) {
  static_assert(sizeof(SHA256_CTX) <= sizeof(State));
  std::array<uint8_t, block_size> block{};
  if (seed.size() > block_size) {
    const auto shorter = digest_of(seed);
    std::ranges::copy(shorter, block.begin());
  } else {
    std::ranges::copy(seed, block.begin());
  }
  const auto inner = after_block(block, 0x36), outer = after_block(block, 0x5c);
  std::memcpy(&inner_, &inner, sizeof inner);
  std::memcpy(&outer_, &outer, sizeof outer);
}

Key Keys::of(std::string_view id) const {
  SHA256_CTX state;
  Key key;
  std::memcpy(&state, &inner_, sizeof state);
  SHA256_Update(&state, id.data(), id.size());
  SHA256_Final(key.data(), &state);
  std::memcpy(&state, &outer_, sizeof state);
  SHA256_Update(&state, key.data(), key.size());
  SHA256_Final(key.data(), &state);
  return key;
}

std::vector<int32_t> drawn(std::span<const std::string_view> ids, std::string_view seed) {
  const Keys keys{seed};
  struct Drawn {
    Key key;
    int32_t at;
  };
  std::vector<Drawn> all(ids.size());
  for (size_t at = 0; at < ids.size(); ++at) all[at] = {keys.of(ids[at]), static_cast<int32_t>(at)};
  std::ranges::sort(all, [&](const Drawn& one, const Drawn& other) {
    if (one.key != other.key) return one.key < other.key;
    const auto first = ids[static_cast<size_t>(one.at)], second = ids[static_cast<size_t>(other.at)];
    return first != second ? first < second : one.at < other.at;
  });
  std::vector<int32_t> order;
  order.reserve(all.size());
  for (const auto& one : all) order.push_back(one.at);
  return order;
}

std::string roll_hash(std::span<const std::string> ids) {
  auto sorted = views_of(ids);
  std::ranges::sort(sorted);
  return hash_of_sorted(sorted);
}

std::vector<std::string> lottery_order(std::span<const std::string> ids, std::string_view seed) {
  std::vector<std::string> order;
  order.reserve(ids.size());
  for (const auto at : drawn(views_of(ids), seed)) order.push_back(ids[static_cast<size_t>(at)]);
  return order;
}

bool verify_lottery(std::span<const std::string> order, std::string_view published_roll, std::string_view seed) {
  const Keys keys{seed};
  Key before{};
  for (size_t at = 0; at < order.size(); ++at) {
    const auto key = keys.of(order[at]);
    if (at > 0 && (key < before || (key == before && order[at] < order[at - 1]))) return false;
    before = key;
  }
  return roll_hash(order) == published_roll;
}

std::vector<std::string> roll_of(const Problem& problem) {
  std::vector<std::string> ids;
  ids.reserve(problem.students.size());
  for (const auto& student : problem.students) ids.push_back(student.id);
  return ids;
}

}  // namespace doorstep::draft
