// Files from their upload until nobody holds them; on both databases.
#include "files.h"

#include <both.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include <doorstep/settings/settings.h>

#include "blobs.h"
#include "names.h"
#include "routes.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr int64_t a_day = 24 * 60 * 60;

template <class T>
std::string code_of(const Result<T>& done) {
  return done ? "" : done.error().code;
}

class FilesTest : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    for (const auto own : {settings::migrations(), audit::migrations(), migrations()})
      ASSERT_TRUE(db::migrate(*database_, own));
    blobs_ = folder_.path() + "/blobs";
    files_ = std::make_unique<Files>(*database_, trail_, blobs_);
  }
  std::string spooled(const std::string& text) {
    const auto path = folder_.path() + "/" + new_uuid();
    std::ofstream{path, std::ios::binary} << text;
    return path;
  }
  Result<FileInfo> put(const std::string& name, const std::string& text) {
    return files_->put(li_, school_, name, spooled(text));
  }
  Result<void> hold(const Actor& who, const Place& place, std::vector<std::string> ids) {
    return database_->write([&](db::Session& session) { return files_->hold(session, who, place, school_, ids); });
  }
  void release(const Place& place) {
    ASSERT_TRUE(database_->write([&](db::Session& session) -> Result<void> {
      files_->release(session, li_, place);
      return {};
    }));
  }
  size_t on_disk() const {
    size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator{blobs_})
      count += entry.is_regular_file() && entry.path().filename().string().size() == 64;
    return count;
  }
  size_t on_the_way() const {
    std::error_code none;
    return static_cast<size_t>(std::distance(fs::directory_iterator{blobs_ + "/incoming", none}, {}));
  }

  const OrgId school_{derived_uuid("test", "org", "A")}, other_school_{derived_uuid("test", "org", "B")};
  const Actor li_{{derived_uuid("test", "account", "li")}, "Li", {}, Language::en, ""},
      wang_{{derived_uuid("test", "account", "wang")}, "Wang", {}, Language::en, ""};
  const int64_t now_ = std::time(nullptr);
  audit::Trail trail_{"pepper"};
  std::string blobs_;
  std::unique_ptr<Files> files_;
};
DOORSTEP_ON_BOTH(FilesTest);

TEST_P(FilesTest, AFileIsUploadedHeldAndRead) {
  const auto made = put("三年规划.txt", "one, two, three");
  ASSERT_TRUE(made) << made.error().what.en;
  EXPECT_EQ(made->name, "三年规划.txt");
  EXPECT_EQ(made->kind, "text");
  EXPECT_EQ(made->size, 15);
  EXPECT_TRUE(made->shown);
  EXPECT_EQ(code_of(files_->stored("room", made->id)), "file-unknown") << "it hangs nowhere yet";
  EXPECT_EQ(code_of(files_->stored("", made->id)), "file-unknown");
  EXPECT_EQ(code_of(hold(wang_, {"room", "thing"}, {made->id})), "file-not-yours");
  ASSERT_TRUE(hold(li_, {"room", "thing"}, {made->id}));
  EXPECT_EQ(code_of(hold(li_, {"room", "other"}, {made->id})), "file-not-yours") << "it hangs somewhere";
  const auto stored = files_->stored("room", made->id);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->place, (Place{"room", "thing"}));
  EXPECT_EQ(stored->type, "text/plain; charset=utf-8");
  EXPECT_EQ(digest_of_file(stored->path), stored->digest);
  EXPECT_EQ(code_of(files_->stored("elsewhere", made->id)), "file-unknown");
  const auto things =
      database_->read([&](db::Session& session) { return files_->of_things(session, "room", school_); });
  EXPECT_EQ(things.at("thing").at(0).name, "三年规划.txt");
  EXPECT_EQ(on_the_way(), 0u);
}

TEST_P(FilesTest, WhatCannotBeTakenLeavesNothing) {
  EXPECT_EQ(code_of(put("empty.txt", "")), "file-empty");
  EXPECT_EQ(code_of(files_->put(li_, school_, "gone.txt", "")), "file-empty");
  EXPECT_EQ(code_of(put("picture.png", "not a picture")), "file-disagrees");
  EXPECT_EQ(code_of(put("page.txt", "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>")),
            "file-unsafe");
  EXPECT_EQ(code_of(put("noending", "text")), "file-name");
  ASSERT_TRUE(files_->set_limits(li_, {1 << 20, 0, ""}));
  EXPECT_EQ(code_of(put("long.txt", std::string((1 << 20) + 1, 'x'))), "file-too-large");
  EXPECT_FALSE(fs::exists(blobs_)) << "nothing was kept";
  EXPECT_EQ(files_->state().files, 0);
}

TEST_P(FilesTest, TheSameContentIsKeptOnceAndGoesADayAfterItsLastFile) {
  const auto first = put("a.txt", "same"), second = put("b.txt", "same");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(on_disk(), 1u);
  ASSERT_TRUE(hold(li_, {"room", "1"}, {first->id}));
  ASSERT_TRUE(hold(li_, {"room", "2"}, {second->id}));
  release({"room", "1"});
  EXPECT_EQ(files_->tidy(now_ + 10 * a_day).contents, 0) << "another file has it";
  EXPECT_EQ(on_disk(), 1u);
  release({"room", "2"});
  EXPECT_EQ(files_->state().unused, 1);
  EXPECT_EQ(files_->tidy(now_ + a_day / 2).contents, 0) << "not yet a day";
  ASSERT_TRUE(put("c.txt", "same")) << "in use again";
  EXPECT_EQ(files_->state().unused, 0);
  const auto later = files_->tidy(now_ + 2 * a_day);
  EXPECT_EQ(later.loose, 1) << "a day without a thing to hang on";
  EXPECT_EQ(later.contents, 0);
  EXPECT_EQ(files_->tidy(now_ + 4 * a_day).contents, 1);
  EXPECT_EQ(on_disk(), 0u);
  EXPECT_EQ(files_->state().contents, 0);
}

TEST_P(FilesTest, BytesOfAnUploadThatWasCutOffGoToo) {
  fs::create_directories(blobs_ + "/incoming");
  const std::string digest(64, 'a');
  fs::create_directories(blobs_ + "/aa");
  const auto left = blobs_ + "/aa/" + digest, cut = blobs_ + "/incoming/cut", fresh = blobs_ + "/incoming/fresh";
  for (const auto& path : {left, cut, fresh}) std::ofstream{path} << "x";
  for (const auto& path : {left, cut})
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(48));
  files_->tidy(now_);
  EXPECT_FALSE(fs::exists(cut));
  EXPECT_TRUE(fs::exists(fresh));
  EXPECT_TRUE(fs::exists(left)) << "noted, and waiting";
  files_->tidy(now_ + 2 * a_day);
  EXPECT_FALSE(fs::exists(left));
}

TEST_P(FilesTest, UploadsAndTidyingAtOnceLoseNothing) {
  std::atomic<bool> over = false;
  std::thread tidying([&] {
    for (int64_t later = 0; !over; later += a_day) files_->tidy(now_ + later);
  });
  std::vector<std::string> held;
  for (int i = 0; i < 30; ++i) {  // the same few contents come and go
    const auto text = fmt::format("content {}", i % 3);
    for (int attempt = 0; attempt < 50; ++attempt) {
      const auto made = put("x.txt", text);
      ASSERT_TRUE(made) << made.error().what.en;
      const auto thing = std::to_string(i);
      if (!hold(li_, {"room", thing}, {made->id})) continue;  // tidied in between: to the other thread days went by
      const auto stored = files_->stored("room", made->id);
      ASSERT_TRUE(stored);
      ASSERT_EQ(digest_of_file(stored->path), stored->digest) << "held, and its bytes are gone";
      if (i % 2) release({"room", thing});
      break;
    }
  }
  over = true;
  tidying.join();
  EXPECT_TRUE(check_contents(*database_, blobs_, "")->faults.empty());
}

TEST_P(FilesTest, AQuotaBindsAnOrganisation) {
  ASSERT_TRUE(files_->set_limits(li_, {50 << 20, 10, ""}));
  ASSERT_TRUE(put("a.txt", "12345678"));
  EXPECT_EQ(code_of(put("b.txt", "123")), "quota-full");
  EXPECT_EQ(on_disk(), 1u);
  EXPECT_TRUE(files_->put(li_, other_school_, "b.txt", spooled("123")));
  EXPECT_EQ(code_of(files_->set_limits(li_, {0, -1, "clamd.ctl"})), "fields-wrong");
}

TEST_P(FilesTest, OnesOwnLooseFileIsDroppedAtOnce) {
  const auto made = put("a.txt", "x");
  EXPECT_EQ(code_of(files_->drop_loose(wang_, made->id)), "file-unknown");
  EXPECT_TRUE(files_->drop_loose(li_, made->id));
  EXPECT_EQ(files_->state().files, 0);
  const auto held = put("a.txt", "x");
  ASSERT_TRUE(hold(li_, {"room", "1"}, {held->id}));
  EXPECT_EQ(code_of(files_->drop_loose(li_, held->id)), "file-unknown");
}

TEST_P(FilesTest, ACopyIsCheckedAndADamageIsNamed) {
  const auto first = put("a.txt", "first"), second = put("b.txt", "second");
  ASSERT_TRUE(files_->claim_folder());
  const auto backup = folder_.path() + "/backup";
  auto copied = check_contents(*database_, blobs_, backup);
  ASSERT_TRUE(copied);
  EXPECT_EQ(copied->contents, 2);
  EXPECT_TRUE(copied->faults.empty());
  EXPECT_TRUE(check_contents(*database_, backup, "")->faults.empty());
  EXPECT_TRUE(fs::exists(backup + "/installation"));
  ASSERT_TRUE(hold(li_, {"room", "1"}, {first->id, second->id}));
  const auto path = files_->stored("room", first->id)->path;
  std::ofstream{path} << "FIRST";
  fs::remove(files_->stored("room", second->id)->path);
  const auto faults = check_contents(*database_, blobs_, "")->faults;
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_TRUE(check_contents(*database_, blobs_, backup)->faults.empty()) << "the backup has them";
  EXPECT_TRUE(check_contents(*database_, backup, blobs_)->faults.empty());
  EXPECT_TRUE(check_contents(*database_, blobs_, "")->faults.empty()) << "brought back";
}

TEST_P(FilesTest, TheFolderOfAnotherMachineIsRefused) {
  ASSERT_TRUE(files_->claim_folder());
  ASSERT_TRUE(files_->claim_folder()) << "again";
  const Files elsewhere{*database_, trail_, folder_.path() + "/other"};
  EXPECT_EQ(code_of(elsewhere.claim_folder()), "files-elsewhere");
  const Files nowhere{*database_, trail_, ""};
  EXPECT_TRUE(nowhere.claim_folder());
  EXPECT_EQ(code_of(nowhere.put(li_, school_, "a.txt", spooled("x"))), "files-nowhere");
}

TEST(FileNames, AreCleanedAndKeepTheirLetters) {
  const auto clean = [](std::string_view name) { return clean_name(name).value_or("refused"); };
  EXPECT_EQ(clean("三年规划.pdf"), "三年规划.pdf");
  EXPECT_EQ(clean("../../etc/passwd.txt"), "passwd.txt");
  EXPECT_EQ(clean("C:\\Users\\li\\plan.docx"), "plan.docx");
  EXPECT_EQ(clean("a\r\nb\x01.pdf"), "ab.pdf");
  EXPECT_EQ(clean("photo\u202Egnp.exe.pdf"), "photognp.exe.pdf");
  EXPECT_EQ(clean("\uFEFF x\u200B.pdf "), "x.pdf");
  EXPECT_EQ(clean("caf\u00E9.pdf"), "caf\u00E9.pdf") << "NFC stays";
  EXPECT_EQ(clean("...."), "refused");
  EXPECT_EQ(clean("dir/"), "refused");
  EXPECT_EQ(clean("noending"), "refused");
  EXPECT_EQ(clean(".htaccess"), "refused");
  std::string long_name;
  for (int i = 0; i < 100; ++i) long_name += "长";
  const auto cut = clean(long_name + ".pdf");
  EXPECT_LE(cut.size(), longest_name);
  EXPECT_TRUE(cut.ends_with("长.pdf"));
  EXPECT_EQ(ending_of("Plan.PDF"), "pdf");
}

}  // namespace
}  // namespace doorstep::files
