#include "service.h"

#include <algorithm>

#include <doorstep/base/id.h>

#include "templates.h"

namespace doorstep::charter {
namespace {

constexpr size_t most_articles = 300, longest_heading = 300, longest_words = 30000;  // bytes

std::optional<Date> known(Date day) {
  return Date::always() < day && day < Date::never() ? std::optional{day} : std::nullopt;
}

// The versions of a group with the days on which each is in force: until the next one that begins later.
std::vector<VersionSummary> summaries(db::Session& session, const OrgId& group) {
  const auto rows = store::versions(session, group);
  const auto today = Date::today();
  std::vector<VersionSummary> made;
  for (const auto& row : rows) {
    VersionSummary one;
    one.id = row.id;
    one.number = row.number;
    one.title = row.title;
    one.state = row.state;
    one.made_by = row.made_by;
    one.made_at = row.made_at;
    one.articles = static_cast<int64_t>(store::articles(session, row.id).size());
    for (const auto& comment : store::comments(session, row.id)) one.open_comments += !comment.resolved;
    if (row.state == VersionState::adopted) {
      one.adopted_on = known(row.adopted_on);
      one.force_from = row.force_from;
      for (const auto& other : rows)
        if (other.state == VersionState::adopted && row.force_from < other.force_from &&
            (!one.force_to || other.force_from < *one.force_to))
          one.force_to = other.force_from;
      one.in_force = row.force_from <= today && (!one.force_to || today < *one.force_to);
    }
    made.push_back(std::move(one));
  }
  return made;
}

Result<void> good_articles(const std::string& title, const std::vector<Article>& articles) {
  std::vector<FieldError> faults;
  if (title.empty() || title.size() > longest_heading)
    faults.push_back({"title", say("1 到 100 个字", "1 to 100 letters")});
  if (articles.size() > most_articles)
    faults.push_back({"articles", say("至多 {} 条", "at most {} articles", most_articles)});
  for (size_t i = 0; i < articles.size(); ++i) {
    if (articles[i].heading.empty() || articles[i].heading.size() > longest_heading)
      faults.push_back({fmt::format("articles[{}].heading", i), say("1 到 100 个字", "1 to 100 letters")});
    if (articles[i].words.size() > longest_words)
      faults.push_back({fmt::format("articles[{}].words", i), say("过长", "is too long")});
  }
  if (faults.empty()) return {};
  return refuse(Fault::invalid, "fields-wrong", say("填写有误", "some fields are wrong"), std::move(faults));
}

tl::unexpected<Error> wrong_state(Words what) { return refuse(Fault::conflict, "version-state", std::move(what)); }

// What a version may become by hand.
bool leads_to(VersionState from, VersionState to) {
  switch (from) {
    case VersionState::draft:
      return to == VersionState::commenting || to == VersionState::voting || to == VersionState::withdrawn;
    case VersionState::commenting:
      return to == VersionState::draft || to == VersionState::voting || to == VersionState::withdrawn;
    case VersionState::voting:
      return to == VersionState::draft || to == VersionState::withdrawn;
    case VersionState::adopted:
    case VersionState::withdrawn:
      return false;
  }
  return false;
}

}  // namespace

std::unique_ptr<Charters> make_charters(db::Database& database, registry::Registry& registry,
                                        council::Councils& councils, const audit::Trail& trail) {
  return std::make_unique<CharterService>(database, registry, councils, trail);
}

Result<store::VersionRow> CharterService::held(db::Session& session, const OrgId& group, const std::string& id) const {
  auto row = store::version(session, id);
  if (!row || row->group_id != group)
    return refuse(Fault::not_found, "version-unknown", say("没有这个章程版本", "there is no such version"));
  return std::move(*row);
}

Result<Charter> CharterService::charter(const OrgId& group) {
  DOORSTEP_LET(found, registry_.group(group));
  return Charter{group, found.org.name,
                 database_.read([&](db::Session& session) { return summaries(session, group); })};
}

Result<CharterVersion> CharterService::version(const OrgId& group, const std::string& id) {
  DOORSTEP_LET(found, registry_.group(group));
  CharterVersion made;
  made.group_id = group;
  made.group = found.org.name;
  std::string item;
  auto read = database_.read([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, held(session, group, id));
    item = row.item_id;
    const auto all = summaries(session, group);
    made.of = *std::ranges::find(all, id, &VersionSummary::id);
    for (auto& article : store::articles(session, id))
      made.articles.push_back({std::move(article.heading), std::move(article.words)});
    for (auto& comment : store::comments(session, id))
      made.comments.push_back({comment.id, comment.position, comment.words, comment.by_name, comment.at, comment.reply,
                               comment.replied_by, comment.resolved});
    return {};
  });
  if (!read) return pass_on(read);
  if (!item.empty())
    if (const auto decision = councils_.decision(group, item)) made.resolution = decision->resolution;
  return made;
}

Result<CharterVersion> CharterService::draft(const Actor& actor, const OrgId& group, const NewVersion& wanted) {
  DOORSTEP_TRY(registry_.group(group));
  DOORSTEP_TRY(good_articles(wanted.title, {}));
  const auto id = new_uuid();
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    std::vector<Article> articles;
    if (const auto from = wanted.from.value_or(""); from.empty()) {
      articles = template_articles(actor.language);
    } else {
      DOORSTEP_TRY(held(session, group, from));
      for (auto& article : store::articles(session, from))
        articles.push_back({std::move(article.heading), std::move(article.words)});
    }
    const auto before = store::versions(session, group);
    store::VersionRow row;
    row.id = id;
    row.group_id = group;
    row.number = before.empty() ? 1 : before.front().number + 1;
    row.title = wanted.title;
    row.made_by = actor.name;
    row.made_at = now_utc();
    store::keep(session, row);
    store::replace_articles(session, id, articles);
    trail_.append(session, actor, {"charter-drafted", "charter", id, group, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return version(group, id);
}

Result<CharterVersion> CharterService::change(
    const Actor& actor, const OrgId& group, const std::string& id, const char* action,
    const std::function<Result<void>(db::Session&, store::VersionRow&)>& work) {
  auto done = database_.write([&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(row, held(session, group, id));
    const auto before = row;
    DOORSTEP_TRY(work(session, row));
    store::keep(session, row);
    trail_.append(session, actor, {action, "charter", id, group, audit::changes(before, row)});
    return {};
  });
  if (!done) return pass_on(done);
  return version(group, id);
}

Result<CharterVersion> CharterService::edit(const Actor& actor, const OrgId& group, const std::string& id,
                                            const VersionEdit& wanted) {
  DOORSTEP_TRY(good_articles(wanted.title, wanted.articles));
  return change(actor, group, id, "charter-edited", [&](db::Session& session, store::VersionRow& row) -> Result<void> {
    if (row.state != VersionState::draft)
      return wrong_state(say("只有草案可以修改：请先退回草案，或另起一版",
                             "only a draft is edited: take it back to a draft, or begin another version"));
    row.title = wanted.title;
    store::replace_articles(session, id, wanted.articles);
    return {};
  });
}

Result<CharterVersion> CharterService::move(const Actor& actor, const OrgId& group, const std::string& id,
                                            const VersionStep& wanted) {
  return change(actor, group, id, "charter-moved", [&](db::Session& session, store::VersionRow& row) -> Result<void> {
    if (!leads_to(row.state, wanted.state))
      return wrong_state(say("这个版本不能变为这种状态", "this version cannot become so"));
    if (wanted.state != VersionState::withdrawn && store::articles(session, id).empty())
      return wrong_state(say("章程还没有条款", "the charter has no article yet"));
    row.state = wanted.state;
    return {};
  });
}

Result<CharterVersion> CharterService::adopt(const Actor& actor, const OrgId& group, const std::string& id,
                                             const Adoption& wanted) {
  DOORSTEP_LET(decision, councils_.decision(group, wanted.item_id));
  return change(actor, group, id, "charter-adopted", [&](db::Session& session, store::VersionRow& row) -> Result<void> {
    if (row.state != VersionState::voting)
      return wrong_state(say("交付表决的版本才能通过", "only a version that is put to the vote is adopted"));
    if (!decision.passed)
      return refuse(Fault::conflict, "not-passed", say("这项决议没有通过", "this resolution has not passed"),
                    {{"item_id", say("请选择通过的决议", "choose a resolution that passed")}});
    if (wanted.force_from < decision.on)
      return refuse(
          Fault::conflict, "force-before-adoption",
          say("生效日不能早于通过日 {}", "it cannot be in force before it is adopted, on {}", decision.on.text()),
          {{"force_from", say("最早 {}", "{} at the earliest", decision.on.text())}});
    for (const auto& other : store::versions(session, group))
      if (other.state == VersionState::adopted && other.force_from == wanted.force_from)
        return refuse(Fault::conflict, "force-twice",
                      say("第 {0} 版也自 {1} 起生效", "version {0} is in force from {1} as well", other.number,
                          wanted.force_from.text()),
                      {{"force_from", say("请另选日期", "choose another day")}});
    row.state = VersionState::adopted;
    row.item_id = wanted.item_id;
    row.adopted_on = decision.on;
    row.force_from = wanted.force_from;
    return {};
  });
}

Result<CharterVersion> CharterService::comment(const Actor& actor, const OrgId& group, const std::string& id,
                                               const NewComment& wanted) {
  return change(
      actor, group, id, "charter-commented", [&](db::Session& session, store::VersionRow& row) -> Result<void> {
        if (row.state != VersionState::commenting)
          return wrong_state(say("现在不是征求意见阶段", "comments are not asked for now"));
        const auto count = static_cast<int64_t>(store::articles(session, id).size());
        if (wanted.position < 0 || wanted.position > count || wanted.words.empty() ||
            wanted.words.size() > longest_words)
          return refuse(Fault::invalid, "fields-wrong", say("填写有误", "some fields are wrong"),
                        {{wanted.words.empty() ? "words" : "position",
                          say("请写明意见和条款（0 到 {}）", "say what, and of which article (0 to {})", count)}});
        store::keep(session, store::CommentRow{
                                 new_uuid(), id, wanted.position, wanted.words, actor.name, now_utc(), {}, {}, false});
        return {};
      });
}

Result<CharterVersion> CharterService::answer(const Actor& actor, const OrgId& group, const std::string& comment_id,
                                              const CommentAnswer& wanted) {
  const auto found = database_.read([&](db::Session& session) { return store::comment(session, comment_id); });
  if (!found) return refuse(Fault::not_found, "comment-unknown", say("没有这条意见", "there is no such comment"));
  return change(actor, group, found->version_id, "charter-answered",
                [&](db::Session& session, store::VersionRow&) -> Result<void> {
                  auto row = *found;
                  row.reply = wanted.reply;
                  row.replied_by = actor.name;
                  row.resolved = wanted.resolved;
                  store::keep(session, row);
                  return {};
                });
}

}  // namespace doorstep::charter
