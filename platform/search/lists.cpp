#include "lists.h"

#include <algorithm>

namespace doorstep::search {
namespace {

constexpr uint32_t is_long = uint32_t{1} << 31;
constexpr size_t longest_short = 512;  // beyond that the 150 bytes around a bitmap do not weigh

Bitmap bitmap_of(const uint16_t* begin, size_t count) {
  uint32_t wide[longest_short];
  std::copy_n(begin, count, wide);
  return {count, wide};
}

}  // namespace

Lists::Lists(std::vector<uint64_t> entries) {
  std::ranges::sort(entries);
  const auto [begin, end] = std::ranges::unique(entries);
  entries.erase(begin, end);
  std::vector<uint32_t> many;
  for (size_t at = 0; at < entries.size();) {
    const auto key = entries[at] >> key_shift;
    size_t next = at;
    while (next < entries.size() && entries[next] >> key_shift == key) ++next;
    keys_.push_back(key);
    if (next - at <= longest_short) {
      begins_.push_back(static_cast<uint32_t>(short_.size()));
      for (; at < next; ++at) short_.push_back(static_cast<uint16_t>(entries[at]));
    } else {
      begins_.push_back(static_cast<uint32_t>(long_.size()) | is_long);
      many.clear();
      for (; at < next; ++at) many.push_back(static_cast<uint16_t>(entries[at]));
      long_.emplace_back(many.size(), many.data()).shrinkToFit();
    }
  }
  keys_.shrink_to_fit();
  begins_.shrink_to_fit();
  short_.shrink_to_fit();
  long_.shrink_to_fit();
}

size_t Lists::place(uint64_t key) const {
  const auto found = std::ranges::lower_bound(keys_, key);
  return found == keys_.end() || *found != key ? keys_.size() : static_cast<size_t>(found - keys_.begin());
}

size_t Lists::count(uint64_t key) const {
  const auto at = place(key);
  if (at == keys_.size()) return 0;
  if (begins_[at] & is_long) return long_[begins_[at] & ~is_long].cardinality();
  for (auto next = at + 1; next < keys_.size(); ++next)
    if (!(begins_[next] & is_long)) return begins_[next] - begins_[at];
  return short_.size() - begins_[at];
}

Bitmap Lists::of(uint64_t key) const {
  const auto at = place(key);
  if (at == keys_.size()) return {};
  if (begins_[at] & is_long) return long_[begins_[at] & ~is_long];
  return bitmap_of(short_.data() + begins_[at], count(key));
}

void Lists::keep(Bitmap& of_these, uint64_t key) const {
  const auto at = place(key);
  if (at == keys_.size())
    of_these = Bitmap{};
  else if (begins_[at] & is_long)
    of_these &= long_[begins_[at] & ~is_long];
  else
    of_these &= bitmap_of(short_.data() + begins_[at], count(key));
}

size_t Lists::bytes() const {
  size_t made = keys_.size() * (sizeof(uint64_t) + sizeof(uint32_t)) + short_.size() * sizeof(uint16_t);
  for (const auto& one : long_) made += one.getSizeInBytes() + 150;
  return made;
}

}  // namespace doorstep::search
