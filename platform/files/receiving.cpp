#include "receiving.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "blobs.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr int64_t flushed_at_once = 8 << 20;  // bytes after which the disk is told to begin, so that the end is quick

std::string journal_of(const std::string& path) { return path + ".unproven"; }

// How much is proven of a file of which a part was cut off; empty when none was.
std::optional<int64_t> journal(const std::string& path) {
  std::ifstream in{journal_of(path)};
  int64_t proven = 0;
  if (!in || !(in >> proven)) return {};
  return proven;
}

void sync_folder_of(const std::string& path) {
  const Descriptor folder{::open(fs::path{path}.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (folder.at < 0 || ::fsync(folder.at) != 0) throw std::system_error(errno, std::generic_category(), path);
}

int64_t length_of(int file, const std::string& path) {
  struct stat about {};
  if (::fstat(file, &about) != 0) throw std::system_error(errno, std::generic_category(), path);
  return about.st_size;
}

// Cuts off what was not proven when its sender, or this program, was interrupted.
void prove(int file, const std::string& path) {
  const auto good = journal(path);
  if (!good) return;
  if (length_of(file, path) > *good && ::ftruncate(file, *good) != 0)
    throw std::system_error(errno, std::generic_category(), path);
  if (::fsync(file) != 0) throw std::system_error(errno, std::generic_category(), path);
  ::unlink(journal_of(path).c_str());
  sync_folder_of(path);
}

tl::unexpected<Error> bad_checksum() {
  return refuse(Fault::invalid, "header-invalid",
                say("Upload-Checksum 应为 sha1 或 sha256 加空格和 Base64 校验值",
                    "Upload-Checksum must be sha1 or sha256, a space, and the checksum in Base64"));
}

tl::unexpected<Error> in_use() {
  return refuse(Fault::conflict, "upload-in-use",
                say("这个文件正在另一处上传，请稍候再继续", "this upload is going on elsewhere; go on in a moment"));
}

}  // namespace

Result<std::optional<Expected>> expected_of(const std::string& header) {
  if (header.empty()) return std::optional<Expected>{};
  const auto space = header.find(' ');
  const auto name = header.substr(0, space);
  if (space == header.npos || (name != "sha1" && name != "sha256")) return bad_checksum();
  auto bytes = from_base64(header.substr(space + 1));
  if (!bytes || bytes->size() != (name == "sha1" ? 20u : 32u)) return bad_checksum();
  return Expected{name == "sha1" ? Checksum::Kind::sha1 : Checksum::Kind::sha256, std::move(*bytes)};
}

std::optional<int64_t> proven(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.at < 0) return {};
  const auto length = length_of(file.at, path);
  const auto good = journal(path);
  if (::fdatasync(file.at) != 0) throw std::system_error(errno, std::generic_category(), path);
  return good ? std::min(*good, length) : length;
}

Result<std::shared_ptr<Receiving>> Receiving::open(const std::string& id, const std::string& path, int64_t offset,
                                                   int64_t size, std::optional<Expected> expected) {
  std::shared_ptr<Receiving> made{new Receiving(id, path)};
  made->file_.at = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (made->file_.at < 0) throw std::system_error(errno, std::generic_category(), path);
  if (::flock(made->file_.at, LOCK_EX | LOCK_NB) != 0) return in_use();
  prove(made->file_.at, path);
  const auto there = length_of(made->file_.at, path);
  if (there != offset)
    return refuse(
        Fault::conflict, "upload-offset",
        say("服务器已有 {0} 字节，而续传从 {1} 字节开始；请先查询已收到多少",
            "the server has {0} bytes and this goes on from {1}; ask first how much has arrived", there, offset));
  made->begin_ = made->at_ = made->flushed_ = offset;
  made->size_ = size;
  if (expected) {
    made->sum_.emplace(expected->kind);
    made->expected_ = std::move(expected);
    write_whole(journal_of(path), std::to_string(offset));
  }
  return made;
}

Receiving::~Receiving() { let_go(); }

void Receiving::let_go() {
  if (file_.at >= 0) ::close(std::exchange(file_.at, -1));
}

void Receiving::stop() {
  const std::lock_guard hold{mutex_};
  stopped_ = true;
  let_go();
}

bool Receiving::take(std::string_view bytes) {
  const std::lock_guard hold{mutex_};
  if (file_.at < 0 || error_ != 0) return false;
  if (static_cast<int64_t>(bytes.size()) > size_ - at_) return over_ = true, false;
  if (sum_) sum_->add(bytes);
  while (!bytes.empty()) {
    const auto wrote = ::pwrite(file_.at, bytes.data(), bytes.size(), at_);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return error_ = wrote < 0 ? errno : EIO, false;
    bytes.remove_prefix(static_cast<size_t>(wrote));
    at_ += wrote;
  }
  if (at_ - flushed_ >= flushed_at_once) {
    ::sync_file_range(file_.at, flushed_, at_ - flushed_, SYNC_FILE_RANGE_WRITE);
    flushed_ = at_;
  }
  return true;
}

Result<int64_t> Receiving::finish() {
  const std::lock_guard hold{mutex_};
  if (stopped_) return in_use();
  if (error_ != 0)
    return refuse(Fault::busy, error_ == ENOSPC ? "disk-full" : "file-not-kept",
                  say("服务器存不下这个文件（{}），请告知管理员",
                      "the server cannot keep the file ({}); tell who runs it", std::strerror(error_)));
  if (over_)
    return refuse(
        Fault::too_large, "upload-too-long",
        say("发来的内容比上传开始时说的 {} 字节多", "more came than the {} bytes that were announced", size_));
  if (expected_ && sum_->bytes() != expected_->bytes) {
    prove(file_.at, path_);
    return refuse(Fault::invalid, "checksum-mismatch",
                  say("这一段的校验值不符，已丢弃，请重发", "this part does not have its checksum; it was not kept"));
  }
  if (::fdatasync(file_.at) != 0) throw std::system_error(errno, std::generic_category(), path_);
  if (expected_) {
    ::unlink(journal_of(path_).c_str());
    sync_folder_of(path_);
  }
  let_go();
  return at_;
}

}  // namespace doorstep::files
