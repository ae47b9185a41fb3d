// A client of plain sockets, so that tests decide about every byte that goes out.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <map>
#include <string>
#include <string_view>

namespace doorstep::http {

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names as sent
  std::string body;
};

class Client {
 public:
  explicit Client(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }

  bool send(std::string_view text) {
    while (!text.empty()) {
      const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }

  // The next reply; status 0 when the connection ended before a whole one came.
  Answer receive(bool head = false) {
    Answer answer;
    while (in_.find("\r\n\r\n") == in_.npos)
      if (!more()) return answer;
    const auto end = in_.find("\r\n\r\n");
    std::string_view text{in_.data(), end + 2};
    std::from_chars(text.data() + 9, text.data() + 12, answer.status);
    text.remove_prefix(text.find("\r\n") + 2);
    while (!text.empty()) {
      const auto line = text.substr(0, text.find("\r\n"));
      text.remove_prefix(line.size() + 2);
      const auto colon = line.find(": ");
      answer.headers[std::string{line.substr(0, colon)}] = line.substr(colon + 2);
    }
    in_.erase(0, end + 4);
    if (answer.status == 100) return receive(head);
    size_t length = 0;
    if (answer.headers.contains("Content-Length") && !head) length = std::stoul(answer.headers["Content-Length"]);
    while (in_.size() < length)
      if (!more()) return {};
    answer.body = in_.substr(0, length);
    in_.erase(0, length);
    return answer;
  }

  Answer ask(std::string_view method, std::string_view target, std::string_view headers = "",
             std::string_view body = "") {
    std::string text{method};
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: test\r\n").append(headers);
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    text.append("\r\n").append(body);
    return send(text) ? receive(method == "HEAD") : Answer{};
  }

  // True when the other side has closed; waits for that.
  bool closed() {
    while (more()) {
    }
    return true;
  }

 private:
  bool more() {
    char bytes[16384];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    in_.append(bytes, static_cast<size_t>(got));
    return true;
  }

  int socket_;
  bool connected_ = false;
  std::string in_;
};

}  // namespace doorstep::http
