// The page: head, facts of the rooms, entries, counts, what lacks.
#include "service.h"

#include <algorithm>

#include "kinds.h"
#include "visibility.h"

namespace doorstep::portfolio {
namespace {

PortfolioHead head_of(const staff::Teacher& of) {
  return {of.id,    of.name,     of.school_id,       of.school,        of.role,
          of.post,  of.subject,  of.subjects,        of.stage,         of.qualification,
          of.title, of.backbone, of.at_school_since, of.working_since, of.serves};
}

// By area and school year in which something begins.
std::vector<AreaYear> counted(const std::vector<Fact>& facts, const std::vector<PortfolioEntry>& entries) {
  std::map<std::pair<std::string, int64_t>, int64_t> counts;
  const auto add = [&](const std::string& kind, Date begin) {
    if (const auto* of = kind_named(kind)) ++counts[{of->area, school_year_of(begin)}];
  };
  for (const auto& fact : facts)
    if (fact.begin_on > Date::always()) add(fact.kind, fact.begin_on);
  for (const auto& entry : entries)
    if (entry.state == EntryState::confirmed) add(entry.kind, entry.begin_on);
  std::vector<AreaYear> made;
  made.reserve(counts.size());
  for (const auto& [of, count] : counts) made.push_back({of.first, of.second, count});
  return made;
}

}  // namespace

tl::unexpected<Error> wrong_fields(std::vector<FieldError> faults) {
  return refuse(Fault::invalid, "fields-wrong", say("填写有误", "some fields are wrong"), std::move(faults));
}
tl::unexpected<Error> no_person() {
  return refuse(Fault::not_found, "person-unknown", say("没有这个人", "there is no such person"));
}
tl::unexpected<Error> no_entry() {
  return refuse(Fault::not_found, "entry-unknown", say("没有这条档案记录", "there is no such entry"));
}
int64_t school_year_of(Date day) { return begin_of_school_year(day).year(); }

std::unique_ptr<Portfolios> make_portfolios(Around around) {
  return std::make_unique<PortfolioService>(std::move(around));
}

const PortfolioKinds& PortfolioService::kinds() const { return all_kinds(); }

Result<staff::Teacher> PortfolioService::own_teacher(const Actor& actor) {
  const auto person = around_.staff.person_of(actor.account);
  if (!person)
    return refuse(Fault::not_found, "no-teacher",
                  say("您的账号还没有与教职工绑定，请联系学校",
                      "your account is tied to no member of staff yet; ask your school"));
  return around_.staff.teacher(*person);
}

OrgId PortfolioService::school_of(const PersonId& person) {
  const auto teacher = around_.staff.teacher(person);
  return teacher ? teacher->school_id : OrgId{};
}

std::vector<Fact> PortfolioService::facts(const PersonId& person) const {
  std::vector<Fact> all;
  for (const auto& source : around_.sources) {
    auto found = source(person);
    all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &Fact::begin_on);
  return all;
}

std::vector<PortfolioEntry> PortfolioService::entries(db::Session& session, const PersonId& person) const {
  std::vector<PortfolioEntry> made;
  for (auto& row : store::entries(session, person)) {
    PortfolioEntry entry{row.id,
                         row.kind,
                         row.title,
                         row.begin_on,
                         row.end_on,
                         row.level,
                         row.quantity,
                         row.words,
                         {},
                         row.state,
                         row.reason,
                         row.decided_by,
                         row.decided_at,
                         row.open,
                         row.version,
                         row.changed_at,
                         around_.files.of(session, {entry_room, row.id})};
    if (auto details = json::read_text<std::vector<EntryDetail>>(row.details)) entry.details = std::move(*details);
    made.push_back(std::move(entry));
  }
  return made;
}

std::vector<std::string> PortfolioService::lacking(const std::vector<Fact>& facts,
                                                   const std::vector<PortfolioEntry>& entries) const {
  const auto year = school_year_of(Date::today());
  std::vector<std::string> made;
  for (const auto& kind : all_kinds().kinds) {
    if (!kind.yearly) continue;
    const auto now = [&](const auto& one) { return one.kind == kind.code && school_year_of(one.begin_on) == year; };
    if (std::ranges::none_of(facts, now) && std::ranges::none_of(entries, now)) made.push_back(kind.code);
  }
  return made;
}

Portfolio PortfolioService::made(const staff::Teacher& teacher, Viewer viewer, bool confirms) {
  Portfolio page;
  page.viewer = viewer;
  page.confirms = confirms;
  page.own = viewer == Viewer::owner;
  page.head = head_of(teacher);
  auto all_facts = facts(teacher.id);
  std::vector<PortfolioEntry> all;
  around_.database.read([&](db::Session& session) {
    all = entries(session, teacher.id);
    for (auto& row : store::goals(session, teacher.id)) {
      if (!sees(viewer, row.shared)) continue;
      YearGoals goals{row.year, row.shared, {}, row.reflection, row.changed_at};
      if (auto read = json::read_text<std::vector<YearGoal>>(row.goals)) goals.goals = std::move(*read);
      page.goals.push_back(std::move(goals));
    }
  });
  if (sees(viewer, Part::lacking)) page.lacking = lacking(all_facts, all);
  for (auto& entry : all)
    if (sees(viewer, entry) || (confirms && entry.state == EntryState::handed_in))
      page.entries.push_back(std::move(entry));
  if (!sees(viewer, Part::facts)) return page;
  page.facts = std::move(all_facts);
  page.counts = counted(page.facts, page.entries);
  if (around_.standing) page.standing = around_.standing(teacher.id);
  return page;
}

PortfolioRecord PortfolioService::record(const PersonId& person) {
  PortfolioRecord made{facts(person),
                       around_.database.read([&](db::Session& session) { return entries(session, person); })};
  std::erase_if(made.entries, [](const PortfolioEntry& one) { return one.state != EntryState::confirmed; });
  return made;
}

Result<Portfolio> PortfolioService::own(const Actor& actor) {
  DOORSTEP_LET(teacher, own_teacher(actor));
  return made(teacher, Viewer::owner, false);
}

Result<Portfolio> PortfolioService::of(const Actor& actor, const PersonId& person) {
  DOORSTEP_LET(teacher, around_.staff.teacher(person));
  const auto viewer = viewers_.of(actor, teacher);
  if (!sees(viewer, Part::head)) return no_person();
  viewers_.note(actor, viewer, "portfolio-read", person, teacher.school_id);
  return made(teacher, viewer, viewers_.confirms(actor, teacher));
}

Result<PortfolioGlance> PortfolioService::glance(const Actor& actor) {
  PortfolioGlance made;
  const auto year = school_year_of(Date::today());
  if (const auto person = around_.staff.person_of(actor.account)) {
    made.teacher = true;
    std::vector<PortfolioEntry> all;
    around_.database.read([&](db::Session& session) {
      all = entries(session, *person);
      for (const auto& row : store::goals(session, *person))
        if (row.year == year) {
          made.goals_set = row.goals != "[]";
          made.reflected = !row.reflection.empty();
        }
    });
    const auto in = [&](EntryState state) { return std::ranges::count(all, state, &PortfolioEntry::state); };
    made.drafts = in(EntryState::draft);
    made.returned = in(EntryState::returned);
    made.waiting = in(EntryState::handed_in);
    made.lacking = lacking(facts(*person), all);
  }
  for (const auto& post : actor.posts)
    if (post.role == Role::principal || post.role == Role::group_president) {
      DOORSTEP_LET(found, waiting(actor, post.org));
      made.to_confirm += static_cast<int64_t>(found.size());
    }
  return made;
}

bool PortfolioService::shows(const Actor& actor, const PersonId& person, const std::string& id) {
  const auto teacher = around_.staff.teacher(person);
  if (!teacher) return false;
  const auto page = made(*teacher, viewers_.of(actor, *teacher), viewers_.confirms(actor, *teacher));
  return std::ranges::count(page.entries, id, &PortfolioEntry::id) > 0;
}

Result<std::vector<EntryVersion>> PortfolioService::versions(const Actor& actor, const PersonId& person,
                                                             const std::string& id) {
  DOORSTEP_LET(teacher, around_.staff.teacher(person));
  const auto viewer = viewers_.of(actor, teacher);
  if (!sees(viewer, Part::versions) || !shows(actor, person, id)) return no_entry();
  viewers_.note(actor, viewer, "portfolio-versions-read", person, teacher.school_id);
  std::vector<EntryVersion> found;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : store::versions(session, id))
      found.push_back({row.version, row.state, row.title, row.words, row.at, row.by_name, row.begin_on, row.end_on});
  });
  return found;
}

}  // namespace doorstep::portfolio
