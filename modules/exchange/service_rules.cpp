// Editions of the rules: those of the program, and a district's own.
#include "service_plans.h"

namespace doorstep::exchange {
namespace {

constexpr size_t most_editions = 100;

}  // namespace

Result<RuleEditions> PlanService::editions(const OrgId& org) {
  if (name_of(org).empty())
    return refuse(Fault::not_found, "org-unknown", say("没有这个机构", "there is no such organisation"));
  RuleEditions made;
  bool own_holds = false;
  const auto district = district_around(org);
  for (const auto& row :
       around_.database.read([&](db::Session& session) { return store::editions(session, district); })) {
    auto read = json::read_text<RuleEdition>(row.content);
    if (!read) continue;
    read->holds = row.holds;
    own_holds = own_holds || row.holds;
    made.items.push_back(std::move(*read));
  }
  for (const auto& one : built_in_editions()) {
    made.items.push_back(one);
    made.items.back().holds = !own_holds && one.id == built_in_editions().front().id;
  }
  for (const auto& known : known_rules())
    made.known.push_back({known.code, known.name, known.kind, known.least, {}, false});
  return made;
}

Result<RuleEditions> PlanService::add_edition(const Actor& actor, const OrgId& org, const NewEdition& wanted) {
  const auto district = district_around(org);
  if (!may(actor, Right::exchange_plan, district, around_.places))
    return refuse(Fault::forbidden, "not-yours", say("规则由区里确定", "the district sets the rules"));
  DOORSTEP_LET(base, edition(district, wanted.base_id));
  DOORSTEP_LET(made, local_edition(base, wanted));
  made.id = new_uuid();
  made.org_id = district;
  made.made_by = actor.name;
  made.made_at = now_utc();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    if (store::editions(session, district).size() >= most_editions)
      return exchange_conflict("full", say("版本太多", "there are too many editions"));
    store::add(session, store::RulesRow{made.id, district, json::text(made), made.made_at, false});
    store::set_holds(session, district, made.id);
    around_.trail.append(session, actor,
                         {"exchange-rules-made", "exchange-rules", made.id, district, audit::changes(base, made)});
    return {};
  });
  if (!done) return pass_on(done);
  return editions(org);
}

// An edition of the program holds where no local one does.
Result<RuleEditions> PlanService::let_hold(const Actor& actor, const OrgId& org, const std::string& id) {
  const auto district = district_around(org);
  if (!may(actor, Right::exchange_plan, district, around_.places))
    return refuse(Fault::forbidden, "not-yours", say("规则由区里确定", "the district sets the rules"));
  DOORSTEP_LET(wanted, edition(district, id));
  if (wanted.org_id.empty() && wanted.id != built_in_editions().front().id)
    return exchange_invalid("id", say("请先在它的基础上新建本地版本", "make a local edition of it first"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    store::set_holds(session, district, wanted.id);
    around_.trail.append(session, actor, {"exchange-rules-hold", "exchange-rules", wanted.id, district, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return editions(org);
}

}  // namespace doorstep::exchange
