// What a launch says to a tool (LTI 1.3 Core 5.4, Deep Linking 2.0), as claims. Pure functions.
#pragma once

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include <doorstep/base/words.h>
#include <doorstep/tools/tools.h>

namespace doorstep::tools {

inline constexpr int64_t launch_seconds = 300;  // that an answer to a launch is good

inline constexpr const char* scope_lines = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
inline constexpr const char* scope_lines_read = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";
inline constexpr const char* scope_results = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
inline constexpr const char* scope_score = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
inline constexpr const char* scope_members =
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
const std::vector<std::string>& all_scopes();

// What somebody is in a place: learner, teacher, manager (looks after the place) or office (of the district).
std::vector<std::string> roles_of(const std::string& role);

struct LaunchSays {
  std::string issuer, client_id, deployment_id, nonce, subject;
  std::string name;  // empty: not told
  std::string role;
  std::string target, return_url;
  std::string link_id, link_title;
  std::string custom;  // JSON object of texts; may be empty
  std::string context_id, context_title;
  ToolPlace place{};
  std::string members_url, lines_url, line_url;  // empty: not there
  bool deep = false;
  std::string deep_url, deep_data;
  Language language = Language::zh;
  int64_t now = 0;
};
boost::json::object launch_claims(const LaunchSays& says);

}  // namespace doorstep::tools
