// What happens between mentor and mentee: steps, visits, notes, words of a review.
#include <algorithm>

#include "service.h"

namespace doorstep::mentoring {
namespace {

constexpr size_t most_visits = 300, most_steps_in_all = 100, most_files = 10;

tl::unexpected<Error> no_visit() {
  return refuse(Fault::not_found, "visit-unknown", say("没有这次听课", "there is no such visit"));
}

Result<void> runs(const store::PairRow& row) {
  if (row.state == PairState::running) return {};
  return refuse(Fault::conflict, "not-running", say("结对不在进行中", "the pair is not running"));
}

tl::unexpected<Error> mentors_only() {
  return refuse(Fault::forbidden, "mentor-only", say("由师傅办理", "this is for the mentor"));
}

Result<void> good_visit(const store::PairRow& pair, const NewVisit& wanted) {
  DOORSTEP_TRY(good_text("lesson", wanted.lesson.value_or(""), longest_line, wanted.held));
  DOORSTEP_TRY(good_text("seen", wanted.seen.value_or(""), longest_text, wanted.held));
  DOORSTEP_TRY(good_text("advice", wanted.advice.value_or(""), longest_text, false));
  if (wanted.on < pair.begin_on || wanted.on >= pair.end_on)
    return wrong("on", say("应在结对期间 {0} 到 {1}", "while the pair lasts, {0} to {1}", pair.begin_on.text(),
                           pair.end_on.text()));
  if (wanted.held && wanted.on > Date::today()) return wrong("on", say("还没有到这一天", "that day is still to come"));
  if (wanted.files && wanted.files->size() > most_files)
    return wrong("files", say("至多 {} 个文件", "at most {} files", most_files));
  return {};
}

void fill(store::VisitRow& row, const NewVisit& wanted) {
  row.on_day = wanted.on;
  row.held = wanted.held;
  row.lesson = wanted.lesson.value_or("");
  row.seen = wanted.seen.value_or("");
  row.advice = wanted.advice.value_or("");
}

}  // namespace

Result<Pair> MentoringService::plan(const Actor& actor, const std::string& id, const NewStep& wanted) {
  DOORSTEP_TRY(good_text("what", wanted.what, longest_line));
  return change_own(actor, id, [&](db::Session& session, Part& part) -> Result<void> {
    if (part.row.state != PairState::proposed) DOORSTEP_TRY(runs(part.row));
    if (wanted.due_on < part.row.begin_on || wanted.due_on > part.row.end_on)
      return wrong("due_on", say("应在 {0} 到 {1} 之间", "between {0} and {1}", part.row.begin_on.text(),
                                 part.row.end_on.text()));
    if (store::steps(session, id).size() >= most_steps_in_all)
      return wrong("what", say("至多 {} 步", "at most {} steps", most_steps_in_all));
    const store::StepRow row{new_uuid(), id, wanted.due_on, wanted.what, Date::never()};
    store::add(session, row);
    around_.trail.append(session, actor,
                         {"mentoring-planned", "mentoring-pair", id, part.row.org_id, audit::added(row)});
    return {};
  });
}

Result<Pair> MentoringService::do_step(const Actor& actor, const std::string& id, const std::string& step,
                                       const StepDone& wanted) {
  return change_own(actor, id, [&](db::Session& session, Part& part) -> Result<void> {
    DOORSTEP_TRY(runs(part.row));
    const auto steps = store::steps(session, id);
    const auto found = std::ranges::find(steps, step, &store::StepRow::id);
    if (found == steps.end())
      return refuse(Fault::not_found, "step-unknown", say("没有这一步", "there is no such step"));
    auto after = *found;
    after.done_on = wanted.done ? Date::today() : Date::never();
    store::set_done(session, step, after.done_on);
    around_.trail.append(session, actor,
                         {"mentoring-step", "mentoring-pair", id, part.row.org_id, audit::changes(*found, after)});
    return {};
  });
}

Result<Pair> MentoringService::visit(const Actor& actor, const std::string& id, const NewVisit& wanted) {
  const auto school = around_.staff.teacher(me(actor), std::nullopt);
  return change_own(actor, id, [&](db::Session& session, Part& part) -> Result<void> {
    if (!part.mentors_it()) return mentors_only();
    DOORSTEP_TRY(runs(part.row));
    DOORSTEP_TRY(good_visit(part.row, wanted));
    if (store::visits(session, id).size() >= most_visits)
      return wrong("on", say("至多 {} 次", "at most {} visits", most_visits));
    store::VisitRow row{new_uuid(), id, part.me, {}, false, {}, {}, {}, {}};
    fill(row, wanted);
    store::add(session, row);
    DOORSTEP_TRY(around_.files.hold(session, actor, {visits_room, row.id}, school->school_id,
                                    wanted.files.value_or(std::vector<std::string>{}), files::Sizes::large));
    around_.trail.append(session, actor, {"mentoring-visit", "mentoring-visit", row.id, part.row.org_id, {}});
    return {};
  });
}

Result<Pair> MentoringService::hold_visit(const Actor& actor, const std::string& id, const std::string& visit,
                                          const NewVisit& wanted) {
  const auto school = around_.staff.teacher(me(actor), std::nullopt);
  return change_own(actor, id, [&](db::Session& session, Part& part) -> Result<void> {
    DOORSTEP_TRY(runs(part.row));
    auto row = store::visit(session, visit);
    if (!row || row->pair_id != id) return no_visit();
    if (row->mentor_id != part.me) return mentors_only();
    DOORSTEP_TRY(good_visit(part.row, wanted));
    fill(*row, wanted);
    store::set(session, *row);
    DOORSTEP_TRY(around_.files.hold(session, actor, {visits_room, visit}, school->school_id,
                                    wanted.files.value_or(std::vector<std::string>{}), files::Sizes::large));
    around_.trail.append(session, actor, {"mentoring-visit", "mentoring-visit", visit, part.row.org_id, {}});
    return {};
  });
}

Result<Pair> MentoringService::note(const Actor& actor, const std::string& id, const std::string& visit,
                                    const MenteeNote& wanted) {
  DOORSTEP_TRY(good_text("note", wanted.note, longest_text, false));
  return change_own(actor, id, [&](db::Session& session, Part& part) -> Result<void> {
    if (!part.is_mentee()) return refuse(Fault::forbidden, "mentee-only", say("由徒弟填写", "this is for the mentee"));
    auto row = store::visit(session, visit);
    if (!row || row->pair_id != id) return no_visit();
    row->note = wanted.note;
    store::set(session, *row);
    // The words stay with the pair: the trail says only that there are some.
    around_.trail.append(session, actor, {"mentoring-note", "mentoring-visit", visit, part.row.org_id, {}});
    return {};
  });
}

Result<Pair> MentoringService::review(const Actor& actor, const std::string& id, const NewReview& wanted) {
  DOORSTEP_TRY(good_text("words", wanted.words, longest_text));
  return change_own(actor, id, [&](db::Session& session, Part& part) -> Result<void> {
    DOORSTEP_TRY(runs(part.row));
    store::ReviewRow review{id, wanted.final_, {}, {}, {}, {}};
    for (auto& known : store::reviews(session, id))
      if (known.final_ == wanted.final_) review = std::move(known);
    (part.is_mentee() ? review.mentee_words : review.mentor_words) = wanted.words;
    store::put(session, review);
    around_.trail.append(session, actor, {"mentoring-review-words", "mentoring-pair", id, part.row.org_id, {}});
    return {};
  });
}

}  // namespace doorstep::mentoring
