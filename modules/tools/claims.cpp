#include "claims.h"

#include <boost/json.hpp>

namespace doorstep::tools {
namespace {

using boost::json::array;
using boost::json::object;

constexpr const char* lti = "https://purl.imsglobal.org/spec/lti/claim/";
constexpr const char* membership = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
constexpr const char* administrator = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator";

std::string claim(const char* name) { return std::string{lti} + name; }
const char* type_of(ToolPlace place) {
  switch (place) {
    case ToolPlace::school_class:
    case ToolPlace::assignment:
      return "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection";
    case ToolPlace::course:
      return "http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering";
    case ToolPlace::page:
      break;
  }
  return "http://purl.imsglobal.org/vocab/lis/v2/course#Group";
}

}  // namespace

const std::vector<std::string>& all_scopes() {
  static const std::vector<std::string> scopes{scope_lines, scope_lines_read, scope_results, scope_score,
                                               scope_members};
  return scopes;
}

std::vector<std::string> roles_of(const std::string& role) {
  if (role == "learner") return {std::string{membership} + "Learner"};
  if (role == "teacher") return {std::string{membership} + "Instructor"};
  if (role == "manager") return {std::string{membership} + "Instructor", administrator};
  return {administrator};
}

object launch_claims(const LaunchSays& says) {
  array roles;
  for (const auto& one : roles_of(says.role)) roles.emplace_back(one);
  object claims{{"iss", says.issuer},
                {"aud", says.client_id},
                {"sub", says.subject},
                {"iat", says.now},
                {"exp", says.now + launch_seconds},
                {"nonce", says.nonce},
                {"locale", says.language == Language::en ? "en" : "zh-CN"}};
  claims[claim("version")] = "1.3.0";
  claims[claim("message_type")] = says.deep ? "LtiDeepLinkingRequest" : "LtiResourceLinkRequest";
  claims[claim("deployment_id")] = says.deployment_id;
  claims[claim("target_link_uri")] = says.target;
  claims[claim("roles")] = std::move(roles);
  claims[claim("context")] = object{{"id", says.context_id},
                                    {"label", says.context_title},
                                    {"title", says.context_title},
                                    {"type", array{type_of(says.place)}}};
  claims[claim("tool_platform")] =
      object{{"guid", says.issuer}, {"name", "Doorstep"}, {"product_family_code", "doorstep"}};
  claims[claim("launch_presentation")] = object{{"document_target", "window"},
                                                {"locale", says.language == Language::en ? "en" : "zh-CN"},
                                                {"return_url", says.return_url}};
  if (!says.name.empty()) claims["name"] = says.name;
  if (!says.custom.empty()) claims[claim("custom")] = boost::json::parse(says.custom);
  if (says.deep) {
    claims["https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"] =
        object{{"deep_link_return_url", says.deep_url},
               {"accept_types", array{"ltiResourceLink"}},
               {"accept_presentation_document_targets", array{"window"}},
               {"accept_multiple", true},
               {"accept_lineitem", true},
               {"auto_create", true},
               {"data", says.deep_data}};
  } else {
    claims[claim("resource_link")] = object{{"id", says.link_id}, {"title", says.link_title}};
  }
  if (!says.members_url.empty())
    claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"] =
        object{{"context_memberships_url", says.members_url}, {"service_versions", array{"2.0"}}};
  if (!says.lines_url.empty()) {
    object endpoint{{"scope", array{scope_lines, scope_lines_read, scope_results, scope_score}},
                    {"lineitems", says.lines_url}};
    if (!says.line_url.empty()) endpoint["lineitem"] = says.line_url;
    claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = std::move(endpoint);
  }
  return claims;
}

}  // namespace doorstep::tools
