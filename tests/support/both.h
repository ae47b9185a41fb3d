// Tests that run on each database: derive from OnBoth and end the file with DOORSTEP_ON_BOTH(YourSuite).
#pragma once

#include <gtest/gtest.h>

#include <doorstep/db/db.h>

#include "folder.h"
#include "postgres.h"

namespace doorstep::support {

class OnBoth : public testing::TestWithParam<db::Dialect> {
 protected:
  // A fresh, empty database.
  void SetUp() override {
    where_ = GetParam() == db::Dialect::sqlite ? folder_.path() : Postgres::running().new_database();
    database_ = opened();
  }
  std::unique_ptr<db::Database> opened() {
    auto made = db::open(where_);
    if (!made) throw std::runtime_error(made.error().what.en);
    return std::move(*made);
  }
  // Closes and opens again, as a restart of the program does.
  void restart() {
    database_.reset();
    database_ = opened();
  }
  void script(std::string_view sql) {
    const auto done = database_->write([&](db::Session& session) -> Result<void> {
      session.script(sql);
      return {};
    });
    if (!done) throw std::runtime_error(done.error().what.en);
  }

  Folder folder_;
  std::string where_;
  std::unique_ptr<db::Database> database_;
};

}  // namespace doorstep::support

#define DOORSTEP_ON_BOTH(Suite)                                                                            \
  INSTANTIATE_TEST_SUITE_P(                                                                                \
      Databases, Suite, testing::Values(doorstep::db::Dialect::sqlite, doorstep::db::Dialect::postgresql), \
      [](const auto& made) { return made.param == doorstep::db::Dialect::sqlite ? "sqlite" : "postgresql"; })
