// Values go in and come out the same on both databases.
#include <cmath>
#include <limits>

#include <doorstep/base/json.h>
#include <doorstep/db/lists.h>

#include "both.h"

namespace doorstep::db {
namespace {

enum class Shade { light, dark };
BOOST_DESCRIBE_ENUM(Shade, light, dark)

struct Everything {
  int64_t number = 0;
  std::string name;
  std::optional<std::string> note{};
  std::optional<int64_t> count{};
  double share = 0;
  std::optional<double> rate{};
  bool open = false;
  Date day{};
  SchoolYear year{};
  OrgId org{};
  Shade shade{};
};
BOOST_DESCRIBE_STRUCT(Everything, (), (number, name, note, count, share, rate, open, day, year, org, shade))

class Statements : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    script(R"(CREATE TABLE everything(number BIGINT PRIMARY KEY, name TEXT NOT NULL, note TEXT, count BIGINT,
      share DOUBLE PRECISION, rate DOUBLE PRECISION, open BIGINT, day TEXT, year BIGINT, org TEXT, shade TEXT))");
  }
  void insert(const Everything& row) {
    const auto done = database_->write([&](Session& session) -> Result<int64_t> {
      return session.run(
          "INSERT INTO everything(" + columns_of<Everything>() + ") VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
          row.number, row.name, row.note, row.count, row.share, row.rate, row.open, row.day, row.year, row.org,
          row.shade);
    });
    ASSERT_TRUE(done) << done.error().what.en;
    EXPECT_EQ(*done, 1);
  }
  std::optional<Everything> find(int64_t number) {
    return database_->read([&](Session& session) {
      return session.one<Everything>("SELECT " + columns_of<Everything>() + " FROM everything WHERE number=$1", number);
    });
  }
  static void expect_same(const Everything& a, const Everything& b) {
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.note, b.note);
    EXPECT_EQ(a.count, b.count);
    EXPECT_EQ(a.share, b.share);
    EXPECT_EQ(a.rate, b.rate);
    EXPECT_EQ(a.open, b.open);
    EXPECT_EQ(a.day, b.day);
    EXPECT_EQ(a.year, b.year);
    EXPECT_EQ(a.org, b.org);
    EXPECT_EQ(a.shade, b.shade);
  }
  int64_t count() {
    return database_->read([](Session& session) { return *session.one<int64_t>("SELECT count(*) FROM everything"); });
  }
};

TEST_P(Statements, KeepEveryKindOfValue) {
  const Everything rows[] = {
      {1,
       "成都市双流区实验小学 𠮷",
       "it's \"quoted\" \\N $1 %s ; --",
       std::numeric_limits<int64_t>::max(),
       0.1,
       -0.0,
       true,
       *Date::parse("2024-09-01"),
       {2024},
       {"6f1c0b52-0000-4000-8000-000000000001"},
       Shade::dark},
      {2, "", std::nullopt, std::nullopt, 1.0 / 3, std::nullopt, false, Date::never(), {0}, {}, Shade::light},
      {3,
       "tab\tline\nreturn\r end",
       "",
       std::numeric_limits<int64_t>::min(),
       1.7976931348623157e308,
       5e-324,
       true,
       Date::always(),
       {-5},
       {},
       Shade::dark},
  };
  for (const auto& row : rows) insert(row);
  for (const auto& row : rows) {
    const auto found = find(row.number);
    ASSERT_TRUE(found);
    expect_same(row, *found);
  }
  EXPECT_FALSE(find(4));
}

TEST_P(Statements, BulkKeepsEveryKindOfValueAndManyRows) {
  constexpr int rows = 100000;
  const auto row_of_number = [](int64_t number) {
    Everything row{number, fmt::format("学校\t{}\n\\{}\\N", number, "'\"")};
    if (number % 3 == 0) row.note = "";
    if (number % 5 == 0) row.count = -number;
    row.share = static_cast<double>(number) / 7;
    row.day = Date::from_days(number);
    return row;
  };
  const auto done = database_->write([&](Session& session) -> Result<int64_t> {
    const auto bulk = session.bulk("everything", columns_of<Everything>());
    for (int64_t number = 0; number < rows; ++number) bulk->add_row(row_of_number(number));
    bulk->flush();
    return *session.one<int64_t>("SELECT count(*) FROM everything");
  });
  ASSERT_TRUE(done) << done.error().what.en;
  EXPECT_EQ(*done, rows);
  int64_t expected = 0;
  database_->read([&](Session& session) {
    session.each<Everything>("SELECT " + columns_of<Everything>() + " FROM everything ORDER BY number",
                             [&](Everything&& row) {
                               EXPECT_EQ(row.number, expected);
                               expect_same(row, row_of_number(expected++));
                             });
  });
  EXPECT_EQ(expected, rows);
}

TEST_P(Statements, SeveralBulksAndStatementsMayBeOpenAtOnce) {
  script("CREATE TABLE other(number BIGINT PRIMARY KEY)");
  const auto done = database_->write([&](Session& session) -> Result<int64_t> {
    const auto one = session.bulk("everything", "number, name"), two = session.bulk("other", "number");
    for (int64_t i = 0; i < 50; ++i) {
      const Value row[] = {to_value(i), to_value("x")};
      one->add(row);
      two->add({row, 1});
      session.run("UPDATE everything SET name='y' WHERE number=$1", i - 10);
    }
    one->flush();
    two->flush();
    return *session.one<int64_t>("SELECT count(*) FROM everything JOIN other USING(number)");
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, 50);
}

TEST_P(Statements, RunInsideTheVisitOfASelect) {
  for (int64_t i = 0; i < 20; ++i) insert({i, fmt::format("n{}", i)});
  const auto done = database_->write([&](Session& session) -> Result<int64_t> {
    int64_t seen = 0;
    session.each<int64_t>(
        "SELECT number FROM everything WHERE number<$1 ORDER BY number",
        [&](int64_t outer) {
          EXPECT_EQ(outer, seen++);
          EXPECT_EQ(session.one<std::string>("SELECT name FROM everything WHERE number=$1", outer),
                    fmt::format("n{}", outer));
          // The very same statement inside itself.
          EXPECT_EQ(session.all<int64_t>("SELECT number FROM everything WHERE number<$1 ORDER BY number", outer).size(),
                    static_cast<size_t>(outer));
          session.run("UPDATE everything SET count=$2 WHERE number=$1", outer, outer * 2);
        },
        10);
    return seen;
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, 10);
  EXPECT_EQ(find(9)->count, 18);
}

TEST_P(Statements, AnExceptionOutOfAVisitLeavesTheDatabaseUsable) {
  for (int64_t i = 0; i < 20; ++i) insert({i, "x"});
  EXPECT_THROW(database_->read([&](Session& session) {
    session.each<int64_t>("SELECT number FROM everything", [](int64_t) { throw std::runtime_error("enough"); });
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 20);
}

TEST_P(Statements, TellHowManyRowsTheyChanged) {
  for (int64_t i = 0; i < 5; ++i) insert({i, "x"});
  const auto done = database_->write([&](Session& session) -> Result<int64_t> {
    EXPECT_EQ(session.run("UPDATE everything SET name='y' WHERE number>=$1", 3), 2);
    EXPECT_EQ(session.run("INSERT INTO everything(number, name) VALUES($1,'z') ON CONFLICT DO NOTHING", 1), 0);
    return session.run("DELETE FROM everything WHERE number<$1", 3);
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(*done, 3);
}

TEST_P(Statements, TakeParametersInAnyOrderAndMoreThanOnce) {
  insert({7, "seven"});
  const auto found = database_->read([](Session& session) {
    return session.one<int64_t>("SELECT number FROM everything WHERE name=$2 AND number=$1 AND name<>$3 AND name=$2", 7,
                                "seven", "eight");
  });
  EXPECT_EQ(found, 7);
}

TEST_P(Statements, TakeAListAsOneParameter) {
  script("CREATE TABLE fruit(name TEXT NOT NULL, number BIGINT NOT NULL)");
  const auto kept = database_->write([](Session& session) -> Result<void> {
    for (const auto* name : {"apple", "pear", "o'range, \"sweet\"", "柿子"})
      session.run("INSERT INTO fruit(name, number) VALUES($1, 1)", std::string{name});
    return {};
  });
  ASSERT_TRUE(kept);
  const auto found = [&](const std::vector<std::string>& names) {
    return database_->read([&](Session& session) {
      return session.all<std::string>(
          "SELECT name FROM fruit WHERE number=$2 AND name" + in_list(session.dialect(), 1) + " ORDER BY number, name",
          json::text(names), int64_t{1});
    });
  };
  EXPECT_EQ(found({"apple", "o'range, \"sweet\"", "nothing"}).size(), 2u);
  EXPECT_EQ(found({"柿子"}), std::vector<std::string>{"柿子"});
  EXPECT_TRUE(found({}).empty());
}

TEST_P(Statements, RefuseTextWithAZeroByte) {
  const auto done = database_->write([](Session& session) -> Result<int64_t> {
    return session.run("INSERT INTO everything(number, name) VALUES(1,$1)", std::string("a\0b", 3));
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::invalid);
  EXPECT_EQ(count(), 0);
}

TEST_P(Statements, NameTheStatementNeverTheValuesInTheirFailures) {
  try {
    database_->read([](Session& session) { session.all<int64_t>("SELECT nothing FROM nowhere WHERE x=$1", "secret"); });
    FAIL() << "no such table";
  } catch (const Lost& lost) {
    EXPECT_NE(std::string_view(lost.what()).find("nowhere"), std::string_view::npos);
    EXPECT_EQ(std::string_view(lost.what()).find("secret"), std::string_view::npos);
  }
}

DOORSTEP_ON_BOTH(Statements);

}  // namespace
}  // namespace doorstep::db
