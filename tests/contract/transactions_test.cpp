// What a read sees, what a write keeps.
#include <atomic>
#include <fstream>
#include <latch>
#include <thread>

#include "both.h"

namespace doorstep::db {
namespace {

class Transactions : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    script(R"(CREATE TABLE parent(id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, amount BIGINT CHECK(amount >= 0));
              CREATE TABLE child(id BIGINT PRIMARY KEY, parent BIGINT REFERENCES parent(id)))");
  }
  Result<int64_t> add(int64_t id, std::string_view name, int64_t amount = 0) {
    return database_->write([&](Session& session) -> Result<int64_t> {
      return session.run("INSERT INTO parent(id, name, amount) VALUES($1,$2,$3)", id, name, amount);
    });
  }
  int64_t count() {
    return database_->read([](Session& session) { return *session.one<int64_t>("SELECT count(*) FROM parent"); });
  }
};

TEST_P(Transactions, AWriteIsSeenByTheNextRead) {
  for (int64_t i = 1; i <= 20; ++i) {
    ASSERT_TRUE(add(i, fmt::format("n{}", i)));
    EXPECT_EQ(count(), i);
  }
  restart();
  EXPECT_EQ(count(), 20);
}

TEST_P(Transactions, AReadSeesOneSnapshot) {
  ASSERT_TRUE(add(1, "one"));
  database_->read([&](Session& session) {
    EXPECT_EQ(session.one<int64_t>("SELECT count(*) FROM parent"), 1);
    ASSERT_TRUE(add(2, "two"));
    EXPECT_EQ(session.one<int64_t>("SELECT count(*) FROM parent"), 1);
    EXPECT_EQ(count(), 2);  // another read, begun later
  });
}

TEST_P(Transactions, AReadCannotWrite) {
  EXPECT_THROW(database_->read([](Session& session) { session.run("DELETE FROM parent"); }), Lost);
}

TEST_P(Transactions, AnErrorChangesNothing) {
  const auto done = database_->write([](Session& session) -> Result<int64_t> {
    session.run("INSERT INTO parent(id, name) VALUES(1,'one')");
    return refuse(Fault::conflict, "no", say("不行", "no"));
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "no");
  EXPECT_EQ(count(), 0);
}

TEST_P(Transactions, AnExceptionChangesNothingAndReachesTheCaller) {
  EXPECT_THROW((void)database_->write([](Session& session) -> Result<int64_t> {
    session.run("INSERT INTO parent(id, name) VALUES(1,'one')");
    throw std::runtime_error("broken");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(add(1, "one"));
}

TEST_P(Transactions, BrokenRulesBecomeErrors) {
  ASSERT_TRUE(add(1, "one"));
  EXPECT_EQ(add(1, "other").error().fault, Fault::conflict);
  EXPECT_EQ(add(2, "one").error().fault, Fault::conflict);
  EXPECT_EQ(add(2, "two", -1).error().code, "value-refused");
  const auto run = [&](std::string_view sql) {
    return database_->write([&](Session& session) -> Result<int64_t> { return session.run(sql); });
  };
  EXPECT_EQ(run("INSERT INTO child(id, parent) VALUES(1, 99)").error().code, "reference-broken");
  EXPECT_EQ(run("INSERT INTO parent(id, amount) VALUES(3, 0)").error().code, "value-missing");
  ASSERT_TRUE(run("INSERT INTO child(id, parent) VALUES(1, 1)"));
  EXPECT_EQ(run("DELETE FROM parent").error().fault, Fault::invalid);
  EXPECT_EQ(count(), 1);
}

TEST_P(Transactions, ABrokenRuleCannotBeSwallowed) {
  ASSERT_TRUE(add(1, "one"));
  const auto done = database_->write([](Session& session) -> Result<int> {
    session.run("INSERT INTO parent(id, name) VALUES(2,'two')");
    try {
      session.run("INSERT INTO parent(id, name) VALUES(1,'again')");
    } catch (const Refused& refused) {
      EXPECT_EQ(refused.rule, Refused::Rule::unique);
    }
    return 1;
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::conflict);
  EXPECT_EQ(count(), 1);
}

TEST_P(Transactions, ManyWritersLoseNothing) {
  constexpr int writers = 4, each = 25;
  ASSERT_TRUE(add(0, "sum"));
  std::latch ready(writers);
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      ready.arrive_and_wait();
      for (int i = 0; i < each; ++i) {
        const auto done = database_->write([&](Session& session) -> Result<int64_t> {
          const auto before = *session.one<int64_t>("SELECT amount FROM parent WHERE id=0");
          session.run("INSERT INTO parent(id, name) VALUES($1,$2)", 1 + writer * each + i,
                      fmt::format("{}-{}", writer, i));
          return session.run("UPDATE parent SET amount=$1 WHERE id=0", before + 1);
        });
        EXPECT_TRUE(done) << done.error().what.en;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count(), 1 + writers * each);
  EXPECT_EQ(
      database_->read([](Session& session) { return session.one<int64_t>("SELECT amount FROM parent WHERE id=0"); }),
      writers * each);
}

// Half of the writes are refused while they share commits with the others.
TEST_P(Transactions, ARefusedWriteTakesNoOtherWithIt) {
  constexpr int writers = 8, each = 20;
  std::atomic<int> kept = 0;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      for (int i = 0; i < each; ++i) {
        const auto done = database_->write([&](Session& session) -> Result<int> {
          session.run("INSERT INTO parent(id, name) VALUES($1,$2)", writer * each + i, fmt::format("{}-{}", writer, i));
          if (i % 2 == 1) return refuse(Fault::conflict, "odd", say("奇数", "odd"));
          return i;
        });
        if (done) ++kept;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(kept, writers * each / 2);
  EXPECT_EQ(count(), kept);
}

TEST_P(Transactions, TwoProgramsMayUseOneDatabase) {
  const auto other = opened();
  ASSERT_TRUE(add(1, "one"));
  EXPECT_EQ(other->read([](Session& session) { return session.one<std::string>("SELECT name FROM parent"); }), "one");
  std::jthread there([&] {
    for (int64_t i = 100; i < 130; ++i)
      EXPECT_TRUE(other->write([&](Session& session) -> Result<int64_t> {
        return session.run("INSERT INTO parent(id, name) VALUES($1,$2)", i, fmt::format("n{}", i));
      }));
  });
  for (int64_t i = 2; i < 30; ++i) EXPECT_TRUE(add(i, fmt::format("m{}", i)));
  there.join();
  EXPECT_EQ(count(), 1 + 30 + 28);
}

TEST_P(Transactions, ALostConnectionIsMadeAnew) {
  ASSERT_TRUE(add(1, "one"));
  if (GetParam() == Dialect::postgresql) support::Postgres::running().drop_connections();
  EXPECT_EQ(count(), 1);
  ASSERT_TRUE(add(2, "two"));
  if (GetParam() == Dialect::postgresql) {
    EXPECT_THROW(database_->read([](Session& session) {
      support::Postgres::running().drop_connections();
      session.one<int64_t>("SELECT count(*) FROM parent");
    }),
                 Lost);
  }
  EXPECT_EQ(count(), 2);
}

TEST_P(Transactions, ABackupIsACopyOrNamesTheToolThatMakesOne) {
  ASSERT_TRUE(add(1, "一"));
  support::Folder there;
  const auto done = database_->backup(there.path() + "/doorstep.db");
  if (GetParam() == Dialect::postgresql) {
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().what.en.find("pg_dump"), std::string::npos);
    return;
  }
  ASSERT_TRUE(done) << done.error().what.en;
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(there.path()), {}), 1);
  const auto copy = db::open(there.path());
  ASSERT_TRUE(copy);
  EXPECT_EQ((*copy)->read([](Session& session) { return session.one<std::string>("SELECT name FROM parent"); }), "一");
  EXPECT_EQ((*copy)->read([](Session& session) { return session.one<std::string>("PRAGMA integrity_check"); }), "ok");
  EXPECT_EQ(database_->backup("/nowhere/at/all.db").error().code, "backup-failed");
}

DOORSTEP_ON_BOTH(Transactions);

TEST(Open, SaysWhyItCannot) {
  support::Folder folder;
  std::ofstream(folder.path() + "/doorstep.db") << std::string(5000, 'x');
  EXPECT_EQ(db::open(folder.path()).error().code, "database-not-opened");
  EXPECT_EQ(db::open("/dev/null/inside").error().code, "database-not-opened");
  const auto nobody = db::open("postgresql://x:hidden@/x?host=/nowhere");
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().what.en.find("hidden"), std::string::npos);
}

}  // namespace
}  // namespace doorstep::db
