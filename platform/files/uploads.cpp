#include "uploads.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <system_error>

#include <doorstep/log/log.h>

#include "bounds.h"
#include "descriptor.h"
#include "names.h"
#include "receiving.h"
#include "store_uploads.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kept_waiting = 24 * 60 * 60;  // seconds after the last part
constexpr int64_t moved_on = 60 * 60;           // the end is not written anew for less
constexpr int64_t tried_again = 30;             // seconds after a scanner did not answer
constexpr int64_t checked_at_once = 32 << 20;   // bytes that are read while somebody waits
constexpr int64_t left_free = 256 << 20;        // bytes of the disk that no upload takes
constexpr size_t most_unfinished = 50;          // of one person

tl::unexpected<Error> unknown_upload() {
  return refuse(Fault::not_found, "upload-unknown",
                say("没有这个上传任务，请重新上传", "there is no such upload; upload the file again"));
}
tl::unexpected<Error> over_upload() {
  return refuse(Fault::not_found, "upload-over",
                say("上传已过期，请重新上传", "this upload has expired; upload the file again"));
}

// The upload's file, locked, so that nobody adds to it and no other server checks or removes it.
class Locked {
 public:
  explicit Locked(const std::string& path) : file_(::open(path.c_str(), O_RDWR | O_CLOEXEC)) {
    there_ = file_.at >= 0;
    held_ = there_ && ::flock(file_.at, LOCK_EX | LOCK_NB) == 0;
  }
  bool there() const { return there_; }
  bool elsewhere() const { return there_ && !held_; }

 private:
  Descriptor file_;
  bool there_ = false, held_ = false;
};

void remove_parts(const std::string& path) {
  std::error_code none;
  fs::remove(path, none);
  fs::remove(path + ".unproven", none);
}

Result<void> room_on_disk(const fs::path& folder, int64_t size) {
  const auto free = static_cast<int64_t>(std::min<uintmax_t>(fs::space(folder).available, INT64_MAX));
  if (free - left_free >= size) return {};
  return refuse(Fault::busy, "disk-full",
                say("服务器磁盘只剩 {0}，放不下这个文件；请告知管理员",
                    "the server's disk has {0} left, too little for this file; tell who runs it",
                    megabytes(std::max<int64_t>(free, 0) >> 20 << 20)));
}

void make_empty(const fs::path& path) {
  const Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  const Descriptor folder{::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (file.at < 0 || ::fsync(file.at) != 0 || folder.at < 0 || ::fsync(folder.at) != 0)
    throw std::system_error(errno, std::generic_category(), path.string());
}

void tended(const Result<void>& done) {
  if (!done) throw std::runtime_error("uploads could not be looked after: " + done.error().what.en);
}

}  // namespace

Uploads::Uploads(db::Database& database, const Files& files, std::string folder)
    : database_(database), files_(files), folder_(folder.empty() ? "" : (fs::path{folder} / "parts").string()) {}
Uploads::~Uploads() = default;

std::string Uploads::path_of(const std::string& id) const { return (fs::path{folder_} / id).string(); }

Result<store::UploadRow> Uploads::own(const Actor& actor, const std::string& id) const {
  auto row = database_.read([&](db::Session& session) { return store::upload(session, id); });
  if (!row || actor.account.empty() || row->account != actor.account) return unknown_upload();
  return std::move(*row);
}

Upload Uploads::shown(const Row& row) const {
  Upload made{row.id,
              row.name,
              row.org,
              row.size,
              row.size,
              row.state,
              {},
              row.problem_code,
              Words{row.problem_zh, row.problem_en},
              row.expires_at};
  if (row.state == UploadStage::receiving) {
    std::error_code gone;
    const auto there = fs::file_size(path_of(row.id), gone);
    made.offset = gone ? 0 : static_cast<int64_t>(there);
  }
  if (row.state == UploadStage::kept)
    made.file = database_.read([&](db::Session& session) { return files_.info(session, row.file); });
  return made;
}

Result<Upload> Uploads::announce(const Actor& actor, const OrgId& org, const std::string& name, int64_t size) const {
  if (folder_.empty()) return no_folder();
  DOORSTEP_LET(clean, clean_name(name));
  if (size <= 0)
    return refuse(Fault::invalid, "file-empty",
                  say("文件“{}”是空的，请重新选择", "“{}” is empty; choose another file", clean));
  const auto known = endings();
  if (const auto ending = ending_of(clean); !std::ranges::count(known, ending))
    return refuse(Fault::invalid, "file-kind",
                  say("不能上传 .{} 文件；请另存为 PDF、图片或常用办公文档",
                      ".{} files are not taken; save as PDF, as "
                      "a picture, or as a document of a common office program",
                      ending));
  const auto bounds = files_.limits();
  const auto most = std::max(bounds.most_bytes, large_bytes(bounds));
  if (size > most)
    return refuse(Fault::too_large, "file-too-large",
                  say("文件有 {0}，上限是 {1}；请压缩视频，或改放链接",
                      "the file has {0}, the limit is {1}; make it smaller, or give a link instead", megabytes(size),
                      megabytes(most)));
  fs::create_directories(folder_);
  DOORSTEP_TRY(room_on_disk(folder_, size));
  const Row row{new_uuid(),
                org,
                clean,
                size,
                actor.account,
                actor.name,
                UploadStage::receiving,
                "",
                "",
                "",
                "",
                "",
                "",
                now_utc(),
                utc_text(std::time(nullptr) + kept_waiting),
                ""};
  make_empty(path_of(row.id));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    if (store::unfinished_uploads(session, actor.account).size() >= most_unfinished)
      return refuse(Fault::conflict, "uploads-too-many",
                    say("您有 {} 个未完成的上传，请先完成或放弃其中一些",
                        "{} uploads of yours are not finished; finish some, or give them up", most_unfinished));
    DOORSTEP_TRY(within_quota(store::of_org(session, org).bytes + store::coming_of_org(session, org).bytes,
                              bounds.quota_bytes, size));
    store::add_upload(session, row);
    return {};
  });
  if (!done) {
    remove_parts(path_of(row.id));
    return pass_on(done);
  }
  return shown(row);
}

// Whoever was still sending to this server has lost the connection, and does not know it yet.
void Uploads::end_others(const std::string& id) const {
  std::shared_ptr<Receiving> other;
  {
    const std::lock_guard hold{mutex_};
    std::erase_if(coming_, [](const auto& one) { return one.second.expired(); });
    if (const auto found = coming_.find(id); found != coming_.end()) other = found->second.lock();
  }
  if (other) other->stop();
}

Result<std::shared_ptr<Receiving>> Uploads::receive(const Actor& actor, const std::string& id, int64_t offset,
                                                    std::optional<int64_t> length, const std::string& checksum) const {
  DOORSTEP_LET(row, own(actor, id));
  const auto now = std::time(nullptr);
  if (row.state == UploadStage::refused)
    return refuse(Fault::invalid, row.problem_code, Words{row.problem_zh, row.problem_en});
  if (row.expires_at < utc_text(now)) return over_upload();
  if (row.state != UploadStage::receiving)
    return refuse(Fault::conflict, "upload-whole", say("这个文件已全部收到", "all of this file has arrived already"));
  DOORSTEP_LET(expected, expected_of(checksum));
  end_others(id);
  DOORSTEP_LET(made, Receiving::open(id, path_of(id), offset, row.size, std::move(expected)));
  if (length && *length > row.size - offset)
    return refuse(Fault::too_large, "upload-too-long",
                  say("这一段会超过上传开始时说的 {} 字节",
                      "with this part there would be more than the {} bytes that were announced", row.size));
  {
    const std::lock_guard hold{mutex_};
    coming_[id] = made;
  }
  if (row.expires_at < utc_text(now + kept_waiting - moved_on))
    tended(database_.write([&](db::Session& session) -> Result<void> {
      auto fresh = store::upload(session, id);
      if (!fresh) return {};
      fresh->expires_at = utc_text(now + kept_waiting);
      store::change_upload(session, *fresh);
      return {};
    }));
  return made;
}

Result<Upload> Uploads::received(const Actor& actor, Receiving& part) const {
  DOORSTEP_LET(there, part.finish());
  DOORSTEP_LET(row, own(actor, part.id()));
  if (there == row.size) {
    tended(database_.write([&](db::Session& session) -> Result<void> {
      auto fresh = store::upload(session, row.id);
      if (!fresh || fresh->state != UploadStage::receiving) return {};
      fresh->state = UploadStage::checking;
      store::change_upload(session, *fresh);
      return {};
    }));
    if (row.size <= checked_at_once) check(row, std::time(nullptr));
    DOORSTEP_LET(fresh, own(actor, row.id));
    return shown(fresh);
  }
  auto made = shown(row);
  made.offset = there;
  return made;
}

Result<Upload> Uploads::look(const Actor& actor, const std::string& id, bool ending) const {
  DOORSTEP_LET(row, own(actor, id));
  if (row.state == UploadStage::receiving && row.expires_at < utc_text(std::time(nullptr))) return over_upload();
  if (ending && row.state == UploadStage::receiving) end_others(id);
  auto made = shown(row);
  if (row.state == UploadStage::receiving) {
    const auto there = proven(path_of(id));
    if (!there) return unknown_upload();
    made.offset = *there;
  }
  return made;
}

std::vector<Upload> Uploads::unfinished(const Actor& actor) const {
  std::vector<Upload> made;
  for (const auto& row :
       database_.read([&](db::Session& session) { return store::unfinished_uploads(session, actor.account); }))
    made.push_back(shown(row));
  return made;
}

Result<void> Uploads::drop(const Actor& actor, const std::string& id) const {
  DOORSTEP_TRY(own(actor, id));
  end_others(id);
  const Locked lock{path_of(id)};
  if (lock.elsewhere())
    return refuse(Fault::conflict, "upload-in-use",
                  say("这个文件正在另一处上传或检查，请稍候再试",
                      "this upload is going on elsewhere, or is being checked; try again in a moment"));
  remove_parts(path_of(id));
  return database_.write([&](db::Session& session) -> Result<void> {
    store::drop_upload(session, id);
    return {};
  });
}

int Uploads::round(int64_t now) const {
  if (folder_.empty()) return 0;
  const auto before = utc_text(now - tried_again);
  const auto rows = database_.read([&](db::Session& session) { return store::uploads_to_check(session, before); });
  for (const auto& row : rows) check(row, now);
  return static_cast<int>(rows.size());
}

// Looks at all of it, then makes it a file in one transaction. A kill in between does no harm: what was found is kept
// in the row, and the content is in its place or where it was.
void Uploads::check(const Row& asked, int64_t now) const {
  const auto path = path_of(asked.id);
  const Locked lock{path};
  if (lock.elsewhere()) return;
  std::optional<Row> row;
  const auto change = [&] {
    tended(database_.write([&](db::Session& session) -> Result<void> {
      store::change_upload(session, *row);
      return {};
    }));
  };
  row = database_.read([&](db::Session& session) { return store::upload(session, asked.id); });
  if (!row || row->state != UploadStage::checking) return;
  row->tried_at = utc_text(now);
  change();
  if (row->digest.empty() && lock.there()) {
    const auto seen = files_.examine(row->name, path);
    if (!seen) return settle(*row, seen.error(), now);
    row->digest = seen->digest;
    row->kind = seen->kind;
    change();
  }
  if (!lock.there() && (row->digest.empty() || !fs::exists(files_.place_of(row->digest)))) {
    const auto lost = refuse(Fault::invalid, "upload-lost",
                             say("服务器上的内容已丢失，请重新上传", "the server has lost it; upload the file again"));
    return settle(*row, lost.value(), now);
  }
  const Actor actor{row->account, row->by_name, {}, Language::zh, ""};
  const auto kept = database_.write([&](db::Session& session) -> Result<void> {
    const auto made = files_.keep(session, actor, row->org, row->name, {row->digest, row->kind, row->size}, path);
    if (!made) return tl::unexpected<Error>(made.error());
    auto done = *row;
    done.state = UploadStage::kept;
    done.file = made->id;
    done.problem_code = done.problem_zh = done.problem_en = "";
    store::change_upload(session, done);
    return {};
  });
  if (!kept) return settle(*row, kept.error(), now);
  remove_parts(path);
}

// What is only not possible now is tried again; everything else is the end of it.
void Uploads::settle(const Row& row, const Error& error, int64_t now) const {
  auto changed = row;
  changed.problem_code = error.code;
  changed.problem_zh = error.what.zh;
  changed.problem_en = error.what.en;
  changed.tried_at = utc_text(now);
  if (error.fault != Fault::busy) changed.state = UploadStage::refused;
  tended(database_.write([&](db::Session& session) -> Result<void> {
    store::change_upload(session, changed);
    return {};
  }));
  if (changed.state == UploadStage::refused) remove_parts(path_of(row.id));
}

int Uploads::tidy(int64_t now) const {
  if (folder_.empty()) return 0;
  int removed = 0;
  for (const auto& row :
       database_.read([&](db::Session& session) { return store::uploads_over(session, utc_text(now)); })) {
    end_others(row.id);
    const Locked lock{path_of(row.id)};
    if (lock.elsewhere()) continue;
    remove_parts(path_of(row.id));
    tended(database_.write([&](db::Session& session) -> Result<void> {
      store::drop_upload(session, row.id);
      return {};
    }));
    ++removed;
  }
  // Bytes without a row: somebody was interrupted between the two.
  std::error_code none;
  for (const auto& entry : fs::directory_iterator{folder_, none}) {
    const auto id = entry.path().stem().string();
    const auto at = entry.last_write_time(none);
    if (none || at > fs::file_time_type::clock::now() - std::chrono::seconds(kept_waiting)) continue;
    if (!database_.read([&](db::Session& session) { return store::has_upload(session, id); }))
      fs::remove(entry.path(), none);
  }
  if (removed > 0) log::write(log::Level::info, "unfinished uploads removed", {{"uploads", removed}});
  return removed;
}

}  // namespace doorstep::files
