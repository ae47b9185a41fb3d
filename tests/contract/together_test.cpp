#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <thread>

#include <doorstep/db/together.h>

namespace doorstep::db {
namespace {

struct Asked {
  int number = 0;
  int served = 0;
};

TEST(Together, WhoComesMeanwhileIsServedWithTheNextOneInTheOrderOfComing) {
  constexpr int others = 9;
  Together<Asked> together(6);
  std::vector<std::vector<int>> batches;  // touched by who is at work, which is one at a time
  std::latch first_at_work{1}, all_there{1};
  const auto work = [&](Together<Asked>::Batch& batch) {
    auto& numbers = batches.emplace_back();
    const bool first = batches.size() == 1;
    batch.take();
    if (first) {
      first_at_work.count_down();
      all_there.wait();
    }
    for (auto* one : batch.take()) {  // again, as after a transaction that was undone: nobody twice
      numbers.push_back(one->number);
      ++one->served;
    }
  };
  std::vector<std::thread> threads;
  std::atomic<int> well = 0;
  const auto ask = [&](int number) {
    threads.emplace_back([&, number] {
      Asked own{number};
      together.serve(own, work);
      well += own.served == 1;
    });
  };
  ask(0);
  first_at_work.wait();
  for (int number = 1; number <= others; ++number) {
    ask(number);
    while (together.waiting() < static_cast<size_t>(number)) std::this_thread::yield();
  }
  all_there.count_down();
  for (auto& one : threads) one.join();
  EXPECT_EQ(well, others + 1);
  ASSERT_EQ(batches.size(), 2u);
  EXPECT_EQ(batches[0], (std::vector{0, 1, 2, 3, 4, 5})) << "up to the limit those who came before the work began";
  EXPECT_EQ(batches[1], (std::vector{6, 7, 8, 9}));
}

TEST(Together, ThousandsAreServedOnceEach) {
  constexpr int callers = 16, each = 500;
  Together<Asked> together(8);
  int64_t sum = 0;  // of who is at work
  size_t largest = 0;
  std::vector<std::thread> threads;
  for (int caller = 0; caller < callers; ++caller)
    threads.emplace_back([&, caller] {
      for (int i = 0; i < each; ++i) {
        Asked own{caller * each + i};
        together.serve(own, [&](Together<Asked>::Batch& batch) {
          const auto& all = batch.take();
          largest = std::max(largest, all.size());
          for (auto* one : all) {
            sum += one->number;
            ++one->served;
          }
        });
        ASSERT_EQ(own.served, 1);
      }
    });
  for (auto& one : threads) one.join();
  constexpr int64_t count = callers * each;
  EXPECT_EQ(sum, count * (count - 1) / 2);
  EXPECT_LE(largest, 8u);
}

}  // namespace
}  // namespace doorstep::db
