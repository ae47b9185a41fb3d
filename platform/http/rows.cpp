#include "route.h"

namespace doorstep::http {

std::string Call::if_match() const {
  std::string_view tag;
  if (const auto* found = headers.find("if-match")) tag = *found;
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') tag = tag.substr(1, tag.size() - 2);
  return std::string{tag};
}

namespace detail {

void unknown_parameters(const Call& call, const std::vector<std::string>& known, std::vector<FieldError>& faults) {
  for (const auto& [name, value] : call.parameters)
    if (!std::ranges::count(known, name))
      faults.push_back({name, known.empty() ? say("此处没有参数", "no parameters are taken here")
                                            : say("未知的参数；可用：{}", "is not known here; there are: {}",
                                                  fmt::format("{}", fmt::join(known, ", ")))});
}

tl::unexpected<Error> wrong_parameters(std::vector<FieldError> faults) {
  return refuse(Fault::invalid, "parameters-invalid", say("请求的参数有误", "some parameters are wrong"),
                std::move(faults));
}

Result<void> json_expected(const Call& call) {
  const auto type = call.header("content-type");
  if (type.starts_with("application/json")) return {};
  return refuse(Fault::invalid, "media-type-unsupported",
                say("请求内容须为 application/json", "the body must be sent as application/json"));
}

}  // namespace detail
}  // namespace doorstep::http
