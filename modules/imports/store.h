// The tables of the imports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/db/db.h>
#include <doorstep/imports/imports.h>

namespace doorstep::imports::store {

struct RunRow {
  std::string id, file, path;
  int64_t bytes = 0;
  Format format = Format::unknown;
  std::string mapping;
  RunState state = RunState::uploaded;
  std::optional<std::string> report;  // JSON of an IntakeReport
  std::string problem_zh, problem_en;
  std::string started_by, started_at, ended_at;
  std::string job;  // that reads or writes it, or did last
};
BOOST_DESCRIBE_STRUCT(RunRow, (),
                      (id, file, path, bytes, format, mapping, state, report, problem_zh, problem_en, started_by,
                       started_at, ended_at, job))

void keep(db::Session& session, const RunRow& run);
std::optional<RunRow> find(db::Session& session, const std::string& id);
std::vector<std::string> waiting_files(db::Session& session);  // paths of files that a run may still be read from
std::vector<RunRow> newest(db::Session& session, int limit);

void keep_mapping(db::Session& session, const std::string& id, const std::string& toml, const std::string& by,
                  const std::string& at);
std::optional<std::string> mapping(db::Session& session, const std::string& id);
std::vector<std::string> mappings(db::Session& session);

}  // namespace doorstep::imports::store
