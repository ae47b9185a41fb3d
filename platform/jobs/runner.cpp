#include <algorithm>

#include "jobs.h"
#include "store.h"

namespace doorstep::jobs {
namespace {
constexpr int days_remembered = 90;
constexpr auto between_records = std::chrono::seconds(1);
}  // namespace

// A job that waits or runs in this program. `about` is guarded by the runner's mutex, `progress` by itself.
struct Runner::Running {
  Job about;
  Work work;
  Progress progress;
};

Runner::Runner(db::Database& database, Options options) : database_(database), options_(std::move(options)) {
  const auto settled = database_.write([&](db::Session& session) -> Result<void> {
    if (options_.machine.empty()) return {};
    store::interrupt_unfinished(
        session, options_.machine,
        say("程序停止时被中断，请重新开始", "interrupted when the program stopped; start it again"), now_utc());
    store::forget_ended_before(session, Date::today().plus(-days_remembered).text());
    return {};
  });
  if (!settled) throw std::runtime_error(settled.error().what.en);
  for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { work_until_closed(); });
  threads_.emplace_back([this] { record_until_closed(); });
}

Runner::~Runner() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    for (const auto& [id, job] : jobs_) job->progress.cancel();
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
}

std::string Runner::start(std::string kind, AccountId owner, Work work, std::string id) {
  const auto job = std::make_shared<Running>();
  job->about.id = id;
  job->about.kind = std::move(kind);
  job->about.owner = std::move(owner);
  job->about.queued = now_utc();
  job->work = std::move(work);
  {
    const std::lock_guard lock(mutex_);
    jobs_[id] = job;
    queue_.push_back(job);
    to_record_ = true;
  }
  changed_.notify_all();
  return id;
}

Job Runner::shown(const Running& job) const {
  Job shown = job.about;
  auto now = job.progress.now();
  shown.done = now.done;
  shown.total = now.total;
  shown.unit = std::move(now.unit);
  shown.rate = now.rate;
  shown.seconds_left = now.seconds_left;
  shown.message = std::move(now.message);
  shown.result = std::move(now.result);
  return shown;
}

std::optional<Job> Runner::find(const std::string& id) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = jobs_.find(id); found != jobs_.end()) return shown(*found->second);
  }
  return database_.read([&](db::Session& session) { return store::find(session, id); });
}

std::vector<Job> Runner::all_shown() {
  const std::lock_guard lock(mutex_);
  std::vector<Job> jobs;
  for (const auto& [id, job] : jobs_) jobs.push_back(shown(*job));
  return jobs;
}

std::vector<Job> Runner::list(const std::optional<AccountId>& owner, int limit) {
  auto jobs = all_shown();
  std::erase_if(jobs, [&](const Job& job) { return owner && job.owner != *owner; });
  const auto here = jobs.size();
  for (auto& kept : database_.read([&](db::Session& session) { return store::list(session, owner, limit); })) {
    const auto same = [&](const Job& job) { return job.id == kept.id; };
    const auto end = jobs.begin() + static_cast<std::ptrdiff_t>(here);
    const auto live = std::find_if(jobs.begin(), end, same);
    if (live == end)
      jobs.push_back(std::move(kept));
    else if (kept.over())
      *live = std::move(kept);  // it ended between the two looks
  }
  std::sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.queued > b.queued; });
  if (jobs.size() > static_cast<size_t>(limit)) jobs.resize(static_cast<size_t>(limit));
  return jobs;
}

Result<void> Runner::cancel(const std::string& id) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = jobs_.find(id); found != jobs_.end()) {
      found->second->progress.cancel();
      return {};
    }
  }
  return database_.write([&](db::Session& session) -> Result<void> {
    const auto kept = store::find(session, id);
    if (!kept) return refuse(Fault::not_found, "job-unknown", say("没有这项任务", "there is no such job"));
    if (kept->over()) return refuse(Fault::conflict, "job-over", say("这项任务已经结束", "this job is over already"));
    store::want_cancelled(session, id);
    return {};
  });
}

void Runner::wait(const std::string& id) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !jobs_.contains(id); });
}

Runner::Pointer Runner::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closing_ || !queue_.empty(); });
  if (queue_.empty()) return nullptr;
  auto job = std::move(queue_.front());
  queue_.pop_front();
  if (!closing_ && !job->progress.cancelled()) {
    job->about.state = State::running;
    job->about.started = now_utc();
  }
  to_record_ = true;
  return job;
}

void Runner::work_until_closed() {
  while (const auto job = next()) {
    changed_.notify_all();
    run(*job);
  }
}

// One of the three places where exceptions end: a job's must not take the program with it.
void Runner::run(Running& job) {
  try {
    if (const auto wanted = job.progress.go_on(); !wanted) return finish(job, State::cancelled, wanted.error());
    auto made = job.work(job.progress);
    if (made) {
      job.progress.keep(std::move(*made));
      return finish(job, State::done, {});
    }
    finish(job, job.progress.cancelled() && made.error().code == "cancelled" ? State::cancelled : State::failed,
           made.error());
  } catch (const std::exception& exception) {
    if (options_.on_exception) options_.on_exception(job.about.kind, job.about.id, exception.what());
    finish(job, State::failed,
           {Fault::invalid, "internal",
            say("内部错误，未作任何更改，详情见日志", "an internal error; the log says more")});
  }
}

// On record first, then seen by those who wait for it.
void Runner::finish(Running& job, State state, const Error& reason) {
  if (!reason.what.empty()) job.progress.tell(reason.what);
  job.work = nullptr;
  Job ended;
  {
    const std::lock_guard lock(mutex_);
    ended = shown(job);
  }
  ended.state = state;
  ended.code = reason.code;
  ended.ended = now_utc();
  record({ended});
  {
    const std::lock_guard lock(mutex_);
    jobs_.erase(ended.id);
  }
  changed_.notify_all();
}

// A record that cannot be written is no reason to stop: the next one may be, and after a restart the job shows as
// interrupted.
void Runner::record(const std::vector<Job>& jobs) {
  try {
    const auto kept = database_.write([&](db::Session& session) -> Result<void> {
      for (const auto& job : jobs) store::keep(session, job, options_.machine);
      return {};
    });
    if (!kept && options_.on_exception) options_.on_exception("jobs", "", kept.error().what.en);
  } catch (const std::exception& exception) {
    if (options_.on_exception) options_.on_exception("jobs", "", exception.what());
  }
}

// Keeps the records of waiting and running jobs near the truth, and hears of wishes to cancel from other machines. On
// SQLite there are no other machines: records follow changes of state only.
void Runner::record_until_closed() {
  const bool shared = database_.dialect() == db::Dialect::postgresql;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      const auto called = [&] { return closing_ || to_record_; };
      if (shared)
        changed_.wait_for(lock, between_records, called);
      else
        changed_.wait(lock, called);
      if (closing_) return;
      to_record_ = false;
    }
    const auto jobs = all_shown();
    if (jobs.empty()) continue;
    record(jobs);
    if (!shared) continue;
    try {
      const auto wanted =
          database_.read([&](db::Session& session) { return store::wanted_cancelled(session, options_.machine); });
      const std::lock_guard lock(mutex_);
      for (const auto& id : wanted)
        if (const auto found = jobs_.find(id); found != jobs_.end()) found->second->progress.cancel();
    } catch (const db::Lost& lost) {
      if (options_.on_exception) options_.on_exception("jobs", "", lost.what());
    }
  }
}

}  // namespace doorstep::jobs
