// Any bytes as a zip: refused, or its entries are read to the end within the limits.
#include <doorstep/sheets/table.h>

#include <cstdlib>

#include "fuzz.h"
#include "stored_zip.h"

using namespace doorstep::sheets;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto input = Input::memory("a.zip", std::string(reinterpret_cast<const char*>(data), size));
  const ZipLimits limits{.entries = 20, .entry_bytes = 1 << 20, .total_bytes = 1 << 21, .ratio_floor = 1 << 16};
  auto zip = ZipArchive::open(input, limits);
  if (zip) {
    for (const auto& entry : zip->entries()) {
      if (entry.name.find("..") == 0 || entry.name[0] == '/') std::abort();
      auto source = zip->read(entry);
      if (!source) continue;
      std::string chunk(5000, '\0');
      int64_t total = 0;
      for (;;) {
        auto got = (*source)->read(chunk.data(), chunk.size());
        if (!got || *got == 0) break;
        if ((total += static_cast<int64_t>(*got)) > limits.entry_bytes) std::abort();
      }
    }
  }
  (void)list_tables(input);
  return 0;
}

std::vector<std::string> fuzz_seeds() {
  // One entry "a.csv", compressed.
  const std::string deflated{
      "\x50\x4B\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x21\x00\xB1\xDD\x83\x2B\x0A\x00\x00\x00\x64\x00"
      "\x00\x00\x05\x00\x00\x00\x61\x2E\x63\x73\x76\x4B\xD4\x49\xE2\xE5\x4A\xA4\x2D\x01\x00\x50\x4B\x01"
      "\x02\x14\x00\x14\x00\x00\x00\x08\x00\x00\x00\x21\x00\xB1\xDD\x83\x2B\x0A\x00\x00\x00\x64\x00\x00"
      "\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x61\x2E\x63\x73\x76"
      "\x50\x4B\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x33\x00\x00\x00\x2D\x00\x00\x00\x00\x00",
      118};
  return {stored_zip({{"users.csv", "a,b\n1,2\n"}, {"sub/orgs.csv", "x"}}), stored_zip({{"manifest.csv", ""}}),
          deflated};
}
