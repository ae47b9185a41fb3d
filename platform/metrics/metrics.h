// Metrics: counters, gauges and histograms, printed in the text form that Prometheus reads.
//
//   auto& rows = metrics.counter("doorstep_import_rows_total", "Rows imported", {{"kind", "school"}});
//   rows.add(500);
//
// Everything is thread safe. Finding a metric takes a lock, so code that runs often keeps the reference, which lives as
// long as Metrics. Adding is one relaxed atomic on a line of memory that few threads share.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorstep::metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

constexpr size_t shards = 8;
size_t shard_of_this_thread();

class Counter {
 public:
  void add(uint64_t by = 1) { parts_[shard_of_this_thread()].count.fetch_add(by, std::memory_order_relaxed); }
  uint64_t value() const;

 private:
  struct alignas(64) Part {
    std::atomic<uint64_t> count{0};
  };
  std::array<Part, shards> parts_;
};

class Gauge {
 public:
  void set(double to) { value_.store(to, std::memory_order_relaxed); }
  void add(double by) {
    for (double seen = value_.load(std::memory_order_relaxed); !value_.compare_exchange_weak(seen, seen + by);) {
    }
  }
  double value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<double> value_{0};
};

// Seconds, in buckets from 100 us to 30 s.
class Histogram {
 public:
  static constexpr std::array<double, 12> bounds{0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30};
  void observe(double seconds);
  void print(std::string& out, const std::string& name, const std::string& labels) const;

 private:
  struct alignas(64) Part {
    std::array<std::atomic<uint64_t>, bounds.size() + 1> counts{};
    std::atomic<uint64_t> nanoseconds{0};
  };
  std::array<Part, shards> parts_;
};

class Metrics {
 public:
  // The same name and labels always give the same metric. A name has one kind and one help.
  Counter& counter(const std::string& name, const std::string& help, const Labels& labels = {});
  Gauge& gauge(const std::string& name, const std::string& help, const Labels& labels = {});
  Histogram& histogram(const std::string& name, const std::string& help, const Labels& labels = {});

  // A gauge whose value is asked for when the metrics are read.
  void watch(const std::string& name, const std::string& help, std::function<double()> value);

  // Everything, names and labels in alphabetical order, with the process's own memory, threads and open files.
  std::string text() const;

 private:
  struct Family {
    std::string kind, help;
    std::map<std::string, std::unique_ptr<Counter>> counters;
    std::map<std::string, std::unique_ptr<Gauge>> gauges;
    std::map<std::string, std::unique_ptr<Histogram>> histograms;
    std::function<double()> watched;
  };
  Family& family(const std::string& name, const char* kind, const std::string& help);

  mutable std::mutex mutex_;
  std::map<std::string, Family> families_;
};

}  // namespace doorstep::metrics
