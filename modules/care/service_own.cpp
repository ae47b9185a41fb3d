// A guardian's page: the week of the own children, what they cannot have, who may take them along.
#include <algorithm>

#include <doorstep/base/digest.h>

#include "service.h"

namespace doorstep::care {
namespace {

constexpr size_t most_pickers = 8;

// Of the words that a guardian agrees to: an answer is kept with it.
std::string print_of(const CareConsentText& text) {
  return digest_hex(text.what.zh + text.why.zh + text.keeps.zh + text.receivers.zh + text.what.en + text.why.en +
                    text.keeps.en + text.receivers.en);
}

}  // namespace

CareSafety safety_of(db::Session& session, const PersonId& child) {
  CareSafety made;
  const auto consent = store::last_consent(session, child);
  if (!consent) return made;
  made.agreed = consent->given;
  made.by = consent->by_name;
  made.at = consent->at;
  if (!made.agreed) return made;
  if (const auto row = store::safety(session, child)) {
    made.allergens = listed(row->allergens);
    made.words = row->words;
  }
  for (auto& one : store::pickers(session, child))
    made.pickers.push_back({std::move(one.name), std::move(one.relation), std::move(one.phone)});
  return made;
}

Result<OwnCare> CareWork::set_safety(const Actor& actor, const PersonId& id, const NewCareSafety& wanted) {
  DOORSTEP_LET(tied, own_child(actor, id));
  if (wanted.words.size() > longest_care_text) return wrong_care("words", say("不超过 200 字", "at most 200 letters"));
  for (const auto& one : wanted.allergens)
    if (!terms().allergen(one)) return wrong_care("allergens", say("没有这种过敏原", "there is no such allergen"));
  if (wanted.pickers.size() > most_pickers)
    return wrong_care("pickers", say("最多 {} 人", "at most {} people", most_pickers));
  std::vector<store::PickerRow> pickers;
  for (const auto& one : wanted.pickers) {
    if (one.name.empty() || one.name.size() > longest_care_line || one.relation.size() > longest_care_line ||
        one.phone.size() > longest_care_line)
      return wrong_care("pickers", say("请填写姓名，每项不超过 60 字", "give a name; at most 60 letters each"));
    pickers.push_back({id, static_cast<int64_t>(pickers.size()) + 1, one.name, one.relation, one.phone});
  }
  if (!wanted.agreed && (!wanted.allergens.empty() || !wanted.words.empty() || !pickers.empty()))
    return wrong_care("agreed", say("须同意后才能填写", "it is kept only after you agree"));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto print = print_of(terms().consent);
    const auto last = store::last_consent(session, id);
    const bool agrees = last && last->given;
    if (agrees != wanted.agreed || (wanted.agreed && last->print != print))
      store::add(session,
                 store::ConsentRow{new_uuid(), id, wanted.agreed, actor.account, actor.name, now_utc(), print});
    if (wanted.agreed)
      store::put_safety(session, {id, joined(each_once(wanted.allergens)), wanted.words, actor.name, now_utc()},
                        pickers);
    else
      store::drop_safety(session, id);
    // What was entered stays out of the trail: it is gone when consent is.
    around_.trail.append(
        session, actor,
        {wanted.agreed ? "care-safety-entered" : "care-safety-withdrawn", "person", id.value, tied.school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor, {});
}

Result<int64_t> CareWork::forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                 bool dry) {
  const bool whole = how == children::Forgetting::everything;
  return around_.database.write([&](db::Session& session) -> Result<int64_t> {
    int64_t rows = 0;
    for (const auto& child : people) {
      const auto of_child = store::kept_of(session, child, whole);
      rows += of_child;
      if (dry || of_child == 0) continue;
      if (whole)
        store::forget(session, child);
      else
        store::drop_safety(session, child);
      around_.trail.append(session, actor, {"care-forgotten", "person", child.value, "", {}});
    }
    return rows;
  });
}

OwnCareService CareWork::own_service(db::Session& session, const store::ServiceRow& row, const CareChild& child,
                                     Date monday) {
  const auto now = clock(row.school_id);
  const auto sunday = monday.plus(6);
  OwnCareService made;
  made.pattern_from = first_open_day(row, now);
  const auto patterns = store::patterns(session, row.id, child.id);
  const Sheet sheet{row, store::exceptions(session, row.school_id), patterns,
                    store::changes(session, row.id, child.id, monday, sunday.plus(1))};
  for (const auto& pattern : patterns)
    if (pattern.until_on == Date::never()) made.pattern.push_back({pattern.weekday, pattern.choice});
  const auto weekdays = listed_numbers(row.weekdays);
  const auto menus = store::menus(session, row.id, monday, sunday.plus(1));
  const auto dishes = store::dishes(session, row.id, monday, sunday.plus(1));
  for (auto on = std::max(monday, row.from_on); on <= std::min(sunday, row.last_on); on = on.plus(1)) {
    const auto run = sheet.day(on);
    if (!run.runs && std::ranges::count(weekdays, on.weekday()) == 0) continue;
    OwnCareDay day;
    day.on = on;
    day.runs = run.runs;
    day.why = run.why;
    const auto choice = sheet.choice_of(child.id, on);
    day.coming = choice.has_value();
    day.choice = choice.value_or(0);
    day.changed = sheet.changed(child.id, on);
    day.until = deadline_text(row, on);
    day.may = child.may && run.runs && !past_deadline(row, on, now);
    if (run.runs && child.may && !day.may)
      day.why = say("已过截止时间 {}，请联系学校", "the deadline was {}: ask the school", day.until);
    if (const auto mark = store::mark(session, row.id, on, child.id)) {
      day.standing = mark->standing;
      day.at = zone_text(mark->minute);
      day.to = mark->to_whom;
    }
    const auto menu = std::ranges::find(menus, on, &store::MenuRow::on_day);
    if (menu != menus.end() && menu->published)
      for (const auto& one : dishes)
        if (one.on_day == on) day.dishes.push_back(care::shown(one, false));
    made.days.push_back(std::move(day));
  }
  return made;
}

CareChild CareWork::own_child_page(const children::TiedChild& tied, const Comer& comer, Date monday) {
  CareChild made;
  made.id = tied.id;
  made.name = tied.name;
  made.school = around_.registry.name_of(tied.school_id);
  made.of_class = tied.of_class;
  made.school_id = tied.school_id;
  made.may = tied.relation == children::Relation::guardian;
  made.month = monday.text().substr(0, 7);
  const auto now = clock(tied.school_id);
  const auto campuses = campuses_of(tied.school_id).value_or(std::map<std::string, std::string>{});
  auto rows = around_.database.read([&](db::Session& session) { return store::services(session, tied.school_id); });
  std::erase_if(rows, [](const store::ServiceRow& row) { return row.state == ServiceState::draft; });
  const auto [first, last] = *month_of(made.month);
  around_.database.read([&](db::Session& session) {
    if (made.may) made.safety = safety_of(session, tied.id);
    for (const auto& row : rows) {
      const Sheet sheet{row, store::exceptions(session, row.school_id), store::patterns(session, row.id, tied.id),
                        store::changes(session, row.id, tied.id, first, last.plus(1))};
      const auto choices = store::choices(session, row.id);
      for (auto on = std::max(first, row.from_on); on <= std::min(last, row.last_on); on = on.plus(1))
        if (const auto choice = sheet.choice_of(tied.id, on); choice && past_deadline(row, on, now)) {
          ++made.month_days;
          made.month_fen += choices.at(static_cast<size_t>(*choice - 1)).price_fen;
        }
    }
  });
  std::erase_if(rows, [&](const store::ServiceRow& row) {
    return row.state != ServiceState::open || row.last_on < std::min(monday, now.on) || !fits(row, comer);
  });
  around_.database.read([&](db::Session& session) {
    for (const auto& row : rows) {
      auto one = own_service(session, row, made, monday);
      auto parts = parts_of(session, row);
      parts.duties.clear();
      one.service = shown(parts, campuses, 0);
      made.services.push_back(std::move(one));
    }
  });
  return made;
}

OwnCare CareWork::own(const Actor& actor, std::optional<Date> week) {
  OwnCare made;
  made.kinds = terms().kinds;
  made.allergens = terms().allergens;
  made.consent = terms().consent;
  made.today = Date::today();
  for (const auto& tied : around_.children.tied(actor)) {
    if (tied.school_id.empty()) continue;
    const auto comer = comer_at(tied.school_id, tied.id);
    if (!comer) continue;
    made.today = clock(tied.school_id).on;
    made.children.push_back(own_child_page(tied, *comer, monday_of(week.value_or(made.today))));
  }
  made.monday = monday_of(week.value_or(made.today));
  return made;
}

}  // namespace doorstep::care
