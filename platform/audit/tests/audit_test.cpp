#include <doorstep/audit/audit.h>

#include <thread>

#include "both.h"

namespace doorstep::audit {
namespace {

struct Thing {
  std::string name;
  std::optional<int> rooms{};
  Date from{};
};
BOOST_DESCRIBE_STRUCT(Thing, (), (name, rooms, from))

Actor officer() {
  Actor actor;
  actor.account = {"6f1c0b52-0000-4000-8000-00000000000a"};
  actor.name = "王老师";
  actor.request_id = "r1";
  return actor;
}

class Audit : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    ASSERT_TRUE(db::migrate(*database_, migrations()));
  }
  void append(const std::string& entity, const std::string& action = "thing-changed") {
    const auto done = database_->write([&](db::Session& session) -> Result<int> {
      trail_.append(session, officer(),
                    Event{action, "thing", entity, {}, changes(Thing{"旧名", 3}, Thing{"新名 \"x\"", std::nullopt})});
      return 0;
    });
    ASSERT_TRUE(done) << done.error().what.en;
  }
  Verdict verify() {
    return database_->read([&](db::Session& session) { return trail_.verify(session); });
  }
  std::vector<Entry> list(const Filter& filter) {
    return database_->read([&](db::Session& session) { return trail_.list(session, filter); });
  }

  Trail trail_{"pepper"};
};

TEST_P(Audit, KeepsWhoChangedWhatFromWhichValueToWhich) {
  append("e1");
  const auto found = list({.entity = "e1"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].actor_name, "王老师");
  EXPECT_EQ(found[0].request_id, "r1");
  ASSERT_EQ(found[0].changes.size(), 2U);
  EXPECT_EQ(found[0].changes[0].field, "name");
  EXPECT_EQ(found[0].changes[0].from.text, "\"旧名\"");
  EXPECT_EQ(found[0].changes[0].to.text, "\"新名 \\\"x\\\"\"");
  EXPECT_EQ(found[0].changes[1].from.text, "3");
  EXPECT_EQ(found[0].changes[1].to.text, "null");
}

TEST_P(Audit, PagesAndFilters) {
  for (int i = 0; i < 25; ++i) append(fmt::format("e{}", i % 5), i % 2 ? "odd" : "even");
  std::vector<int64_t> numbers;
  Filter filter{.limit = 10};
  for (;;) {
    const auto page = list(filter);
    for (const auto& entry : page) numbers.push_back(entry.number);
    if (page.size() < 10) break;
    filter.before = page.back().number;
  }
  ASSERT_EQ(numbers.size(), 25U);
  EXPECT_EQ(numbers.front(), 25);
  EXPECT_EQ(numbers.back(), 1);
  EXPECT_EQ(list({.entity = "e3"}).size(), 5U);
  EXPECT_EQ(list({.entity = "e3", .action = "odd"}).size(), 3U);
  EXPECT_EQ(list({.actor = {"6f1c0b52-0000-4000-8000-00000000000b"}}).size(), 0U);
  EXPECT_EQ(list({.from = *Date::parse("2000-01-01"), .to = *Date::parse("9000-01-01")}).size(), 25U);
  EXPECT_EQ(list({.to = *Date::parse("2000-01-01")}).size(), 0U);
  EXPECT_EQ(database_->read([&](db::Session& session) { return trail_.count(session, {.entity = "e3", .limit = 1}); }),
            5);
}

TEST_P(Audit, AnEntryOfAFailedWriteIsNotKept) {
  append("e1");
  const auto done = database_->write([&](db::Session& session) -> Result<int> {
    trail_.append(session, officer(), Event{"x", "thing", "e2", {}});
    return refuse(Fault::conflict, "no", say("不行", "no"));
  });
  EXPECT_FALSE(done);
  append("e3");
  EXPECT_TRUE(verify().whole);
  EXPECT_EQ(verify().entries, 2);
}

TEST_P(Audit, WritersAtOnceKeepOneChain) {
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 3; ++writer)
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) append("e");
    });
  for (auto& thread : threads) thread.join();
  EXPECT_TRUE(verify().whole) << verify().what.en;
  EXPECT_EQ(verify().entries, 30);
}

TEST_P(Audit, ManyEntriesOfOneImport) {
  std::vector<Event> events;
  for (int i = 0; i < 2500; ++i) events.push_back({"added", "thing", fmt::format("e{}", i), {}, added(Thing{"名", 1})});
  const auto done = database_->write([&](db::Session& session) -> Result<int> {
    trail_.append(session, officer(), events);
    return 0;
  });
  ASSERT_TRUE(done);
  EXPECT_TRUE(verify().whole);
  EXPECT_EQ(verify().entries, 2500);
}

TEST_P(Audit, ShowsEveryKindOfTampering) {
  const auto tampered = [&](std::string_view sql) {
    EXPECT_TRUE(verify().whole);
    script(sql);
    const auto verdict = verify();
    EXPECT_FALSE(verdict.whole) << sql;
    EXPECT_FALSE(verdict.what.zh.empty());
    return verdict.broken_at;
  };
  const auto fresh = [&] {
    script("DELETE FROM audit_entry; DELETE FROM audit_head; INSERT INTO audit_head VALUES(1, 0, '', '')");
    for (int i = 0; i < 6; ++i) append(fmt::format("e{}", i));
  };
  fresh();
  EXPECT_EQ(tampered("UPDATE audit_entry SET actor_name='李老师' WHERE number=3"), 3);
  fresh();
  EXPECT_EQ(tampered("DELETE FROM audit_entry WHERE number=4"), 4);
  fresh();
  EXPECT_EQ(tampered("DELETE FROM audit_entry WHERE number>=5"), 5);
  fresh();
  EXPECT_EQ(tampered("DELETE FROM audit_entry WHERE number=1"), 1);
  fresh();
  EXPECT_EQ(tampered("UPDATE audit_entry SET number=-1 WHERE number=2; UPDATE audit_entry SET number=2 WHERE number=3; "
                     "UPDATE audit_entry SET number=3 WHERE number=-1"),
            2);
  fresh();
  EXPECT_EQ(
      tampered("INSERT INTO audit_entry SELECT 7, at, actor_account, actor_name, request_id, action, kind, entity, "
               "org, change, hash, hash FROM audit_entry WHERE number=6"),
      7);
  fresh();
  EXPECT_EQ(tampered("DELETE FROM audit_head"), 6);
  // Cut off, and the head set back to match: the seal cannot be made without the secret.
  fresh();
  EXPECT_EQ(tampered("DELETE FROM audit_entry WHERE number=6; UPDATE audit_head SET number=5, "
                     "hash=(SELECT hash FROM audit_entry WHERE number=5)"),
            5);
}

DOORSTEP_ON_BOTH(Audit);

}  // namespace
}  // namespace doorstep::audit
