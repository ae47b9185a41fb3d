// Evidence, and what schools keep as their own.
#include <algorithm>

#include "service.h"

namespace doorstep::unity {
namespace {

constexpr size_t longest_title = 300, longest_words = 6000, longest_url = 2000;  // bytes

void check_texts(std::string_view title, std::string_view words, std::string_view url,
                 std::vector<FieldError>& faults) {
  if (title.empty() || title.size() > longest_title)
    faults.push_back({"title", say("1 到 100 个字", "1 to 100 letters")});
  if (words.size() > longest_words) faults.push_back({"words", say("至多 2000 个字", "at most 2,000 letters")});
  if (!url.empty() && (url.size() > longest_url || !(url.starts_with("https://") || url.starts_with("http://"))))
    faults.push_back({"url", say("应以 http:// 或 https:// 开头", "must begin with http:// or https://")});
}

tl::unexpected<Error> wrong(std::vector<FieldError> faults) {
  return refuse(Fault::invalid, "fields-wrong", say("填写有误", "some fields are wrong"), std::move(faults));
}

}  // namespace

Result<std::vector<Evidence>> UnityService::hand_in(const Actor& actor, const OrgId& group, const NewEvidence& wanted) {
  DOORSTEP_TRY(member(group, wanted.school_id));
  const auto url = wanted.url.value_or(""), words = wanted.words.value_or("");
  std::vector<FieldError> faults;
  check_texts(wanted.title, words, url, faults);
  const auto files = wanted.files.value_or(std::vector<std::string>{});
  if (url.empty() && words.empty() && files.empty())
    faults.push_back(
        {"words", say("请附上文件、写明内容或附链接", "add a file, say what it shows, or give an address")});
  if (!faults.empty()) return wrong(std::move(faults));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_TRY(item(session, group, wanted.item_id));
    const store::EvidenceRow row{new_uuid(), wanted.item_id, wanted.school_id, wanted.title, url,
                                 words,      actor.account,  actor.name,       now_utc()};
    store::add(session, row);
    DOORSTEP_TRY(files_.hold(session, actor, {evidence_room, row.id}, wanted.school_id, files, files::Sizes::large));
    trail_.append(session, actor,
                  {"unity-evidence-added", "unity-evidence", row.id, wanted.school_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return evidence(group, wanted.item_id, wanted.school_id);
}

Result<void> UnityService::take_back(const Actor& actor, const OrgId& group, const std::string& id) {
  return database_.write([&](db::Session& session) -> Result<void> {
    const auto row = store::evidence_with(session, id);
    if (!row) return refuse(Fault::not_found, "evidence-unknown", say("没有这份材料", "there is no such evidence"));
    DOORSTEP_TRY(item(session, group, row->item_id));
    if (const auto cell = store::cell(session, row->item_id, row->school_id); cell && cell->confirmed)
      return refuse(Fault::conflict, "confirmed-already",
                    say("已据此确认，不能撤回", "it was confirmed by this; it cannot be taken back"));
    store::drop_evidence(session, id);
    files_.release(session, actor, {evidence_room, id});
    trail_.append(session, actor,
                  {"unity-evidence-removed", "unity-evidence", id, row->school_id, audit::removed(*row)});
    return {};
  });
}

Result<Matrix> UnityService::add_own(const Actor& actor, const OrgId& group, const NewOwn& wanted) {
  DOORSTEP_TRY(member(group, wanted.school_id));
  const auto url = wanted.url.value_or(""), words = wanted.words.value_or("");
  std::vector<FieldError> faults;
  check_texts(wanted.title, words, url, faults);
  static constexpr std::string_view kinds[] = {"feature", "brand", "tradition", "course"};
  if (std::ranges::count(kinds, wanted.kind) == 0)
    faults.push_back(
        {"kind", say("应为 feature、brand、tradition 或 course", "must be feature, brand, tradition or course")});
  if (!faults.empty()) return wrong(std::move(faults));
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const store::OwnRow row{new_uuid(), wanted.school_id, wanted.kind,   wanted.title, words,
                            url,        Date::today(),    Date::never(), actor.name};
    store::add(session, row);
    trail_.append(session, actor, {"unity-own-added", "unity-own", row.id, wanted.school_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return matrix(group);
}

Result<Matrix> UnityService::end_own(const Actor& actor, const OrgId& group, const std::string& id) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    const auto row = store::own_with(session, id);
    if (!row || row->end_on <= Date::today())
      return refuse(Fault::not_found, "own-unknown", say("没有这一项", "there is no such entry"));
    store::end_own(session, id, Date::today());
    trail_.append(session, actor, {"unity-own-ended", "unity-own", id, row->school_id, audit::removed(*row)});
    return {};
  });
  if (!done) return pass_on(done);
  return matrix(group);
}

bool UnityService::has_evidence(const OrgId& group, const std::string& id) {
  return database_.read([&](db::Session& session) { return store::group_of_evidence(session, id) == group; });
}

std::optional<OrgId> UnityService::school_of_evidence(const std::string& id) {
  const auto row = database_.read([&](db::Session& session) { return store::evidence_with(session, id); });
  return row ? std::optional{row->school_id} : std::nullopt;
}

std::vector<OwnThing> UnityService::own_of(const OrgId& school) {
  const auto known = registry_.school(school, std::nullopt);
  if (!known) return {};
  return database_.read([&](db::Session& session) {
    std::vector<OwnThing> found;
    for (const auto& own : store::own(session, school))
      found.push_back({own.id, school, known->org.name, own.kind, own.title, own.words, own.url, own.begin_on});
    return found;
  });
}

std::optional<OrgId> UnityService::school_of_own(const std::string& id) {
  const auto row = database_.read([&](db::Session& session) { return store::own_with(session, id); });
  return row ? std::optional{row->school_id} : std::nullopt;
}

}  // namespace doorstep::unity
