#include <filesystem>
#include <fstream>

#include <doorstep/settings/settings.h>

#include "blobs.h"
#include "bounds.h"
#include "files.h"
#include "kinds.h"
#include "names.h"
#include "scanner.h"
#include "store.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view limits_key = "files.limits", folder_key = "files.folder";
constexpr size_t most_at_once = 20;

FileInfo shown(const store::ShownRow& row) {
  const auto* kind = kind_coded(row.kind);
  return {
      row.id,      row.name,   kind ? std::string{kind->group} : std::string{"other"}, row.size, kind && kind->shown,
      row.by_name, row.made_at};
}

// What the audit trail says of a file.
struct Trace {
  std::string name, digest;
  int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(Trace, (), (name, digest, size))

FileLimits limits_in(db::Session& session) {
  return settings::get<FileLimits>(session, limits_key).value_or(FileLimits{});
}

tl::unexpected<Error> unknown() {
  return refuse(Fault::not_found, "file-unknown", say("没有这个文件", "there is no such file"));
}

}  // namespace

std::string megabytes(int64_t bytes) {
  if (bytes % (1 << 20) != 0) return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (1 << 20));
  return bytes % (1 << 30) == 0 ? fmt::format("{} GB", bytes >> 30) : fmt::format("{} MB", bytes >> 20);
}

Result<void> within_quota(int64_t used, int64_t quota, int64_t size) {
  if (quota == 0 || used + size <= quota) return {};
  return refuse(Fault::conflict, "quota-full",
                say("本单位的文件已占 {0}，上限 {1}，放不下这个文件；请先删除不用的文件或请管理员提高上限",
                    "the files of this organisation take {0} of {1}; remove some, or ask who runs the "
                    "installation for more",
                    megabytes(used), megabytes(quota)));
}

tl::unexpected<Error> no_folder() {
  return refuse(Fault::conflict, "files-nowhere",
                say("尚未指定存放文件的文件夹：管理员请以 serve --files 文件夹 启动",
                    "no folder is named for files: start the server with serve --files DIR"));
}

Files::Files(db::Database& database, const audit::Trail& trail, std::string folder)
    : database_(database), trail_(trail), folder_(std::move(folder)) {}

Result<void> Files::claim_folder() const {
  if (folder_.empty()) return {};
  return database_.write([&](db::Session& session) -> Result<void> {
    const auto known = settings::get<std::string>(session, folder_key);
    const auto path = fs::path{folder_} / marker;
    std::string here;
    if (std::ifstream in{path}; in) std::getline(in, here);
    if (known) {
      if (here == *known) return {};
      return refuse(
          Fault::conflict, "files-elsewhere",
          say("{0} 不是本系统存放文件的文件夹。请用 --files 指向各服务器共用的那个文件夹；若文件已丢失、确要从此新存，"
              "请把 {1} 写入 {0}/{2}",
              "{0} is not the folder in which this installation keeps its files. Name the one that all servers share "
              "with --files; if it is lost and new files shall be kept here, write {1} into {0}/{2}",
              folder_, *known, marker));
    }
    const auto token = here.empty() ? new_uuid() : here;
    if (here.empty()) write_whole(path, token);
    settings::set(session, folder_key, token);
    return {};
  });
}

Result<FileInfo> Files::put(const Actor& actor, const OrgId& org, const std::string& name,
                            const std::string& path) const {
  if (folder_.empty()) return no_folder();
  const auto bounds = limits();
  DOORSTEP_LET(clean, clean_name(name));
  std::error_code missing;
  const auto size = path.empty() ? 0 : static_cast<int64_t>(fs::file_size(path, missing));
  if (missing || size == 0)
    return refuse(Fault::invalid, "file-empty",
                  say("文件“{}”是空的，请重新选择", "“{}” is empty; choose another file", clean));
  if (size > bounds.most_bytes)
    return refuse(Fault::too_large, "file-too-large",
                  say("文件有 {0}，上限是 {1}；请压缩图片或视频，或改放链接",
                      "the file has {0}, the limit is {1}; make it smaller, or give a link instead", megabytes(size),
                      megabytes(bounds.most_bytes)));
  DOORSTEP_LET(kind, kind_of(path, clean));
  DOORSTEP_TRY(agrees(*kind, clean));
  if (!bounds.scanner.empty()) DOORSTEP_TRY(scan(bounds.scanner, path));
  DOORSTEP_LET(incoming, Blobs{folder_}.take(path));
  const Content content{incoming.digest, std::string{kind->code}, incoming.size};
  return database_.write([&](db::Session& session) -> Result<FileInfo> {
    return keep(session, actor, org, clean, content, incoming.path);
  });
}

Result<Files::Content> Files::examine(const std::string& name, const std::string& path) const {
  DOORSTEP_LET(clean, clean_name(name));
  DOORSTEP_LET(kind, kind_of(path, clean));
  DOORSTEP_TRY(agrees(*kind, clean));
  if (const auto bounds = limits(); !bounds.scanner.empty()) DOORSTEP_TRY(scan(bounds.scanner, path));
  Content made{digest_of_file(path), std::string{kind->code}, static_cast<int64_t>(fs::file_size(path))};
  if (made.digest.empty()) throw std::runtime_error("an upload cannot be read: " + path);
  return made;
}

// The content comes into its place under the lock of its row: tidy() removes under the same lock. See 0017.
Result<FileInfo> Files::keep(db::Session& session, const Actor& actor, const OrgId& org, const std::string& name,
                             const Content& content, const std::string& path) const {
  DOORSTEP_TRY(within_quota(store::of_org(session, org).bytes, limits_in(session).quota_bytes, content.size));
  const store::FileRow row{new_uuid(), content.digest, name, org, "", "", actor.account, actor.name, now_utc()};
  store::use_blob(session, {content.digest, content.size, content.kind, row.made_at, ""});
  Blobs{folder_}.place(path, content.digest);
  store::add(session, row);
  trail_.append(session, actor,
                {"file-uploaded", "file", row.id, org, audit::added(Trace{name, content.digest, content.size})});
  const auto* kind = kind_coded(content.kind);
  return FileInfo{
      row.id,     name,       kind ? std::string{kind->group} : std::string{"other"}, content.size, kind && kind->shown,
      actor.name, row.made_at};
}

std::string Files::place_of(const std::string& digest) const { return Blobs{folder_}.path_of(digest).string(); }

std::optional<FileInfo> Files::info(db::Session& session, const std::string& id) const {
  const auto row = store::file(session, id);
  return row ? std::optional{shown(*row)} : std::nullopt;
}

Result<void> Files::drop_loose(const Actor& actor, const std::string& id) const {
  return database_.write([&](db::Session& session) -> Result<void> {
    const auto row = store::file(session, id);
    if (!row || row->account != actor.account || !row->room.empty()) return unknown();
    release(session, actor, id);
    return {};
  });
}

Result<void> Files::hold(db::Session& session, const Actor& actor, const Place& place, const OrgId& org,
                         const std::vector<std::string>& ids, Sizes sizes) const {
  const auto most = sizes == Sizes::small ? limits_in(session).most_bytes : large_bytes_ever;
  const auto wrong = [](Words what) {
    return refuse(Fault::invalid, "file-not-yours", what, {{"files", std::move(what)}});
  };
  if (ids.size() > most_at_once) return wrong(say("一次至多 {} 个文件", "at most {} files at a time", most_at_once));
  for (const auto& id : ids) {
    const auto row = store::file(session, id);
    if (!row || row->account != actor.account || !row->room.empty() || row->org != org)
      return wrong(say("有文件不是您刚上传的，或已过期，请重新上传",
                       "one of the files is not one that you uploaded just now, or it is too old; upload it again"));
    if (row->size > most)
      return refuse(Fault::too_large, "file-too-large",
                    say("“{0}”有 {1}，这里的上限是 {2}；请压缩，或放进资源库再引用",
                        "“{0}” has {1}, the limit here is {2}; make it smaller, or put it into the library and refer "
                        "to it",
                        row->name, megabytes(row->size), megabytes(most)));
    store::hold(session, id, place);
  }
  return {};
}

void Files::release(db::Session& session, const Actor& actor, const Place& place) const {
  for (const auto& row : store::of(session, place)) release(session, actor, row.id);
}

void Files::release(db::Session& session, const Actor& actor, const std::string& id) const {
  const auto row = store::file(session, id);
  if (!row) return;
  store::drop(session, id, row->digest, now_utc());
  trail_.append(session, actor,
                {"file-removed", "file", id, row->org, audit::removed(Trace{row->name, row->digest, row->size})});
}

std::vector<FileInfo> Files::of(db::Session& session, const Place& place) const {
  std::vector<FileInfo> found;
  for (const auto& row : store::of(session, place)) found.push_back(shown(row));
  return found;
}

std::map<std::string, std::vector<FileInfo>> Files::of_things(db::Session& session, const std::string& room,
                                                              const OrgId& org) const {
  std::map<std::string, std::vector<FileInfo>> found;
  for (const auto& row : store::of_org(session, room, org)) found[row.thing].push_back(shown(row));
  return found;
}

Result<Stored> Files::stored(db::Session& session, const std::string& room, const std::string& id) const {
  const auto row = store::file(session, id);
  if (!row || room.empty() || row->room != room) return unknown();
  const auto* kind = kind_coded(row->kind);
  return Stored{shown(*row),
                row->org,
                {row->room, row->thing},
                row->digest,
                Blobs{folder_}.path_of(row->digest).string(),
                kind ? std::string{kind->type} : std::string{"application/octet-stream"},
                this};
}

Result<Stored> Files::stored(const std::string& room, const std::string& id) const {
  return database_.read([&](db::Session& session) { return stored(session, room, id); });
}

FileLimits Files::limits() const {
  return database_.read([](db::Session& session) { return limits_in(session); });
}

Result<FilesState> Files::set_limits(const Actor& actor, const FileLimits& wanted) const {
  std::vector<FieldError> faults;
  if (wanted.most_bytes < (1 << 20) || wanted.most_bytes > most_bytes_ever)
    faults.push_back({"most_bytes", say("应为 1 MB 到 {}", "must be from 1 MB to {}", megabytes(most_bytes_ever))});
  if (large_bytes(wanted) < (1 << 20) || large_bytes(wanted) > large_bytes_ever)
    faults.push_back({"large_bytes", say("应为 1 MB 到 {}", "must be from 1 MB to {}", megabytes(large_bytes_ever))});
  if (wanted.quota_bytes < 0) faults.push_back({"quota_bytes", say("不能为负", "must not be negative")});
  if (!wanted.scanner.empty() && !wanted.scanner.starts_with('/'))
    faults.push_back({"scanner", say("应为套接字的绝对路径，例如 /run/clamav/clamd.ctl",
                                     "is the absolute path of a socket, for example /run/clamav/clamd.ctl")});
  if (!faults.empty())
    return refuse(Fault::invalid, "fields-wrong", say("填写有误", "some fields are wrong"), std::move(faults));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const auto before = limits_in(session);
    settings::set(session, limits_key, wanted);
    trail_.append(session, actor, {"files-limits-set", "settings", "files", {}, audit::changes(before, wanted)});
    return {};
  });
  if (!done) return pass_on(done);
  return state();
}

FilesState Files::state() const {
  FilesState made;
  made.folder = !folder_.empty();
  database_.read([&](db::Session& session) {
    made.limits = limits_in(session);
    const auto files = store::all_files(session), all = store::all_contents(session),
               unused = store::unused_contents(session);
    made.files = files.count;
    made.bytes = files.bytes;
    made.contents = all.count;
    made.contents_bytes = all.bytes;
    made.unused = unused.count;
    made.unused_bytes = unused.bytes;
  });
  if (!made.limits.scanner.empty())
    if (const auto answers = ping(made.limits.scanner); !answers) {
      made.scanner_problem_zh = answers.error().what.zh;
      made.scanner_problem_en = answers.error().what.en;
    }
  return made;
}

}  // namespace doorstep::files
