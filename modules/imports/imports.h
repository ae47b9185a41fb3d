// Imports and exports: files in, files out. Reads OneRoster zips, our own templates and foreign tables through
// mappings, and hands the rows to the register's Intake; writes OneRoster zips, Excel sheets and templates.
//
// An upload is first read dry; its report shows what would be added, changed and ended, and every fault at its sheet,
// row and column. Only a run without fatal faults can be committed, and the commit reads the same bytes again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/json.h>
#include <doorstep/base/result.h>
#include <doorstep/registry/registry.h>

namespace doorstep::imports {

enum class Format { oneroster, templates, foreign, unknown };
BOOST_DESCRIBE_ENUM(Format, oneroster, templates, foreign, unknown)

enum class RunState { uploaded, reading, read, committing, committed, failed, discarded };
BOOST_DESCRIBE_ENUM(RunState, uploaded, reading, read, committing, committed, failed, discarded)

struct Progress {
  int64_t rows = 0;             // read so far
  std::optional<double> share;  // 0 to 1, of the bytes
  double rows_per_second = 0;
  std::optional<double> seconds_left;
};
BOOST_DESCRIBE_STRUCT(Progress, (), (rows, share, rows_per_second, seconds_left))

struct ImportRun {
  std::string id;
  std::string file;  // name as uploaded
  int64_t bytes = 0;
  Format format = Format::unknown;
  std::string mapping;  // id of the mapping for foreign tables
  RunState state = RunState::uploaded;
  Progress progress;
  std::optional<registry::IntakeReport> report;
  Words problem;  // why it failed, or what is needed (for example: a mapping)
  std::string started_by;
  std::string started_at;
  std::string ended_at;
};
BOOST_DESCRIBE_STRUCT(ImportRun, (),
                      (id, file, bytes, format, mapping, state, progress, report, problem, started_by, started_at,
                       ended_at))

// A column of a foreign table, with what its first rows hold.
struct ForeignColumn {
  std::string heading;
  std::vector<std::string> samples;  // up to five distinct ones
  std::string guess;                 // target member that the proposal gives it, or ""
  double confidence = 0;             // 0 to 1
};
BOOST_DESCRIBE_STRUCT(ForeignColumn, (), (heading, samples, guess, confidence))

// What may be filled from a foreign table, for the dialog.
struct Target {
  std::string name;  // "school.name", "return.students", "group.name" ...
  Words label;
  Words meaning;
  std::string type;  // text, integer, number, date, code, coordinate
  bool required = false;
};
BOOST_DESCRIBE_STRUCT(Target, (), (name, label, meaning, type, required))

struct MappingSummary {
  std::string id;
  std::string name;
  bool built_in = false;
  std::vector<std::string> headings;  // by which a file is recognised
};
BOOST_DESCRIBE_STRUCT(MappingSummary, (), (id, name, built_in, headings))

// One line of a mapping: how a target is made from columns.
struct MappingField {
  std::string target;
  std::vector<std::string> columns;           // one, or several that are added up or joined
  std::string join;                           // "" first non-empty; "sum"; or text to put between
  std::string constant;                       // instead of columns
  std::map<std::string, std::string> values;  // source value -> ours
  std::string format;                         // of dates "DD-MM-YYYY"; of decimals ","
};
BOOST_DESCRIBE_STRUCT(MappingField, (), (target, columns, join, constant, values, format))

struct Mapping {
  std::string id;
  std::string name;
  std::string space;  // stable name of the source system
  std::string licence, notice_zh, notice_en;
  std::string region;  // name of the region that its districts are put into
  std::string crs;     // of x and y, "EPSG:27700"; empty for WGS 84 degrees
  int year = 0;        // school year of its returns, when no column says it
  std::string stage;   // stage of its returns, when no column says it
  std::vector<MappingField> fields;
  std::vector<std::string> headings;
};
BOOST_DESCRIBE_STRUCT(Mapping, (),
                      (id, name, space, licence, notice_zh, notice_en, region, crs, year, stage, fields, headings))

struct Proposal {
  Mapping mapping;
  std::vector<ForeignColumn> columns;
  std::vector<Target> targets;
  std::string sheet;
  std::vector<std::string> missing;  // required targets that nothing fills yet
  std::vector<Words> notes;          // what was taken on trust, or could not be told
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (mapping, columns, targets, sheet, missing, notes))

struct ImportOptions {
  std::string as;  // id of a mapping, or a path to one; "" recognises the file
  bool dry_run = false;
  bool over_hand_edits = false;
  Date effective = Date::today();  // day from which changed values hold and missing rows end
};

// Told now and then while reading; an Error stops it.
using Watch = std::function<Result<void>(const Progress&)>;

// Safe to call from several threads.
class Imports {
 public:
  virtual ~Imports() = default;

  // Reads files now and here, all in one transaction: first the OneRoster zips and foreign tables in the order given,
  // then our own sheets together; reading stops at the first that has fatal faults, and then nothing is written. Each
  // stands in runs() afterwards, unless it was dry.
  virtual Result<registry::IntakeReport> import_files(const Actor& actor, const std::vector<std::string>& paths,
                                                      const ImportOptions& options, const Watch& watch) = 0;

  // --- runs, for the web: upload (read dry in the background), then commit or discard
  virtual Result<ImportRun> upload(const Actor& actor, const std::string& name, const std::string& path,
                                   const std::string& mapping) = 0;
  virtual std::vector<ImportRun> runs() = 0;  // the newest first, without reports
  virtual Result<ImportRun> run(const std::string& id) = 0;
  virtual Result<ImportRun> commit(const Actor& actor, const std::string& id, bool over_hand_edits,
                                   std::optional<Date> effective) = 0;
  virtual Result<void> discard(const Actor& actor, const std::string& id) = 0;
  // Removes uploads and exports that a stopped program left behind: files older than a day that no run waits for.
  // For a server at its start. Returns how many.
  virtual int tidy() = 0;

  // --- mappings
  virtual Result<Proposal> propose(const std::string& run) = 0;
  virtual Result<Proposal> propose_file(const std::string& path) = 0;
  virtual Result<ImportRun> read_with(const Actor& actor, const std::string& run,
                                      const Mapping& mapping) = 0;  // keeps it, reads dry again
  virtual std::vector<MappingSummary> mappings() = 0;
  virtual Result<Mapping> mapping(const std::string& id) = 0;
  virtual Result<Mapping> keep_mapping(const Actor& actor, const Mapping& mapping) = 0;

  // --- exports: paths of files that the caller removes
  virtual Result<std::string> export_oneroster(const registry::Scope& scope, const std::string& version) = 0;
  virtual Result<std::string> export_sheet(const std::string& sheet, const registry::Scope& scope,
                                           Language language) = 0;
};

}  // namespace doorstep::imports
