#include "blobs.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include <doorstep/base/id.h>

#include "checksum.h"
#include "descriptor.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr size_t piece = 1 << 20;
constexpr auto old_age = std::chrono::hours(24);

[[noreturn]] void failed(const fs::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

void sync(const fs::path& path, int flags) {
  const Descriptor opened{::open(path.c_str(), flags | O_CLOEXEC)};
  if (opened.at < 0 || ::fsync(opened.at) != 0) failed(path);
}
void sync_folder(const fs::path& path) { sync(path, O_RDONLY | O_DIRECTORY); }

void make_folder(const fs::path& path) {
  if (fs::is_directory(path)) return;
  fs::create_directories(path);
  sync_folder(path.parent_path());
}

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto wrote = ::write(to, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(wrote));
  }
  return true;
}

// Reads a whole file piece by piece; false when it cannot be read, or `visit` says so.
template <class Visit>
bool read_all(const fs::path& path, Visit&& visit) {
  const Descriptor from{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (from.at < 0) return false;
  std::vector<char> bytes(piece);
  for (;;) {
    const auto count = ::read(from.at, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return true;
    if (!visit(std::string_view{bytes.data(), static_cast<size_t>(count)})) return false;
  }
}

bool is_digest(std::string_view name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == name.npos;
}

bool old(const fs::directory_entry& entry) {
  std::error_code gone;
  const auto at = entry.last_write_time(gone);
  return !gone && at < fs::file_time_type::clock::now() - old_age;
}

}  // namespace

Incoming::~Incoming() {
  if (!path.empty()) ::unlink(path.c_str());
}

std::string digest_of_file(const fs::path& path) {
  Checksum digest{Checksum::Kind::sha256};
  const bool read = read_all(path, [&](std::string_view bytes) {
    digest.add(bytes);
    return true;
  });
  return read ? digest.hex() : std::string{};
}

std::string copy_with_digest(const fs::path& from, const fs::path& to, const std::string& expected) {
  make_folder(to.parent_path());
  const auto beside = to.parent_path() / (".part-" + new_uuid());
  Checksum digest{Checksum::Kind::sha256};
  {
    const Descriptor into{::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (into.at < 0) failed(beside);
    const bool read = read_all(from, [&](std::string_view bytes) {
      digest.add(bytes);
      if (!write_all(into.at, bytes)) failed(beside);
      return true;
    });
    if (!read) {
      ::unlink(beside.c_str());
      return {};
    }
    if (::fsync(into.at) != 0) failed(beside);
  }
  auto found = digest.hex();
  if (found == expected) {
    if (::rename(beside.c_str(), to.c_str()) != 0) failed(to);
    sync_folder(to.parent_path());
  } else {
    ::unlink(beside.c_str());
  }
  return found;
}

void write_whole(const fs::path& path, std::string_view text) {
  make_folder(path.parent_path());
  const auto beside = path.parent_path() / (".part-" + new_uuid());
  {
    const Descriptor into{::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)};
    if (into.at < 0 || !write_all(into.at, text) || ::fsync(into.at) != 0) failed(beside);
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) failed(path);
  sync_folder(path.parent_path());
}

Result<Incoming> Blobs::take(const std::string& from) const {
  try {
    make_folder(folder_ / "incoming");
    Incoming made;
    made.path = (folder_ / "incoming" / new_uuid()).string();
    std::error_code elsewhere;
    fs::rename(from, made.path, elsewhere);
    if (elsewhere) fs::copy_file(from, made.path);
    std::error_code none;
    if (elsewhere) fs::remove(from, none);
    sync(made.path, O_RDONLY);
    made.size = static_cast<int64_t>(fs::file_size(made.path));
    made.digest = digest_of_file(made.path);
    if (made.digest.empty()) failed(made.path);
    return made;
  } catch (const std::system_error& error) {
    return refuse(Fault::busy, "file-not-kept",
                  say("服务器存不下这个文件（{}），请告知管理员",
                      "the server cannot keep the file ({}); tell who runs it", error.code().message()));
  }
}

void Blobs::place(const std::string& path, const std::string& digest) const {
  const auto to = path_of(digest);
  make_folder(to.parent_path());
  if (::rename(path.c_str(), to.c_str()) != 0 && !(errno == ENOENT && fs::exists(to))) failed(to);
  sync_folder(to.parent_path());
}

void Blobs::remove(const std::string& digest) const {
  ::unlink(preview_of(digest).c_str());
  if (::unlink(path_of(digest).c_str()) != 0 && errno != ENOENT) failed(path_of(digest));
}

void Blobs::tidy_incoming() const {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator{folder_ / "incoming", none})
    if (old(entry)) fs::remove(entry.path(), none);
}

void Blobs::each_old(const std::function<void(const std::string& digest, int64_t size)>& visit) const {
  std::error_code none;
  for (const auto& entry : fs::recursive_directory_iterator{folder_, none}) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file(none) && is_digest(name) && old(entry))
      visit(name, static_cast<int64_t>(entry.file_size(none)));
  }
}

}  // namespace doorstep::files
