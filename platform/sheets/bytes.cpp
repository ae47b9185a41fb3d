#include "bytes.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace doorstep::sheets {

namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(std::FILE* file, std::string name, int64_t size)
      : file_{file, &std::fclose}, name_{std::move(name)}, size_{size} {
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);
  }

  Result<size_t> read(char* to, size_t size) override {
    const size_t got = std::fread(to, 1, size, file_.get());
    if (got == 0 && std::ferror(file_.get()))
      return refuse(Fault::invalid, "file-unreadable",
                    say("读取文件“{}”出错，请检查磁盘后重试",
                        "reading the file \"{}\" failed: check the disk and try again", name_));
    return got;
  }

  std::optional<int64_t> size() const override { return size_; }

 private:
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::string name_;
  int64_t size_;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::shared_ptr<const std::string> bytes) : bytes_{std::move(bytes)} {}

  Result<size_t> read(char* to, size_t size) override {
    const size_t count = std::min(size, bytes_->size() - at_);
    std::memcpy(to, bytes_->data() + at_, count);
    at_ += count;
    return count;
  }

  std::optional<int64_t> size() const override { return static_cast<int64_t>(bytes_->size()); }

 private:
  std::shared_ptr<const std::string> bytes_;
  size_t at_ = 0;
};

}  // namespace

Input Input::file(const std::filesystem::path& path) { return {path, path.filename().string(), nullptr}; }

Input Input::memory(std::string name, std::string bytes) {
  return {{}, std::move(name), std::make_shared<const std::string>(std::move(bytes))};
}

int64_t Input::size() const {
  if (bytes) return static_cast<int64_t>(bytes->size());
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<int64_t>(size);
}

Result<std::unique_ptr<ByteSource>> Input::open() const {
  if (bytes) return std::make_unique<MemorySource>(bytes);
  if (path.empty())
    return refuse(Fault::invalid, "file-empty",
                  say("收到的文件是空的。请选择填好的 .xlsx 或 .csv 再上传",
                      "the file that came is empty. Choose the filled .xlsx or .csv and upload it again"));
  std::error_code error;
  const bool regular = std::filesystem::is_regular_file(path, error);
  std::FILE* file = regular ? std::fopen(path.c_str(), "rb") : nullptr;
  if (!file)
    return refuse(Fault::not_found, "file-missing",
                  say("打不开文件“{}”：它不存在，或没有读取权限",
                      "the file \"{}\" cannot be opened: it does not exist or may not be read", path.string()));
  const auto size = std::filesystem::file_size(path, error);
  return std::make_unique<FileSource>(file, name, error ? 0 : static_cast<int64_t>(size));
}

Result<size_t> read_fully(ByteSource& source, char* to, size_t size) {
  size_t filled = 0;
  while (filled < size) {
    DOORSTEP_LET(got, source.read(to + filled, size - filled));
    if (got == 0) break;
    filled += got;
  }
  return filled;
}

}  // namespace doorstep::sheets
