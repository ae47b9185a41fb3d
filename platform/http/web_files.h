// The files of the web app, read into memory once, each with its gzip form. Only what was read can be served, so no
// path leads out of the folder.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace doorstep::http {

class WebFiles {
 public:
  struct File {
    std::string type, body, zipped, etag;  // zipped is empty when it would not be smaller
    bool immutable = false;                // its name holds its digest
  };

  // A folder that does not exist has no files.
  explicit WebFiles(const std::string& folder);

  // The file at `path`; for a path that looks like a page ("/schools/7"), index.html, which draws it. Null otherwise.
  const File* find(std::string_view path) const;
  bool empty() const { return files_.empty(); }

 private:
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace doorstep::http
