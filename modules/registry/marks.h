// Marks: what an intake remembers of every row of a table, 32 bytes each: a flat open-addressing map.
#pragma once

#include <vector>

#include "prints.h"

namespace doorstep::registry {

struct Mark {
  Key key;
  int64_t print = 0;
  uint32_t line = 0;   // where the import put it
  uint16_t sheet = 0;  // place in the intake's list of sheets
  uint8_t flags = 0;
  enum : uint8_t {
    used = 1,      // the slot holds a row
    held = 2,      // in the register before this import
    ours = 4,      // brought by the same source before
    sticky = 8,    // has members edited by hand
    active = 16,   // no tombstone
    named = 32,    // put by this import
    removed = 64,  // ended by this import
  };
  bool is(uint8_t flag) const { return (flags & flag) != 0; }
};

// Who has an identifier; ids in their short form.
struct Owner {
  Key key;
  Key owner;
  uint8_t flags = 0;
};

template <class Slot>
class Flat {
 public:
  Slot* find(const Key& key) {
    if (slots_.empty()) return nullptr;
    auto& slot = slot_of(key);
    return slot.flags ? &slot : nullptr;
  }
  const Slot* find(const Key& key) const { return const_cast<Flat*>(this)->find(key); }

  // The slot of `key`; a new one has no flag but `used`. Slots move when others are added.
  Slot& at(const Key& key) {
    if ((size_ + 1) * 8 > slots_.size() * 7) grow();
    auto& slot = slot_of(key);
    if (!slot.flags) {
      slot.key = key;
      slot.flags = Mark::used;
      ++size_;
    }
    return slot;
  }
  size_t size() const { return size_; }

 private:
  Slot& slot_of(const Key& key) {
    const size_t mask = slots_.size() - 1;
    size_t at = (key.low ^ key.high * 0x9e3779b97f4a7c15ull) & mask;
    while (slots_[at].flags && !(slots_[at].key == key)) at = (at + 1) & mask;
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> before(slots_.empty() ? 64 : slots_.size() * 2);
    before.swap(slots_);
    for (const auto& slot : before)
      if (slot.flags) slot_of(slot.key) = slot;
  }

  std::vector<Slot> slots_;
  size_t size_ = 0;
};

using Marks = Flat<Mark>;
using Owners = Flat<Owner>;

}  // namespace doorstep::registry
