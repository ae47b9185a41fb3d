// A whole importer over an empty register, and files made by hand for it.
#pragma once

#include <both.h>

#include <filesystem>
#include <fstream>
#include <map>

#include <doorstep/audit/audit.h>
#include <doorstep/imports/module.h>
#include <doorstep/registry/module.h>
#include <doorstep/sheets/write.h>
#include <doorstep/sheets/zip.h>
#include <doorstep/standards/standards.h>

namespace doorstep::imports::trial {

using Files = std::vector<std::pair<std::string, std::string>>;

inline const standard::Book& book() {
  static const standard::Book read = [] {
    auto found = standards::read_folder(std::string{DOORSTEP_SOURCE_DIR} + "/standards");
    if (!found) throw std::runtime_error(found.error().what.en);
    return std::move(*found);
  }();
  return read;
}

// A OneRoster zip's manifest: every file of `files` in `mode`.
inline std::string manifest_of(const Files& files, const std::string& version = "1.2", const std::string& mode = "bulk",
                               const std::string& system = "test.sis") {
  std::string text = "propertyName,value\nmanifest.version,1.0\noneroster.version," + version + "\n";
  for (const auto& [name, content] : files) text += "file." + name.substr(0, name.rfind('.')) + "," + mode + "\n";
  return text + "source.systemName,Test\nsource.systemCode," + system + "\n";
}

class Importing : public support::OnBoth {
 protected:
  void SetUp() override {
    OnBoth::SetUp();
    std::vector<db::Migration> steps;
    for (const auto all : {audit::migrations(), jobs::migrations(), registry::migrations(), migrations()})
      steps.insert(steps.end(), all.begin(), all.end());
    ASSERT_TRUE(db::migrate(*database_, steps));
    trail_ = std::make_unique<audit::Trail>("pepper");
    registry_ = registry::make_registry(*database_, {trail_.get(), "pepper"});
    jobs_ = std::make_unique<jobs::Runner>(*database_, jobs::Options{});
    files_ = work_.path() + "/files";
    std::filesystem::create_directories(files_);
    imports_ = make_imports({database_.get(), registry_.get(), jobs_.get(), &book(), trail_.get(), instance_, files_});
  }
  void TearDown() override {
    jobs_.reset();
    imports_.reset();
    registry_.reset();
  }

  std::string file(const std::string& name, const std::string& bytes) {
    const auto path = work_.path() + "/" + name;
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
  }
  std::string zip(const std::string& name, const Files& files) {
    const auto path = work_.path() + "/" + name;
    sheets::ZipWriter writer{path};
    for (const auto& [entry, content] : files) {
      writer.add(entry);
      writer.append(content);
    }
    writer.finish();
    return path;
  }
  // A OneRoster zip whose manifest lists all of `files`.
  std::string roster(const Files& files, const std::string& version = "1.2", const std::string& mode = "bulk") {
    Files all{{"manifest.csv", manifest_of(files, version, mode)}};
    all.insert(all.end(), files.begin(), files.end());
    return zip("roster-" + new_uuid() + ".zip", all);
  }

  Result<registry::IntakeReport> read(const std::vector<std::string>& paths, ImportOptions options = {}) {
    return imports_->import_files(actor_, paths, options, {});
  }
  registry::IntakeReport take(const std::vector<std::string>& paths, ImportOptions options = {}) {
    auto report = read(paths, options);
    EXPECT_TRUE(report) << (report ? "" : report.error().what.en);
    if (!report) return {};
    return std::move(*report);
  }

  static registry::TableCounts counts(const registry::IntakeReport& report, registry::Table table) {
    for (const auto& made : report.tables)
      if (made.table == table) return made;
    return {};
  }
  // What an import did, in one number: nothing for a file read again.
  static int64_t done(const registry::IntakeReport& report) {
    int64_t sum = 0;
    for (const auto& table : report.tables) sum += table.added + table.changed + table.ended;
    return sum;
  }
  static std::string told(const registry::IntakeReport& report) {
    std::string text;
    for (const auto& fault : report.faults)
      text += fmt::format("{} {}:{} [{}] {} ({})\n", fault.fatal ? "fault" : "note", fault.place.sheet, fault.place.row,
                          fault.place.column, fault.what.en, fault.remedy.en);
    return text;
  }
  std::vector<registry::OrgRow> orgs(registry::OrgKind kind) {
    std::vector<registry::OrgRow> found;
    registry_->each_org({}, [&](const registry::OrgRow& row, registry::Status status, const std::string&) {
      if (row.kind == kind && status == registry::Status::active) found.push_back(row);
    });
    return found;
  }
  double sum_of(const std::string& figure) {
    double sum = 0;
    registry_->each_return({}, [&](const registry::ReturnRow& row) { sum += row.figure == figure ? row.value : 0; });
    return sum;
  }

  support::Folder work_;
  std::string files_, instance_ = "instance-1";
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<registry::Registry> registry_;
  std::unique_ptr<jobs::Runner> jobs_;
  std::unique_ptr<Imports> imports_;
  Actor actor_{{}, "tester", {{Role::administrator, {}}}, Language::en, "test"};
};

}  // namespace doorstep::imports::trial
