// Receiving: one part of an upload on its way to the end of the upload's file. How much has arrived is the length of
// the file, except while a part with a checksum is under way: then a small file beside it, PATH.unproven, says how much
// of it is proven, and who opens it next cuts the rest off. A lock of the file keeps other servers away.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>

#include <doorstep/base/result.h>
#include <doorstep/http/route.h>

#include "checksum.h"
#include "descriptor.h"

namespace doorstep::files {

// What a sender says of a part: the kind and the bytes it must have.
struct Expected {
  Checksum::Kind kind{};
  std::string bytes;
};
// Of a header "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="; empty when there is none. header-invalid
Result<std::optional<Expected>> expected_of(const std::string& header);

// How many bytes of the file are there for good; they are on disk when this returns. Empty when there is no file.
std::optional<int64_t> proven(const std::string& path);

class Receiving : public http::Sink {
 public:
  // Opens and locks the file at `path` for bytes from `offset` up to `size`.
  //   upload-in-use  another server has it    conflict  so many bytes are not there yet, or more are
  static Result<std::shared_ptr<Receiving>> open(const std::string& id, const std::string& path, int64_t offset,
                                                 int64_t size, std::optional<Expected> expected);
  ~Receiving() override;

  bool take(std::string_view bytes) override;
  // After the last byte: how much is there now, on disk. Otherwise what went wrong; then a part with a checksum is not
  // kept at all.
  Result<int64_t> finish();
  // Lets the file go, since its sender has come back by another way. From any thread.
  void stop();

  const std::string& id() const { return id_; }

 private:
  Receiving(std::string id, std::string path) : id_(std::move(id)), path_(std::move(path)) {}
  void let_go();

  const std::string id_, path_;
  std::mutex mutex_;  // of the file, between the network thread and stop()
  Descriptor file_{-1};
  int64_t begin_ = 0, at_ = 0, size_ = 0, flushed_ = 0;
  int error_ = 0;
  bool over_ = false, stopped_ = false;
  std::optional<Expected> expected_;
  std::optional<Checksum> sum_;
};

}  // namespace doorstep::files
