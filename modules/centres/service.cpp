#include "service.h"

#include <algorithm>
#include <tuple>

namespace doorstep::centres {
namespace {

constexpr size_t longest_name = 200, longest_text = 10'000;  // bytes

tl::unexpected<Error> wrong(const char* field, Words what) {
  return refuse(Fault::invalid, "centre-invalid", what, {{field, what}});
}
tl::unexpected<Error> no_centre() {
  return refuse(Fault::not_found, "centre-unknown", say("没有这个中心", "there is no such centre"));
}
tl::unexpected<Error> no_member(const char* field) {
  return wrong(field, say("那天不是集团成员校", "is no member of the group on that day"));
}
tl::unexpected<Error> not_yours() {
  return refuse(Fault::forbidden, "not-the-head",
                say("由集团理事长或本中心主任办理；主任由集团任命",
                    "this is for who runs the group or heads the centre; heads are appointed by the group"));
}

Result<void> good_words(const std::string& name, const std::string& purpose) {
  if (name.empty() || name.size() > longest_name)
    return wrong("name", say("请填写名称，不超过 {} 字节", "give it a name of at most {} bytes", longest_name));
  if (purpose.size() > longest_text) return wrong("purpose", say("太长", "is too long"));
  return {};
}

bool same_person(const store::PostRow& a, const store::PostRow& b) {
  if (!a.account.empty() && !b.account.empty()) return a.account == b.account;
  return a.name == b.name && a.school_id == b.school_id;
}

bool heads(const std::vector<store::PostRow>& posts, const AccountId& account, Date on) {
  return !account.empty() && std::ranges::any_of(posts, [&](const store::PostRow& post) {
    return post.account == account && post.part == CentrePart::head && holds_on(post, on);
  });
}

// Nobody twice at a time, and one head.
Result<void> fits(const store::PostRow& row, const std::vector<store::PostRow>& others) {
  for (const auto& other : others) {
    if (!overlap(row, other)) continue;
    if (same_person(row, other))
      return refuse(Fault::conflict, "post-twice",
                    say("{0} 自 {1} 起已在这个中心任职", "{0} is in this centre already, since {1}", row.name,
                        other.begin_on.text()),
                    {{"name", say("先结束现任职务", "end the present post first")}});
    if (row.part == CentrePart::head && other.part == CentrePart::head)
      return refuse(Fault::conflict, "head-twice",
                    say("同一时间只有一位主任，现为 {}", "a centre has one head at a time: {}", other.name),
                    {{"part", say("先结束现任主任", "end the present head's term first")}});
  }
  return {};
}

void sort_posts(std::vector<CentrePost>& posts, Date today) {
  std::ranges::stable_sort(posts, {}, [&](const CentrePost& post) {
    const int when = holds_on(post, today) ? 0 : post.begin_on > today ? 1 : 2;
    return std::tuple{when, when == 0 ? static_cast<int>(post.part) : 0, post.begin_on};
  });
}

}  // namespace

std::unique_ptr<Centres> make_centres(db::Database& database, registry::Registry& registry, const audit::Trail& trail,
                                      AccountNamed account_named) {
  return std::make_unique<CentreService>(database, registry, trail, std::move(account_named));
}

Result<GroupCentres> CentreService::centres(const Actor& actor, const OrgId& id, bool runs) {
  DOORSTEP_LET(group, registry_.group(id));
  std::map<OrgId, std::string> names;
  for (const auto& member : group.members) names.emplace(member.school_id, member.school);
  const auto name_of = [&](const OrgId& school) {
    const auto known = names.find(school);
    return known == names.end() ? std::string{} : known->second;
  };
  const auto today = Date::today();
  GroupCentres made{id, group.org.name, {}};
  database_.read([&](db::Session& session) {
    for (const auto& row : store::centres(session, id)) {
      const auto posts = store::posts(session, row.id);
      Centre centre{row.id,
                    row.kind,
                    row.name,
                    row.purpose,
                    row.school_id,
                    name_of(row.school_id),
                    row.begin_on,
                    row.end_on,
                    today < row.end_on && (runs || heads(posts, actor.account, today)),
                    {}};
      for (const auto& post : posts)
        centre.posts.push_back({post.id, post.name, !post.account.empty() && post.account == actor.account,
                                post.school_id, name_of(post.school_id), post.part, post.begin_on, post.end_on});
      sort_posts(centre.posts, today);
      made.centres.push_back(std::move(centre));
    }
  });
  std::ranges::stable_sort(made.centres, {}, [&](const Centre& one) {
    return std::tuple{one.end_on <= today, one.kind};
  });
  return made;
}

Result<bool> CentreService::belongs(const OrgId& id, const OrgId& school, Date on) {
  DOORSTEP_LET(group, registry_.group(id));
  return school.empty() || std::ranges::any_of(group.members, [&](const registry::Member& member) {
           return member.school_id == school && holds_on(member, on);
         });
}

Result<store::CentreRow> CentreService::open_centre(db::Session& session, const OrgId& group, const std::string& id,
                                                    Date on) const {
  auto row = store::centre(session, id);
  if (!row || row->group_id != group) return no_centre();
  if (row->end_on <= on)
    return refuse(Fault::conflict, "centre-closed",
                  say("该中心已于 {} 撤销", "the centre was closed on {}", row->end_on.text()));
  return std::move(*row);
}

template <class Work>
Result<GroupCentres> CentreService::changed(const Actor& actor, const OrgId& group, bool runs, Work&& work) {
  auto done = database_.write(std::forward<Work>(work));
  if (!done) return pass_on(done);
  return centres(actor, group, runs);
}

Result<GroupCentres> CentreService::found(const Actor& actor, const OrgId& group, const NewCentre& wanted) {
  const store::CentreRow row{new_uuid(),
                             group,
                             wanted.kind,
                             wanted.name,
                             wanted.purpose.value_or(""),
                             wanted.school_id.value_or(OrgId{}),
                             wanted.begin_on.value_or(Date::today()),
                             Date::never()};
  DOORSTEP_LET(member, belongs(group, row.school_id, row.begin_on));
  if (!member) return no_member("school_id");
  DOORSTEP_TRY(good_words(row.name, row.purpose));
  return changed(actor, group, true, [&](db::Session& session) -> Result<void> {
    for (const auto& other : store::centres(session, group))
      if (other.name == row.name && overlap(row, other))
        return refuse(Fault::conflict, "centre-twice",
                      say("集团已有名为 {} 的中心", "the group has a centre called {} already", row.name),
                      {{"name", say("请另取名称", "choose another name")}});
    store::add(session, row);
    trail_.append(session, actor, {"centre-founded", "centre", row.id, group, audit::added(row)});
    return {};
  });
}

Result<GroupCentres> CentreService::reword(const Actor& actor, const OrgId& group, const std::string& id,
                                           const CentreWords& wanted) {
  const auto today = Date::today();
  const auto school = wanted.school_id.value_or(OrgId{});
  DOORSTEP_LET(member, belongs(group, school, today));
  if (!member) return no_member("school_id");
  DOORSTEP_TRY(good_words(wanted.name, wanted.purpose));
  return changed(actor, group, true, [&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(before, open_centre(session, group, id, today));
    auto after = before;
    after.name = wanted.name;
    after.purpose = wanted.purpose;
    after.school_id = school;
    store::set(session, after);
    trail_.append(session, actor, {"centre-changed", "centre", id, group, audit::changes(before, after)});
    return {};
  });
}

Result<GroupCentres> CentreService::close(const Actor& actor, const OrgId& group, const std::string& id,
                                          const CentreEnd& wanted) {
  return changed(actor, group, true, [&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(before, open_centre(session, group, id, Date::today()));
    if (wanted.on < before.begin_on)
      return wrong("on", say("不早于设立之日 {}", "not before it was founded on {}", before.begin_on.text()));
    auto after = before;
    after.end_on = wanted.on;
    store::set(session, after);
    for (const auto& post : store::posts(session, id))
      if (wanted.on < post.end_on) store::end(session, post.id, std::max(wanted.on, post.begin_on));
    trail_.append(session, actor, {"centre-closed", "centre", id, group, audit::changes(before, after)});
    return {};
  });
}

Result<store::PostRow> CentreService::wanted_post(const OrgId& group, const std::string& centre,
                                                  const NewCentrePost& wanted) {
  store::PostRow row{new_uuid(),
                     centre,
                     {},
                     wanted.name,
                     wanted.school_id.value_or(OrgId{}),
                     wanted.part,
                     wanted.begin_on.value_or(Date::today()),
                     wanted.end_on.value_or(Date::never())};
  if (row.name.empty() || row.name.size() > longest_name) return wrong("name", say("请填写姓名", "give a name"));
  if (row.end_on <= row.begin_on) return wrong("end_on", say("须晚于 {}", "must be after {}", row.begin_on.text()));
  DOORSTEP_LET(member, belongs(group, row.school_id, row.begin_on));
  if (!member) return no_member("school_id");
  if (const auto sign_in = wanted.sign_in.value_or(""); !sign_in.empty()) {
    const auto account = account_named_(sign_in);
    if (!account) return wrong("sign_in", say("没有这个账号", "there is no such account"));
    row.account = *account;
  }
  return row;
}

Result<GroupCentres> CentreService::appoint(const Actor& actor, const OrgId& group, const std::string& id,
                                            const NewCentrePost& wanted, bool runs) {
  DOORSTEP_LET(row, wanted_post(group, id, wanted));
  return changed(actor, group, runs, [&](db::Session& session) -> Result<void> {
    DOORSTEP_LET(centre, open_centre(session, group, id, row.begin_on));
    if (row.begin_on < centre.begin_on)
      return wrong("begin_on", say("不早于设立之日 {}", "not before it was founded on {}", centre.begin_on.text()));
    const auto others = store::posts(session, id);
    if (!runs && (row.part == CentrePart::head || !heads(others, actor.account, Date::today()))) return not_yours();
    DOORSTEP_TRY(fits(row, others));
    auto post = row;
    post.end_on = std::min(post.end_on, centre.end_on);
    store::add(session, post);
    trail_.append(session, actor, {"centre-appointed", "centre-post", post.id, group, audit::added(post)});
    return {};
  });
}

Result<GroupCentres> CentreService::end_post(const Actor& actor, const OrgId& group, const std::string& id,
                                             const CentreEnd& wanted, bool runs) {
  return changed(actor, group, runs, [&](db::Session& session) -> Result<void> {
    const auto before = store::post(session, id);
    const auto centre = before ? store::centre(session, before->centre_id) : std::nullopt;
    if (!centre || centre->group_id != group)
      return refuse(Fault::not_found, "post-unknown", say("没有这个职务", "there is no such post"));
    if (!runs &&
        (before->part == CentrePart::head || !heads(store::posts(session, centre->id), actor.account, Date::today())))
      return not_yours();
    if (wanted.on < before->begin_on || before->end_on <= wanted.on)
      return refuse(Fault::conflict, "not-held",
                    say("该职务在 {} 已不在任期内", "the post is not held on {}", wanted.on.text()),
                    {{"on", say("应在任期之内", "must lie within the term")}});
    auto after = *before;
    after.end_on = wanted.on;
    store::end(session, id, wanted.on);
    trail_.append(session, actor, {"centre-post-ended", "centre-post", id, group, audit::changes(*before, after)});
    return {};
  });
}

}  // namespace doorstep::centres
