// PDFs of documents of office programs: asked for, made once, gone with the document; on both databases.
#include "previews.h"

#include <both.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doorstep/settings/settings.h>
#include <doorstep/sheets/zip.h>

#include "blobs.h"
#include "routes.h"
#include "store_previews.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr int64_t one_day = 24 * 60 * 60;

// The least that Word opens.
std::string docx_at(const std::string& path, const std::string& text) {
  sheets::ZipWriter writer{path};
  const std::pair<std::string, std::string> parts[] = {
      {"[Content_Types].xml",
       R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
       R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
       R"(<Override PartName="/word/document.xml" ContentType=)"
       R"("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)"},
      {"_rels/.rels",
       R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
       R"(<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument")"
       R"( Target="word/document.xml"/></Relationships>)"},
      {"word/document.xml",
       R"(<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
       R"(<w:body><w:p><w:r><w:t>)" +
           text + "</w:t></w:r></w:p></w:body></w:document>"}};
  for (const auto& [name, bytes] : parts) {
    writer.add(name);
    writer.append(bytes);
  }
  writer.finish();
  return path;
}

class PreviewsTest : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    for (const auto own : {settings::migrations(), audit::migrations(), migrations()})
      ASSERT_TRUE(db::migrate(*database_, own));
    blobs_ = folder_.path() + "/blobs";
    files_ = std::make_unique<Files>(*database_, trail_, blobs_);
  }
  Stored document(const std::string& name = "计划.docx") {
    const auto made = files_->put(li_, school_, name, docx_at(folder_.path() + "/upload", "三年规划"));
    EXPECT_TRUE(made) << made.error().what.en;
    EXPECT_TRUE(database_->write([&](db::Session& session) {
      return files_->hold(session, li_, {"room", "thing"}, school_, {made->id});
    }));
    return *files_->stored("room", made->id);
  }
  void await(const Stored& file) {
    ASSERT_TRUE(database_->write([&](db::Session& session) -> Result<void> {
      store::set_preview(session, {file.digest, "docx", store::PreviewState::waiting, "", "", now_utc()});
      return {};
    }));
  }

  const OrgId school_{derived_uuid("test", "org", "A")};
  const Actor li_{{derived_uuid("test", "account", "li")}, "Li", {}, Language::en, ""};
  audit::Trail trail_{"pepper"};
  std::string blobs_;
  std::unique_ptr<Files> files_;
};
DOORSTEP_ON_BOTH(PreviewsTest);

TEST_P(PreviewsTest, IsMadeOnceShownAsAPdfAndGoesWithItsDocument) {
  const auto file = document();
  int made = 0;
  const Previews previews{
      *database_, blobs_,
      [&](const std::string&, const std::string& ending, const std::string& to, const std::atomic<bool>&) {
        ++made;
        EXPECT_EQ(ending, "docx");
        std::ofstream{to} << "%PDF-1.7 made";
        return Result<void>{};
      }};
  EXPECT_EQ(previews.round(), 0) << "nobody asked";
  await(file);
  EXPECT_EQ(previews.round(), 1);
  EXPECT_EQ(previews.round(), 0);
  EXPECT_EQ(made, 1);
  const auto shown = reply_of(file, true);
  ASSERT_TRUE(shown) << shown.error().what.en;
  EXPECT_EQ(shown->type, "application/pdf");
  EXPECT_EQ(shown->etag, file.digest + "-pdf");
  EXPECT_TRUE(shown->file.ends_with(".pdf"));
  EXPECT_EQ(reply_of(file, false)->type, file.type) << "who downloads has the document itself";
  ASSERT_TRUE(database_->write([&](db::Session& session) -> Result<void> {
    files_->release(session, li_, Place{"room", "thing"});
    return {};
  }));
  files_->tidy(std::time(nullptr) + 2 * one_day);
  files_->tidy(std::time(nullptr) + 4 * one_day);
  EXPECT_FALSE(fs::exists(shown->file));
  EXPECT_FALSE(database_->read([&](db::Session& session) { return store::preview(session, file.digest); }));
}

TEST_P(PreviewsTest, WhatCannotBeMadeIsSaidAndNotTriedAgain) {
  const auto file = document();
  await(file);
  const Previews previews{*database_, blobs_,
                          [](const std::string&, const std::string&, const std::string&, const std::atomic<bool>&) {
                            return Result<void>{refuse(Fault::invalid, "preview-failed", say("坏", "broken"))};
                          }};
  EXPECT_EQ(previews.round(), 1);
  EXPECT_EQ(previews.round(), 0);
  const auto shown = reply_of(file, true);
  ASSERT_FALSE(shown);
  EXPECT_EQ(shown.error().code, "preview-failed");
  EXPECT_EQ(shown.error().what.en, "broken");
}

TEST_P(PreviewsTest, TheFirstWhoAsksStartsIt) {
  const auto file = document();
  const auto shown = reply_of(file, true);
  if (!office_installed()) {
    EXPECT_EQ(shown.error().code, "preview-missing");
    return;
  }
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->status, 202);
  EXPECT_EQ(reply_of(file, true)->status, 202);
  EXPECT_EQ(Previews(*database_, blobs_).round(), 1) << "by LibreOffice itself";
  const auto made = reply_of(file, true);
  ASSERT_TRUE(made) << made.error().what.en;
  std::ifstream in{made->file, std::ios::binary};
  EXPECT_TRUE((std::string{std::istreambuf_iterator<char>{in}, {}}).starts_with("%PDF-"));
}

TEST_P(PreviewsTest, WhatCannotBeMadeNowWaits) {
  const auto file = document();
  await(file);
  const Previews busy{*database_, blobs_,
                      [](const std::string&, const std::string&, const std::string&, const std::atomic<bool>&) {
                        return Result<void>{refuse(Fault::busy, "preview-missing", say("无", "not here"))};
                      }};
  EXPECT_EQ(busy.round(), 1);
  EXPECT_EQ(busy.round(), 1) << "it still waits, for a server that can";
}

TEST(Office, StopsAtOnceWhenTheServerDoes) {
  if (!office_installed()) GTEST_SKIP() << "needs LibreOffice";
  support::Folder folder;
  const auto path = docx_at(folder.path() + "/plan.docx", "text");
  const auto made = make_pdf(path, "docx", folder.path() + "/made.pdf", true);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().fault, Fault::busy);
  EXPECT_FALSE(fs::exists(folder.path() + "/made.pdf"));
}

TEST(Office, RefusesWhatIsNoDocumentAndLeavesNothing) {
  if (!office_installed()) GTEST_SKIP() << "needs LibreOffice";
  support::Folder folder;
  const auto path = folder.path() + "/broken.docx";
  std::ofstream{path, std::ios::binary} << "PK\3\4 and nothing behind it";
  const auto workshops = folder.path() + "/tmp";
  fs::create_directory(workshops);
  ::setenv("TMPDIR", workshops.c_str(), 1);
  const auto made = make_pdf(path, "docx", folder.path() + "/made.pdf", false);
  EXPECT_FALSE(made);
  EXPECT_FALSE(fs::exists(folder.path() + "/made.pdf"));
  EXPECT_TRUE(fs::is_empty(workshops));
  ::unsetenv("TMPDIR");
}

}  // namespace
}  // namespace doorstep::files
