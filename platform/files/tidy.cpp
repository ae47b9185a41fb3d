// What nobody holds goes after a day; and whether what is held is there and whole.
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>

#include <doorstep/log/log.h>

#include "blobs.h"
#include "files.h"
#include "store.h"
#include "store_previews.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr int64_t a_day = 24 * 60 * 60;

void must(const Result<void>& done) {
  if (!done) throw std::runtime_error("files could not be tidied: " + done.error().what.en);
}

}  // namespace

Tidied Files::tidy(int64_t now) const {
  Tidied made;
  if (folder_.empty()) return made;
  const Blobs blobs{folder_};
  const auto moment = utc_text(now), day_ago = utc_text(now - a_day);
  must(database_.write([&](db::Session& session) -> Result<void> {
    made.loose = 0;
    for (const auto& row : store::loose_before(session, day_ago)) {
      store::drop(session, row.id, row.digest, moment);
      ++made.loose;
    }
    store::mark_unused(session, moment);
    return {};
  }));
  const auto waiting = database_.read([&](db::Session& session) { return store::unused_before(session, day_ago); });
  for (const auto& row : waiting) {
    bool removed = false;
    must(database_.write([&](db::Session& session) -> Result<void> {
      removed = store::forget(session, row.digest);
      if (!removed) return {};
      store::drop_preview(session, row.digest);
      blobs.remove(row.digest);
      return {};
    }));
    made.contents += removed;
    made.bytes += removed ? row.size : 0;
  }
  blobs.tidy_incoming();
  // Bytes without a row are those of an upload that was cut off; they wait their day like all others.
  const auto known = database_.read([](db::Session& session) { return store::digests(session); });
  std::vector<store::BlobRow> stray;
  blobs.each_old([&](const std::string& digest, int64_t size) {
    if (!std::ranges::binary_search(known, digest)) stray.push_back({digest, size, "", moment, moment});
  });
  if (!stray.empty())
    must(database_.write([&](db::Session& session) -> Result<void> {
      for (const auto& row : stray) store::add_unused(session, row);
      return {};
    }));
  if (made.loose + made.contents > 0)
    log::write(log::Level::info, "files tidied",
               {{"loose", made.loose}, {"contents", made.contents}, {"bytes", made.bytes}});
  return made;
}

Result<Checked> check_contents(db::Database& database, const std::string& from, const std::string& to,
                               const std::function<void(int64_t done, int64_t all)>& progress) {
  Checked made;
  const auto rows = database.read([](db::Session& session) { return store::used(session); });
  const Blobs here{from}, there{to};
  try {
    for (const auto& row : rows) {
      const auto path = here.path_of(row.digest);
      const bool copy = !to.empty() && digest_of_file(there.path_of(row.digest)) != row.digest;
      const auto found = to.empty() ? digest_of_file(path)
                         : copy     ? copy_with_digest(path, there.path_of(row.digest), row.digest)
                                    : row.digest;
      ++made.contents;
      made.bytes += row.size;
      if (found != row.digest) {
        const auto names = database.read([&](db::Session& session) { return store::names_of(session, row.digest); });
        const auto list = fmt::format("{}", fmt::join(names, ", "));
        made.faults.push_back(found.empty() ? say("缺少 {0}（{1}）", "{0} is missing ({1})", row.digest, list)
                                            : say("{0} 已损坏（{1}）", "{0} is damaged ({1})", row.digest, list));
      }
      if (progress) progress(made.contents, static_cast<int64_t>(rows.size()));
    }
    std::string token;
    if (std::ifstream in{fs::path{from} / marker}; !to.empty() && in && std::getline(in, token))
      write_whole(fs::path{to} / marker, token);
  } catch (const std::system_error& error) {
    return refuse(Fault::invalid, "files-not-copied",
                  say("无法写入 {0}：{1}", "cannot write to {0}: {1}", to, error.code().message()));
  }
  return made;
}

}  // namespace doorstep::files
