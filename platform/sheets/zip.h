// Zip archives: read with limits and never unpacked to disk; written entry by entry in bounded memory.
//
// Every refusal names the archive, the entry and what to do. One archive and its entries belong to one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/sheets/bytes.h>

namespace doorstep::sheets {

struct ZipLimits {
  int64_t entries = 10'000;
  int64_t entry_bytes = int64_t{4} << 30;  // unzipped, of one entry
  int64_t total_bytes = int64_t{8} << 30;  // unzipped, of all
  int64_t ratio = 200;                     // unzipped / zipped, looked at above `ratio_floor` bytes only
  int64_t ratio_floor = 10'000'000;
};

struct ZipEntry {
  uint64_t index = 0;
  std::string name;    // whole, UTF-8, parts divided by '/'
  std::string folder;  // "" at the root, where OneRoster wants its files
  std::string file;    // name without folder
  int64_t size = 0;    // unzipped, as the archive claims
};

class ZipArchive {
 public:
  // Refuses what is no zip, is cut off, is encrypted, is over a limit, names an entry twice or names a place outside
  // of itself ("../x"). Folders and what macOS adds (__MACOSX/, .DS_Store) are not listed.
  static Result<ZipArchive> open(const Input& input, const ZipLimits& limits = {});

  const std::vector<ZipEntry>& entries() const { return entries_; }

  // The entry of this whole name, upper and lower case being the same, or nullptr.
  const ZipEntry* find(std::string_view name) const;

  // Reading fails when the entry is damaged or is larger than it claimed. The source keeps the archive alive.
  Result<std::unique_ptr<ByteSource>> read(const ZipEntry& entry) const;

 private:
  struct Handle;
  ZipArchive() = default;

  std::shared_ptr<Handle> handle_;
  std::vector<ZipEntry> entries_;
};

// Writes a zip to a file. The same content gives the same bytes: all entries carry 1980-01-01 as their time. What
// cannot be written (disk full) is thrown. Entries and archive stay below 4 GiB.
class ZipWriter {
 public:
  explicit ZipWriter(const std::filesystem::path& path);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  void add(std::string_view name);  // begins an entry and ends the one before
  void append(std::string_view bytes);
  void finish();  // without it the file is no zip

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace doorstep::sheets
