// What tools ask by LTI 1.3: the answer to a launch, tokens for their programs, who is in a context (Names and Roles
// 2.0), scores (Assignments and Grades 2.0), and what somebody chose (Deep Linking 2.0). Who asks is known by signed
// tokens, never by a session; the one exception is the browser that comes for the answer to its own launch.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>

namespace doorstep::tools {

// As a form or query brought them. The last one of a name counts.
using Fields = std::vector<std::pair<std::string, std::string>>;
std::string field(const Fields& fields, std::string_view name);

// The page that sends the browser back to the tool.
struct LaunchForm {
  std::string address;  // one that was registered
  Fields fields;        // id_token, state
};

struct ToolReply {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::string next;  // of Link: rel="next"; empty on the last page
};

// One request of a tool's program. `authorization` is the header as it came.
struct ToolAsk {
  std::string authorization, method, body;
  Fields query;
};

class Protocol {
 public:
  virtual ~Protocol() = default;

  // The public keys, as a JWK set.
  virtual std::string keys() = 0;
  // invalid (launch-*) for what is no launch of this browser's person, is too old, was answered, or would lead to an
  // address that was not registered: nothing is ever sent there.
  virtual Result<LaunchForm> authorize(const Actor& actor, const Fields& query) = 0;
  virtual ToolReply token(const Fields& form) = 0;
  virtual ToolReply members(const ToolAsk& ask, const std::string& context) = 0;
  virtual ToolReply lines(const ToolAsk& ask, const std::string& context) = 0;
  virtual ToolReply line(const ToolAsk& ask, const std::string& line) = 0;
  virtual ToolReply score(const ToolAsk& ask, const std::string& line) = 0;
  virtual ToolReply results(const ToolAsk& ask, const std::string& line) = 0;
  // The path of the web app to go on at.
  virtual Result<std::string> chosen(const Fields& form) = 0;
};

}  // namespace doorstep::tools
