#include "metrics.h"

#include <gtest/gtest.h>

#include <thread>

namespace doorstep::metrics {
namespace {

TEST(Metrics, counters_of_many_threads_add_up_and_labels_are_escaped) {
  Metrics metrics;
  auto& counter = metrics.counter("seen_total", "Seen", {{"route", "/a\"b\\"}});
  EXPECT_EQ(&counter, &metrics.counter("seen_total", "Seen", {{"route", "/a\"b\\"}}));
  std::vector<std::thread> threads;
  for (int t = 0; t < 20; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) counter.add();
    });
  for (auto& thread : threads) thread.join();
  const auto text = metrics.text();
  EXPECT_NE(text.find("# HELP seen_total Seen\n# TYPE seen_total counter\nseen_total{route=\"/a\\\"b\\\\\"} 20000\n"),
            text.npos)
      << text;
}

TEST(Metrics, a_histogram_counts_up_to_each_bound) {
  Metrics metrics;
  auto& took = metrics.histogram("took_seconds", "Took", {{"route", "/x"}});
  took.observe(0.001);  // on the bound: belongs to it
  took.observe(0.002);
  took.observe(99);
  const auto text = metrics.text();
  const auto has = [&](const char* line) { return text.find(line) != text.npos; };
  EXPECT_TRUE(has("took_seconds_bucket{route=\"/x\",le=\"0.0005\"} 0\n")) << text;
  EXPECT_TRUE(has("took_seconds_bucket{route=\"/x\",le=\"0.001\"} 1\n"));
  EXPECT_TRUE(has("took_seconds_bucket{route=\"/x\",le=\"0.005\"} 2\n"));
  EXPECT_TRUE(has("took_seconds_bucket{route=\"/x\",le=\"30\"} 2\n"));
  EXPECT_TRUE(has("took_seconds_bucket{route=\"/x\",le=\"+Inf\"} 3\n"));
  EXPECT_TRUE(has("took_seconds_count{route=\"/x\"} 3\n"));
  EXPECT_TRUE(has("took_seconds_sum{route=\"/x\"} 99.003\n"));
}

TEST(Metrics, gauges_go_up_and_down_and_watched_ones_are_asked) {
  Metrics metrics;
  metrics.gauge("open", "Open").add(3);
  metrics.gauge("open", "Open").add(-1);
  metrics.watch("asked", "Asked", [] { return 1.5; });
  const auto text = metrics.text();
  EXPECT_NE(text.find("open 2\n"), text.npos);
  EXPECT_NE(text.find("asked 1.5\n"), text.npos);
  EXPECT_EQ(text.find("process_resident_memory_bytes 0\n"), text.npos);
}

}  // namespace
}  // namespace doorstep::metrics
