#include "problem.h"

namespace doorstep::http {
namespace {

struct WrongField {
  std::string field, detail;
  Words texts;
};
BOOST_DESCRIBE_STRUCT(WrongField, (), (field, detail, texts))

struct Problem {
  std::string type, title;
  int status = 0;
  std::string detail, code, request_id;
  std::vector<WrongField> errors;
  Words texts;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, code, request_id, errors, texts))

Words title_of(int status) {
  switch (status) {
    case 400:
      return say("请求格式有误", "Malformed request");
    case 401:
      return say("需要登录", "Sign-in needed");
    case 403:
      return say("没有权限", "Not allowed");
    case 404:
      return say("没有找到", "Not found");
    case 405:
      return say("不支持此操作", "Method not allowed");
    case 408:
      return say("请求超时", "Request timed out");
    case 409:
      return say("与现状冲突", "Conflict");
    case 410:
      return say("已经过期", "Gone");
    case 423:
      return say("正在使用中", "In use");
    case 460:
      return say("校验不符", "Checksum mismatch");
    case 507:
      return say("磁盘已满", "Disk full");
    case 412:
      return say("内容已被他人修改", "Changed in the meantime");
    case 413:
      return say("内容过大", "Too large");
    case 415:
      return say("不支持的内容类型", "Unsupported media type");
    case 422:
      return say("内容有误", "Wrong content");
    case 429:
      return say("请求过于频繁", "Too many requests");
    case 431:
      return say("请求头过大", "Request head too large");
    case 503:
      return say("暂时不可用", "Unavailable for the moment");
    default:
      return say("服务器出错", "Server error");
  }
}

}  // namespace

int status_of(const Error& error) {
  if (error.code == "media-type-unsupported") return 415;
  if (error.code == "json-invalid" || error.code == "header-invalid") return 400;
  if (error.code == "upload-over") return 410;
  if (error.code == "upload-in-use") return 423;
  if (error.code == "checksum-mismatch") return 460;  // of tus, not of HTTP
  if (error.code == "disk-full") return 507;
  switch (error.fault) {
    case Fault::invalid:
      return 422;
    case Fault::not_found:
      return 404;
    case Fault::conflict:
      return 409;
    case Fault::forbidden:
      return 403;
    case Fault::unauthorized:
      return 401;
    case Fault::too_large:
      return 413;
    case Fault::busy:
      return error.code.starts_with("too-many") ? 429 : 503;
    case Fault::stale:
      return 412;
  }
  return 500;
}

Reply problem(const Error& error, int status, Language language, const std::string& request_id) {
  Problem made{"/problems/" + error.code,
               title_of(status).in(language),
               status,
               error.what.in(language),
               error.code,
               request_id,
               {},
               error.what};
  for (const auto& [field, what] : error.fields) made.errors.push_back({field, what.in(language), what});
  Reply reply;
  reply.status = status;
  reply.type = "application/problem+json";
  json::write(reply.body, made);
  return reply;
}

}  // namespace doorstep::http
