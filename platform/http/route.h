// Routes: what the API offers, as rows. A row names method, path, right, request and reply types and one handler; the
// router, the OpenAPI contract and the generated tests of rights are all made from the same rows.
//
//   row<SchoolPath, School>(Method::get, "/api/schools/{id}", Right::register_read, Run::quick,
//                           say("一所学校", "One school"),
//                           [&](const Call& call, const SchoolPath& in) -> Result<School> { ... })
//       .within(&org_of_school)
//
// What the edge does before a handler runs: matches the path, finds out who asks, checks the right and `about`, refuses
// forged writes, reads the body up to the row's limit. What it does after: errors become problem details, GET replies
// get an ETag and 304, long bodies are zipped.
//
// Handlers are plain synchronous functions. `quick` ones run on the network thread: bounded, indexed reads only.
// `work` ones run on the pool: writes, PostgreSQL, anything long. `together` ones are short writes that come by
// thousands at once: many threads wait for them, so that many share a commit. `abroad` ones wait for servers elsewhere,
// and do so in a lane of their own, where nobody else stands behind them. `here` ones run on the network thread
// whatever the database is, since they never ask it. All may throw db::Lost; the edge answers
// 500.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
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

enum class Method { get, post, put, patch, delete_, options };
BOOST_DESCRIBE_ENUM(Method, get, post, put, patch, delete_, options)

// Where the bytes of a body go as they come, however many they are. What it took it keeps, also when the connection
// breaks before the end; it is destroyed then, and no handler runs.
class Sink {
 public:
  virtual ~Sink() = default;
  // Called on the network thread: writes, and waits for nobody. False: no more is wanted, and the handler says why.
  virtual bool take(std::string_view bytes) = 0;
};

enum class Run { quick, work, together, abroad, here };

// A short list of named texts; the order of arrival is kept, a name stands once.
class Fields {
 public:
  const std::string* find(std::string_view name) const {
    const auto found = std::ranges::find(list_, name, &Field::first);
    return found == list_.end() ? nullptr : &found->second;
  }
  bool contains(std::string_view name) const { return find(name) != nullptr; }
  std::string& operator[](std::string_view name) {
    const auto found = std::ranges::find(list_, name, &Field::first);
    return found == list_.end() ? list_.emplace_back(std::string{name}, std::string{}).second : found->second;
  }
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }
  size_t size() const { return list_.size(); }
  void clear() { list_.clear(); }

 private:
  using Field = std::pair<std::string, std::string>;
  std::vector<Field> list_;
};

// One request as handlers see it.
struct Call {
  Actor actor;
  Method method = Method::get;
  std::string path;            // decoded, without query
  Fields parameters;           // path and query parameters, decoded; path wins
  Fields headers;              // lower-case names
  std::string body;            // up to the row's limit; empty when spooled
  std::string spooled_file;    // path of a large upload on disk; removed after the handler
  std::shared_ptr<Sink> sink;  // what the row's `receive` made; it has the body
  std::string remote;          // address of the peer
  bool https = false;          // the person's own connection is encrypted, as far as this program can tell
  std::string session_token;   // from the cookie; empty when there is none
  bool waited = false;         // a reply that waited (Reply::wait) has waited long enough: answer with what there is
  Language language = Language::zh;

  // Empty when there is none.
  std::string header(std::string_view name) const {
    const auto* found = headers.find(name);
    return found ? *found : std::string{};
  }
  std::string parameter(std::string_view name) const {
    const auto* found = parameters.find(name);
    return found ? *found : std::string{};
  }
  // The value of a cookie; empty when there is none.
  std::string cookie(std::string_view name) const;
  // The tag that a write was based on, without quotes; empty when the request has no If-Match.
  std::string if_match() const;
};

// What goes out. Made by the edge from a handler's value, or by the handler itself for files.
struct Reply {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::string file;  // a file to send instead of body (sendfile); with an etag, parts of it by Range (RFC 9110)
  bool remove_file = false;
  int64_t file_from = 0, file_length = -1;  // the part that is sent; -1: to the end
  std::string etag;  // without quotes; the edge answers 304 by it. GET replies without one get a digest
  std::vector<std::pair<std::string, std::string>> headers;

  // Set: the answer is not there yet. It is called once with a function that whoever makes the answer possible calls,
  // from any thread; the handler then runs again, or when wait_most is over. Meanwhile nothing but the connection is
  // held. Not after Call::waited.
  std::function<void(std::function<void()> again)> wait;
  std::chrono::milliseconds wait_most{0};
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
  BOOST_DESCRIBE_CLASS(Page, (), (items, next, total), (), ())
};

struct Route {
  Method method = Method::get;
  std::string path;  // "/api/schools/{id}"
  Right right{};
  Run run = Run::work;
  Words summary;
  size_t body_limit = 1 << 20;  // bytes; more is refused with 413
  bool upload = false;          // the body is a file of any type, spooled to disk; body_limit applies
  bool has_body = false;        // takes a JSON body
  std::string body_type = "application/octet-stream";  // of what is uploaded or received
  bool sign_in = false;                                // tried passwords: few a minute from one address
  bool unmetered = false;  // not counted against the address: what it asks for was allowed before, one by one
  bool loopback = false;   // answered without the right to programs on this machine
  int success = 200;       // status of a reply that has no other
  std::string reply_type = "application/json";

  // The organisation that a call is about, for the check of rights by subtree; empty: the right alone decides.
  std::function<std::optional<OrgId>(const Call&)> about;
  std::function<Result<Reply>(const Call&)> handle;
  // Makes the sink of a body before it is read, on the pool, after the right was checked; the handler follows when the
  // body has ended. Refusing here spares the sender the rest.
  std::function<Result<std::shared_ptr<Sink>>(const Call&)> receive;
  std::vector<std::pair<std::string, std::string>> always;  // headers of every reply, refusals among them

  // For the OpenAPI contract. Each makes the JSON text of a schema, or of the list of parameters.
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
  Route&& receives(std::string type, std::function<Result<std::shared_ptr<Sink>>(const Call&)> make) && {
    body_type = std::move(type);
    receive = std::move(make);
    body_limit = size_t{1} << 50;  // the sink knows better
    return std::move(*this);
  }
  Route&& says(std::string name, std::string value) && {
    always.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
  }
  Route&& signs_in() && {
    sign_in = true;
    return std::move(*this);
  }
  Route&& not_metered() && {
    unmetered = true;
    return std::move(*this);
  }
  Route&& also_for_this_machine() && {
    loopback = true;
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
// school years, optionals of these, or vectors of these written a,b,c. Missing members keep their defaults. Names every
// wrong one, and every query parameter that In does not have: a misspelt filter would otherwise show everything.
template <class In>
Result<In> parameters_of(const Call& call);

template <class Out>
Reply reply_of(const Out& out, int status);

// A list that is bounded by what it lists, as the one page it is.
template <class T>
Page<T> whole(std::vector<T> items) {
  const auto count = static_cast<int64_t>(items.size());
  return {std::move(items), {}, count};
}
template <class T>
Result<Page<T>> whole(Result<std::vector<T>> items) {
  if (!items) return pass_on(items);
  return whole(std::move(*items));
}

inline constexpr const char* file_type = "application/octet-stream";  // of rows that send files of many types
inline constexpr const char* workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// What a browser is told of the name of a file (RFC 6266, 8187): kept, or shown where it stands.
std::string disposition(const std::string& name, bool shown = false);

// A file that the browser keeps under `name`; its bytes, or set `file` of what comes back.
Reply download(std::string type, const std::string& name, std::string body = {});

// Rows with parameters only, and rows with a JSON body. In is a described struct or None. Out is anything that
// json::write takes, Page, None (204), or Reply itself. The handler is called with (const Call&, const In&), and
// (const Call&, const In&, const Body&), and returns Result<Out>.
template <class In, class Out, class Handler>
Route row(Method method, std::string path, Right right, Run run, Words summary, Handler handler);
template <class In, class Body, class Out, class Handler>
Route row_with_body(Method method, std::string path, Right right, Run run, Words summary, Handler handler);

}  // namespace doorstep::http

#include <doorstep/http/route_rows.h>
