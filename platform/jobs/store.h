// The table of jobs.
#pragma once

#include "jobs.h"

namespace doorstep::jobs::store {

// Writes the job as it is now. A record of a job that is over never changes again.
void keep(db::Session& session, const Job& job, const std::string& machine);
std::optional<Job> find(db::Session& session, const std::string& id);
std::vector<Job> list(db::Session& session, const std::optional<AccountId>& owner, int limit);

// Another machine's job: its runner looks for the wish once a second.
void want_cancelled(db::Session& session, const std::string& id);
std::vector<std::string> wanted_cancelled(db::Session& session, const std::string& machine);

void interrupt_unfinished(db::Session& session, const std::string& machine, const Words& message,
                          const std::string& now);
void forget_ended_before(db::Session& session, const std::string& time);

}  // namespace doorstep::jobs::store
