// Uploads in parts, from their announcement until they are files or have expired; on both databases.
#include "uploads.h"

#include <both.h>

#include <filesystem>
#include <fstream>

#include <doorstep/settings/settings.h>

#include "checksum.h"
#include "receiving.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr int64_t day = 24 * 60 * 60;

template <class T>
std::string refusal_of(const Result<T>& done) {
  return done ? "" : done.error().code;
}

std::string sha1(std::string_view text) {
  Checksum sum{Checksum::Kind::sha1};
  sum.add(text);
  return sum.hex();
}

class UploadsTest : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    for (const auto own : {settings::migrations(), audit::migrations(), migrations()})
      ASSERT_TRUE(db::migrate(*database_, own));
    blobs_ = folder_.path() + "/blobs";
    files_ = std::make_unique<Files>(*database_, trail_, blobs_);
    uploads_ = std::make_unique<Uploads>(*database_, *files_, blobs_);
  }
  Result<Upload> announce(const std::string& name, int64_t size) {
    return uploads_->announce(li_, school_, name, size);
  }
  Result<Upload> send(const std::string& id, int64_t from, std::string_view text, const std::string& checksum = "") {
    const auto part = uploads_->receive(li_, id, from, static_cast<int64_t>(text.size()), checksum);
    if (!part) return tl::unexpected<Error>(part.error());
    (*part)->take(text);
    return uploads_->received(li_, **part);
  }
  size_t parts() const {
    std::error_code none;
    return static_cast<size_t>(std::distance(fs::directory_iterator{blobs_ + "/parts", none}, {}));
  }

  const OrgId school_{derived_uuid("test", "org", "A")};
  const Actor li_{{derived_uuid("test", "account", "li")}, "Li", {}, Language::en, ""},
      wang_{{derived_uuid("test", "account", "wang")}, "Wang", {}, Language::en, ""};
  const int64_t now_ = std::time(nullptr);
  audit::Trail trail_{"pepper"};
  std::string blobs_;
  std::unique_ptr<Files> files_;
  std::unique_ptr<Uploads> uploads_;
};
DOORSTEP_ON_BOTH(UploadsTest);

TEST_P(UploadsTest, PartsBecomeAFileOfTheirPerson) {
  const auto made = announce("三年规划.txt", 10);
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_EQ(send(made->id, 0, "01234")->offset, 5);
  EXPECT_EQ(uploads_->look(li_, made->id, true)->offset, 5);
  EXPECT_EQ(refusal_of(uploads_->look(wang_, made->id, true)), "upload-unknown");
  EXPECT_EQ(uploads_->unfinished(li_).size(), 1u);
  EXPECT_EQ(uploads_->unfinished(wang_).size(), 0u);
  EXPECT_EQ(refusal_of(send(made->id, 4, "4")), "upload-offset");
  EXPECT_EQ(refusal_of(send(made->id, 5, "567890")), "upload-too-long");
  const auto whole = send(made->id, 5, "56789");
  ASSERT_TRUE(whole) << whole.error().what.en;
  EXPECT_EQ(whole->stage, UploadStage::kept);
  ASSERT_TRUE(whole->file);
  EXPECT_EQ(whole->file->name, "三年规划.txt");
  EXPECT_EQ(whole->file->size, 10);
  ASSERT_TRUE(database_->write([&](db::Session& session) {
    return files_->hold(session, li_, {"room", "thing"}, school_, {whole->file->id});
  }));
  std::ifstream in{files_->stored("room", whole->file->id)->path};
  EXPECT_EQ((std::string{std::istreambuf_iterator<char>{in}, {}}), "0123456789");
  EXPECT_EQ(parts(), 0u);
  EXPECT_TRUE(uploads_->unfinished(li_).empty());
  EXPECT_EQ(refusal_of(send(made->id, 10, "")), "upload-whole");
}

TEST_P(UploadsTest, WhatIsThereSurvivesABreakAndARestart) {
  const auto made = announce("film.txt", 6);
  ASSERT_TRUE(made);
  {
    auto part = uploads_->receive(li_, made->id, 0, 6, "");
    ASSERT_TRUE(part);
    EXPECT_TRUE((*part)->take("abcd"));
  }  // the connection breaks here: no handler runs
  uploads_ = std::make_unique<Uploads>(*database_, *files_, blobs_);
  EXPECT_EQ(uploads_->look(li_, made->id, true)->offset, 4);
  EXPECT_EQ(send(made->id, 4, "ef")->stage, UploadStage::kept);
}

TEST_P(UploadsTest, WhoComesBackEndsTheOwnOldConnectionAndAnotherServerIsKeptAway) {
  const auto made = announce("film.txt", 6);
  ASSERT_TRUE(made);
  auto old = uploads_->receive(li_, made->id, 0, 6, "");
  ASSERT_TRUE(old);
  EXPECT_TRUE((*old)->take("ab"));
  const Uploads other{*database_, *files_, blobs_};  // a server of its own, as far as it can tell
  EXPECT_EQ(refusal_of(other.receive(li_, made->id, 2, 4, "")), "upload-in-use");
  EXPECT_EQ(refusal_of(other.drop(li_, made->id)), "upload-in-use");
  EXPECT_EQ(uploads_->look(li_, made->id, false)->offset, 2);
  EXPECT_TRUE((*old)->take("c")) << "a page that only waits ends nothing";
  EXPECT_EQ(uploads_->look(li_, made->id, true)->offset, 3);
  EXPECT_FALSE((*old)->take("d"));
  EXPECT_EQ(refusal_of(uploads_->received(li_, **old)), "upload-in-use");
  EXPECT_EQ(send(made->id, 3, "def")->stage, UploadStage::kept);
}

TEST_P(UploadsTest, APartWithAChecksumIsKeptWhollyOrNotAtAll) {
  EXPECT_EQ(sha1("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  const auto made = announce("film.txt", 6);
  ASSERT_TRUE(made);
  const std::string of_abc = "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=";
  EXPECT_EQ(refusal_of(send(made->id, 0, "abc", "md5 abcd")), "header-invalid");
  EXPECT_EQ(refusal_of(send(made->id, 0, "abc", "sha1 short")), "header-invalid");
  EXPECT_EQ(refusal_of(send(made->id, 0, "abd", of_abc)), "checksum-mismatch");
  EXPECT_EQ(uploads_->look(li_, made->id, true)->offset, 0);
  {
    auto part = uploads_->receive(li_, made->id, 0, 3, of_abc);
    ASSERT_TRUE(part);
    EXPECT_TRUE((*part)->take("ab"));
  }
  EXPECT_EQ(uploads_->look(li_, made->id, true)->offset, 0) << "what came of it is not proven";
  EXPECT_EQ(send(made->id, 0, "abc", of_abc)->offset, 3);
  EXPECT_EQ(uploads_->look(li_, made->id, true)->offset, 3);
  EXPECT_EQ(send(made->id, 3, "def", "sha256 y43+3T/Omw1Etv0tUcUyZHqPWGvZgqLoRhpROuQWjDQ=").error().code,
            "checksum-mismatch");
  EXPECT_EQ(send(made->id, 3, "def")->stage, UploadStage::kept);
}

TEST_P(UploadsTest, WhatCannotBeAFileIsSaidEarlyOrWhenItIsWhole) {
  EXPECT_EQ(refusal_of(announce("run.exe", 5)), "file-kind");
  EXPECT_EQ(refusal_of(announce("noending", 5)), "file-name");
  EXPECT_EQ(refusal_of(announce("empty.txt", 0)), "file-empty");
  EXPECT_EQ(refusal_of(announce("film.mp4", (int64_t{20} << 30) + 1)), "file-too-large");
  FileLimits limits;
  limits.large_bytes = 60 << 20;
  limits.quota_bytes = 70 << 20;
  ASSERT_TRUE(files_->set_limits(li_, limits));
  EXPECT_EQ(refusal_of(announce("film.mp4", 61 << 20)), "file-too-large");
  ASSERT_TRUE(announce("film.mp4", 40 << 20));
  EXPECT_EQ(refusal_of(announce("film.mp4", 40 << 20)), "quota-full") << "what is announced counts";
  const auto forged = announce("film.mp4", 5);
  ASSERT_TRUE(forged);
  const auto refused = send(forged->id, 0, "plain");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->stage, UploadStage::refused);
  EXPECT_EQ(refused->problem_code, "file-disagrees");
  EXPECT_EQ(refusal_of(send(forged->id, 0, "again")), "file-disagrees");
  EXPECT_EQ(parts(), 1u) << "only the announced one";
}

TEST_P(UploadsTest, ALargeOneIsCheckedByTheRoundAndHeldWhereLargeOnesAreTaken) {
  const std::string text(33 << 20, 'x');
  FileLimits limits;
  limits.most_bytes = 32 << 20;
  ASSERT_TRUE(files_->set_limits(li_, limits));
  const auto made = announce("long.txt", static_cast<int64_t>(text.size()));
  ASSERT_TRUE(made);
  EXPECT_EQ(send(made->id, 0, text)->stage, UploadStage::checking);
  EXPECT_EQ(uploads_->look(li_, made->id, true)->offset, static_cast<int64_t>(text.size()));
  EXPECT_EQ(uploads_->round(now_), 1);
  const auto kept = uploads_->look(li_, made->id, false);
  ASSERT_TRUE(kept && kept->file);
  EXPECT_EQ(uploads_->round(now_), 0);
  const auto hold = [&](Sizes sizes) {
    return database_->write([&](db::Session& session) {
      return files_->hold(session, li_, {"room", "thing"}, school_, {kept->file->id}, sizes);
    });
  };
  EXPECT_EQ(refusal_of(hold(Sizes::small)), "file-too-large");
  EXPECT_TRUE(hold(Sizes::large));
}

TEST_P(UploadsTest, AKillWhileCheckingLosesNothing) {
  const std::string text(33 << 20, 'y');
  const auto made = announce("long.txt", static_cast<int64_t>(text.size()));
  ASSERT_TRUE(made);
  ASSERT_TRUE(send(made->id, 0, text));
  // As after a kill between the content's coming into its place and the end of the transaction.
  const auto seen = files_->examine("long.txt", blobs_ + "/parts/" + made->id);
  ASSERT_TRUE(seen);
  script("UPDATE files_upload SET digest='" + seen->digest + "', kind='text'");
  fs::create_directories(fs::path{files_->place_of(seen->digest)}.parent_path());
  fs::rename(blobs_ + "/parts/" + made->id, files_->place_of(seen->digest));
  EXPECT_EQ(uploads_->round(now_), 1);
  EXPECT_EQ(uploads_->look(li_, made->id, false)->stage, UploadStage::kept);
  EXPECT_TRUE(check_contents(*database_, blobs_, "")->faults.empty());
}

TEST_P(UploadsTest, AScannerThatDoesNotAnswerIsAskedAgain) {
  FileLimits limits;
  limits.scanner = folder_.path() + "/no-such-socket";
  ASSERT_TRUE(files_->set_limits(li_, limits));
  const auto made = announce("a.txt", 3);
  ASSERT_TRUE(made);
  const auto waiting = send(made->id, 0, "abc");
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->stage, UploadStage::checking);
  EXPECT_EQ(waiting->problem_code, "scanner-silent");
  ASSERT_TRUE(files_->set_limits(li_, FileLimits{}));
  EXPECT_EQ(uploads_->round(std::time(nullptr)), 0) << "not at once";
  EXPECT_EQ(uploads_->round(std::time(nullptr) + 60), 1);
  EXPECT_EQ(uploads_->look(li_, made->id, false)->stage, UploadStage::kept);
}

TEST_P(UploadsTest, WhatIsNotFinishedGoesADayAfterItsLastPart) {
  const auto made = announce("film.mp4", 1000);
  ASSERT_TRUE(made);
  ASSERT_TRUE(send(made->id, 0, "abc"));
  EXPECT_EQ(uploads_->tidy(now_ + day / 2), 0);
  script("UPDATE files_upload SET expires_at='" + utc_text(now_ - 1) + "'");
  EXPECT_EQ(refusal_of(send(made->id, 3, "d")), "upload-over");
  EXPECT_EQ(refusal_of(uploads_->look(li_, made->id, true)), "upload-over");
  EXPECT_EQ(uploads_->tidy(now_), 1);
  EXPECT_EQ(refusal_of(uploads_->look(li_, made->id, true)), "upload-unknown");
  EXPECT_EQ(parts(), 0u);
}

TEST_P(UploadsTest, GivingUpRemovesWhatCame) {
  const auto made = announce("film.mp4", 1000);
  ASSERT_TRUE(made);
  ASSERT_TRUE(send(made->id, 0, "abc"));
  EXPECT_EQ(refusal_of(uploads_->drop(wang_, made->id)), "upload-unknown");
  ASSERT_TRUE(uploads_->drop(li_, made->id));
  EXPECT_EQ(parts(), 0u);
  EXPECT_EQ(refusal_of(uploads_->drop(li_, made->id)), "upload-unknown");
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(announce("film.mp4", 10));
  EXPECT_EQ(refusal_of(announce("film.mp4", 10)), "uploads-too-many");
}

}  // namespace
}  // namespace doorstep::files
