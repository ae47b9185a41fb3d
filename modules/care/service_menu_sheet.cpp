// Menus by a sheet: read whole, checked whole, written whole or not at all.
#include <algorithm>
#include <cmath>
#include <set>

#include <doorstep/sheets/number.h>

#include "service.h"

namespace doorstep::care {
namespace {

// What the lines of one day come to.
struct ReadDay {
  NewCareMenu menu;
  std::set<std::pair<std::string, int64_t>> seen;  // dishes, each once for the same children
};

// "花生、蛋类", "Peanuts, Eggs" or their codes.
std::vector<std::string> parts_of_cell(std::string text) {
  for (const std::string_view sign : {"、", "，", "；", ";"})
    for (size_t at; (at = text.find(sign)) != std::string::npos;) text.replace(at, sign.size(), ",");
  std::vector<std::string> made;
  for (const auto& one : listed(text))
    if (auto part = sheets::narrow(one); !part.empty()) made.push_back(std::move(part));
  return made;
}

std::optional<std::string> allergen_named(const std::string& text) {
  for (const auto& one : terms().allergens)
    if (text == one.code || text == one.name.zh || text == one.name.en) return one.code;
  return {};
}

std::optional<bool> yes_or_no(const std::string& text) {
  if (text.empty() || text == "否" || text == "no") return false;
  if (text == "是" || text == "yes") return true;
  return {};
}

Words known_allergens() {
  Words all;
  for (const auto& one : terms().allergens) {
    all.zh += (all.zh.empty() ? "" : "、") + one.name.zh;
    all.en += (all.en.empty() ? "" : ", ") + one.name.en;
  }
  return all;
}

}  // namespace

Result<CareMenusRead> CareWork::read_menus(const Actor& actor, const OrgId& school, const std::string& service,
                                           const std::vector<CareMenuLine>& lines, bool dry) {
  DOORSTEP_LET(row, meal_of(service, school));
  struct Known {
    std::vector<store::ExceptionRow> exceptions;
    std::vector<store::ChoiceRow> choices;
  };
  const auto known = around_.database.read([&](db::Session& session) {
    return Known{store::exceptions(session, school), store::choices(session, service)};
  });
  const auto today = clock(school).on;
  CareMenusRead made;
  made.rows = static_cast<int64_t>(lines.size());
  std::map<Date, ReadDay> days;
  for (const auto& line : lines) {
    const auto fault = [&](const std::string& column, Words what) {
      made.faults.push_back({line.row, column, std::move(what)});
    };
    CareDish dish;
    dish.name = line.name;
    const auto on = sheets::parse_date(line.day);
    if (!on) {
      fault("day", say("应为日期，如 2026-11-30，而不是“{}”", "must be a day such as 2026-11-30, not “{}”", line.day));
      continue;
    }
    if (*on < today) fault("day", say("过去的日子不再改变", "days that are over do not change"));
    if (const auto run = run_day(row, known.exceptions, *on); *on >= today && !run.runs)
      fault("day", say("{0} 没有这项服务：{1}", "there is none on {0}: {2}", on->text(), run.why.zh, run.why.en));
    if (!line.choice.empty()) {
      const auto named = std::ranges::find(known.choices, line.choice, &store::ChoiceRow::name);
      if (named == known.choices.end())
        fault("choice", say("这项服务没有选项“{}”；留空为所有人", "the service has no choice “{}”; empty: everybody",
                            line.choice));
      else
        dish.choice = named - known.choices.begin() + 1;
    }
    for (const auto& part : parts_of_cell(line.allergens)) {
      if (const auto code = allergen_named(part)) {
        dish.allergens.push_back(*code);
        continue;
      }
      const auto all = known_allergens();
      fault("allergens", say("“{0}”不在其中：{1}", "“{0}” is none of: {2}", part, all.zh, all.en));
    }
    if (!line.cost.empty()) {
      const auto yuan = sheets::parse_number(line.cost);
      if (yuan)
        dish.cost_fen = std::llround(*yuan * 100);
      else
        fault("cost", say("应为元，如 4.50，而不是“{}”", "must be yuan such as 4.50, not “{}”", line.cost));
    }
    const auto published = yes_or_no(line.published);
    if (!published) fault("published", say("请填是或否", "is yes or no"));
    if (const auto wrong = dish_fault(dish, static_cast<int64_t>(known.choices.size())))
      fault(wrong->first, wrong->second);
    auto& day = days[*on];
    if (day.menu.dishes.empty()) {
      day.menu.on = *on;
      day.menu.published = published.value_or(false);
    } else if (published && day.menu.published != *published) {
      fault("published", say("同一天的各行须一致", "all rows of a day say the same"));
    }
    if (!day.seen.insert({dish.name, dish.choice}).second)
      fault("name", say("同一天已有“{}”", "“{}” stands on that day already", dish.name));
    day.menu.dishes.push_back(std::move(dish));
    if (day.menu.dishes.size() == most_dishes + 1)
      fault("name", say("一天最多 {} 道", "at most {} dishes a day", most_dishes));
  }
  made.days = static_cast<int64_t>(days.size());
  if (dry || !made.faults.empty()) return made;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& [on, day] : days) keep_menu(session, actor, row, day.menu);
    return {};
  });
  if (!done) return pass_on(done);
  made.kept = true;
  return made;
}

}  // namespace doorstep::care
