// Whole requests: the parser, the router, parameters, cookies and JSON bodies, up to the reply's head.
#include <doorstep/http/edge.h>

#include <cstdlib>

#include "fuzz.h"
#include "parser.h"

namespace doorstep::http {
namespace {

struct In {
  std::string id;
  std::optional<int> limit;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(In, (), (id, limit, on))
struct Body {
  std::string name;
  std::vector<double> shares;
  std::map<std::string, std::optional<bool>> flags;
};
BOOST_DESCRIBE_STRUCT(Body, (), (name, shares, flags))

class Nowhere : public Places {
 public:
  bool within(const OrgId&, const OrgId&) const override { return false; }
  OrgId district_of(const OrgId&) const override { return {}; }
};

std::vector<Route> rows() {
  std::vector<Route> all;
  all.push_back(row<In, In>(Method::get, "/api/things/{id}", Right::open, Run::quick, say("读", "Read"),
                            [](const Call&, const In& in) -> Result<In> { return in; }));
  all.push_back(
      row_with_body<In, Body, Body>(Method::post, "/api/things/{id}", Right::open, Run::quick, say("写", "Write"),
                                    [](const Call&, const In&, const Body& body) -> Result<Body> { return body; }));
  return all;
}

// Puts one request through everything that follows the socket.
void serve(Edge& edge, std::string_view bytes) {
  Exchange exchange;
  exchange.call.remote = "127.0.0.1";
  Parser parser(exchange);
  parser.eager(true);
  parser.body_limit(1 << 16);
  boost::beast::error_code error;
  parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  if (!parser.is_header_done() || parser.objection()) return;
  edge.run(exchange, parser.method(), parser.target());
  std::string head;
  write_head(exchange, exchange.body.size(), true, head);
  const bool one_head = head.find("\r\n\r\n") == head.size() - 4;
  const bool utf8_json = exchange.reply.body.empty() || exchange.zipped || json::parse(exchange.reply.body).has_value();
  if (!one_head || !utf8_json || exchange.reply.status >= 500) std::abort();
}

}  // namespace
}  // namespace doorstep::http

std::vector<std::string> fuzz_seeds() {
  const std::string body = R"({"name":"\u4e1c升","shares":[1,2.5e3,-0],"flags":{"a":true,"b":null}})";
  return {
      "GET /api/things/%E4%B8%9C?limit=5&on=2026-02-28 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=0.5, br\r\n"
      "Cookie: lang=en; doorstep_session=00\r\nIf-None-Match: \"a\", W/\"b\"\r\nAccept-Language: "
      "zh-CN,en;q=0.3\r\n\r\n",
      "POST /api/things/7 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-Request-Id: "
      "abcdefgh\r\nContent-Length: " +
          std::to_string(body.size()) + "\r\n\r\n" + body,
      "POST /api/things/7?limit=1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: "
      "chunked\r\n\r\n"
      "a;x=y\r\n{\"name\":\"x\r\n20\r\n\",\"shares\":[],\"flags\":{}}        \r\n0\r\nTrailer: x\r\n\r\n"};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static doorstep::http::Nowhere places;
  static doorstep::metrics::Metrics metrics;
  static doorstep::http::Edge edge(
      doorstep::http::rows(),
      [] {
        doorstep::http::Edge::Settings settings;
        settings.places = &places;
        return settings;
      }(),
      metrics);
  doorstep::http::serve(edge, {reinterpret_cast<const char*>(data), size});
  return 0;
}
