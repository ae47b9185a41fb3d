#include "web_files.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "text.h"

namespace doorstep::http {
namespace {

std::string type_of(std::string_view extension) {
  static const std::map<std::string, std::string, std::less<>> types{{".html", "text/html; charset=utf-8"},
                                                                     {".js", "text/javascript; charset=utf-8"},
                                                                     {".css", "text/css; charset=utf-8"},
                                                                     {".json", "application/json"},
                                                                     {".svg", "image/svg+xml"},
                                                                     {".png", "image/png"},
                                                                     {".ico", "image/x-icon"},
                                                                     {".woff2", "font/woff2"},
                                                                     {".webmanifest", "application/manifest+json"},
                                                                     {".txt", "text/plain; charset=utf-8"},
                                                                     {".jpg", "image/jpeg"},
                                                                     {".webp", "image/webp"},
                                                                     {".woff", "font/woff"},
                                                                     {".map", "application/json"}};
  const auto found = types.find(extension);
  return found == types.end() ? "application/octet-stream" : found->second;
}

}  // namespace

WebFiles::WebFiles(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code missing;
  if (folder.empty() || !fs::is_directory(folder, missing)) return;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.is_symlink()) continue;
    File file;
    std::ifstream in(entry.path(), std::ios::binary);
    file.body.assign(std::istreambuf_iterator<char>(in), {});
    file.type = type_of(entry.path().extension().string());
    file.etag = tag_of(file.body);
    const auto path = "/" + fs::relative(entry.path(), folder).generic_string();
    file.immutable = path.starts_with("/assets/");
    if (file.body.size() > 512) file.zipped = gzip(file.body, 9);
    if (file.zipped.size() >= file.body.size()) file.zipped.clear();
    files_.emplace(path, std::move(file));
  }
}

const WebFiles::File* WebFiles::find(std::string_view path) const {
  if (const auto found = files_.find(path); found != files_.end()) return &found->second;
  const auto last = path.substr(std::min(path.rfind('/'), path.size()));
  if (last.find('.') != last.npos) return nullptr;
  const auto index = files_.find("/index.html");
  return index == files_.end() ? nullptr : &index->second;
}

}  // namespace doorstep::http
