#include "parser.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "text.h"

namespace doorstep::http {

Parser::~Parser() {
  if (file_ >= 0) ::close(file_);
}

void Parser::on_request_impl(boost::beast::http::verb, Text method, Text target, int version, Code& error) {
  method_ = method;
  target_ = target;
  version_ = version;
  error = {};
}

// A header that comes twice is joined as the standard says.
void Parser::on_field_impl(boost::beast::http::field, Text name, Text value, Code& error) {
  std::string lower(name.size(), '\0');
  std::transform(name.begin(), name.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (lower == "host") ++hosts_;
  auto& kept = exchange_.call.headers[lower];
  if (!kept.empty()) kept += lower == "cookie" ? "; " : ", ";
  kept.append(value.data(), value.size());
  error = {};
}

const char* Parser::objection() const {
  if (version_ != 10 && version_ != 11) return "the version of HTTP";
  if (hosts_ > 1 || (version_ == 11 && hosts_ == 0)) return "the Host header";
  const auto* coding = exchange_.call.headers.find("transfer-encoding");
  if (coding && *coding != "chunked") return "the transfer coding";
  if (coding && (version_ == 10 || exchange_.call.headers.contains("content-length"))) return "the length of the body";
  return nullptr;
}

namespace {

// What the file is called where it came from: messages name it. Nothing that could lead out of its folder.
std::string name_of_upload(const Call& call) {
  constexpr size_t longest_name = 200;  // bytes; file systems take 255
  auto name = percent_decode(call.header("x-file-name"), false).value_or("");
  const bool strange = std::ranges::any_of(name, [](unsigned char c) { return c < ' ' || c == 127 || c == '/'; });
  if (strange || name.empty() || name.size() > longest_name || name == "." || name == "..") return "upload";
  return name;
}

}  // namespace

Result<void> Parser::spool_into(const std::string& folder) {
  std::string own = folder + "/upload-XXXXXX";
  if (::mkdtemp(own.data())) {
    const auto path = own + "/" + name_of_upload(exchange_.call);
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file_ >= 0) exchange_.call.spooled_file = path;
  }
  if (file_ >= 0) return {};
  const auto error = errno;
  ::rmdir(own.c_str());
  return refuse(Fault::busy, "spool-failed",
                say("无法保存上传的文件：{}", "the upload cannot be kept: {}", std::strerror(error)));
}

void Parser::on_body_init_impl(const boost::optional<uint64_t>& length, Code& error) {
  if (length && file_ < 0 && !exchange_.call.sink) exchange_.call.body.reserve(std::min<uint64_t>(*length, 1 << 20));
  error = {};
}

size_t Parser::take(Text body, Code& error) {
  error = {};
  body_bytes_ += body.size();
  if (auto* sink = exchange_.call.sink.get()) {
    if (!sink->take(body)) error = Code(ECANCELED, boost::system::system_category());
    return body.size();
  }
  if (file_ < 0) {
    exchange_.call.body.append(body.data(), body.size());
    return body.size();
  }
  for (size_t sent = 0; sent < body.size();) {
    const auto wrote = ::write(file_, body.data() + sent, body.size() - sent);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      error = Code(errno, boost::system::system_category());
      return sent;
    }
    sent += static_cast<size_t>(wrote);
  }
  return body.size();
}

void Parser::on_finish_impl(Code& error) {
  error = {};
  if (file_ >= 0 && ::close(std::exchange(file_, -1)) != 0) error = Code(errno, boost::system::system_category());
}

}  // namespace doorstep::http
