// What is offered and booked, on both databases; ways and pieces alone.
#include <small_register.h>

#include <atomic>
#include <set>
#include <thread>

#include <doorstep/zone/zone.h>

#include "module.h"
#include "ways.h"

namespace doorstep::bookings {
namespace {

using registry::trial::day;
using registry::trial::org_id;

TEST(Ways, TakeDistanceOverSpeedAndAFixedTime) {
  const BookingRule rule;
  const Spot a{116.40, 39.90}, b{116.40, 39.99};  // 10.0 km north
  EXPECT_EQ(way_minutes(rule, true, a, b), 0);
  EXPECT_EQ(way_minutes(rule, false, a, b), 50) << "10.0 km * 1.3 / 20 km/h is 39 minutes, and ten";
  EXPECT_EQ(way_minutes(rule, false, a, a), 10);
  EXPECT_EQ(way_minutes(rule, false, a, std::nullopt), 30);
}

TEST(Ways, TheMostPiecesAwayAtOneMoment) {
  const std::vector<Away> away{{10, 20, 2}, {15, 30, 1}, {30, 40, 4}};
  EXPECT_EQ(most_away(away, 0, 10), 0);
  EXPECT_EQ(most_away(away, 0, 16), 3);
  EXPECT_EQ(most_away(away, 20, 30), 1) << "what comes back at 20 is there at 20";
  EXPECT_EQ(most_away(away, 20, 31), 4);
}

// Group G of schools A, B (10 km away) and C (no place known); Z is no member.
class BookingsTest : public registry::trial::SmallRegister {
 protected:
  BookingsTest() : SmallRegister({migrations()}) {}
  void SetUp() override {
    SmallRegister::SetUp();
    bookings_ = make_bookings(*database_, *registry_, trail_, [this] { return now_.load(); });
    take_in(fill);
  }
  static void fill(registry::Intake& in) {
    in.put(registry::trial::area(registry::OrgKind::district, "North"), {});
    for (const auto* key : {"A", "B", "C", "Z"}) {
      auto school = registry::trial::school(key, "North");
      if (*key == 'A' || *key == 'B') {
        school.longitude = 116.4;
        school.latitude = *key == 'A' ? 39.90 : 39.99;
      }
      in.put(school, {});
    }
    in.put(registry::trial::group("G", "North"), {});
    for (const auto* key : {"A", "B", "C"})
      in.put(registry::trial::member("G", key, *key == 'A' ? "lead" : "member"), {});
  }
  std::string offer(const char* school, Kind kind, const char* name, int64_t amount = 1) {
    const auto made = bookings_->offer(runs_, group_, {org_id(school), kind, name, {}, amount, {}, {}});
    EXPECT_TRUE(made) << made.error().what.en;
    return made->id;
  }
  // "" when booked, else the code of the refusal.
  std::string book(const std::string& thing, const char* school, const char* from, const char* to,
                   const char* who = "wang", const char* on = "2026-12-01", int64_t amount = 1) {
    const auto made =
        bookings_->book(person(who), group_, {thing, org_id(school), "a lesson", day(on), from, to, amount});
    last_ = made ? made->id : "";
    return made ? "" : made.error().code;
  }

  std::atomic<int64_t> now_ = *zone::instant("Asia/Shanghai", {day("2026-11-23"), 600});
  std::unique_ptr<Bookings> bookings_;
  const OrgId group_ = org_id("G");
  const Actor runs_ = person("president");
  std::string last_;
};

TEST_P(BookingsTest, AVenueIsBookedOnceAtATimeAndEndsMeetBeginnings) {
  const auto hall = offer("A", Kind::venue, "Hall");
  EXPECT_EQ(book(hall, "B", "14:00", "15:00"), "");
  EXPECT_EQ(book(hall, "C", "14:30", "15:30", "li"), "taken");
  EXPECT_EQ(book(hall, "C", "13:30", "14:01", "li"), "taken");
  EXPECT_EQ(book(hall, "C", "15:00", "16:00", "li"), "");
  EXPECT_EQ(book(hall, "A", "13:00", "14:00", "zhao"), "");
  const auto week = bookings_->timetable(person("li"), group_, day("2026-12-01"), 1);
  ASSERT_EQ(week->bookings.size(), 3u);
  EXPECT_EQ(week->bookings[0].from, "13:00");
  EXPECT_TRUE(week->bookings[2].own);
  EXPECT_FALSE(week->bookings[1].own);
  ASSERT_TRUE(bookings_->cancel(person("li"), group_, last_));
  EXPECT_EQ(book(hall, "C", "13:00", "14:00", "li"), "") << "free again";
  EXPECT_EQ(bookings_->cancel(person("li"), group_, "unknown").error().code, "booking-unknown");
}

TEST_P(BookingsTest, EquipmentComesHomeBetweenBookingsAndTheWayCounts) {
  const auto kit = offer("A", Kind::equipment, "Telescope");
  EXPECT_EQ(book(kit, "B", "10:00", "11:00"), "") << "away from 09:10 to 11:50";
  EXPECT_EQ(book(kit, "A", "11:30", "12:00", "li"), "travel-time");
  EXPECT_EQ(book(kit, "A", "11:50", "12:30", "li"), "");
  EXPECT_EQ(book(kit, "B", "13:00", "14:00", "li"), "travel-time") << "needs 12:10 to set out";
  EXPECT_EQ(book(kit, "B", "13:20", "14:00", "li"), "");
  const auto week = bookings_->timetable(runs_, group_, day("2026-12-01"), 1);
  EXPECT_EQ(week->bookings[0].away_from, "09:10");
  EXPECT_EQ(week->bookings[0].away_to, "11:50");
}

TEST_P(BookingsTest, PiecesAreCounted) {
  const auto tablets = offer("A", Kind::equipment, "Tablets", 40);
  EXPECT_EQ(book(tablets, "A", "10:00", "11:00", "wang", "2026-12-01", 30), "");
  EXPECT_EQ(book(tablets, "A", "10:30", "11:30", "li", "2026-12-01", 11), "taken");
  EXPECT_EQ(book(tablets, "A", "10:30", "11:30", "li", "2026-12-01", 10), "");
  EXPECT_EQ(book(tablets, "A", "09:00", "18:00", "li", "2026-12-01", 1), "taken");
  EXPECT_EQ(book(tablets, "A", "09:00", "18:00", "li", "2026-12-02", 41), "amount-invalid");
}

TEST_P(BookingsTest, WhoBooksTwoVenuesGetsFromOneToTheOther) {
  const auto hall = offer("A", Kind::venue, "Hall"), pool = offer("B", Kind::venue, "Pool");
  EXPECT_EQ(book(hall, "A", "10:00", "11:00"), "");
  EXPECT_EQ(book(pool, "A", "11:30", "12:00"), "travel-time");
  EXPECT_EQ(book(pool, "A", "11:30", "12:00", "li"), "") << "somebody else can";
  EXPECT_EQ(book(pool, "A", "12:00", "13:00"), "");
  EXPECT_EQ(book(hall, "A", "13:30", "14:00"), "travel-time");
}

TEST_P(BookingsTest, WrongTimesAreNamed) {
  const auto hall = bookings_->offer(runs_, group_, {org_id("A"), Kind::venue, "Hall", {}, {}, "00:00", "23:59"})->id;
  EXPECT_EQ(book(hall, "A", "22:00", "01:00"), "over-midnight");
  EXPECT_EQ(book(hall, "A", "10:00", "10:00"), "over-midnight");
  EXPECT_EQ(book(hall, "A", "10", "11:00"), "time-invalid");
  EXPECT_EQ(book(hall, "A", "08:00", "09:00", "wang", "2026-11-22"), "booking-past");
  EXPECT_EQ(book(hall, "A", "08:00", "09:00", "wang", "2028-01-01"), "too-far-ahead");
  EXPECT_EQ(book(hall, "Z", "08:00", "09:00"), "no-member");
  EXPECT_EQ(book("unknown", "A", "08:00", "09:00"), "thing-unknown");
  const auto pool = offer("A", Kind::venue, "Pool");
  EXPECT_EQ(book(pool, "A", "07:00", "09:00"), "closed-then");
  ASSERT_TRUE(bookings_->set_rule(runs_, group_, {"Europe/London", 20, 10}));
  EXPECT_EQ(book(hall, "A", "01:30", "03:00", "wang", "2027-03-28"), "time-skipped");
  EXPECT_EQ(book(hall, "A", "00:30", "01:30", "wang", "2027-10-31"), "time-twice");
  EXPECT_EQ(bookings_->set_rule(runs_, group_, {"Mars/Olympus", 20, 10}).error().code, "time-zone-unknown");
}

TEST_P(BookingsTest, WhatIsWithdrawnCancelsWhatWasToCome) {
  const auto hall = offer("A", Kind::venue, "Hall");
  EXPECT_EQ(book(hall, "A", "10:00", "11:00"), "");
  EXPECT_EQ(*bookings_->withdraw(runs_, group_, hall), 1);
  EXPECT_EQ(book(hall, "A", "12:00", "13:00"), "thing-unknown");
  EXPECT_EQ(bookings_->withdraw(runs_, group_, hall).error().code, "thing-unknown");
  EXPECT_TRUE(bookings_->timetable(runs_, group_, day("2026-12-01"), 1)->bookings.empty());
}

// Eight at once want one of 20 half hours, over and over: each is given once.
TEST_P(BookingsTest, ManyAtOnceNeverBookTwice) {
  const auto hall = offer("A", Kind::venue, "Hall");
  std::atomic<int> booked = 0, taken = 0, other = 0;
  std::vector<std::thread> crowd;
  for (int lane = 0; lane < 8; ++lane)
    crowd.emplace_back([&, lane] {
      for (int i = 0; i < 40; ++i) {
        const int from = 480 + (i * 7 + lane) % 20 * 30;
        const auto made = bookings_->book(
            person(fmt::format("p{}", lane)), group_,
            {hall, org_id("A"), "x", day("2026-12-01"), zone::text_of(from), zone::text_of(from + 30), {}});
        ++(made ? booked : made.error().code == "taken" ? taken : other);
      }
    });
  for (auto& one : crowd) one.join();
  EXPECT_EQ(booked, 20);
  EXPECT_EQ(taken, 300);
  EXPECT_EQ(other, 0);
  std::set<std::string> begins;
  const auto week = bookings_->timetable(runs_, group_, day("2026-12-01"), 1);
  for (const auto& one : week->bookings) EXPECT_TRUE(begins.insert(one.from).second) << one.from;
}

DOORSTEP_ON_BOTH(BookingsTest);

}  // namespace
}  // namespace doorstep::bookings
