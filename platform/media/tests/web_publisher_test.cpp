// Browsers that send: a server at one end of the line, an ingest with its own thread at the other.
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <condition_variable>
#include <fstream>
#include <sstream>
#include <thread>

#include "ingest.h"
#include "link.h"
#include "made_matroska.h"
#include "recording.h"

namespace doorstep::media {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
namespace fs = std::filesystem;
using tcp = asio::ip::tcp;

class WebPublisherTest : public testing::Test {
 protected:
  using Stream = websocket::stream<tcp::socket, false>;

  WebPublisherTest() : folder_(fs::temp_directory_path() / ("doorstep-web-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    Ingest::Settings settings;
    settings.address = "127.0.0.1";
    settings.port = 0;
    settings.folder = folder_;
    settings.control = folder_ / "ingest.sock";
    settings.replaced_after = std::chrono::milliseconds(300);
    ingest_ = std::move(*Ingest::open(settings));
    thread_ = std::thread([this] { ingest_->run(); });
    Link::Settings line;
    line.folder = folder_;
    line.control = settings.control;
    link_ = std::make_unique<Link>(
        line, Link::Calls{
                  [](const std::string&) -> Result<Link::Place> {
                    return refuse(Fault::not_found, "key-unknown", say("没有", "unknown"));
                  },
                  [this](const Link::Place& place) { tell("came " + place.source); }, [](const Link::Place&) {},
                  [this](const Link::Place& place, const Words& why) { tell("went " + place.source + ": " + why.en); },
                  [this] { tell("found"); }});
    EXPECT_TRUE(told("found"));
  }
  ~WebPublisherTest() override {
    link_.reset();
    thread_.join();
    ingest_.reset();
    fs::remove_all(folder_);
  }
  void tell(std::string what) {
    const std::lock_guard hold(mutex_);
    told_.push_back(std::move(what));
    wake_.notify_all();
  }
  bool told(const std::string& what) {
    std::unique_lock hold(mutex_);
    return wake_.wait_for(hold, std::chrono::seconds(10), [&] {
      return std::ranges::any_of(told_, [&](const std::string& one) { return one.starts_with(what); });
    });
  }
  // A page whose request the server has taken and handed over.
  std::unique_ptr<Stream> page(const std::string& source) {
    tcp::acceptor door{io_, tcp::endpoint{asio::ip::address_v4::loopback(), 0}};
    tcp::socket client{io_};
    client.connect(door.local_endpoint());
    auto taken = door.accept();
    std::string head(4096, '\0');
    auto stream = std::make_unique<Stream>(std::move(client));
    std::thread server([&] {
      size_t got = 0;
      while (head.find("\r\n\r\n") == head.npos)
        got += taken.read_some(asio::buffer(head.data() + got, head.size() - got));
      const auto at = head.find("Sec-WebSocket-Key: ") + 19;
      EXPECT_TRUE(link_->hand_over(taken.release(), {"lesson", source}, head.substr(at, 24), "127.0.0.1"));
    });
    websocket::response_type reply;
    stream->handshake(reply, "house", "/live/in/lesson/" + source);
    server.join();
    EXPECT_EQ(reply["Sec-WebSocket-Protocol"], browser_protocol);
    stream->binary(true);
    return stream;
  }
  // Texts until one has `what`, or the end with its close code.
  static std::string until(Stream& stream, const std::string& what) {
    for (;;) {
      boost::beast::flat_buffer in;
      boost::system::error_code error;
      stream.read(in, error);
      if (error) return "closed " + std::to_string(stream.reason().code);
      const auto text = boost::beast::buffers_to_string(in.data());
      if (text.find(what) != text.npos) return text;
    }
  }
  static std::string recording() {
    std::ifstream in(DOORSTEP_SOURCE_DIR "/platform/media/tests/browser.mkv", std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
  }

  const fs::path folder_;
  asio::io_context io_;
  std::unique_ptr<Ingest> ingest_;
  std::unique_ptr<Link> link_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::string> told_;
};

TEST_F(WebPublisherTest, APageSendsAndWhatItSentIsKept) {
  auto stream = page("main");
  EXPECT_NE(until(*stream, "accepted").find("accepted"), std::string::npos);
  ASSERT_TRUE(told("came main"));
  const auto all = recording();
  for (size_t at = 0; at < all.size(); at += 3000) stream->write(asio::buffer(all.substr(at, 3000)));
  EXPECT_NE(until(*stream, "kept").find("seconds"), std::string::npos);
  stream->close(websocket::close_code::normal);
  ASSERT_TRUE(told("went main"));
  const auto kept = read_epoch(folder_ / "lesson" / "main", 1);
  ASSERT_TRUE(kept) << kept.error().what.en;
  EXPECT_NEAR(static_cast<double>(kept->parts.back().begin + kept->parts.back().duration), 4.1e6, 3e5);
}

TEST_F(WebPublisherTest, OnePageSendsASourceAndAnotherTakesItsPlaceWhenItIsSilent) {
  auto first = page("main");
  until(*first, "accepted");
  first->write(asio::buffer(mkv_head()));
  auto second = page("main");
  EXPECT_NE(until(*second, "refused").find("another source"), std::string::npos);
  EXPECT_EQ(until(*second, "nothing"), "closed 4000");
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  auto third = page("main");
  EXPECT_NE(until(*third, "accepted").find("accepted"), std::string::npos);
  EXPECT_TRUE(told("went main: the source came again"));
}

TEST_F(WebPublisherTest, WhatCannotBeKeptIsToldAndThePageIsLetGo) {
  auto stream = page("board");
  until(*stream, "accepted");
  stream->write(asio::buffer(mkv_head() + mkv_segment() + mkv_tracks({mkv_track(1, 1, "V_VP8", "")})));
  EXPECT_NE(until(*stream, "refused").find("VP8"), std::string::npos);
  EXPECT_EQ(until(*stream, "nothing"), "closed 4001");
  EXPECT_TRUE(told("went board: the browser sends VP8"));
}

TEST_F(WebPublisherTest, ALessonThatIsOverLetsItsPagesGo) {
  auto stream = page("main");
  until(*stream, "accepted");
  ASSERT_TRUE(told("came main"));
  link_->stop("lesson", "", say("这节课已经结束", "the lesson is over"));
  EXPECT_NE(until(*stream, "refused").find("the lesson is over"), std::string::npos);
  EXPECT_EQ(until(*stream, "nothing"), "closed 4001");
  link_->drain();
  auto late = page("main");
  EXPECT_NE(until(*late, "refused").find("drained"), std::string::npos);
}

}  // namespace
}  // namespace doorstep::media
