// What the command line imported stands in the same list and the same trail as what the web did.
#include <gtest/gtest.h>

#include "importing.h"

namespace doorstep::imports {
namespace {

const std::string one_school = "School code,School name,District,School kind\n1001,North,Sunny,primary\n";

class Runs : public trial::Importing {};

TEST_P(Runs, WhatWasReadForGoodStandsInTheList) {
  actor_.name = "command line";
  const std::vector<std::string> paths{
      file("schools.csv", one_school),
      file("returns.csv", "School code,School year,Stage,students\n1001,2024,primary,210\n")};
  ImportOptions dry;
  dry.dry_run = true;
  take(paths, dry);
  EXPECT_TRUE(imports_->runs().empty()) << "a dry run leaves nothing behind";

  const auto report = take(paths);
  ASSERT_TRUE(report.written) << told(report);
  const auto runs = imports_->runs();
  ASSERT_EQ(runs.size(), 1u) << "sheets of ours are one import";
  EXPECT_EQ(runs.front().file, "schools.csv, returns.csv");
  EXPECT_EQ(runs.front().started_by, "command line");
  EXPECT_EQ(runs.front().state, RunState::committed);
  EXPECT_EQ(runs.front().format, Format::templates);
  EXPECT_GT(runs.front().bytes, 100);
  EXPECT_FALSE(runs.front().started_at.empty() || runs.front().ended_at.empty());
  const auto one = imports_->run(runs.front().id);
  ASSERT_TRUE(one && one->report);
  EXPECT_EQ(counts(*one->report, registry::Table::return_).added, 1);

  const auto entries =
      database_->read([&](db::Session& session) { return trail_->list(session, {.action = "import-applied"}); });
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries.front().actor_name, "command line");
}

TEST_P(Runs, WhatWasRefusedStandsThereWithItsReason) {
  read({file("schools.csv", one_school + "1002,,Sunny,primary\n")});
  read({file("other.csv", "Title,Count\nNorth,12\n")});
  const auto runs = imports_->runs();
  ASSERT_EQ(runs.size(), 2u);
  for (const auto& run : runs) {
    EXPECT_EQ(run.state, RunState::failed);
    EXPECT_FALSE(run.problem.zh.empty() || run.problem.en.empty());
    const auto proposal = imports_->propose(run.id);
    ASSERT_FALSE(proposal) << "its file is not kept";
    EXPECT_EQ(proposal.error().code, "import-not-kept");
    EXPECT_TRUE(imports_->discard(actor_, run.id));
  }
}

DOORSTEP_ON_BOTH(Runs);

}  // namespace
}  // namespace doorstep::imports
