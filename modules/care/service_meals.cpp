// Menus: dishes of a service by day, with what they hold and cost.
#include <algorithm>

#include "service.h"

namespace doorstep::care {
namespace {

constexpr int64_t most_cost_fen = 100'000, most_weeks = 12;

}  // namespace

CareDish shown(const store::DishRow& row, bool costs) {
  return {row.name, row.choice, listed(row.allergens), costs ? row.cost_fen : 0};
}

Result<CareMenus> CareWork::menus(const OrgId& school, const std::string& service, std::optional<Date> week) {
  DOORSTEP_LET(row, service_of(service, school));
  DOORSTEP_LET(campuses, campuses_of(school));
  CareMenus made;
  made.school = around_.registry.name_of(school);
  made.monday = monday_of(week.value_or(clock(school).on));
  made.allergens = terms().allergens;
  const auto past = made.monday.plus(7);
  around_.database.read([&](db::Session& session) {
    made.service = shown(parts_of(session, row), campuses, 0);
    const auto exceptions = store::exceptions(session, school);
    const auto weekdays = listed_numbers(row.weekdays);
    const auto menus = store::menus(session, service, made.monday, past);
    const auto dishes = store::dishes(session, service, made.monday, past);
    for (auto on = std::max(made.monday, row.from_on); on < past && on <= row.last_on; on = on.plus(1)) {
      const auto run = run_day(row, exceptions, on);
      if (!run.runs && std::ranges::count(weekdays, on.weekday()) == 0) continue;
      CareMenuDay day{on, run.runs, run.why, false, {}};
      const auto menu = std::ranges::find(menus, on, &store::MenuRow::on_day);
      day.published = menu != menus.end() && menu->published;
      for (const auto& one : dishes)
        if (one.on_day == on) day.dishes.push_back(care::shown(one, true));
      made.days.push_back(std::move(day));
    }
  });
  return made;
}

Result<CareMenus> CareWork::menus_from(const OrgId& school, const std::string& service, std::optional<Date> on,
                                       int64_t weeks) {
  DOORSTEP_LET(made, menus(school, service, on));
  for (int64_t week = 1; week < std::clamp<int64_t>(weeks, 1, most_weeks); ++week) {
    DOORSTEP_LET(more, menus(school, service, made.monday.plus(static_cast<int>(week) * 7)));
    std::ranges::move(more.days, std::back_inserter(made.days));
  }
  return std::move(made);
}

Result<store::ServiceRow> CareWork::meal_of(const std::string& id, const OrgId& school) {
  DOORSTEP_LET(row, service_of(id, school));
  if (!terms().kind(row.kind) || !terms().kind(row.kind)->meal)
    return wrong_care("part", say("这项服务不供餐", "this service is no meal"));
  return std::move(row);
}

std::optional<std::pair<std::string, Words>> dish_fault(const CareDish& dish, int64_t choices) {
  if (dish.name.empty() || dish.name.size() > longest_care_line)
    return std::pair{"name", say("每道菜须有名称，不超过 60 字", "every dish has a name of at most 60 letters")};
  if (dish.choice < 0 || dish.choice > choices)
    return std::pair{"choice", say("“{}”：没有这个选项", "“{}”: there is no such choice", dish.name)};
  for (const auto& allergen : dish.allergens)
    if (!terms().allergen(allergen))
      return std::pair{"allergens", say("“{}”：没有这种过敏原", "“{}”: there is no such allergen", dish.name)};
  if (dish.cost_fen < 0 || dish.cost_fen > most_cost_fen)
    return std::pair{
        "cost", say("“{0}”：成本应为 0 到 {1} 元", "“{0}”: the cost is 0 to {1} yuan", dish.name, most_cost_fen / 100)};
  return {};
}

void CareWork::keep_menu(db::Session& session, const Actor& actor, const store::ServiceRow& service,
                         const NewCareMenu& wanted) {
  std::vector<store::DishRow> rows;
  for (const auto& one : wanted.dishes)
    rows.push_back({service.id, wanted.on, static_cast<int64_t>(rows.size()) + 1, one.name, one.choice,
                    joined(each_once(one.allergens)), one.cost_fen});
  store::put_menu(session, {service.id, wanted.on, wanted.published, actor.name, now_utc()}, rows);
  around_.trail.append(session, actor,
                       {wanted.published ? "care-menu-published" : "care-menu-kept", "care-service", service.id,
                        service.school_id, audit::added(wanted)});
}

Result<CareMenus> CareWork::set_menu(const Actor& actor, const OrgId& school, const std::string& service,
                                     const NewCareMenu& wanted) {
  DOORSTEP_LET(row, meal_of(service, school));
  if (wanted.on < clock(school).on)
    return refuse(Fault::conflict, "care-day-over", say("过去的日子不再改变", "days that are over do not change"));
  if (wanted.dishes.size() > most_dishes)
    return wrong_care("dishes", say("一天最多 {} 道", "at most {} dishes a day", most_dishes));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto run = run_day(row, store::exceptions(session, school), wanted.on);
    if (!run.runs)
      return wrong_care(
          "on", say("{0} 没有这项服务：{1}", "there is none on {0}: {2}", wanted.on.text(), run.why.zh, run.why.en));
    const auto choices = static_cast<int64_t>(store::choices(session, service).size());
    for (const auto& one : wanted.dishes)
      if (const auto fault = dish_fault(one, choices)) return wrong_care("dishes", fault->second);
    if (wanted.published && wanted.dishes.empty())
      return wrong_care("dishes", say("没有菜品，不能公布", "a menu without dishes is not published"));
    keep_menu(session, actor, row, wanted);
    return {};
  });
  if (!done) return pass_on(done);
  return menus(school, service, wanted.on);
}

}  // namespace doorstep::care
