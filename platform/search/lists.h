// Lists: which documents of a segment have a key. Short lists lie side by side in one array; long ones are bitmaps.
#pragma once

#include <cstdint>
#include <vector>

#include "bitmap.h"

namespace doorstep::search {

class Lists {
 public:
  static constexpr int key_shift = 16;  // an entry is a key and the number of a document below it
  Lists() = default;
  explicit Lists(std::vector<uint64_t> entries);  // in any order; the same one may come again

  size_t count(uint64_t key) const;  // documents
  Bitmap of(uint64_t key) const;
  void keep(Bitmap& of_these, uint64_t key) const;  // those that have the key
  size_t bytes() const;

 private:
  size_t place(uint64_t key) const;  // keys_.size() when there is none

  std::vector<uint64_t> keys_;
  std::vector<uint32_t> begins_;  // into short_, or with the highest bit into long_
  std::vector<uint16_t> short_;
  std::vector<Bitmap> long_;
};

}  // namespace doorstep::search
