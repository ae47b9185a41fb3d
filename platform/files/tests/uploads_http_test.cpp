// tus 1.0 byte by byte, through a server: status codes, headers, and a connection that breaks.
#include <folder.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <fstream>
#include <thread>

#include <client.h>

#include <doorstep/db/db.h>
#include <doorstep/http/edge.h>
#include <doorstep/http/server.h>
#include <doorstep/settings/settings.h>

#include "routes.h"
#include "uploads.h"

namespace doorstep::files {
namespace {

class Everywhere : public Places {
 public:
  bool within(const OrgId& org, const OrgId& root) const override { return org == root; }
  OrgId district_of(const OrgId&) const override { return {}; }
};

std::string base64(std::string_view text) {
  std::string made(text.size() * 2 + 8, '\0');
  made.resize(static_cast<size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(made.data()),
                                                  reinterpret_cast<const unsigned char*>(text.data()),
                                                  static_cast<int>(text.size()))));
  return made;
}

class TusTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = std::move(*db::open(folder_.path()));
    for (const auto own : {settings::migrations(), audit::migrations(), migrations()})
      ASSERT_TRUE(db::migrate(*database_, own));
    files_.emplace(*database_, trail_, folder_.path() + "/blobs");
    uploads_.emplace(*database_, *files_, folder_.path() + "/blobs");
    http::Edge::Settings chosen;
    chosen.places = &places_;
    chosen.log_quick_success = false;
    chosen.remembered = [](const http::Call& call) -> std::optional<Actor> {
      return Actor{{call.session_token}, call.session_token, {{Role::principal, school}}, Language::en, ""};
    };
    chosen.authenticate = [](const http::Call&) -> Result<Actor> {
      return refuse(Fault::unauthorized, "session-over", say("", ""));
    };
    edge_.emplace(routes(*uploads_, *files_), chosen, metrics_);
    http::Server::Settings limits;
    limits.port = 0;
    limits.signals = false;
    limits.spool_folder = folder_.path();
    server_ = std::move(*http::Server::open(limits, *edge_));
    thread_ = std::thread([this] { server_->run(); });
  }
  void TearDown() override {
    server_->stop();
    thread_.join();
    server_.reset();
  }
  static std::string headers(const std::string& more = "", const std::string& who = "li") {
    return "Cookie: doorstep_session=" + who + "\r\nX-CSRF-Token: " + http::csrf_token(who) +
           "\r\nTus-Resumable: 1.0.0\r\n" + more;
  }
  static std::string part(int64_t offset, const std::string& more = "") {
    return headers("Content-Type: application/offset+octet-stream\r\nUpload-Offset: " + std::to_string(offset) +
                   "\r\n" + more);
  }
  http::Answer ask(std::string_view method, std::string_view at, const std::string& with, std::string_view body = "") {
    http::Client client{server_->port()};
    return client.ask(method, at, with, body);
  }
  http::Answer announce(int64_t size, const std::string& name = "课.txt", const std::string& more = "",
                        std::string_view body = "") {
    return ask("POST", "/api/files/tus?org=" + school.value,
               headers("Upload-Length: " + std::to_string(size) + "\r\nUpload-Metadata: filetype dGV4dA==,filename " +
                       base64(name) + "\r\n" + more),
               body);
  }

  static inline const OrgId school{derived_uuid("test", "org", "A")};
  support::Folder folder_;
  std::unique_ptr<db::Database> database_;
  audit::Trail trail_{"pepper"};
  Everywhere places_;
  metrics::Metrics metrics_;
  std::optional<Files> files_;
  std::optional<Uploads> uploads_;
  std::optional<http::Edge> edge_;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

TEST_F(TusTest, OptionsTellsWhatCanBeDone) {
  const auto said = ask("OPTIONS", "/api/files/tus", "");
  EXPECT_EQ(said.status, 204);
  EXPECT_EQ(said.headers.at("Tus-Resumable"), "1.0.0");
  EXPECT_EQ(said.headers.at("Tus-Version"), "1.0.0");
  EXPECT_EQ(said.headers.at("Tus-Max-Size"), "21474836480");
  EXPECT_EQ(said.headers.at("Tus-Extension"), "creation,creation-with-upload,termination,checksum,expiration");
  EXPECT_EQ(said.headers.at("Tus-Checksum-Algorithm"), "sha1,sha256");
}

TEST_F(TusTest, AnUploadFromItsAnnouncementToItsEnd) {
  const auto made = announce(10);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.headers.at("Tus-Resumable"), "1.0.0");
  EXPECT_TRUE(made.headers.at("Upload-Expires").ends_with(" GMT"));
  const auto at = made.headers.at("Location");
  auto head = ask("HEAD", at, headers());
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("Upload-Offset"), "0");
  EXPECT_EQ(head.headers.at("Upload-Length"), "10");
  EXPECT_EQ(head.headers.at("Cache-Control"), "no-store");
  EXPECT_EQ(ask("PATCH", at, part(3), "x").status, 409);
  const auto first = ask("PATCH", at, part(0), "01234");
  EXPECT_EQ(first.status, 204);
  EXPECT_EQ(first.headers.at("Upload-Offset"), "5");
  EXPECT_EQ(first.headers.at("Tus-Resumable"), "1.0.0");
  EXPECT_EQ(ask("PATCH", at, part(5), "").headers.at("Upload-Offset"), "5") << "a part of nothing";
  EXPECT_EQ(ask("POST", at, part(5, "X-HTTP-Method-Override: PATCH\r\n"), "56789").status, 204);
  head = ask("HEAD", at, headers());
  EXPECT_EQ(head.headers.at("Upload-Offset"), "10");
  EXPECT_NE(ask("GET", at, headers()).body.find(R"("stage":"kept")"), std::string::npos);
  EXPECT_EQ(files_->state().files, 1);
}

TEST_F(TusTest, RefusalsHaveTheirCodes) {
  const auto at = announce(10).headers.at("Location");
  const auto old = ask("PATCH", at,
                       "Cookie: doorstep_session=li\r\nX-CSRF-Token: " + http::csrf_token("li") +
                           "\r\nTus-Resumable: 0.2.2\r\nUpload-Offset: 0\r\n",
                       "x");
  EXPECT_EQ(old.status, 412);
  EXPECT_EQ(old.headers.at("Tus-Version"), "1.0.0");
  EXPECT_EQ(ask("PATCH", at, headers("Upload-Offset: 0\r\nContent-Type: text/plain\r\n"), "x").status, 415);
  EXPECT_EQ(ask("PATCH", at, headers("Content-Type: application/offset+octet-stream\r\n"), "x").status, 400);
  EXPECT_EQ(ask("PATCH", at, part(0), "01234567890").status, 413);
  EXPECT_EQ(ask("PATCH", at, part(0, "Upload-Checksum: sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=\r\n"), "abd").status, 460);
  EXPECT_EQ(ask("HEAD", at, headers()).headers.at("Upload-Offset"), "0");
  EXPECT_EQ(ask("PATCH", at, part(0, "Upload-Checksum: md5 qZk=\r\n"), "abc").status, 400);
  EXPECT_EQ(ask("PATCH", at, part(0, "Upload-Checksum: sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=\r\n"), "abc").status, 204);
  EXPECT_EQ(ask("HEAD", at, headers("", "wang")).status, 404) << "another's";
  EXPECT_EQ(ask("HEAD", at, "Tus-Resumable: 1.0.0\r\n").status, 401);
  EXPECT_EQ(ask("DELETE", at, headers()).status, 204);
  EXPECT_EQ(ask("HEAD", at, headers()).status, 404);
  EXPECT_EQ(ask("PATCH", at, part(3), "x").status, 404);
  EXPECT_EQ(announce((int64_t{20} << 30) + 1).status, 413);
  EXPECT_EQ(announce(10, "run.exe").status, 422);
  EXPECT_EQ(ask("POST", "/api/files/tus?org=" + school.value, headers("Upload-Length: 3\r\n")).status, 400);
  EXPECT_EQ(
      ask("POST", "/api/files/tus?org=" + derived_uuid("test", "org", "B"), headers("Upload-Length: 3\r\n")).status,
      403);
  EXPECT_EQ(uploads_->unfinished({{"li"}, "li", {}, Language::en, ""}).size(), 0u) << "nothing half is left";
}

TEST_F(TusTest, TheFirstPartMayComeWithTheAnnouncement) {
  EXPECT_EQ(announce(3, "a.txt", "Content-Type: text/plain\r\n", "ab").status, 415);
  const auto made = announce(4, "a.txt", "Content-Type: application/offset+octet-stream\r\n", "ab");
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.headers.at("Upload-Offset"), "2");
  EXPECT_EQ(ask("PATCH", made.headers.at("Location"), part(2), "cd").headers.at("Upload-Offset"), "4");
  EXPECT_EQ(files_->state().files, 1);
}

TEST_F(TusTest, WhatArrivedBeforeTheLineBrokeIsThere) {
  const std::string text(6 << 20, 'z');
  const auto at = announce(static_cast<int64_t>(text.size())).headers.at("Location");
  int64_t there = 0;
  for (int broken = 0; broken < 4; ++broken) {
    {
      http::Client client{server_->port()};
      client.send("PATCH " + at + " HTTP/1.1\r\nHost: t\r\n" + part(there) +
                  "Content-Length: " + std::to_string(text.size() - static_cast<size_t>(there)) + "\r\n\r\n");
      client.send(std::string_view{text}.substr(static_cast<size_t>(there), 1 << 20));
      // Until some of it has arrived; then the line is cut.
      for (int tries = 0;
           tries < 500 && uploads_->look({{"li"}, "li", {}, Language::en, ""}, at.substr(15), false)->offset <= there;
           ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    const auto now = std::stoll(ask("HEAD", at, headers()).headers.at("Upload-Offset"));
    EXPECT_GT(now, there);
    there = now;
  }
  EXPECT_EQ(ask("PATCH", at, part(there), std::string_view{text}.substr(static_cast<size_t>(there))).status, 204);
  EXPECT_EQ(files_->state().bytes, static_cast<int64_t>(text.size()));
}

TEST_F(TusTest, ASilentOldConnectionGivesWayToTheNewOne) {
  const auto at = announce(8).headers.at("Location");
  http::Client silent{server_->port()};
  silent.send("PATCH " + at + " HTTP/1.1\r\nHost: t\r\n" + part(0) + "Content-Length: 8\r\n\r\nabcd");
  http::Answer head;
  for (int tries = 0; tries < 500 && head.headers["Upload-Offset"] != "4"; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    if (uploads_->look({{"li"}, "li", {}, Language::en, ""}, at.substr(15), false)->offset < 4) continue;
    head = ask("HEAD", at, headers());
  }
  EXPECT_EQ(head.headers["Upload-Offset"], "4");
  EXPECT_EQ(ask("PATCH", at, part(4), "efgh").status, 204);
  silent.send("efgh");
  EXPECT_EQ(silent.receive().status, 423);
}

}  // namespace
}  // namespace doorstep::files
