// Runs: what was uploaded, and what the command line read, with what became of it.
#include <algorithm>
#include <chrono>
#include <filesystem>

#include "importer.h"

namespace doorstep::imports {
namespace {

// Why one of several files was not written; empty when it was.
Words problem_of(const Result<std::vector<registry::IntakeReport>>& reports, const registry::IntakeReport* report) {
  if (!reports) return reports.error().what;
  if (report && report->written) return {};
  if (report && report->fault_count > 0)
    return say("文件有 {} 处错误，未写入任何内容", "the file has {} faults; nothing of it was written",
               report->fault_count);
  return say("一同导入的另一个文件有错误，全部未写入",
             "another file of the same import has faults; nothing was written");
}

}  // namespace

void Importer::keep(const store::RunRow& run) {
  auto kept = needs_.database->write([&](db::Session& session) -> Result<void> {
    store::keep(session, run);
    return {};
  });
  if (!kept) throw std::runtime_error("a run of an import could not be kept: " + kept.error().what.en);
}

Result<store::RunRow> Importer::row(const std::string& id) {
  auto found = needs_.database->read([&](db::Session& session) { return store::find(session, id); });
  if (!found) return refuse(Fault::not_found, "import-unknown", say("没有这次导入", "there is no such import"));
  settle(*found);
  return std::move(*found);
}

Result<store::RunRow> Importer::row_with_file(const std::string& id) {
  auto found = row(id);
  if (found && found->path.empty())
    return refuse(
        Fault::conflict, "import-not-kept",
        say("文件未保留（由命令行导入），请重新上传", "the file is not kept, as the command line read it: upload it"));
  return found;
}

// A run whose job is over without a word, by an exception or because the program stopped, failed.
void Importer::settle(store::RunRow& run) {
  const auto busy = [&] { return run.state == RunState::reading || run.state == RunState::committing; };
  if (!busy()) return;
  {
    const std::lock_guard lock{mutex_};
    if (under_way_.contains(run.id)) return;
  }
  const auto job = needs_.jobs->find(run.job);
  if (job && !job->over()) return;
  if (auto now = needs_.database->read([&](db::Session& session) { return store::find(session, run.id); }))
    run = std::move(*now);  // it may have ended between the two looks
  if (!busy()) return;
  run.state = RunState::failed;
  const bool stopped = job && job->code == "interrupted";
  run.problem_zh = stopped ? job->message.zh : "读取时出现内部错误，请重试";
  run.problem_en = stopped ? job->message.en : "an internal error stopped it: try again";
}

ImportRun Importer::shown(const store::RunRow& run) {
  ImportRun made{run.id,
                 run.file,
                 run.bytes,
                 run.format,
                 run.mapping,
                 run.state,
                 {},
                 {},
                 {run.problem_zh, run.problem_en},
                 run.started_by,
                 run.started_at,
                 run.ended_at};
  if (run.report)
    if (auto report = json::read_text<registry::IntakeReport>(*run.report)) made.report = std::move(*report);
  const std::lock_guard lock{mutex_};
  if (const auto found = under_way_.find(run.id); found != under_way_.end()) made.progress = found->second;
  return made;
}

Result<ImportRun> Importer::upload(const Actor& actor, const std::string& name, const std::string& path,
                                   const std::string& mapping) {
  namespace fs = std::filesystem;
  store::RunRow run;
  run.id = new_uuid();
  run.file = fs::path{name}.filename().string();
  const auto kept = fs::path{needs_.files} / (run.id + fs::path{run.file}.extension().string());
  std::error_code moved;
  fs::rename(path, kept, moved);
  if (moved) {
    fs::copy_file(path, kept);
    fs::remove(path, moved);
  }
  run.path = kept.string();
  run.bytes = static_cast<int64_t>(fs::file_size(kept));
  run.mapping = mapping;
  run.state = RunState::reading;
  run.started_by = actor.name;
  run.started_at = now_utc();
  start(actor, run, {mapping, true, false, Date::today()});
  return shown(run);
}

void Importer::start(const Actor& actor, store::RunRow run, ImportOptions options) {
  {
    const std::lock_guard lock{mutex_};
    under_way_[run.id] = {};
  }
  run.job = new_uuid();
  keep(run);
  needs_.jobs->start(
      "import", actor.account,
      [this, actor, run, options = std::move(options)](jobs::Progress& progress) -> Result<json::Raw> {
        work(actor, run, options, progress);
        return json::Raw{};
      },
      run.job);
}

void Importer::work(const Actor& actor, store::RunRow run, const ImportOptions& options, jobs::Progress& progress) {
  const auto over = [this, id = run.id](void*) {
    const std::lock_guard lock{mutex_};
    under_way_.erase(id);
  };
  const std::unique_ptr<void, decltype(over)> until_the_end{this, over};  // also when an exception leaves
  const auto read = [&]() -> Result<registry::IntakeReport> {
    sheets::Input input = sheets::Input::file(run.path);
    input.name = run.file;
    DOORSTEP_LET(found, deliveries({input}, options.as));
    run.format = found.front().detected.format;
    if (found.front().detected.mapping) run.mapping = found.front().detected.mapping->id;
    DOORSTEP_LET(reports, take(actor, found, options, [&](const Progress& now) -> Result<void> {
                   const std::lock_guard lock{mutex_};
                   under_way_[run.id] = now;
                   return progress.go_on();
                 }));
    return std::move(reports.front());
  };
  auto report = read();
  run.ended_at = now_utc();
  if (!report) {
    run.state = RunState::failed;
    run.problem_zh = report.error().what.zh;
    run.problem_en = report.error().what.en;
  } else {
    run.state = report->written ? RunState::committed : RunState::read;
    run.report = json::text(*report);
    if (report->written) std::filesystem::remove(run.path);
  }
  keep(run);
}

// What import_files read for good: each file stands in the list beside the uploads.
void Importer::record(const Actor& actor, const std::vector<Delivery>& all, const std::string& started,
                      const Result<std::vector<registry::IntakeReport>>& reports) {
  for (size_t i = 0; i < all.size(); ++i) {
    const auto* report = reports && i < reports->size() ? &(*reports)[i] : nullptr;
    store::RunRow run;
    run.id = new_uuid();
    for (const auto& input : all[i].inputs) run.file += (run.file.empty() ? "" : ", ") + input.name;
    run.bytes = all[i].bytes();
    run.format = all[i].detected.format;
    if (all[i].detected.mapping) run.mapping = all[i].detected.mapping->id;
    run.started_by = actor.name;
    run.started_at = started;
    run.ended_at = now_utc();
    run.state = report && report->written ? RunState::committed : RunState::failed;
    if (report) run.report = json::text(*report);
    const auto problem = problem_of(reports, report);
    run.problem_zh = problem.zh;
    run.problem_en = problem.en;
    keep(run);
  }
}

std::vector<ImportRun> Importer::runs() {
  std::vector<ImportRun> all;
  for (auto& run : needs_.database->read([](db::Session& session) { return store::newest(session, 100); })) {
    settle(run);
    all.push_back(shown(run));
  }
  return all;
}

Result<ImportRun> Importer::run(const std::string& id) {
  DOORSTEP_LET(found, row(id));
  return shown(found);
}

Result<ImportRun> Importer::commit(const Actor& actor, const std::string& id, bool over_hand_edits,
                                   std::optional<Date> effective) {
  DOORSTEP_LET(run, row(id));
  if (run.state != RunState::read)
    return refuse(Fault::conflict, "import-not-read",
                  say("只有读完的导入才能提交", "only an import that was read can be committed"));
  const auto seen = shown(run);
  if (!seen.report || seen.report->fault_count > 0)
    return refuse(Fault::conflict, "import-faulty",
                  say("文件有错误，改正后重新上传", "the file has faults: mend it and upload it again"));
  run.state = RunState::committing;
  start(actor, run,
        {run.format == Format::foreign ? run.mapping : "", false, over_hand_edits, effective.value_or(Date::today())});
  return shown(run);
}

Result<void> Importer::discard(const Actor&, const std::string& id) {
  DOORSTEP_LET(run, row(id));
  if (run.state == RunState::committing || run.state == RunState::reading)
    return refuse(Fault::conflict, "import-busy", say("正在读取，请稍候", "it is being read: wait a moment"));
  if (run.state == RunState::committed)
    return refuse(Fault::conflict, "import-committed",
                  say("已经提交，不能丢弃", "it is committed and cannot be discarded"));
  if (!run.path.empty()) std::filesystem::remove(run.path);
  run.state = RunState::discarded;
  keep(run);
  return {};
}

int Importer::tidy() {
  namespace fs = std::filesystem;
  const auto waiting = needs_.database->read([](db::Session& session) { return store::waiting_files(session); });
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours{24};
  int removed = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator{needs_.files, none}) {
    const auto name = entry.path().filename();
    const bool wanted =
        std::ranges::any_of(waiting, [&](const std::string& path) { return fs::path{path}.filename() == name; });
    if (wanted || !entry.is_regular_file(none) || entry.last_write_time(none) > old) continue;
    removed += fs::remove(entry.path(), none);
  }
  return removed;
}

Result<ImportRun> Importer::read_with(const Actor& actor, const std::string& id, const Mapping& mapping) {
  DOORSTEP_LET(run, row_with_file(id));
  if (run.state != RunState::read && run.state != RunState::failed)
    return refuse(Fault::conflict, "import-busy", say("现在不能更换映射", "the mapping cannot be changed now"));
  DOORSTEP_LET(kept, keep_mapping(actor, mapping));
  run.state = RunState::reading;
  run.mapping = kept.id;
  run.report.reset();
  run.problem_zh = run.problem_en = "";
  start(actor, run, {kept.id, true, false, Date::today()});
  return shown(run);
}

}  // namespace doorstep::imports
