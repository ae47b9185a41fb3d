// ReplyCache: replies that hold until the register changes, so that a list that everyone looks at is written once.
#pragma once

#include <doorstep/base/digest.h>
#include <doorstep/http/route.h>

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include <doorstep/registry/registry.h>

namespace doorstep::registry {

class ReplyCache {
 public:
  // What `make` makes for this path and query, as seen by `reader` while the register stands at `seq`.
  template <class Make>
  Result<http::Reply> reply(const http::Call& call, const Reader& reader, int64_t seq, Make&& make) {
    const auto key = key_of(call, reader);
    const auto day = Date::today();
    {
      const std::lock_guard lock(mutex_);
      if (seq_ != seq || day_ != day) {
        kept_.clear();
        bytes_ = 0;
        seq_ = seq;
        day_ = day;
      } else if (const auto found = kept_.find(key); found != kept_.end()) {
        return *found->second;
      }
    }
    Result<http::Reply> made = make();
    if (!made) return made;
    made->etag = keyed_digest_hex("", made->body).substr(0, 32);
    const std::lock_guard lock(mutex_);
    if (seq_ == seq && day_ == day && made->body.size() < most_bytes / 8) {
      if (bytes_ + made->body.size() > most_bytes) {
        kept_.clear();
        bytes_ = 0;
      }
      if (kept_.emplace(key, std::make_shared<const http::Reply>(*made)).second) bytes_ += made->body.size();
    }
    return made;
  }

 private:
  static constexpr size_t most_bytes = 24 << 20;

  static std::string key_of(const http::Call& call, const Reader& reader) {
    std::string key = call.path;
    for (const auto& [name, value] : call.parameters) key.append("\n").append(name).append("=").append(value);
    add(key, "\n@", reader.visible);
    add(key, "\n#", reader.full);
    return key;
  }

  static void add(std::string& key, const char* mark, const Scope& scope) {
    if (scope.everything) return;
    key.append(mark);
    for (const auto& root : scope.roots) key.append(mark).append(root.value);
  }

  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const http::Reply>> kept_;
  size_t bytes_ = 0;
  int64_t seq_ = -1;
  Date day_;
};

}  // namespace doorstep::registry
