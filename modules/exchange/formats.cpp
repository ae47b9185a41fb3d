#include "formats.h"

#include <doorstep/base/digest.h>
#include <doorstep/base/json.h>

namespace doorstep::exchange {
namespace {

constexpr size_t most_bytes = 256 << 20;

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

Result<transfer::Problem> read_problem(std::string_view text) { return read_as<transfer::Problem>(text); }
Result<transfer::Plan> read_plan(std::string_view text) { return read_as<transfer::Plan>(text); }

std::string problem_text(const transfer::Problem& problem) { return json::text(problem) + "\n"; }
std::string plan_text(const transfer::Plan& plan) { return json::text(plan) + "\n"; }

std::string problem_digest(const transfer::Problem& problem) {
  Sha256 digest;
  digest.add(problem_text(problem));
  return digest.hex();
}

}  // namespace doorstep::exchange
