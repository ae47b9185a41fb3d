// Blobs: contents on disk, each under its digest: FOLDER/ab/abcdef... Written beside, synced and moved into place, so
// that what stands there is whole. Several servers may share the folder.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include <doorstep/base/result.h>

namespace doorstep::files {

// The file in the folder by which it is known as the one of its database.
inline constexpr const char* marker = "installation";

// A content on its way into the folder; what is not placed is removed.
struct Incoming {
  std::string path, digest;
  int64_t size = 0;
  Incoming() = default;
  Incoming(Incoming&& other) noexcept { *this = std::move(other); }
  Incoming& operator=(Incoming&& other) noexcept {
    std::swap(path, other.path);
    std::swap(digest, other.digest);
    std::swap(size, other.size);
    return *this;
  }
  ~Incoming();
};

class Blobs {
 public:
  explicit Blobs(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path path_of(const std::string& digest) const { return folder_ / digest.substr(0, 2) / digest; }

  // Where the PDF that is shown of a document lies.
  std::filesystem::path preview_of(const std::string& digest) const {
    return folder_ / "previews" / digest.substr(0, 2) / (digest + ".pdf");
  }

  // Moves, or copies from another file system, the file at `from` in; its bytes are on disk when this returns. busy
  Result<Incoming> take(const std::string& from) const;
  // Into its place, over what may stand there; on disk when this returns. Doing it again does nothing. Throws.
  void place(const std::string& path, const std::string& digest) const;
  void remove(const std::string& digest) const;  // with its preview

  // Removes what was on its way for longer than a day, when somebody was interrupted.
  void tidy_incoming() const;
  // Contents that are older than a day.
  void each_old(const std::function<void(const std::string& digest, int64_t size)>& visit) const;

 private:
  std::filesystem::path folder_;
};

// The digest of a file as it is read; empty when it cannot be.
std::string digest_of_file(const std::filesystem::path& path);
// The same while copying it to `to`, which is on disk and whole, or not there, when this returns.
std::string copy_with_digest(const std::filesystem::path& from, const std::filesystem::path& to,
                             const std::string& expected);
// Writes a small file, whole or not at all. Throws.
void write_whole(const std::filesystem::path& path, std::string_view text);

}  // namespace doorstep::files
