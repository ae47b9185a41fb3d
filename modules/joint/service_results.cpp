// Results: what came of the work, exchanged within the group.
#include <algorithm>

#include "service.h"

namespace doorstep::joint {
namespace {

constexpr size_t longest_title = 300, longest_words = 6000, longest_url = 2000;  // bytes

Result<void> good(const NewResult& wanted) {
  const auto url = wanted.url.value_or("");
  std::vector<FieldError> faults;
  if (wanted.title.empty() || wanted.title.size() > longest_title)
    faults.push_back({"title", say("1 到 100 个字", "1 to 100 letters")});
  if (wanted.words.value_or("").size() > longest_words)
    faults.push_back({"words", say("至多 2000 个字", "at most 2,000 letters")});
  if (!url.empty() && (url.size() > longest_url || !(url.starts_with("https://") || url.starts_with("http://"))))
    faults.push_back({"url", say("应以 http:// 或 https:// 开头", "must begin with http:// or https://")});
  if (url.empty() && (!wanted.files || wanted.files->empty()))
    faults.push_back({"files", say("请附上文件或链接", "add a file or a link")});
  if (faults.empty()) return {};
  return refuse(Fault::invalid, "fields-wrong", say("填写有误", "some fields are wrong"), std::move(faults));
}

}  // namespace

Result<JointWork> JointService::share(const Actor& actor, const OrgId& group, const NewResult& wanted) {
  DOORSTEP_TRY(members(group));
  DOORSTEP_TRY(good(wanted));
  const auto of_session = wanted.session_id.value_or("");
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const auto plan = store::plan(session, wanted.plan_id);
    if (!plan || plan->group_id != group)
      return refuse(Fault::not_found, "plan-unknown", say("没有这个教研计划", "there is no such plan"));
    if (!of_session.empty()) {
      DOORSTEP_LET(held, session_of(session, group, of_session));
      if (held.plan_id != plan->id)
        return refuse(Fault::not_found, "session-unknown",
                      say("这次活动不属于该计划", "the session is not one of the plan"));
    }
    const store::ResultRow row{new_uuid(),
                               group,
                               plan->id,
                               of_session.empty() ? std::nullopt : std::optional{of_session},
                               wanted.title,
                               wanted.words.value_or(""),
                               wanted.url.value_or(""),
                               actor.account,
                               actor.name,
                               now_utc()};
    store::add(session, row);
    DOORSTEP_TRY(files_.hold(session, actor, {results_room, row.id}, group,
                             wanted.files.value_or(std::vector<std::string>{}), files::Sizes::large));
    trail_.append(session, actor, {"joint-result-shared", "joint-result", row.id, group, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return work(actor, group);
}

Result<JointWork> JointService::take_back(const Actor& actor, const OrgId& group, const std::string& id, bool runs) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const auto row = store::result(session, id);
    if (!row || row->group_id != group)
      return refuse(Fault::not_found, "result-unknown", say("没有这项成果", "there is no such result"));
    if (!runs && (actor.account.empty() || row->account != actor.account))
      return refuse(Fault::forbidden, "not-yours",
                    say("只有提供者本人或集团管理者可以撤下", "who gave it takes it back, or who runs the group"));
    store::drop_result(session, id);
    files_.release(session, actor, {results_room, id});
    trail_.append(session, actor, {"joint-result-removed", "joint-result", id, group, audit::removed(*row)});
    return {};
  });
  if (!done) return pass_on(done);
  return work(actor, group);
}

bool JointService::has_result(const OrgId& group, const std::string& id) {
  return database_.read([&](db::Session& session) {
    const auto row = store::result(session, id);
    return row && row->group_id == group;
  });
}

std::vector<JointResult> JointService::results(db::Session& session, const OrgId& group, const AccountId& asks) const {
  auto files = files_.of_things(session, results_room, group);
  std::vector<JointResult> found;
  for (auto& row : store::results(session, group))
    found.push_back({row.id, row.plan_id, row.session_id.value_or(""), row.title, row.words, row.url, row.by_name,
                     row.made_at, !asks.empty() && row.account == asks, std::move(files[row.id])});
  return found;
}

}  // namespace doorstep::joint
