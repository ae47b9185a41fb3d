// A file whose upload was acknowledged is there after kill -9, whole, and held by what it was hung on; 60 times over.
// Nothing that was cut off is taken for a file. What was acknowledged of an upload in parts is there as well, byte by
// byte, and the upload goes on from it until it is a file.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include <doorstep/files/files.h>
#include <doorstep/files/uploads.h>
#include <doorstep/settings/settings.h>

#include "both.h"
#include "receiving.h"

namespace doorstep {
namespace {

constexpr int kills = 60;
const OrgId school{derived_uuid("test", "org", "A")};
const Actor teacher{{derived_uuid("test", "account", "li")}, "Li", {{Role::teacher, school}}, Language::en, ""};

struct House {
  explicit House(const std::string& folder) : blobs(folder + "/files/blobs") {
    auto opened = db::open(folder);
    if (!opened) throw std::runtime_error(opened.error().what.en);
    database = std::move(*opened);
    for (const auto own : {settings::migrations(), audit::migrations(), files::migrations()})
      if (!db::migrate(*database, own)) throw std::runtime_error("not migrated");
    kept.emplace(*database, trail, blobs);
    parts.emplace(*database, *kept, blobs);
  }
  // False when it was refused.
  bool receive_part(const std::string& id, int64_t offset, const std::string& bytes, const std::string& sum) const {
    const auto part = parts->receive(teacher, id, offset, static_cast<int64_t>(bytes.size()), sum);
    if (!part) return false;
    (*part)->take(bytes);
    return static_cast<bool>(parts->received(teacher, **part));
  }
  std::string blobs;
  std::unique_ptr<db::Database> database;
  audit::Trail trail{"pepper"};
  std::optional<files::Files> kept;
  std::optional<files::Uploads> parts;
};

// Another text for each number; some long enough to be cut in the middle.
std::string text_of(int number) {
  std::string text = fmt::format("file {}\n", number);
  for (int line = 0; line < number % 7 * 4000; ++line) text += fmt::format("{} {}\n", number, line * number);
  return text;
}

// Uploads, hangs and tells, one file after the other: "u" when it is kept, "h" when it hangs on its thing.
[[noreturn]] void upload_until_killed(const std::string& folder, int from, int tell) {
  const House house{folder};
  const auto say_done = [&](char what) {
    if (::write(tell, &what, 1) != 1) ::_exit(1);
  };
  for (int number = from;; ++number) {
    const auto path = folder + "/upload";
    std::ofstream{path, std::ios::binary} << text_of(number);
    const auto made = house.kept->put(teacher, school, fmt::format("{}.txt", number), path);
    if (!made) ::_exit(2);
    say_done('u');
    const auto held = house.database->write([&](db::Session& session) {
      return house.kept->hold(session, teacher, {"test", std::to_string(number)}, school, {made->id});
    });
    if (!held) ::_exit(3);
    say_done('h');
  }
}

// How many files were told to hang on their thing before the kill.
int killed_after(int letters, const std::string& folder, int from) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const auto child = ::fork();
  if (child == 0) upload_until_killed(folder, from, ends[1]);
  ::close(ends[1]);
  int held = 0, count = 0;
  for (char what = 0; ::read(ends[0], &what, 1) == 1;) {
    held += what == 'h';
    if (++count == letters) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  return held;
}

TEST(FilesPromise, AnAcknowledgedUploadIsThereAndWholeAfterEveryKill) {
  support::Folder folder;
  { const House house{folder.path()}; }
  int next = 0;
  for (int round = 0; round < kills; ++round) {
    const int held = killed_after(1 + round * 5 % 13, folder.path(), next);
    const House house{folder.path()};
    for (int number = next; number < next + held; ++number) {
      const auto files = house.database->read([&](db::Session& session) {
        return house.kept->of(session, {"test", std::to_string(number)});
      });
      ASSERT_EQ(files.size(), 1u) << "round " << round << ", file " << number;
      const auto stored = house.kept->stored("test", files[0].id);
      ASSERT_TRUE(stored);
      std::ifstream in{stored->path, std::ios::binary};
      ASSERT_EQ((std::string{std::istreambuf_iterator<char>{in}, {}}), text_of(number)) << stored->path;
    }
    next += held + 2;  // the one under way may hang there already
  }
  const House house{folder.path()};
  const auto checked = files::check_contents(*house.database, house.blobs, "");
  ASSERT_TRUE(checked);
  EXPECT_TRUE(checked->faults.empty()) << checked->faults[0].en;
  EXPECT_GT(checked->contents, 120);
  // A day later what hung nowhere is let go, another day later it is gone; what hangs stays.
  const auto held = house.kept->state().files;
  const auto now = std::time(nullptr);
  house.kept->tidy(now + 2 * 86400);
  house.kept->tidy(now + 4 * 86400);
  EXPECT_LE(house.kept->state().files, held);
  EXPECT_EQ(house.kept->state().unused, 0);
  EXPECT_TRUE(files::check_contents(*house.database, house.blobs, "")->faults.empty());
}

// A text of 40 MB, so long that it is looked at by a round, in which no two parts are alike.
const std::string& long_text() {
  static const std::string text = [] {
    std::string made;
    for (int line = 0; made.size() < (size_t{40} << 20); ++line) made += fmt::format("line {} of a long text\n", line);
    return made;
  }();
  return text;
}

// Sends parts of uneven size, every third with a wrong checksum first, and tells each offset that was acknowledged;
// checks it when it is whole.
[[noreturn]] void send_until_killed(const std::string& folder, const std::string& id, int tell) {
  const House house{folder};
  const auto& text = long_text();
  const auto all = static_cast<int64_t>(text.size());
  for (int number = 1;; ++number) {
    const auto now = house.parts->look(teacher, id, true);
    if (!now) ::_exit(2);
    if (now->stage == files::UploadStage::kept) ::_exit(0);
    if (now->stage == files::UploadStage::checking) {
      house.parts->round(std::time(nullptr) + 3600 * number);
      continue;
    }
    const auto length = std::min<int64_t>(all - now->offset, (1 + number % 3) << 20);
    const auto sum = number % 3 == 0 ? "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=" : "";
    if (!house.receive_part(id, now->offset, text.substr(static_cast<size_t>(now->offset), static_cast<size_t>(length)),
                            sum))
      continue;
    const int64_t told = now->offset + length;
    if (::write(tell, &told, sizeof told) != sizeof told) ::_exit(1);
  }
}

TEST(FilesPromise, AcknowledgedPartsOfAnUploadAreThereAfterEveryKill) {
  support::Folder folder;
  std::string id;
  {
    const House house{folder.path()};
    const auto made = house.parts->announce(teacher, school, "long.txt", static_cast<int64_t>(long_text().size()));
    ASSERT_TRUE(made) << made.error().what.en;
    id = made->id;
  }
  int64_t acknowledged = 0;
  bool kept = false;
  for (int round = 0; round < 200 && !kept; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const auto child = ::fork();
    if (child == 0) send_until_killed(folder.path(), id, ends[1]);
    ::close(ends[1]);
    // Now after a part, now at any moment: within one, or while all of it is looked at.
    if (round % 2 == 0) {
      int64_t told = 0;
      if (::read(ends[0], &told, sizeof told) == sizeof told) acknowledged = std::max(acknowledged, told);
    } else {
      ::usleep(static_cast<useconds_t>(3000 + round * 7919 % 60000));
    }
    ::kill(child, SIGKILL);
    for (int64_t told = 0; ::read(ends[0], &told, sizeof told) == sizeof told;)
      acknowledged = std::max(acknowledged, told);
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) ASSERT_EQ(WEXITSTATUS(status), 0);
    const House house{folder.path()};
    const auto now = house.parts->look(teacher, id, true);
    ASSERT_TRUE(now);
    ASSERT_GE(now->offset, acknowledged) << "round " << round;
    kept = now->stage == files::UploadStage::kept;
    if (now->stage != files::UploadStage::receiving) continue;
    std::ifstream in{house.blobs + "/parts/" + id, std::ios::binary};
    std::string there(static_cast<size_t>(now->offset), '\0');
    in.read(there.data(), static_cast<std::streamsize>(there.size()));
    ASSERT_TRUE(long_text().starts_with(there)) << "round " << round;
  }
  const House house{folder.path()};
  const auto whole = house.parts->look(teacher, id, true);
  ASSERT_TRUE(kept && whole && whole->file);
  EXPECT_EQ(house.kept->state().files, 1) << "once, however often it was begun";
  EXPECT_TRUE(files::check_contents(*house.database, house.blobs, "")->faults.empty());
}

}  // namespace
}  // namespace doorstep
