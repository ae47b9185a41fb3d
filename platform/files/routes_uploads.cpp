// tus 1.0 over the rows of the API: core, creation, creation-with-upload, termination, checksum, expiration.
#include <charconv>
#include <ctime>

#include "announce.h"
#include "checksum.h"
#include "receiving.h"
#include "routes.h"
#include "uploads.h"

namespace doorstep::files {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::Run;
using Sink = Result<std::shared_ptr<http::Sink>>;

constexpr const char *version = "1.0.0", *address = "/api/files/tus", *one = "/api/files/tus/{id}",
                     *part_type = "application/offset+octet-stream";

struct Announcing {
  OrgId org;
};
BOOST_DESCRIBE_STRUCT(Announcing, (), (org))
struct AnnouncingFor {
  std::string id, part;
};
BOOST_DESCRIBE_STRUCT(AnnouncingFor, (), (id, part))
struct OfUpload {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfUpload, (), (id))

tl::unexpected<Error> wrong_header(std::string_view name, Words what) {
  return refuse(Fault::invalid, "header-invalid",
                say("请求头 {} 有误或缺少", "the header {} is wrong or missing", name),
                {{std::string{name}, std::move(what)}});
}

Result<void> same_version(const Call& call) {
  if (call.header("tus-resumable") == version) return {};
  return refuse(Fault::stale, "tus-version",
                say("请求头 Tus-Resumable 应为 {}", "the header Tus-Resumable must be {}", version));
}

Result<int64_t> number_in(const Call& call, std::string_view name) {
  const auto text = call.header(name);
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value < 0)
    return wrong_header(name, say("应为非负整数", "must be a whole number that is not negative"));
  return value;
}

bool has_body(const Call& call) {
  const auto length = call.header("content-length");
  return call.headers.contains("transfer-encoding") || (!length.empty() && length != "0");
}

Result<void> of_parts(const Call& call) {
  if (call.header("content-type") == part_type) return {};
  return refuse(Fault::invalid, "media-type-unsupported",
                say("内容类型应为 {}", "the content must be sent as {}", part_type));
}

std::optional<int64_t> length_of(const Call& call) {
  const auto length = number_in(call, "content-length");
  return length ? std::optional{*length} : std::nullopt;
}

// The name in "filename d29ybGQucGRm,filetype dGV4dA==".
Result<std::string> name_in(const Call& call) {
  const auto text = call.header("upload-metadata");
  for (size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(',', at), text.size());
    auto pair = std::string_view{text}.substr(at, end - at);
    at = end + 1;
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    const auto space = pair.find(' ');
    if (pair.substr(0, space) != "filename" || space == pair.npos) continue;
    auto name = from_base64(pair.substr(space + 1));
    if (name) return std::move(*name);
    break;
  }
  return wrong_header("Upload-Metadata", say("应含 filename 和 Base64 编码的文件名",
                                             "must have filename with the name of the file in Base64"));
}

// As HTTP writes a moment, of one as the database does.
std::string http_moment(const std::string& utc) {
  std::tm parts{};
  if (!::strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%S", &parts)) return {};
  parts.tm_isdst = 0;
  const auto seconds = ::timegm(&parts);
  char text[32];
  ::gmtime_r(&seconds, &parts);
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

Reply told(const Upload& upload, int status) {
  Reply reply;
  reply.status = status;
  reply.type.clear();
  reply.headers.emplace_back("Upload-Offset", std::to_string(upload.offset));
  if (upload.stage == UploadStage::receiving)
    reply.headers.emplace_back("Upload-Expires", http_moment(upload.expires_at));
  return reply;
}

Route tus(Route route) { return std::move(route).says("Tus-Resumable", version).says("Tus-Version", version); }

Route options_row(std::string path, const Files& files) {
  return tus(row<None, Reply>(Method::options, std::move(path), Right::open, Run::quick,
                              say("断点续传的能力（tus 1.0）", "What resumable uploads can do (tus 1.0)"),
                              [&files](const Call&, const None&) -> Result<Reply> {
                                Reply reply;
                                reply.status = 204;
                                reply.type.clear();
                                reply.headers = {
                                    {"Tus-Extension", "creation,creation-with-upload,termination,checksum,expiration"},
                                    {"Tus-Checksum-Algorithm", "sha1,sha256"},
                                    {"Tus-Max-Size", std::to_string(large_bytes(files.limits()))}};
                                return reply;
                              })
                 .answers(204));
}

Result<Reply> announced(const Uploads& uploads, const Call& call) {
  auto& part = static_cast<Receiving&>(*call.sink);
  const auto made = uploads.received(call.actor, part);
  if (!made) {  // nobody was told of it yet
    (void)uploads.drop(call.actor, part.id());
    return tl::unexpected<Error>(made.error());
  }
  auto reply = told(*made, 201);
  reply.headers.emplace_back("Location", std::string{address} + "/" + made->id);
  return reply;
}
Sink announcing(const Uploads& uploads, const Call& call, const std::function<Result<OrgId>(const Call&)>& org_of) {
  DOORSTEP_TRY(same_version(call));
  if (has_body(call)) DOORSTEP_TRY(of_parts(call));
  DOORSTEP_LET(org, org_of(call));
  DOORSTEP_LET(size, number_in(call, "upload-length"));
  DOORSTEP_LET(name, name_in(call));
  DOORSTEP_LET(made, uploads.announce(call.actor, org, name, size));
  auto part = uploads.receive(call.actor, made.id, 0, length_of(call), call.header("upload-checksum"));
  if (part) return std::shared_ptr<http::Sink>{std::move(*part)};
  (void)uploads.drop(call.actor, made.id);
  return pass_on(part);
}

// Parts wait for the disk, which must not keep everybody else's requests waiting: they have the lane of many threads.
Route announce_row(const Uploads& uploads) {
  return tus(
      row<Announcing, Reply>(Method::post, address, Right::group_join, Run::together,
                             say("开始断点续传", "Announce an upload that can go on where it broke off"),
                             [&uploads](const Call& call, const Announcing&) { return announced(uploads, call); })
          .receives(part_type,
                    [&uploads](const Call& call) {
                      return announcing(uploads, call, [](const Call& of) -> Result<OrgId> {
                        DOORSTEP_LET(in, http::parameters_of<Announcing>(of));
                        return in.org;
                      });
                    })
          .answers(201)
          .within([](const Call& call) { return OrgId{call.parameter("org")}; }));
}

Route part_row(const Uploads& uploads) {
  return tus(
      row<OfUpload, Reply>(Method::patch, one, Right::self, Run::together, say("续传一段", "Send a part of an upload"),
                           [&uploads](const Call& call, const OfUpload&) -> Result<Reply> {
                             DOORSTEP_LET(made, uploads.received(call.actor, static_cast<Receiving&>(*call.sink)));
                             return told(made, 204);
                           })
          .receives(part_type,
                    [&uploads](const Call& call) -> Sink {
                      DOORSTEP_TRY(same_version(call));
                      DOORSTEP_TRY(of_parts(call));
                      DOORSTEP_LET(offset, number_in(call, "upload-offset"));
                      DOORSTEP_LET(part, uploads.receive(call.actor, call.parameter("id"), offset, length_of(call),
                                                         call.header("upload-checksum")));
                      return std::shared_ptr<http::Sink>{std::move(part)};
                    })
          .answers(204));
}

// HEAD of tus, and GET for pages that wait until the file is checked. Only who speaks tus ends what is still coming in.
Route look_row(const Uploads& uploads) {
  auto made =
      row<OfUpload, Reply>(Method::get, one, Right::self, Run::work, say("上传到哪里了", "How far an upload is"),
                           [&uploads](const Call& call, const OfUpload& in) -> Result<Reply> {
                             const bool speaks = call.headers.contains("tus-resumable");
                             if (speaks) DOORSTEP_TRY(same_version(call));
                             DOORSTEP_LET(upload, uploads.look(call.actor, in.id, speaks));
                             auto reply = told(upload, 200);
                             reply.type = "application/json";
                             json::write(reply.body, upload);
                             reply.headers.emplace_back("Upload-Length", std::to_string(upload.size));
                             return reply;
                           });
  made.reply_schema = [](json::Schemas& schemas) { return schemas.ref<Upload>(); };
  return tus(std::move(made));
}

}  // namespace

Route announce_row(
    std::string path, Words summary, const Uploads& uploads,
    std::function<Result<OrgId>(const Actor& actor, const std::string& id, const std::string& part)> sends_for) {
  return tus(
      row<AnnouncingFor, Reply>(Method::post, std::move(path), Right::self, Run::together, std::move(summary),
                                [&uploads](const Call& call, const AnnouncingFor&) { return announced(uploads, call); })
          .receives(part_type,
                    [&uploads, sends_for = std::move(sends_for)](const Call& call) {
                      return announcing(uploads, call, [&](const Call& of) -> Result<OrgId> {
                        DOORSTEP_LET(in, http::parameters_of<AnnouncingFor>(of));
                        return sends_for(of.actor, in.id, in.part);
                      });
                    })
          .answers(201));
}

std::vector<Route> routes(const Uploads& uploads, const Files& files) {
  std::vector<Route> rows;
  rows.push_back(options_row(address, files));
  rows.push_back(options_row(one, files));
  rows.push_back(announce_row(uploads));
  rows.push_back(part_row(uploads));
  rows.push_back(look_row(uploads));
  rows.push_back(
      tus(row<OfUpload, None>(Method::delete_, one, Right::self, Run::work, say("放弃上传", "Give an upload up"),
                              [&uploads](const Call& call, const OfUpload& in) -> Result<None> {
                                DOORSTEP_TRY(same_version(call));
                                DOORSTEP_TRY(uploads.drop(call.actor, in.id));
                                return None{};
                              })));
  rows.push_back(row<None, http::Page<Upload>>(Method::get, address, Right::self, Run::work,
                                               say("本人未完成的上传", "One's own uploads that are not finished"),
                                               [&uploads](const Call& call, const None&) -> Result<http::Page<Upload>> {
                                                 return http::whole(uploads.unfinished(call.actor));
                                               }));
  return rows;
}

}  // namespace doorstep::files
