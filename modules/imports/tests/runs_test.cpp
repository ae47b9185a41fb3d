// What the command line imported stands in the same list and the same trail as what the web did.
#include <gtest/gtest.h>

#include <latch>
#include <thread>

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

// A roster, and sheets that say more about its schools: neither stands without the other.
class Together : public trial::Importing {
 protected:
  std::vector<std::string> paths(const std::string& sheet) {
    return {
        file("returns.csv", sheet),
        roster(
            {{"orgs.csv",
              "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
              "d,active,2025-01-01T00:00:00Z,Sunny,district,,\ns,active,2025-01-01T00:00:00Z,North,school,1001,d\n"}})};
  }
  static constexpr auto fine = "School code,School year,Stage,students\n1001,2024,primary,210\n";
  static constexpr auto faulty =
      "School code,School year,Stage,students\n1001,2024,primary,210\n1002,2024,primary,90\n";
};

TEST_P(Together, ASheetSpeaksOfSchoolsThatTheRosterBrings) {
  ImportOptions dry;
  dry.dry_run = true;
  const auto told_before = take(paths(fine), dry);
  EXPECT_EQ(told_before.fault_count, 0) << told(told_before);
  EXPECT_FALSE(told_before.written);
  EXPECT_TRUE(orgs(registry::OrgKind::school).empty()) << "a dry run writes nothing";
  EXPECT_EQ(registry_->change_sequence(), 0);

  const auto report = take(paths(fine));
  EXPECT_TRUE(report.written);
  for (const auto table : {registry::Table::org, registry::Table::return_, registry::Table::identifier})
    EXPECT_EQ(counts(report, table).added, counts(told_before, table).added);
  EXPECT_EQ(sum_of("students"), 210);
  EXPECT_EQ(done(take(paths(fine))), 0);
}

TEST_P(Together, AFaultInOneKeepsAllOfThemOut) {
  const auto report = take(paths(faulty));
  EXPECT_EQ(report.fault_count, 1) << told(report);
  EXPECT_FALSE(report.written);
  EXPECT_TRUE(orgs(registry::OrgKind::school).empty()) << "the roster was without fault, and is not written either";
  EXPECT_EQ(registry_->change_sequence(), 0);
  const auto runs = imports_->runs();
  ASSERT_EQ(runs.size(), 2u);
  for (const auto& run : runs) {
    EXPECT_EQ(run.state, RunState::failed) << run.file;
    EXPECT_FALSE(run.problem.zh.empty() || run.problem.en.empty());
  }
}

// While a server reads an upload, the command line opens the same register: it must not speak of an end.
TEST_P(Runs, UnderWayAreLeftAloneByOthers) {
  std::latch reading(1), go_on(1);
  const auto job = jobs_->start("import", {}, [&](jobs::Progress&) -> Result<json::Raw> {
    reading.count_down();
    go_on.wait();
    return json::Raw{};
  });
  reading.wait();
  const auto run = new_uuid();
  ASSERT_TRUE(database_->write([&](db::Session& session) -> Result<void> {
    session.run(
        "INSERT INTO imports_run(id, file, path, bytes, format, mapping, state, problem_zh, problem_en, started_by, "
        "started_at, ended_at, job) VALUES($1, 'a.csv', '', 1, 'templates', '', 'reading', '', '', 'li', $2, '', $3)",
        run, now_utc(), job);
    return {};
  }));
  {
    jobs::Runner guest(*database_, {.machine = ""});
    const auto other =
        make_imports({database_.get(), registry_.get(), &guest, &trial::book(), trail_.get(), instance_, files_});
    for (int tries = 0; tries < 1000 && !guest.find(job); ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_EQ(other->run(run)->state, RunState::reading);
  }
  EXPECT_EQ(imports_->run(run)->state, RunState::reading);
  go_on.count_down();
  jobs_->wait(job);
  EXPECT_EQ(imports_->run(run)->state, RunState::failed) << "its job is over and said nothing";
}

TEST_P(Runs, LeaveNoFilesBehind) {
  const auto upload = [&](const std::string& name) {
    const auto made = imports_->upload(actor_, name, file(name, "Title,Count\nNorth,12\n"), "");
    EXPECT_TRUE(made);
    return made->id;
  };
  const auto kept = upload("kept.csv");
  while (imports_->run(kept)->state == RunState::reading) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  std::ofstream{files_ + "/left-behind.zip"} << "of a program that was stopped";
  std::ofstream{files_ + "/under-way.zip"} << "of another server";
  for (const auto& entry : std::filesystem::directory_iterator{files_})
    if (entry.path().filename() != "under-way.zip")
      std::filesystem::last_write_time(entry.path(),
                                       std::filesystem::file_time_type::clock::now() - std::chrono::hours{25});
  EXPECT_EQ(imports_->tidy(), 1);
  EXPECT_FALSE(std::filesystem::exists(files_ + "/left-behind.zip"));
  EXPECT_TRUE(std::filesystem::exists(files_ + "/under-way.zip"));
  EXPECT_TRUE(imports_->propose(kept)) << "its file is still there";
}

DOORSTEP_ON_BOTH(Runs);
DOORSTEP_ON_BOTH(Together);

}  // namespace
}  // namespace doorstep::imports
