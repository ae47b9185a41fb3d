// Imports: several files in one transaction, each with its own source.
#include <algorithm>

#include "intake_run.h"
#include "service.h"

namespace doorstep::registry {
namespace {

json::Raw number(int64_t value) { return {std::to_string(value)}; }

// What an import did, for the trail: its counts, and what changed about organisations.
std::vector<audit::Event> events_of(const IntakeOptions& options, const IntakeRun& run, const IntakeReport& report) {
  std::vector<audit::Event> events;
  audit::Event applied{"import-applied", "source", options.source.id.value, {}, {}};
  if (!options.source.name.empty()) applied.changes.push_back({"name", {}, {json::text(options.source.name)}});
  for (const auto& counts : report.tables) {
    const auto table = std::string{describe::enum_name(counts.table)};
    const auto note = [&](const char* what, int64_t count) {
      if (count > 0) applied.changes.push_back({table + "." + what, {}, number(count)});
    };
    note("added", counts.added);
    note("changed", counts.changed);
    note("ended", counts.ended);
  }
  events.push_back(std::move(applied));
  for (const auto& org : run.changed_orgs()) {
    audit::Event event{"org-imported", "org", org.id, {org.id}, {}};
    for (const auto& field : org.fields)
      if (!field.kept) event.changes.push_back({field.field, {json::text(field.from)}, {json::text(field.to)}});
    if (!event.changes.empty()) events.push_back(std::move(event));
  }
  return events;
}

bool same_source(const SourceRow& a, const SourceRow& b) {
  return a.space == b.space && a.name == b.name && a.licence == b.licence && a.notice_zh == b.notice_zh &&
         a.notice_en == b.notice_en && a.generated == b.generated;
}

// Keeps the source when it is new or says something else, or when the import changed anything. True when it did.
bool keep_source(db::Session& session, const SourceRow& source, bool changed) {
  const auto known = store::sources(session);
  const auto found = std::ranges::find(known, source.id, &SourceRow::id);
  if (found != known.end() && same_source(*found, source) && !changed) return false;
  store::keep_source(session, source);
  return true;
}

bool changes_returns(const IntakeReport& report) {
  return std::ranges::any_of(report.tables, [](const TableCounts& made) {
    return made.table == Table::return_ && made.added + made.changed + made.ended > 0;
  });
}

// One file of a real run, its source and its entry in the trail.
Result<IntakeReport> write_one(db::Session& session, const Actor& actor, const Intaking& one, const Parts& parts,
                               int64_t& seq) {
  IntakeRun run(session, one.options, parts.pepper, seq);
  DOORSTEP_TRY(one.read(run));
  run.finish();
  if (!run.report().written) return std::move(run.report());
  if (keep_source(session, one.options.source, run.seq() != seq)) seq = std::max(run.seq(), seq + 1);
  if (changes_returns(run.report())) store::set_returns_sequence(session, seq);
  if (parts.trail) parts.trail->append(session, actor, events_of(one.options, run, run.report()));
  return std::move(run.report());
}

Result<IntakeReport> read_one(db::Session& session, const Intaking& one, const Parts& parts) {
  IntakeRun run(session, one.options, parts.pepper, 0);
  DOORSTEP_TRY(one.read(run));
  run.finish();
  return std::move(run.report());
}

}  // namespace

Result<std::vector<IntakeReport>> RegistryService::take_in(const Actor& actor, std::vector<Intaking> files) {
  for (auto& file : files)
    if (auto& source = file.options.source; source.id.empty()) source.id = {derived_uuid(source.space, "source", "")};
  const bool dry = std::ranges::any_of(files, [](const Intaking& file) { return file.options.dry_run; });
  if (dry && files.size() == 1)
    return database_.read([&](db::Session& session) -> Result<std::vector<IntakeReport>> {
      DOORSTEP_LET(report, read_one(session, files.front(), parts_));
      return std::vector{std::move(report)};
    });
  // A dry run of several files writes all but the last, so that each sees what those before it bring, and takes it
  // back.
  for (auto& file : files) file.options.dry_run = dry && &file == &files.back();
  std::vector<IntakeReport> reports;
  auto written = change([&](db::Session& session, int64_t& seq) -> Result<void> {
    reports.clear();
    for (const auto& file : files) {
      DOORSTEP_LET(report, write_one(session, actor, file, parts_, seq));
      reports.push_back(std::move(report));
      if (reports.back().fault_count > 0) break;
    }
    if (!reports.empty() && reports.back().written) return {};
    return refuse(Fault::invalid, "import-not-written", say("未写入", "nothing was written"));
  });
  if (!written && (reports.empty() || written.error().code != "import-not-written"))
    return tl::unexpected<Error>(written.error());
  if (!written)
    for (auto& report : reports) report.written = false;
  return reports;
}

}  // namespace doorstep::registry
