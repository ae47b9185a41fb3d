#include "formats.h"

#include <doorstep/base/digest.h>
#include <doorstep/base/json.h>

namespace doorstep::offerings {
namespace {

constexpr size_t most_bytes = 512 << 20;

template <class T>
Result<T> read_as(std::string_view text) {
  if (text.size() > most_bytes)
    return refuse(Fault::too_large, "file-too-large",
                  say("文件超过 {} MB", "the file is larger than {} MB", most_bytes >> 20));
  const T fresh{};
  DOORSTEP_LET(read, json::read_text<T>(text));
  if (read.format != fresh.format)
    return refuse(Fault::invalid, "format-unknown",
                  say("format 应为 {}，而文件写的是 {}", "format has to be {}, and the file says {}", fresh.format,
                      read.format.substr(0, 100)));
  return std::move(read);
}

}  // namespace

Result<draft::Problem> read_draft_problem(std::string_view text) { return read_as<draft::Problem>(text); }
Result<draft::Plan> read_draft_plan(std::string_view text) { return read_as<draft::Plan>(text); }

std::string draft_problem_text(const draft::Problem& problem) { return json::text(problem) + "\n"; }
std::string draft_plan_text(const draft::Plan& plan) { return json::text(plan) + "\n"; }

std::string draft_problem_digest(std::string_view text) {
  Sha256 digest;
  digest.add(text);
  return digest.hex();
}

}  // namespace doorstep::offerings
