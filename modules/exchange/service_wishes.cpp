// Wishes and claims: what a teacher says, and who decides on exemptions.
#include <algorithm>

#include "desk.h"

namespace doorstep::exchange {
namespace {

constexpr size_t most_places = 20, most_open_claims = 5, most_claims_shown = 2000;
constexpr int64_t longest_claim_days = 3660;
constexpr const char* claim_room = "exchange-claim";

tl::unexpected<Error> not_tied() {
  return refuse(Fault::conflict, "not-tied",
                say("您的账号还没有与教职工名册中的本人绑定，请联系学校",
                    "your account is not tied to a member of staff yet: ask your school"));
}

class WishService final : public Wishes, private Desk {
 public:
  explicit WishService(const Around& around) : Desk(around) {}

  Result<OwnExchange> own(const Actor& actor) override;
  Result<OwnExchange> wish(const Actor& actor, const NewWish& wanted) override;
  Result<OwnExchange> claim(const Actor& actor, const NewExchangeClaim& wanted) override;
  Result<OwnExchange> withdraw_claim(const Actor& actor, const std::string& id) override;
  Result<OrgWishes> wishes(const OrgId& org) override;
  Result<std::vector<ExchangeClaim>> claims(const OrgId& org) override;
  Result<ExchangeClaim> decide(const Actor& actor, const std::string& id, const ExchangeClaimDecision& wanted) override;
  std::optional<OrgId> school_of_claim(const std::string& id) override;
  bool owns_claim(const Actor& actor, const std::string& id) override;

 private:
  Result<staff::Teacher> self(const Actor& actor) const;
  ExchangeWish shown(const store::WishRow& row) const;
  ExchangeClaim shown(const store::ClaimRow& row) const;
  std::vector<NamedSchool> schools_for(const staff::Teacher& teacher) const;
  std::vector<OrgId> schools_below(const OrgId& org) const;
};

// Wishes are for the school year that begins next: from January on the coming one.
int64_t year_of_wishes(Date today) { return school_year_of(today.plus(243)); }

Result<staff::Teacher> WishService::self(const Actor& actor) const {
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return not_tied();
  return around_.staff.teacher(*person);
}

ExchangeWish WishService::shown(const store::WishRow& row) const {
  return {row.year, row.answer, named(ids_of(row.places)), named(ids_of(row.never)), row.why, row.changed_at};
}

ExchangeClaim WishService::shown(const store::ClaimRow& row) const {
  ExchangeClaim made{
      row.id,    row.person_id, {},          row.school_id, name_of(row.school_id), row.ground,     row.text,
      row.until, row.state,     row.made_at, row.answer,    row.decided_by,         row.decided_at, {}};
  if (const auto teacher = around_.staff.teacher(row.person_id)) made.name = teacher->name;
  made.files = around_.database.read([&](db::Session& session) {
    return around_.files.of(session, {claim_room, row.id});
  });
  return made;
}

std::vector<NamedSchool> WishService::schools_for(const staff::Teacher& teacher) const {
  registry::SchoolQuery query;
  query.district = around_.places.district_of(teacher.school_id);
  query.limit = 1000;
  std::vector<NamedSchool> made;
  const auto listed = around_.registry.schools(query, {});
  if (!listed) return made;
  for (const auto& one : listed->items)
    if (one.id != teacher.school_id && (teacher.stage.empty() || one.stages.find(teacher.stage) != std::string::npos))
      made.push_back({one.id, one.name});
  return made;
}

Result<OwnExchange> WishService::own(const Actor& actor) {
  OwnExchange made;
  const auto today = Date::today();
  made.year = year_of_wishes(today);
  const auto person = around_.staff.person_of(actor.account);
  if (!person) return made;
  DOORSTEP_LET(teacher, around_.staff.teacher(*person));
  made.person_id = teacher.id;
  made.name = teacher.name;
  made.school_id = teacher.school_id;
  made.school = teacher.school;
  const auto rules = edition_in(around_.places.district_of(teacher.school_id));
  made.rules = rules.name.in(actor.language);
  made.why_not = first_broken(check_person(rules, teacher, said_by(teacher.id, today), today));
  made.eligible = made.why_not.empty();
  made.schools = schools_for(teacher);
  std::vector<store::ClaimRow> claims;
  const auto said = around_.database.read([&](db::Session& session) {
    claims = store::claims_of(session, teacher.id);
    return store::wish(session, teacher.id, made.year);
  });
  if (said) made.wish = shown(*said);
  for (const auto& row : claims) made.claims.push_back(shown(row));
  return made;
}

Result<OwnExchange> WishService::wish(const Actor& actor, const NewWish& wanted) {
  DOORSTEP_LET(teacher, self(actor));
  if (wanted.year != year_of_wishes(Date::today()))
    return exchange_invalid("year", say("现在填报的是 {} 学年的意愿", "wishes are taken for the school year {} now",
                                        SchoolYear{static_cast<int>(year_of_wishes(Date::today()))}.text()));
  const auto why = wanted.why.value_or("");
  if (why.size() > longest_exchange_text) return exchange_invalid("why", say("太长", "it is too long"));
  const auto possible_places = schools_for(teacher);
  const auto wrong_places = [&](const std::vector<OrgId>& places) {
    return places.size() > most_places || std::ranges::any_of(places, [&](const OrgId& id) {
             return !std::ranges::count(possible_places, id, &NamedSchool::id);
           });
  };
  if (wrong_places(wanted.places))
    return exchange_invalid("places", say("请选择本区县同学段的其他学校，至多 {} 所",
                                          "choose other schools of the district and stage, {} at most", most_places));
  if (wrong_places(wanted.never) ||
      std::ranges::any_of(wanted.never, [&](const OrgId& id) { return std::ranges::count(wanted.places, id) > 0; }))
    return exchange_invalid(
        "never", say("不能去的学校与愿意去的学校重复或有误", "these schools are wrong, or among those wished for"));
  const store::WishRow row{teacher.id, wanted.year, wanted.answer, text_of(wanted.places), text_of(wanted.never),
                           why,        now_utc()};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto before = store::wish(session, teacher.id, wanted.year);
    store::keep(session, row);
    around_.trail.append(session, actor,
                         {"exchange-wish", "person", teacher.id.value, teacher.school_id,
                          before ? audit::changes(*before, row) : audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<OwnExchange> WishService::claim(const Actor& actor, const NewExchangeClaim& wanted) {
  DOORSTEP_LET(teacher, self(actor));
  const auto today = Date::today();
  if (wanted.text.empty() || wanted.text.size() > longest_exchange_text)
    return exchange_invalid("text", say("请写明理由", "say why"));
  if (wanted.until <= today || wanted.until.days() - today.days() > longest_claim_days)
    return exchange_invalid("until", say("截止日期应在今天之后、十年之内", "a day after today, within ten years"));
  const store::ClaimRow row{new_uuid(),
                            teacher.id,
                            teacher.school_id,
                            wanted.ground,
                            wanted.text,
                            wanted.until,
                            ClaimState::open,
                            now_utc(),
                            {},
                            {},
                            {}};
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto open =
        std::ranges::count(store::claims_of(session, teacher.id), ClaimState::open, &store::ClaimRow::state);
    if (open >= static_cast<int64_t>(most_open_claims))
      return exchange_conflict("claims-open",
                               say("还有 {} 份申请等待答复", "{} claims wait for an answer already", open));
    store::add(session, row);
    DOORSTEP_TRY(around_.files.hold(session, actor, {claim_room, row.id}, teacher.school_id, wanted.files));
    around_.trail.append(session, actor,
                         {"exchange-claim", "person", teacher.id.value, teacher.school_id, audit::added(row)});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

Result<OwnExchange> WishService::withdraw_claim(const Actor& actor, const std::string& id) {
  DOORSTEP_LET(teacher, self(actor));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::claim(session, id);
    if (!row || row->person_id != teacher.id)
      return refuse(Fault::not_found, "claim-unknown", say("没有这份申请", "there is no such claim"));
    if (row->state != ClaimState::open && row->state != ClaimState::accepted)
      return exchange_conflict("not-now", say("已有结论", "it is decided already"));
    const auto before = *row;
    row->state = ClaimState::withdrawn;
    store::set(session, *row);
    around_.trail.append(
        session, actor,
        {"exchange-claim-withdrawn", "person", teacher.id.value, row->school_id, audit::changes(before, *row)});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

std::vector<OrgId> WishService::schools_below(const OrgId& org) const {
  if (is_school(org)) return {org};
  registry::SchoolQuery query;
  const auto group = around_.registry.group(org);
  (group ? query.group : query.district) = org;
  query.limit = 1000;
  std::vector<OrgId> made;
  if (const auto listed = around_.registry.schools(query, {}))
    for (const auto& one : listed->items) made.push_back(one.id);
  return made;
}

Result<OrgWishes> WishService::wishes(const OrgId& org) {
  if (name_of(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  OrgWishes made;
  made.year = year_of_wishes(Date::today());
  std::map<PersonId, store::WishRow> said;
  for (auto& row : around_.database.read([&](db::Session& session) { return store::wishes(session, made.year); })) {
    const auto person = row.person_id;
    said.emplace(person, std::move(row));
  }
  for (const auto& teacher : around_.staff.teachers(org)) {
    if (teacher.role != "teacher" && teacher.role != "principal" && teacher.role != "deputy") continue;
    const auto found = said.find(teacher.id);
    if (found == said.end()) {
      ++made.counts.silent;
      continue;
    }
    ++(found->second.answer == WishAnswer::yes  ? made.counts.yes
       : found->second.answer == WishAnswer::no ? made.counts.no
                                                : made.counts.none);
    made.items.push_back(
        {teacher.id, teacher.name, teacher.school_id, teacher.school, teacher.subject, shown(found->second)});
  }
  return made;
}

Result<std::vector<ExchangeClaim>> WishService::claims(const OrgId& org) {
  if (name_of(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  const auto schools = schools_below(org);
  std::vector<store::ClaimRow> rows;
  around_.database.read([&](db::Session& session) {
    for (const auto state : {ClaimState::open, ClaimState::accepted, ClaimState::refused})
      for (const auto& school : schools)
        for (auto& row : store::claims_at(session, school, state)) rows.push_back(std::move(row));
  });
  if (rows.size() > most_claims_shown) rows.resize(most_claims_shown);
  std::vector<ExchangeClaim> made;
  made.reserve(rows.size());
  for (const auto& row : rows) made.push_back(shown(row));
  return made;
}

Result<ExchangeClaim> WishService::decide(const Actor& actor, const std::string& id,
                                          const ExchangeClaimDecision& wanted) {
  if (wanted.answer.empty() || wanted.answer.size() > longest_exchange_text)
    return exchange_invalid("answer", say("请写明理由", "say why"));
  store::ClaimRow kept;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::claim(session, id);
    if (!row) return refuse(Fault::not_found, "claim-unknown", say("没有这份申请", "there is no such claim"));
    if (row->state != ClaimState::open)
      return exchange_conflict("not-now", say("已有结论或已撤回", "it is decided or withdrawn already"));
    const auto before = *row;
    row->state = wanted.accepted ? ClaimState::accepted : ClaimState::refused;
    row->answer = wanted.answer;
    row->decided_by = actor.name;
    row->decided_at = now_utc();
    store::set(session, *row);
    around_.trail.append(
        session, actor,
        {"exchange-claim-decided", "person", row->person_id.value, row->school_id, audit::changes(before, *row)});
    kept = std::move(*row);
    return {};
  });
  if (!done) return pass_on(done);
  return shown(kept);
}

bool WishService::owns_claim(const Actor& actor, const std::string& id) {
  const auto person = around_.staff.person_of(actor.account);
  const auto row = around_.database.read([&](db::Session& session) { return store::claim(session, id); });
  return person && row && row->person_id == *person;
}

std::optional<OrgId> WishService::school_of_claim(const std::string& id) {
  const auto row = around_.database.read([&](db::Session& session) { return store::claim(session, id); });
  return row ? std::optional{row->school_id} : std::nullopt;
}

}  // namespace

std::unique_ptr<Wishes> make_wishes(const Around& around) { return std::make_unique<WishService>(around); }

}  // namespace doorstep::exchange
