// Importer: the one class behind the face.
#pragma once

#include <map>
#include <mutex>

#include "detect.h"
#include "module.h"
#include "reading.h"
#include "store.h"

namespace doorstep::imports {

class Importer final : public Imports {
 public:
  explicit Importer(Needs needs);

  Result<registry::IntakeReport> import_files(const Actor& actor, const std::vector<std::string>& paths,
                                              const ImportOptions& options, const Watch& watch) override;
  Result<ImportRun> upload(const Actor& actor, const std::string& name, const std::string& path,
                           const std::string& mapping) override;
  std::vector<ImportRun> runs() override;
  Result<ImportRun> run(const std::string& id) override;
  Result<ImportRun> commit(const Actor& actor, const std::string& id, bool over_hand_edits,
                           std::optional<Date> effective) override;
  Result<void> discard(const Actor& actor, const std::string& id) override;
  int tidy() override;
  Result<Proposal> propose(const std::string& run) override;
  Result<Proposal> propose_file(const std::string& path) override;
  Result<ImportRun> read_with(const Actor& actor, const std::string& run, const Mapping& mapping) override;
  std::vector<MappingSummary> mappings() override;
  Result<Mapping> mapping(const std::string& id) override;
  Result<Mapping> keep_mapping(const Actor& actor, const Mapping& mapping) override;
  Result<std::string> export_oneroster(const registry::Scope& scope, const std::string& version) override;
  Result<std::string> export_sheet(const std::string& sheet, const registry::Scope& scope, Language language) override;

 private:
  // One reading of one delivery: a zip, a table, or all sheets of ours at once.
  struct Delivery {
    Detected detected;
    std::vector<sheets::Input> inputs;
    int64_t bytes() const;
  };
  Result<std::vector<Delivery>> deliveries(const std::vector<sheets::Input>& inputs, const std::string& as);
  Result<void> read(const Delivery& delivery, Reading reading);
  // All in one transaction; as many reports as deliveries were read.
  Result<std::vector<registry::IntakeReport>> take(const Actor& actor, const std::vector<Delivery>& all,
                                                   const ImportOptions& options, const Watch& watch);
  std::vector<Mapping> all_mappings();
  Result<Proposal> proposed(const sheets::Input& input);

  Result<store::RunRow> row(const std::string& id);
  Result<store::RunRow> row_with_file(const std::string& id);  // refused when no file was kept for it
  void keep(const store::RunRow& run);
  void record(const Actor& actor, const std::vector<Delivery>& all, const std::string& started,
              const Result<std::vector<registry::IntakeReport>>& reports);
  void start(const Actor& actor, store::RunRow run, ImportOptions options);
  void work(const Actor& actor, store::RunRow run, const ImportOptions& options, jobs::Progress& progress);
  void settle(store::RunRow& run);
  ImportRun shown(const store::RunRow& run);

  Needs needs_;
  std::mutex mutex_;
  std::map<std::string, Progress> under_way_;  // by run
};

}  // namespace doorstep::imports
