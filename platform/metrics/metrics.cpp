#include "metrics.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <fstream>

namespace doorstep::metrics {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

std::string written(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels)
    out += fmt::format("{}{}=\"{}\"", out.empty() ? "" : ",", name, escaped(value));
  return out;
}

std::string in_braces(const std::string& labels) { return labels.empty() ? "" : "{" + labels + "}"; }

void print_process(std::string& out) {
  std::ifstream memory("/proc/self/statm");
  int64_t pages = 0, resident = 0;
  memory >> pages >> resident;
  const auto count = [](const char* folder) {
    std::error_code error;
    int64_t entries = 0;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
      ++entries;
    return entries;
  };
  const auto gauge = [&](const char* name, const char* help, int64_t value) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, help, value);
  };
  gauge("process_open_fds", "Open files and sockets", count("/proc/self/fd"));
  gauge("process_resident_memory_bytes", "Memory in use", resident * ::sysconf(_SC_PAGESIZE));
  gauge("process_threads", "Threads", count("/proc/self/task"));
}

}  // namespace

size_t shard_of_this_thread() {
  static std::atomic<size_t> next{0};
  thread_local const size_t mine = next.fetch_add(1, std::memory_order_relaxed) % shards;
  return mine;
}

uint64_t Counter::value() const {
  uint64_t sum = 0;
  for (const auto& part : parts_) sum += part.count.load(std::memory_order_relaxed);
  return sum;
}

void Histogram::observe(double seconds) {
  auto& part = parts_[shard_of_this_thread()];
  const auto bucket = static_cast<size_t>(std::ranges::lower_bound(bounds, seconds) - bounds.begin());
  part.counts[bucket].fetch_add(1, std::memory_order_relaxed);
  part.nanoseconds.fetch_add(static_cast<uint64_t>(std::max(seconds, 0.0) * 1e9), std::memory_order_relaxed);
}

void Histogram::print(std::string& out, const std::string& name, const std::string& labels) const {
  const std::string more = labels.empty() ? "" : labels + ",";
  uint64_t sum = 0, nanoseconds = 0;
  for (size_t bucket = 0; bucket <= bounds.size(); ++bucket) {
    for (const auto& part : parts_) sum += part.counts[bucket].load(std::memory_order_relaxed);
    const auto bound = bucket < bounds.size() ? fmt::format("{}", bounds[bucket]) : std::string{"+Inf"};
    out += fmt::format("{}_bucket{{{}le=\"{}\"}} {}\n", name, more, bound, sum);
  }
  for (const auto& part : parts_) nanoseconds += part.nanoseconds.load(std::memory_order_relaxed);
  out += fmt::format("{0}_sum{1} {2}\n{0}_count{1} {3}\n", name, in_braces(labels),
                     static_cast<double>(nanoseconds) / 1e9, sum);
}

Metrics::Family& Metrics::family(const std::string& name, const char* kind, const std::string& help) {
  auto& found = families_[name];
  assert(found.kind.empty() || found.kind == kind);
  found.kind = kind;
  found.help = help;
  return found;
}

namespace {
template <class Metric>
Metric& made(std::map<std::string, std::unique_ptr<Metric>>& in, const Labels& labels) {
  auto& metric = in[written(labels)];
  if (!metric) metric = std::make_unique<Metric>();
  return *metric;
}
}  // namespace

Counter& Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) {
  const std::lock_guard hold(mutex_);
  return made(family(name, "counter", help).counters, labels);
}

Gauge& Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels) {
  const std::lock_guard hold(mutex_);
  return made(family(name, "gauge", help).gauges, labels);
}

Histogram& Metrics::histogram(const std::string& name, const std::string& help, const Labels& labels) {
  const std::lock_guard hold(mutex_);
  return made(family(name, "histogram", help).histograms, labels);
}

void Metrics::watch(const std::string& name, const std::string& help, std::function<double()> value) {
  const std::lock_guard hold(mutex_);
  family(name, "gauge", help).watched = std::move(value);
}

std::string Metrics::text() const {
  const std::lock_guard hold(mutex_);
  std::string out;
  for (const auto& [name, one] : families_) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, one.help, one.kind);
    for (const auto& [labels, metric] : one.counters)
      out += fmt::format("{}{} {}\n", name, in_braces(labels), metric->value());
    for (const auto& [labels, metric] : one.gauges)
      out += fmt::format("{}{} {}\n", name, in_braces(labels), metric->value());
    for (const auto& [labels, metric] : one.histograms) metric->print(out, name, labels);
    if (one.watched) out += fmt::format("{} {}\n", name, one.watched());
  }
  print_process(out);
  return out;
}

}  // namespace doorstep::metrics
