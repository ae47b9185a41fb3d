// The panel: who sits on it, who may read what, and how the papers are dealt.
#include <algorithm>

#include "assignment.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

constexpr size_t most_members = 60;
constexpr int64_t most_renewals = 100'000;  // no holder is kept out by places

std::vector<std::string> relatives_of(const store::MemberRow& row) {
  auto names = json::read_text<std::vector<std::string>>(row.relatives);
  return names ? std::move(*names) : std::vector<std::string>{};
}

}  // namespace

LadderService::Reader LadderService::reader_of(const store::MemberRow& member) const {
  Reader made{member.account, {}, {}, relatives_of(member)};
  if (const auto person = around_.staff.person_of(member.account)) {
    made.person = *person;
    if (const auto teacher = around_.staff.teacher(*person)) made.schools.push_back(teacher->school_id);
  }
  if (const auto actor = around_.actor_of(member.account))
    for (const auto& post : actor->posts) made.schools.push_back(post.org);
  return made;
}

std::vector<LadderService::Reader> LadderService::readers_of(const std::vector<store::MemberRow>& members) const {
  std::vector<Reader> made;
  for (const auto& member : members) made.push_back(reader_of(member));
  return made;
}

// Nobody reads one of the own school, of a relative, or the own application; nor what one stepped back from.
bool LadderService::may_read(const Reader& reader, const store::ApplicationRow& application,
                             const std::vector<store::RecusalRow>& recusals) {
  if (!reader.person.empty() && reader.person == application.person_id) return false;
  if (std::ranges::count(reader.schools, application.school_id)) return false;
  if (std::ranges::count(reader.relatives, application.name)) return false;
  return std::ranges::none_of(recusals, [&](const store::RecusalRow& one) {
    return one.application_id == application.id && one.account == reader.account;
  });
}

std::vector<std::string> LadderService::hand_out(db::Session& session, const Running& call,
                                                 const std::vector<store::ApplicationRow>& applications, int64_t more,
                                                 bool extra) const {
  const auto members = store::members(session, call.row.id);
  const auto readers = readers_of(members);
  const auto recusals = store::recusals(session, call.row.id);
  const auto sheets = store::sheets(session, call.row.id);
  const auto place = [&](const AccountId& account) {
    return static_cast<size_t>(std::ranges::find(members, account, &store::MemberRow::account) - members.begin());
  };
  std::vector<int64_t> load(members.size(), 0);
  for (const auto& one : sheets)
    if (place(one.account) < members.size()) ++load[place(one.account)];
  std::vector<Reading> readings;
  for (const auto& application : applications) {
    Reading reading{application.id, {}, {}, more};
    for (const auto& reader : readers) reading.may.push_back(may_read(reader, application, recusals));
    for (const auto& one : sheets)
      if (one.application_id == application.id && place(one.account) < members.size())
        reading.before.push_back(place(one.account));
    readings.push_back(std::move(reading));
  }
  const auto dealt = assign(readings, load, call.row.seed);
  for (size_t at = 0; at < applications.size(); ++at)
    for (const auto rater : dealt.raters[at])
      store::add(session,
                 store::SheetRow{applications[at].id, members[rater].account, SheetState::open, extra, "", ""});
  std::vector<std::string> short_of;
  for (const auto at : dealt.short_of) short_of.push_back(std::to_string(applications[at].number));
  return short_of;
}

std::vector<std::string> LadderService::fill_up(db::Session& session, const Running& call) const {
  std::vector<std::string> short_of;
  const auto sheets = store::sheets(session, call.row.id);
  for (const auto& row : store::applications(session, call.row.id)) {
    if (row.state != ApplicationState::confirmed) continue;
    const auto there = std::ranges::count(sheets, row.id, &store::SheetRow::application_id);
    if (there >= call.rules.raters) continue;
    const auto missing = hand_out(session, call, {row}, call.rules.raters - there, false);
    short_of.insert(short_of.end(), missing.begin(), missing.end());
  }
  return short_of;
}

Result<LadderCallWhole> LadderService::set_panel(const Actor& actor, const std::string& id,
                                                 const NewLadderPanel& wanted) {
  if (wanted.members.empty() || wanted.members.size() > most_members)
    return wrong("members", say("评审组应为 1 到 {} 人", "a panel has 1 to {} members", most_members));
  if (std::ranges::count(wanted.members, true, &PanelSeat::chair) > 1)
    return wrong("members", say("只有一位组长", "there is one chair"));
  std::vector<store::MemberRow> rows;
  for (const auto& one : wanted.members) {
    const auto account = around_.account_named(one.sign_in);
    if (!account) return wrong("members", say("没有账号“{}”", "there is no account “{}”", one.sign_in));
    if (std::ranges::count(rows, *account, &store::MemberRow::account))
      return wrong("members", say("“{}”出现了两次", "“{}” stands twice", one.sign_in));
    const auto known = around_.actor_of(*account);
    if (!known || std::ranges::none_of(known->posts, [](const Post& post) {
          return post.role != Role::student && post.role != Role::guardian && post.role != Role::visitor;
        }))
      return wrong("members", say("“{}”现在没有教职工职务", "“{}” holds no post of staff now", one.sign_in));
    rows.push_back({id, *account, known->name, one.chair, "[]"});
  }
  return changed(id, [&](db::Session& session, Running& call) -> Result<void> {
    const auto state = call.row.state;
    if (state != CallState::draft && state != CallState::open && state != CallState::scoring)
      return not_in_state(say("评分结束后不能再换评委", "the panel stands once scoring is over"));
    const auto sheets = store::sheets(session, id);
    for (const auto& before : store::members(session, id)) {
      const auto now = std::ranges::find(rows, before.account, &store::MemberRow::account);
      if (now != rows.end()) {
        now->relatives = before.relatives;
        continue;
      }
      for (const auto& sheet : sheets) {
        if (sheet.account != before.account) continue;
        if (sheet.state == SheetState::submitted)
          return not_in_state(say("{}已提交评分，不能移出", "{} has handed in scores and stays", before.name));
        store::drop_sheet(session, sheet.application_id, sheet.account);
      }
    }
    store::drop_members(session, id);
    for (const auto& row : rows) store::add(session, row);
    if (state == CallState::scoring) fill_up(session, call);
    note(session, actor, "rank-panel-set", "rank-call", id, call.row.org_id, audit::added(wanted));
    return {};
  });
}

ScoreBook LadderService::book_of(db::Session& session, const Running& call) const {
  ScoreBook book{call.rules,
                 call.rubric(),
                 {},
                 store::members(session, call.row.id),
                 store::sheets(session, call.row.id),
                 store::marks(session, call.row.id)};
  for (auto& row : store::applications(session, call.row.id))
    if (row.state == ApplicationState::confirmed || row.state == ApplicationState::granted ||
        row.state == ApplicationState::refused)
      book.applications.push_back(std::move(row));
  return book;
}

Quota LadderService::quota_of(db::Session& session, const Running& call) const {
  if (call.row.renewal) return {most_renewals, 0, 0, call.rules.pass, {}};
  Quota quota{call.row.places, call.row.targeted_places, call.row.rural_at_least, call.rules.pass, {}};
  for (const auto& one : store::call_posts(session, call.row.id)) quota.posts[one.school_id.value] = one.places;
  const auto& of_class = call.level().post_class;
  if (of_class.empty() || call.row.state == CallState::decided) return quota;
  for (const auto& [school, posts] : posts_of(session, call.row.org_id, call.rules))
    for (const auto& one : posts.classes) {
      if (one.code != of_class) continue;
      const auto free = std::max<int64_t>(0, one.free);
      const auto named = quota.posts.find(school.value);
      quota.posts[school.value] = named == quota.posts.end() ? free : std::min(free, named->second);
    }
  return quota;
}

Results LadderService::results(db::Session& session, const Running& call) const {
  const auto book = book_of(session, call);
  auto made = results_of(book, quota_of(session, call), call.row.seed);
  const auto recusals = store::recusals(session, call.row.id);
  const auto readers = readers_of(book.members);
  for (size_t at = 0; at < readers.size(); ++at)
    made.panel[at].barred = std::ranges::count_if(
        book.applications, [&](const store::ApplicationRow& one) { return !may_read(readers[at], one, recusals); });
  return made;
}

}  // namespace doorstep::ladder
