// The scanner, against a small clamd that speaks its protocol: INSTREAM with lengths, PING, answers that end with zero.
#include "scanner.h"

#include <arpa/inet.h>
#include <folder.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include <doorstep/files/files.h>
#include <doorstep/settings/settings.h>

namespace doorstep::files {
namespace {

// Finds "EICAR". Hangs up without a word when `mute`, and before the end of a stream over `most` bytes.
class FakeClamd {
 public:
  explicit FakeClamd(const std::string& path, bool mute = false, size_t most = 1 << 20) : mute_(mute), most_(most) {
    listening_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    path.copy(at.sun_path, sizeof at.sun_path - 1);
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0 || ::listen(listening_, 8) != 0)
      throw std::runtime_error("cannot listen");
    thread_ = std::thread([this] {
      for (;;) {
        const int one = ::accept(listening_, nullptr, nullptr);
        if (one < 0) return;
        if (!mute_) serve(one);
        ::close(one);
      }
    });
  }
  ~FakeClamd() {
    ::shutdown(listening_, SHUT_RDWR);
    ::close(listening_);
    thread_.join();
  }

 private:
  static bool take(int from, void* to, size_t size) {
    for (auto* at = static_cast<char*>(to); size > 0;) {
      const auto got = ::recv(from, at, size, 0);
      if (got <= 0) return false;
      at += got;
      size -= static_cast<size_t>(got);
    }
    return true;
  }
  static void answer(int to, const std::string& text) { ::send(to, text.c_str(), text.size() + 1, MSG_NOSIGNAL); }

  void serve(int one) const {
    std::string command;
    for (char c = 0; take(one, &c, 1) && c != '\0';) command += c;
    if (command == "zPING") return answer(one, "PONG");
    if (command != "zINSTREAM") return answer(one, "UNKNOWN COMMAND");
    std::string all;
    for (uint32_t length = 0; take(one, &length, sizeof length) && length != 0;) {
      std::string bytes(ntohl(length), '\0');
      if (!take(one, bytes.data(), bytes.size())) return;
      all += bytes;
      if (all.size() > most_) return answer(one, "INSTREAM size limit exceeded. ERROR");
    }
    answer(one, all.find("EICAR") == all.npos ? "stream: OK" : "stream: Eicar-Test-Signature FOUND");
  }

  int listening_ = -1;
  bool mute_;
  size_t most_;
  std::thread thread_;
};

class Scanner : public testing::Test {
 protected:
  std::string with(const std::string& text) {
    const auto path = folder_.path() + "/file";
    std::ofstream{path} << text;
    return path;
  }
  std::string asked(const std::string& text) {
    const auto done = scan(socket_, with(text));
    return done ? "clean" : done.error().code;
  }
  support::Folder folder_;
  const std::string socket_ = folder_.path() + "/clamd.ctl";
};

TEST_F(Scanner, SaysWhatItFound) {
  const FakeClamd clamd{socket_};
  EXPECT_EQ(asked("harmless"), "clean");
  EXPECT_EQ(asked(std::string(700'000, 'x').append("EICAR")), "file-infected") << "in several pieces";
  EXPECT_NE(scan(socket_, with("EICAR")).error().what.en.find("Eicar-Test-Signature"), std::string::npos);
  EXPECT_TRUE(ping(socket_));
}

TEST_F(Scanner, SilenceIsNoAnswer) {
  EXPECT_EQ(asked("x"), "scanner-silent") << "nobody listens";
  EXPECT_FALSE(ping(socket_));
  {
    const FakeClamd clamd{socket_, true};
    EXPECT_EQ(asked("x"), "scanner-silent") << "hung up";
  }
  ::unlink(socket_.c_str());
  const FakeClamd small{socket_, false, 10};
  EXPECT_EQ(asked("longer than ten letters"), "scanner-limit") << "its own limit is smaller than ours";
  EXPECT_EQ(scan(std::string(200, 'x'), with("x")).error().fault, Fault::busy) << "no such path";
}

// The whole way of an upload: refused when something is found, and when nobody looks.
TEST_F(Scanner, AnUploadIsKeptOnlyWhenItWasScanned) {
  auto database = db::open(folder_.path());
  ASSERT_TRUE(database);
  for (const auto own : {settings::migrations(), audit::migrations(), migrations()})
    ASSERT_TRUE(db::migrate(**database, own));
  const audit::Trail trail{"pepper"};
  const Files files{**database, trail, folder_.path() + "/blobs"};
  const Actor li{{"li"}, "Li", {}, Language::en, ""};
  ASSERT_TRUE(files.set_limits(li, {50 << 20, 0, socket_}));
  EXPECT_FALSE(files.state().scanner_problem_en.empty());
  const auto put = [&](const std::string& text) {
    const auto made = files.put(li, {"A"}, "a.txt", with(text));
    return made ? "" : made.error().code;
  };
  EXPECT_EQ(put("harmless"), "scanner-silent");
  const FakeClamd clamd{socket_};
  EXPECT_EQ(put("EICAR"), "file-infected");
  EXPECT_EQ(files.state().files, 0);
  EXPECT_EQ(put("harmless"), "");
  EXPECT_TRUE(files.state().scanner_problem_en.empty());
}

}  // namespace
}  // namespace doorstep::files
