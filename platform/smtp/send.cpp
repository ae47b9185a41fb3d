#include <curl/curl.h>

#include <array>
#include <memory>

#include <fmt/core.h>

#include "smtp.h"

namespace doorstep::smtp {
namespace {

constexpr long connect_seconds = 20, whole_seconds = 60;

struct Once {
  Once() { curl_global_init(CURL_GLOBAL_DEFAULT); }
};

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

class List {
 public:
  ~List() { curl_slist_free_all(list_); }
  void add(const std::string& line) { list_ = curl_slist_append(list_, line.c_str()); }
  curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

using Body = std::unique_ptr<curl_mime, decltype(&curl_mime_free)>;

// The last line that the server said.
size_t heard(char* data, size_t size, size_t count, void* to) {
  auto& last = *static_cast<std::string*>(to);
  last.assign(data, size * count);
  while (!last.empty() && (last.back() == '\r' || last.back() == '\n')) last.pop_back();
  return size * count;
}

void address(CURL* curl, const Server& server) {
  const bool tls = server.security == Security::tls;
  curl_easy_setopt(curl, CURLOPT_URL,
                   fmt::format("{}://{}:{}", tls ? "smtps" : "smtp", server.host, server.port).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, server.security == Security::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
  if (!server.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server.ca_file.c_str());
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, whole_seconds);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
}

bool may_work_later(CURLcode code, long status) {
  if (status >= 500) return false;
  return code != CURLE_PEER_FAILED_VERIFICATION && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED &&
         code != CURLE_SSL_CACERT_BADFILE && code != CURLE_URL_MALFORMAT;
}

}  // namespace

Outcome send(const Server& server, const Message& message) {
  static const Once once;
  if (const auto good = check_address(message.to, "to"); !good) return {false, true, good.error().what.en};
  const Handle curl{curl_easy_init(), &curl_easy_cleanup};
  if (!curl) return {false, false, "libcurl does not start"};
  address(curl.get(), server);
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, fmt::format("<{}>", server.from).c_str());
  List recipients, headers;
  recipients.add(fmt::format("<{}>", message.to));
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  for (const auto& line : headers_of(server, message)) headers.add(line);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  const Body body{curl_mime_init(curl.get()), &curl_mime_free};
  auto* part = curl_mime_addpart(body.get());
  curl_mime_data(part, message.text.data(), message.text.size());
  curl_mime_type(part, "text/plain; charset=utf-8");
  curl_mime_encoder(part, "base64");
  curl_easy_setopt(curl.get(), CURLOPT_MIMEPOST, body.get());
  std::array<char, CURL_ERROR_SIZE> why{};
  std::string said;
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, why.data());
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, &heard);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &said);
  const auto code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return {true, true, said};
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  const std::string reason = why[0] ? why.data() : curl_easy_strerror(code);
  return {false, !may_work_later(code, status), said.empty() ? reason : fmt::format("{} ({})", said, reason)};
}

}  // namespace doorstep::smtp
