// Parser: bytes of a request become an Exchange, by Beast's parser, without Beast's own message types in between. The
// body goes into the call, or, for uploads, straight into a file or where the row wants its bytes.
#pragma once

#include <boost/beast/http/basic_parser.hpp>

#include "edge.h"

namespace doorstep::http {

constexpr uint32_t most_head_bytes = 16 * 1024;

class Parser : public boost::beast::http::basic_parser<true> {
 public:
  explicit Parser(Exchange& exchange) : exchange_(exchange) {
    header_limit(most_head_bytes);
    body_limit(boost::none);
  }
  ~Parser() override;

  const std::string& method() const { return method_; }
  const std::string& target() const { return target_; }

  // Once the head is read: what makes it unacceptable although it parses. Null when nothing does.
  const char* objection() const;
  // The body's bytes go to a new file in `folder`. An error when it cannot be made.
  Result<void> spool_into(const std::string& folder);
  uint64_t body_bytes() const { return body_bytes_; }

 private:
  using Code = boost::beast::error_code;
  using Text = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb, Text method, Text target, int version, Code& error) override;
  void on_response_impl(int, Text, int, Code&) override {}
  void on_field_impl(boost::beast::http::field, Text name, Text value, Code& error) override;
  void on_header_impl(Code& error) override { error = {}; }
  void on_body_init_impl(const boost::optional<uint64_t>& length, Code& error) override;
  size_t on_body_impl(Text body, Code& error) override { return take(body, error); }
  void on_chunk_header_impl(uint64_t, Text, Code& error) override { error = {}; }
  size_t on_chunk_body_impl(uint64_t, Text body, Code& error) override { return take(body, error); }
  void on_finish_impl(Code& error) override;
  size_t take(Text body, Code& error);

  Exchange& exchange_;
  std::string method_, target_;
  int version_ = 11;
  int hosts_ = 0;
  int file_ = -1;
  uint64_t body_bytes_ = 0;
};

}  // namespace doorstep::http
