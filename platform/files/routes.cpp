#include "routes.h"

#include <filesystem>

#include "previews.h"

namespace doorstep::files {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct Uploading {
  OrgId org;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Uploading, (), (org, name))
struct OfFile {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfFile, (), (id))
struct Fetching {
  OrgId id;
  std::string part;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(Fetching, (), (id, part, shown))

// What the upload dialog has to know before it sends anything.
struct FileRules {
  int64_t most_bytes = 0, large_bytes = 0;  // in most rooms, and in those that take large files
  std::vector<std::string> endings;
};
BOOST_DESCRIBE_STRUCT(FileRules, (), (most_bytes, large_bytes, endings))

// Whatever a browser makes of the bytes, it must not act in our name: no scripts, no forms, an origin of its own. The
// reader of PDFs that browsers have built in does not start in a sandbox, and is one by itself.
const char* policy(const Stored& file, bool shown) {
  if (!shown) return "sandbox; default-src 'none'; frame-ancestors 'none'";
  if (file.info.kind == "pdf")
    return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
  return "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors "
         "'self'";
}

// What a page asks again and again until the preview is there.
struct PreviewAwaited {
  bool ready = false;
};
BOOST_DESCRIBE_STRUCT(PreviewAwaited, (), (ready))

// The PDF of a document of an office program, or 202 while it is being made.
Result<Reply> preview_of(const Stored& file) {
  DOORSTEP_LET(preview, file.keeper->preview(file));
  if (!preview.ready) return http::reply_of(PreviewAwaited{}, 202);
  Reply reply;
  reply.type = "application/pdf";
  reply.file = preview.path;
  reply.etag = file.digest + "-pdf";
  auto pdf = file;
  pdf.info.kind = "pdf";
  reply.headers = {{"Content-Disposition", http::disposition(file.info.name + ".pdf", true)},
                   {"Content-Security-Policy", policy(pdf, true)},
                   {"Cache-Control", "private, no-cache"}};
  return reply;
}

}  // namespace

Result<Reply> reply_of(const Stored& file, bool wanted) {
  const bool shown = wanted && file.info.shown;
  if (!std::filesystem::exists(file.path))
    return refuse(Fault::not_found, "file-missing",
                  say("文件“{}”的内容不在服务器上，请告知管理员（doorstep check-files 可查）",
                      "the content of “{}” is not on the server; tell who runs it (doorstep check-files tells more)",
                      file.info.name));
  if (wanted && file.keeper && has_preview(file.info)) return preview_of(file);
  Reply reply;
  reply.type = file.type;
  reply.file = file.path;
  reply.etag = file.digest;
  reply.headers = {{"Content-Disposition", http::disposition(file.info.name, shown)},
                   {"Content-Security-Policy", policy(file, shown)},
                   {"Cache-Control", "private, no-cache"}};
  return reply;
}

Route download_row(std::string path, Right right, Words summary, const Files& files, std::string room,
                   std::function<bool(const OrgId& id, const std::string& thing)> lies_in) {
  return row<Fetching, Reply>(Method::get, std::move(path), right, Run::work, std::move(summary),
                              [&files, room = std::move(room), lies_in = std::move(lies_in)](
                                  const Call&, const Fetching& in) -> Result<Reply> {
                                DOORSTEP_LET(file, files.stored(room, in.part));
                                if (!lies_in(in.id, file.place.thing))
                                  return refuse(Fault::not_found, "file-unknown",
                                                say("没有这个文件", "there is no such file"));
                                return reply_of(file, in.shown);
                              })
      .sends(http::file_type)
      .within([](const Call& call) { return OrgId{call.parameter("id")}; });
}

std::vector<Route> routes(const Files& files) {
  std::vector<Route> rows;
  rows.push_back(row<None, FileRules>(Method::get, "/api/files/rules", Right::open, Run::quick,
                                      say("可上传的文件", "What files may be uploaded"),
                                      [&files](const Call&, const None&) -> Result<FileRules> {
                                        const auto bounds = files.limits();
                                        return FileRules{bounds.most_bytes, large_bytes(bounds), endings()};
                                      }));
  rows.push_back(row<Uploading, FileInfo>(Method::post, "/api/files", Right::group_join, Run::work,
                                          say("上传文件，随后附在某处", "Upload a file, to hang on something"),
                                          [&files](const Call& call, const Uploading& in) {
                                            return files.put(call.actor, in.org, in.name, call.spooled_file);
                                          })
                     .uploads(static_cast<size_t>(most_bytes_ever))
                     .answers(201)
                     .within([](const Call& call) { return OrgId{call.parameter("org")}; }));
  rows.push_back(row<OfFile, None>(Method::delete_, "/api/files/{id}", Right::self, Run::work,
                                   say("撤回自己刚上传的文件", "Take back a file of one's own that hangs nowhere yet"),
                                   [&files](const Call& call, const OfFile& in) -> Result<None> {
                                     DOORSTEP_TRY(files.drop_loose(call.actor, in.id));
                                     return None{};
                                   }));
  rows.push_back(
      row<None, FilesState>(Method::get, "/api/files", Right::operate, Run::work, say("文件存储", "How files are kept"),
                            [&files](const Call&, const None&) -> Result<FilesState> { return files.state(); }));
  rows.push_back(row_with_body<None, FileLimits, FilesState>(
      Method::put, "/api/files", Right::operate, Run::work, say("修改文件上限与病毒扫描", "Set limits and the scanner"),
      [&files](const Call& call, const None&, const FileLimits& body) { return files.set_limits(call.actor, body); }));
  return rows;
}

}  // namespace doorstep::files
