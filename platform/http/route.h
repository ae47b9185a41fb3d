// Routes: what the API offers, as rows. A row names method, path, right, request and reply types and one handler; the
// router, the OpenAPI contract and the generated tests of rights are all made from the same rows.
//
//   get<SchoolPath, School>("/api/schools/{id}", rights::register_read, Run::quick, say("一所学校", "One school"),
//                           [&](const Call& call, const SchoolPath& in) -> Result<School> { ... })
//       .within(&org_of_school)
//
// Handlers are plain synchronous functions. `quick` ones run on the network thread: bounded, indexed reads only.
// `work` ones run on the pool: writes, PostgreSQL, anything long. They may throw db::Lost; the edge answers 500.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/base/actor.h>
#include <doorstep/base/json.h>
#include <doorstep/base/result.h>

namespace doorstep::http {

enum class Method { get, post, put, patch, delete_ };
BOOST_DESCRIBE_ENUM(Method, get, post, put, patch, delete_)

enum class Run { quick, work };

// One request as handlers see it.
struct Call {
  Actor actor;
  Method method = Method::get;
  std::string path;                                // decoded, without query
  std::map<std::string, std::string> parameters;   // path and query parameters, decoded; path wins
  std::map<std::string, std::string> headers;      // lower-case names
  std::string body;                                // up to the row's limit; empty when spooled
  std::string spooled_file;                        // path of a large upload on disk; removed after the handler
  std::string remote;                              // address of the peer
  std::string session_token;                       // from the cookie; empty when there is none
  Language language = Language::zh;

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
  }
};

// What goes out. Made by the edge from a handler's value, or by the handler itself for files.
struct Reply {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::string file;       // a file to send instead of body (sendfile)
  bool remove_file = false;
  std::string etag;       // without quotes; the edge answers 304 and 412 by it
  std::vector<std::pair<std::string, std::string>> headers;
};

// Neither body nor parameters; a reply of None is 204.
struct None {};
BOOST_DESCRIBE_STRUCT(None, (), ())

// A page of a list: `next` is the cursor of the next one, empty on the last. total is exact.
template <class T>
struct Page {
  std::vector<T> items;
  std::string next;
  int64_t total = 0;
};

struct Route {
  Method method = Method::get;
  std::string path;          // "/api/schools/{id}"
  Right right{};
  Run run = Run::work;
  Words summary;
  size_t body_limit = 1 << 20;     // bytes; over `spool_over` the body goes to a file
  bool upload = false;             // the body is a file of any type, spooled to disk; body_limit applies
  int success = 200;               // status of a reply that has no other
  std::string reply_type = "application/json";

  // The organisation that a call is about, for the check of rights by subtree; empty: the right alone decides.
  std::function<std::optional<OrgId>(const Call&)> about;
  std::function<Result<Reply>(const Call&)> handle;

  // For the OpenAPI contract. Each gets JSON text of a schema, or of the list of parameters.
  std::function<std::string(json::Schemas&)> reply_schema, body_schema, parameters_schema;

  Route&& within(std::function<std::optional<OrgId>(const Call&)> org) && {
    about = std::move(org);
    return std::move(*this);
  }
  Route&& uploads(size_t limit) && {
    upload = true;
    body_limit = limit;
    return std::move(*this);
  }
  Route&& answers(int status) && {
    success = status;
    return std::move(*this);
  }
  Route&& sends(std::string type) && {
    reply_type = std::move(type);
    return std::move(*this);
  }
};

// Fills a described struct of parameters from path and query; members are strings, numbers, bools, enums, dates, ids,
// or optionals of these. Missing members keep their defaults unless they stand in the path. Names every wrong one.
template <class In>
Result<In> parameters_of(const Call& call);

template <class Out>
Reply reply_of(const Out& out, int status);

// Rows with parameters only, and rows with a JSON body. Out is a described struct, vector, None, or Reply itself.
template <class In, class Out>
Route row(Method method, std::string path, Right right, Run run, Words summary,
          std::function<Result<Out>(const Call&, const In&)> handler);
template <class In, class Body, class Out>
Route row_with_body(Method method, std::string path, Right right, Run run, Words summary,
                    std::function<Result<Out>(const Call&, const In&, const Body&)> handler);

}  // namespace doorstep::http

#include <doorstep/http/route_rows.h>
