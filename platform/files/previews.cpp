#include "previews.h"

#include <filesystem>

#include <doorstep/log/log.h>

#include "blobs.h"
#include "kinds.h"
#include "names.h"
#include "store_previews.h"

namespace doorstep::files {
namespace {

namespace fs = std::filesystem;

constexpr int64_t largest_document = 100 << 20;

tl::unexpected<Error> not_made(Words what) { return refuse(Fault::invalid, "preview-failed", std::move(what)); }

// Older documents of WPS are those of the programs of its time under names of their own.
std::string ending_for_office(const std::string& name) {
  const auto ending = ending_of(name);
  if (ending == "wps") return "doc";
  if (ending == "et") return "xls";
  return ending == "dps" ? "ppt" : ending;
}

}  // namespace

bool has_preview(const FileInfo& file) {
  return file.kind == "word" || file.kind == "sheet" || file.kind == "slides" || file.kind == "office";
}

Result<Preview> Files::preview(const Stored& file) const {
  if (!has_preview(file.info))
    return refuse(Fault::not_found, "preview-unknown",
                  say("这种文件没有预览，请下载后打开", "there is no preview of this kind of file; download it"));
  const auto row = database_.read([&](db::Session& session) { return store::preview(session, file.digest); });
  const auto path = Blobs{folder_}.preview_of(file.digest).string();
  if (row && row->state == store::PreviewState::failed) return not_made({row->problem_zh, row->problem_en});
  if (row && row->state == store::PreviewState::ready && fs::exists(path)) return Preview{true, path};
  if (!office_installed())
    return refuse(Fault::conflict, "preview-missing",
                  say("服务器没有安装 LibreOffice，办公文档不能在网页中预览；请下载后打开",
                      "the server has no LibreOffice, so office documents are not shown here; download it instead"));
  if (file.info.size > largest_document)
    return not_made(say("文件太大，不能在网页中预览；请下载后打开", "it is too large to be shown here; download it"));
  if (row && row->state == store::PreviewState::waiting) return Preview{};
  auto asked = database_.write([&](db::Session& session) -> Result<void> {
    store::set_preview(
        session, {file.digest, ending_for_office(file.info.name), store::PreviewState::waiting, "", "", now_utc()});
    return {};
  });
  if (!asked) return pass_on(asked);
  return Preview{};
}

Previews::Previews(db::Database& database, std::string folder, MakePdf make)
    : database_(database), folder_(std::move(folder)), make_(std::move(make)) {}

int Previews::round() const {
  if (folder_.empty()) return 0;
  const Blobs blobs{folder_};
  const auto waiting = database_.read([](db::Session& session) { return store::waiting_previews(session); });
  for (auto row : waiting) {
    const auto to = blobs.preview_of(row.digest);
    fs::create_directories(to.parent_path());
    const auto made = make_(blobs.path_of(row.digest).string(), row.ending, to.string(), over_);
    if (!made && made.error().fault == Fault::busy) continue;
    row.state = made ? store::PreviewState::ready : store::PreviewState::failed;
    if (!made) {
      row.problem_zh = made.error().what.zh;
      row.problem_en = made.error().what.en;
      log::write(log::Level::warning, "no preview", {{"digest", row.digest}, {"why", made.error().what.en}});
    }
    auto done = database_.write([&](db::Session& session) -> Result<void> {
      if (store::preview(session, row.digest)) store::set_preview(session, row);
      return {};
    });
    if (!done) throw std::runtime_error("a preview could not be noted: " + done.error().what.en);
  }
  return static_cast<int>(waiting.size());
}

}  // namespace doorstep::files
