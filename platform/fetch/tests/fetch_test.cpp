// Against a server of this test's own: what it says, what it says too much of, and nobody at all.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include <fmt/core.h>

#include <doorstep/fetch/fetch.h>

namespace doorstep::fetch {
namespace {

// Answers one connection with `answer`, after reading the head.
class OneAnswer {
 public:
  explicit OneAnswer(std::string answer) : listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(listening_, reinterpret_cast<sockaddr*>(&at), size);
    ::listen(listening_, 1);
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this, answer = std::move(answer)] {
      const int peer = ::accept(listening_, nullptr, nullptr);
      if (peer < 0) return;
      char bytes[4096];
      while (heard_.find("\r\n\r\n") == heard_.npos) {
        const auto got = ::recv(peer, bytes, sizeof bytes, 0);
        if (got <= 0) break;
        heard_.append(bytes, static_cast<size_t>(got));
      }
      if (::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) heard_.clear();
      ::close(peer);
    });
  }
  ~OneAnswer() {
    ::shutdown(listening_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    ::close(listening_);
  }
  std::string url() const { return fmt::format("http://127.0.0.1:{}/x", port_); }
  std::string heard() {
    thread_.join();
    return heard_;
  }

 private:
  int listening_;
  int port_ = 0;
  std::string heard_;
  std::thread thread_;
};

TEST(Fetch, asks_only_where_the_line_is_encrypted_or_short) {
  for (const char* good : {"https://example.org/a", "http://127.0.0.1:9/", "http://localhost/", "http://[::1]:80/"})
    EXPECT_TRUE(allowed(good)) << good;
  for (const char* bad : {"http://example.org/", "ftp://example.org/", "file:///etc/passwd", "https://a:b@example.org/",
                          "http://127.0.0.1.example.org/", "http://localhost.example.org/", "", "https://", "x"})
    EXPECT_FALSE(allowed(bad)) << bad;
  EXPECT_EQ(send({"http://example.org/"}).error().code, "address-not-allowed");
}

TEST(Fetch, gives_what_was_answered_and_follows_nobody) {
  OneAnswer server{"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\nhi"};
  const auto got = send({server.url(), "a=1", "Basic eA=="});
  ASSERT_TRUE(got) << got.error().what.en;
  EXPECT_EQ(got->status, 302);
  EXPECT_EQ(got->body, "hi");
  const auto heard = server.heard();
  EXPECT_TRUE(heard.starts_with("POST /x ")) << heard;
  EXPECT_NE(heard.find("Authorization: Basic eA=="), heard.npos) << heard;
}

TEST(Fetch, stops_at_the_limit) {
  OneAnswer server{"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(5000, 'x')};
  Request request{server.url()};
  request.most_bytes = 1000;
  EXPECT_EQ(send(request).error().code, "answer-too-large");
}

TEST(Fetch, says_when_nobody_is_there) {
  const auto got = send({"http://127.0.0.1:1/"});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, "unreachable");
  EXPECT_EQ(got.error().fault, Fault::busy);
}

TEST(Fetch, encodes_a_form) { EXPECT_EQ(encoded({{"a b", "1&2"}, {"c", "东"}}), "a%20b=1%262&c=%E4%B8%9C"); }

}  // namespace
}  // namespace doorstep::fetch
