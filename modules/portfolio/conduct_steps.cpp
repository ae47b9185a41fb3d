// The steps of a case: what may be done from where, and what it does.
#include <algorithm>

#include "conduct_rules.h"
#include "conduct_service.h"
#include "service.h"

namespace doorstep::portfolio {
namespace {

using Steps = std::vector<store::StepRow>;

constexpr int64_t for_good = 1'200;  // months

tl::unexpected<Error> wrong_case_state(const char* code, Words what) {
  return refuse(Fault::conflict, code, std::move(what));
}

bool stands_among(const Steps& steps, CaseStep step) {
  return std::ranges::count(steps, step, &store::StepRow::step) > 0;
}

// Who decided before does not hear the appeal against it.
bool judged(const Steps& steps, const AccountId& account) {
  return std::ranges::any_of(steps, [&](const store::StepRow& one) {
    return one.account == account && (one.step == CaseStep::decision || one.step == CaseStep::answer);
  });
}

const ConductAppeal* appeal_of(const store::CaseRow& row) {
  const auto& all = conduct_rules().appeals;
  const auto stage = static_cast<size_t>(row.stage);
  return stage < all.size() ? &all[stage] : nullptr;
}

Date months_after(Date day, int64_t months) {
  if (months >= for_good) return Date::never();
  const auto month = day.year() * 12 + day.month() - 1 + months;
  for (int last = day.day(); last > 27; --last)
    if (const auto made = Date::of(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, last)) return *made;
  return *Date::of(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, std::min(day.day(), 27));
}

// The measure of a decision or an answer, and how long it lasts: at least as the rules say.
Result<void> take_measure(const CaseMove& wanted, store::CaseRow& row) {
  const auto* measure = measure_named(wanted.measure.value_or(""));
  if (!measure) return wrong_fields({{"measure", say("请选择处理方式", "choose a measure")}});
  row.measure = measure->code;
  row.effect_from.reset();
  row.effect_until.reset();
  if (measure->months == 0) return {};
  const auto from = wanted.effect_from.value_or(Date::today());
  const auto least = months_after(from, measure->months);
  const auto until = wanted.effect_until.value_or(least);
  if (until < least)
    return wrong_fields(
        {{"effect_until", say("{0}不少于 {1} 个月，最早 {2}", "{3} lasts {1} months at least, until {2}",
                              measure->name.zh, measure->months, least.text(), measure->name.en)}});
  row.effect_from = from;
  row.effect_until = until;
  return {};
}

void wait_for_appeal(store::CaseRow& row) {
  row.state = CaseState::decided;
  const auto* next = appeal_of(row);
  row.due_on = next ? std::optional{Date::today().plus(next->ask_within)} : std::nullopt;
}

Result<void> find(const CaseMove& wanted, store::CaseRow& row) {
  if (!wanted.founded) return wrong_fields({{"founded", say("请写明是否属实", "say whether it is so")}});
  row.state = *wanted.founded ? CaseState::found : CaseState::dismissed;
  row.due_on.reset();
  return {};
}

Result<void> propose(const CaseMove& wanted, store::CaseRow& row) {
  DOORSTEP_TRY(take_measure(wanted, row));
  row.effect_from.reset();  // of a decision alone
  row.effect_until.reset();
  row.state = CaseState::proposed;
  row.with_district = true;
  return {};
}

Result<void> decide(const CaseSeat& seat, const CaseMove& wanted, store::CaseRow& row) {
  DOORSTEP_TRY(take_measure(wanted, row));
  if (measure_named(row.measure)->by == DecidedBy::district && !seat.district)
    return wrong_fields({{"measure", say("该处分由主管教育部门决定，请改为提出建议",
                                         "this is for the district to decide; propose it instead")}});
  wait_for_appeal(row);
  return {};
}

Result<void> appeal(store::CaseRow& row) {
  const auto* asked = appeal_of(row);
  row.state = CaseState::appealed;
  row.due_on = Date::today().plus(asked->answer_within);
  (asked->to == AppealTo::district ? row.with_district : row.with_above) = true;
  return {};
}

Result<void> answer(const CaseMove& wanted, store::CaseRow& row) {
  if (!wanted.answer) return wrong_fields({{"answer", say("请选择维持、变更或撤销", "uphold, change or annul it")}});
  if (*wanted.answer == AnswerKind::annulled) {
    row.state = CaseState::annulled;
    row.due_on.reset();
    return {};
  }
  if (*wanted.answer == AnswerKind::changed) DOORSTEP_TRY(take_measure(wanted, row));
  ++row.stage;
  wait_for_appeal(row);
  return {};
}

Result<void> extend(const CaseMove& wanted, store::CaseRow& row) {
  if (!wanted.effect_until || !row.effect_until || *wanted.effect_until <= *row.effect_until)
    return wrong_fields({{"effect_until", say("应晚于原来的期限", "must lie after the present end")}});
  row.effect_until = wanted.effect_until;
  return {};
}

}  // namespace

std::vector<CaseStep> steps_open(const CaseSeat& seat, const store::CaseRow& row, const Steps& before,
                                 const AccountId& account, Date today) {
  std::vector<CaseStep> may;
  const auto add = [&](CaseStep step, bool open) {
    if (open) may.push_back(step);
  };
  const auto* next = appeal_of(row);
  const bool in_time = !row.due_on || today <= *row.due_on;
  switch (row.state) {
    case CaseState::opened:
      add(CaseStep::notice, seat.runs);
      break;
    case CaseState::notified: {
      const bool stated = stands_among(before, CaseStep::statement);
      add(CaseStep::statement, seat.person && !stated);
      add(CaseStep::finding, seat.runs && (stated || !in_time));
      break;
    }
    case CaseState::found:
      add(CaseStep::decision, seat.runs);
      add(CaseStep::proposal, seat.runs && !row.leads);
      break;
    case CaseState::proposed:
      add(CaseStep::decision, seat.district);
      break;
    case CaseState::decided: {
      add(CaseStep::appeal, seat.person && next && in_time);
      const bool over = row.effect_until && *row.effect_until <= today;
      add(CaseStep::lifting, (seat.runs || seat.district) && over);
      add(CaseStep::extension, (seat.runs || seat.district) && over);
      break;
    }
    case CaseState::appealed:
      add(CaseStep::answer,
          next && (next->to == AppealTo::district ? seat.district : seat.above) && !judged(before, account));
      break;
    case CaseState::annulled:
    case CaseState::dismissed:
    case CaseState::lifted:
      break;
  }
  return may;
}

Result<void> ConductService::step(const CaseSeat& seat, const Steps& before, const CaseMove& wanted,
                                  store::CaseRow& row, const AccountId& account) const {
  const auto may = steps_open(seat, row, before, account, Date::today());
  if (!std::ranges::count(may, wanted.step)) {
    if (wanted.step == CaseStep::finding && row.state == CaseState::notified && seat.runs)
      return wrong_case_state("not-heard",
                              say("须先听取本人陈述和申辩；期限到 {}", "the person is heard first, until {}",
                                  row.due_on.value_or(Date::today()).text()));
    if (wanted.step == CaseStep::appeal && row.state == CaseState::decided && seat.person)
      return wrong_case_state("too-late", say("已过提出的期限，或已无上一级可申请", "the time for it is over"));
    return wrong_case_state("case-state", say("此时不能办理这一步", "this step is not open now"));
  }
  switch (wanted.step) {
    case CaseStep::notice:
      row.state = CaseState::notified;
      row.told = true;
      row.due_on = Date::today().plus(conduct_rules().statement_days);
      return {};
    case CaseStep::statement:
      return {};
    case CaseStep::finding:
      return find(wanted, row);
    case CaseStep::proposal:
      return propose(wanted, row);
    case CaseStep::decision:
      return decide(seat, wanted, row);
    case CaseStep::appeal:
      return appeal(row);
    case CaseStep::answer:
      return answer(wanted, row);
    case CaseStep::lifting:
      row.state = CaseState::lifted;
      row.lifted_on = Date::today();
      row.due_on.reset();
      return {};
    case CaseStep::extension:
      return extend(wanted, row);
    case CaseStep::opening:
      break;
  }
  return wrong_case_state("case-state", say("此时不能办理这一步", "this step is not open now"));
}

Result<ConductCase> ConductService::move(const Actor& actor, const std::string& id, const CaseMove& wanted) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::case_row(session, id);
    const auto seat = row ? seat_of(actor, *row) : CaseSeat{};
    if (!seat.any()) return refuse(Fault::not_found, "case-unknown", say("没有这件事项", "there is no such case"));
    if (wanted.words.empty() || wanted.words.size() > longest_words)
      return wrong_fields({{"words", say("请填写，至多 4000 个字", "fill it in, in at most 4,000 letters")}});
    const auto before = store::steps(session, id);
    DOORSTEP_TRY(step(seat, before, wanted, *row, actor.account));
    store::keep(session, *row);
    store::add(session,
               store::StepRow{id, static_cast<int64_t>(before.size()) + 1, wanted.step, wanted.words, actor.account,
                              actor.name, now_utc(), wanted.measure.value_or(""), wanted.answer});
    DOORSTEP_TRY(around_.files.hold(session, actor, {case_room, id}, row->school_id,
                                    wanted.files.value_or(std::vector<std::string>{})));
    // Which step, and nothing of what it says: the trail is read by those who need not know.
    around_.trail.append(session, actor,
                         {"conduct-" + std::string{describe::enum_name(wanted.step)}, "conduct", id, row->school_id});
    return {};
  });
  if (!done) return pass_on(done);
  return one(actor, id);
}

}  // namespace doorstep::portfolio
