// What was promised holds: a vote, a booking or a membership that was acknowledged is there after kill -9, 200 times
// over; and 10,000 tries at once book nothing twice, on both databases.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include <doorstep/bookings/module.h>
#include <doorstep/council/module.h>
#include <doorstep/files/files.h>
#include <doorstep/groups/module.h>
#include <doorstep/registry/module.h>
#include <doorstep/settings/settings.h>
#include <doorstep/zone/zone.h>

#include "both.h"

namespace doorstep {
namespace {

constexpr int kills = 200;
constexpr int schools = 1500;
constexpr int voters = 15;
constexpr int slots = 20;  // half hours of a day, 08:00 to 18:00
const Date today = Date::today(), first_day = today.plus(1);

OrgId org_id(const std::string& key) { return {derived_uuid("test", "org", key)}; }
std::string school(int i) { return fmt::format("school {}", i); }
Actor person(const std::string& name) {
  return {{derived_uuid("test", "account", name)}, name, {{Role::administrator, {}}}, Language::en, ""};
}
const Actor runs = person("runs");
const OrgId group = org_id("G");

// The rooms over one database, as the product connects them.
struct House {
  explicit House(std::unique_ptr<db::Database> opened) : database(std::move(opened)) {
    for (const auto own : {settings::migrations(), audit::migrations(), files::migrations(), registry::migrations(),
                           groups::migrations(), council::migrations(), bookings::migrations()})
      if (!db::migrate(*database, own)) throw std::runtime_error("not migrated");
    registered = registry::make_registry(*database, {&trail, "pepper"});
    grouped = groups::make_groups(*database, *registered);
    councils = council::make_councils(*database, *registered, trail, kept, [](const std::string& name) {
      return std::optional{AccountId{derived_uuid("test", "account", name)}};
    });
    booked = bookings::make_bookings(*database, *registered, trail);
  }
  static std::unique_ptr<House> at(const std::string& where) {
    auto made = db::open(where);
    if (!made) throw std::runtime_error(made.error().what.en);
    return std::make_unique<House>(std::move(*made));
  }

  std::unique_ptr<db::Database> database;
  audit::Trail trail{"pepper"};
  files::Files kept{*database, trail, ""};
  std::unique_ptr<registry::Registry> registered;
  std::unique_ptr<groups::Groups> grouped;
  std::unique_ptr<council::Councils> councils;
  std::unique_ptr<bookings::Bookings> booked;
};

void put_schools(House& house, int count) {
  registry::IntakeOptions options;
  options.source.id = {derived_uuid("test", "source", "")};
  options.source.space = options.source.name = "test";
  options.effective = today.plus(-1000);
  options.dry_run = false;
  const auto taken = house.registered->take_in(runs, options, [&](registry::Intake& in) -> Result<void> {
    registry::OrgRow district;
    district.id = org_id("North");
    district.kind = registry::OrgKind::district;
    district.name = "North";
    in.put(district, {});
    registry::OrgRow alliance = district;
    alliance.id = group;
    alliance.kind = registry::OrgKind::group;
    alliance.parent_id = district.id;
    alliance.name = "G";
    alliance.model = "alliance";
    in.put(alliance, {});
    for (int i = 0; i < count; ++i) {
      registry::OrgRow row;
      row.id = org_id(school(i));
      row.kind = registry::OrgKind::school;
      row.parent_id = district.id;
      row.name = school(i);
      row.school_kind = registry::SchoolKind::primary;
      row.stages = "primary";
      in.put(row, {});
    }
    in.put(registry::MembershipRow{derived_uuid("test", "membership", "0"), group, org_id(school(0)), "member",
                                   today.plus(-100)},
           {});
    return {};
  });
  ASSERT_TRUE(taken && taken->written);
}

template <class T>
T must(Result<T> made) {
  if (!made) throw std::runtime_error(made.error().what.en);
  return std::move(*made);
}

bookings::NewBooking slot(const std::string& thing, int number) {
  const int from = 480 + number % slots * 30;
  return {thing,
          org_id(school(0)),
          "a lesson",
          first_day.plus(number / slots),
          zone::text_of(from),
          zone::text_of(from + 30),
          {}};
}

// What is to be done, and what was told of it.
struct Work {
  std::string thing, meeting;
  int next_slot = 0, next_school = 1;
};
struct Told {
  int votes = 0, slot = 0, school = 0;  // so many votes; up to here, exclusive
};

// Votes, books and takes in, one after the other, telling each by one letter once it was acknowledged.
[[noreturn]] void act_until_killed(const std::string& folder, const Work& work, const std::string& item, int tell) {
  const auto house = House::at(folder);
  const auto say_done = [&](char what) {
    if (::write(tell, &what, 1) != 1) ::_exit(1);
  };
  for (int i = 0;; ++i) {
    if (i < voters) {
      must(house->councils->vote(person(fmt::format("voter {}", i)), group, item, {council::Choice::agree, {}}, false));
      say_done('v');
    }
    must(house->booked->book(runs, group, slot(work.thing, work.next_slot + i)));
    say_done('b');
    must(house->grouped->join(runs, group, {org_id(school(work.next_school + i)), "member", today, {}, {}}, false));
    say_done('m');
  }
}

Told killed_after(size_t letters, const std::string& folder, const Work& work, const std::string& item) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const auto child = ::fork();
  if (child == 0) act_until_killed(folder, work, item, ends[1]);
  ::close(ends[1]);
  Told told{0, work.next_slot, work.next_school};
  size_t count = 0;
  for (char what = 0; ::read(ends[0], &what, 1) == 1;) {
    ++(what == 'v' ? told.votes : what == 'b' ? told.slot : told.school);
    if (++count == letters) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  return told;
}

// A council of `voters`, all present, in an open meeting; the id of the meeting.
std::string sitting(House& house) {
  std::set<std::string> seats;
  must(house.councils->seat(runs, group, {"runs", "runs", {}, council::Office::president, today.plus(-10), {}}));
  for (int i = 0; i < voters; ++i) {
    const auto name = fmt::format("voter {}", i);
    must(house.councils->seat(runs, group, {name, name, {}, council::Office::member, today.plus(-10), {}}));
  }
  auto meeting = must(house.councils->call(runs, group, {"Spring", today, "14:30", "Hall"})).of.id;
  must(house.councils->add_item(runs, group, meeting, {"first", {}, {}, "first", {}}));
  must(house.councils->open(runs, group, meeting));
  for (const auto& seat : must(house.councils->council(group)).seats)
    must(house.councils->attend(runs, group, meeting, {seat.id, council::Presence::present}));
  return meeting;
}

std::string open_item(House& house, const std::string& meeting, int round) {
  const auto title = fmt::format("item {}", round);
  const auto made = must(house.councils->add_item(runs, group, meeting, {title, {}, {}, title, {}}));
  const auto item = std::ranges::find(made.items, title, &council::AgendaItem::title)->id;
  must(house.councils->open_vote(runs, group, item));
  return item;
}

TEST(Promises, WhatWasAcknowledgedIsThereAfterEveryKill) {
  support::Folder folder;
  Work work;
  {
    const auto house = House::at(folder.path());
    put_schools(*house, schools);
    work.meeting = sitting(*house);
    work.thing =
        must(house->booked->offer(runs, group, {org_id(school(0)), bookings::Kind::venue, "Hall", {}, {}, {}, {}})).id;
  }
  for (int round = 0; round < kills; ++round) {
    const auto item = open_item(*House::at(folder.path()), work.meeting, round);
    const auto told = killed_after(static_cast<size_t>(1 + round * 7 % 19), folder.path(), work, item);
    const auto house = House::at(folder.path());
    const auto meeting = must(house->councils->meeting(runs, group, work.meeting));
    const auto votes = std::ranges::find(meeting.items, item, &council::AgendaItem::id)->votes_for;
    EXPECT_GE(votes, told.votes) << "round " << round;
    EXPECT_LE(votes, told.votes + 1) << "at most the one that was under way";
    (void)house->councils->close_vote(runs, group, item);  // refused where nobody voted
    // What was told is there, and at most one more; the next round goes on after it.
    const auto days = (told.slot + slots) / slots + 1;
    const auto table = must(house->booked->timetable(runs, group, first_day, std::min(days, 62)));
    EXPECT_GE(static_cast<int>(table.bookings.size()), told.slot) << "round " << round;
    EXPECT_LE(static_cast<int>(table.bookings.size()), told.slot + 1) << "round " << round;
    const auto members = static_cast<int>(must(house->registered->group(group)).members.size());
    EXPECT_GE(members, told.school) << "round " << round;
    EXPECT_LE(members, told.school + 1) << "round " << round;
    work.next_slot = static_cast<int>(table.bookings.size());
    work.next_school = members;
    if (HasFailure()) return;
  }
}

class BookingStorm : public support::OnBoth {};

TEST_P(BookingStorm, TenThousandTriesAtOnceBookNothingTwice) {
  constexpr int threads = 8, tries = 1250, wanted = 500;
  House house{opened()};
  put_schools(house, 1);
  const auto thing =
      must(house.booked->offer(runs, group, {org_id(school(0)), bookings::Kind::venue, "Hall", {}, {}, {}, {}})).id;
  std::atomic<int> booked = 0, taken = 0, other = 0;
  std::vector<std::thread> crowd;
  for (int lane = 0; lane < threads; ++lane)
    crowd.emplace_back([&, lane] {
      for (int i = 0; i < tries; ++i) {
        const auto made =
            house.booked->book(person(fmt::format("p{}", lane)), group, slot(thing, (i + lane * 3) % wanted));
        ++(made ? booked : made.error().code == "taken" ? taken : other);
      }
    });
  for (auto& one : crowd) one.join();
  EXPECT_EQ(booked, wanted);
  EXPECT_EQ(taken, threads * tries - wanted);
  EXPECT_EQ(other, 0);
  const auto table = must(house.booked->timetable(runs, group, first_day, wanted / slots));
  std::set<int64_t> begins;
  for (const auto& one : table.bookings) EXPECT_TRUE(begins.insert(one.begins_at).second) << one.on.text() << one.from;
  EXPECT_EQ(begins.size(), static_cast<size_t>(wanted));
}

DOORSTEP_ON_BOTH(BookingStorm);

}  // namespace
}  // namespace doorstep
