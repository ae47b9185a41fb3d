// Who takes part: enrolled by themselves or by their school, waiting, chosen, withdrawn.
#include <algorithm>

#include "service.h"

namespace doorstep::training {
namespace {

constexpr size_t most_people = 500;

tl::unexpected<Error> no_enrolment() {
  return refuse(Fault::not_found, "enrolment-unknown", say("没有这条报名", "there is no such enrolment"));
}

}  // namespace

void TrainingService::set_state(db::Session& session, const Actor& actor, const store::OfferRow& offer,
                                const store::EnrolmentRow& before, EnrolmentState state, const char* action) {
  auto after = before;
  after.state = state;
  store::put(session, after);
  around_.trail.append(session, actor,
                       {action, "training-enrolment", after.id, offer.org_id, audit::changes(before, after)});
}

Result<void> TrainingService::take_in(db::Session& session, const Actor& actor, const store::OfferRow& offer,
                                      const staff::Teacher& teacher) {
  const auto today = Date::today();
  if (offer.state != OfferState::open || offer.deadline < today)
    return refuse(Fault::conflict, "not-open", say("报名已截止", "enrolment is over"));
  const auto before = store::enrolment(session, offer.id, teacher.id);
  if (before && before->state != EnrolmentState::withdrawn)
    return refuse(Fault::conflict, "enrolled", say("{} 已经报名", "{} is enrolled already", teacher.name));
  int64_t enrolled = 0, waiting = 0;
  for (const auto& one : store::enrolments(session, offer.id)) {
    enrolled += one.state == EnrolmentState::enrolled;
    waiting += one.state == EnrolmentState::waiting;
  }
  const bool free = offer.capacity == 0 || (enrolled < offer.capacity && waiting == 0);
  const auto state = offer.places_by == PlacesBy::selection ? EnrolmentState::applied
                     : free                                 ? EnrolmentState::enrolled
                                                            : EnrolmentState::waiting;
  const store::EnrolmentRow row{before ? before->id : new_uuid(),    offer.id,  teacher.id, teacher.school_id, state,
                                store::next_turn(session, offer.id), now_utc(), actor.name};
  store::put(session, row);
  around_.trail.append(session, actor,
                       {"training-enrolled", "training-enrolment", row.id, offer.org_id, audit::added(row)});
  return {};
}

TrainingService::People TrainingService::move_up(db::Session& session, const Actor& actor,
                                                 const store::OfferRow& offer) {
  People moved;
  if (offer.places_by == PlacesBy::selection) return moved;
  const auto rows = store::enrolments(session, offer.id);
  int64_t enrolled = std::ranges::count(rows, EnrolmentState::enrolled, &store::EnrolmentRow::state);
  for (const auto& one : rows) {
    if (one.state != EnrolmentState::waiting) continue;
    if (offer.capacity > 0 && enrolled >= offer.capacity) break;
    set_state(session, actor, offer, one, EnrolmentState::enrolled, "training-moved-up");
    moved.push_back(one.person_id);
    ++enrolled;
  }
  return moved;
}

Result<TrainingService::People> TrainingService::let_go(db::Session& session, const Actor& actor,
                                                        const store::OfferRow& offer, const store::EnrolmentRow& row) {
  if (offer.state != OfferState::open)
    return refuse(Fault::conflict, "not-open", say("培训已结束或取消", "the training is over, or was cancelled"));
  if (row.state == EnrolmentState::withdrawn || row.state == EnrolmentState::refused) return no_enrolment();
  for (const auto& one : store::attendance(session, offer.id))
    if (one.person_id == row.person_id && one.came)
      return refuse(Fault::conflict, "has-attendance",
                    say("已参加过活动，不能退出", "who came to a session cannot withdraw"));
  set_state(session, actor, offer, row, EnrolmentState::withdrawn, "training-withdrawn");
  return move_up(session, actor, offer);
}

Result<OfferFile> TrainingService::choose(const Actor& actor, const OrgId& org, const std::string& id,
                                          const OfferChoice& wanted) {
  People chosen;
  auto made = changed(org, id, [&](db::Session& session) -> Result<void> {
    chosen.clear();
    DOORSTEP_LET(offer, open_at(session, org, id));
    if (offer.places_by != PlacesBy::selection)
      return refuse(Fault::conflict, "first-come",
                    say("这项培训按先后录取，不需要遴选", "places go by who comes first: nobody is chosen"));
    const auto rows = store::enrolments(session, id);
    int64_t enrolled = std::ranges::count(rows, EnrolmentState::enrolled, &store::EnrolmentRow::state);
    for (const auto& one : wanted.enrolments) {
      const auto row = std::ranges::find(rows, one, &store::EnrolmentRow::id);
      if (row == rows.end() || row->state == EnrolmentState::withdrawn) return no_enrolment();
      const auto state = wanted.chosen ? EnrolmentState::enrolled : EnrolmentState::refused;
      if (row->state == state) continue;
      enrolled += wanted.chosen ? 1 : row->state == EnrolmentState::enrolled ? -1 : 0;
      if (wanted.chosen && offer.capacity > 0 && enrolled > offer.capacity)
        return refuse(Fault::conflict, "full", say("名额只有 {} 个", "there are {} places only", offer.capacity));
      set_state(session, actor, offer, *row, state, wanted.chosen ? "training-chosen" : "training-not-chosen");
      chosen.push_back(row->person_id);
    }
    return {};
  });
  if (made && wanted.chosen) tell_place(actor, id, chosen, false);
  if (made && !wanted.chosen) tell_not_chosen(actor, id, chosen);
  return made;
}

Result<SchoolChoices> TrainingService::open_to(const OrgId& school) {
  DOORSTEP_TRY(around_.registry.school(school, {}));
  const auto today = Date::today();
  auto rows = around_.database.read([&](db::Session& session) { return store::open_offers(session, today); });
  std::erase_if(rows, [&](const store::OfferRow& row) {
    return row.org_id != school && !around_.places.within(school, row.org_id);
  });
  auto teachers = around_.staff.teachers(school);
  std::erase_if(teachers, [&](const staff::Teacher& one) { return one.school_id != school || !has_duty(one); });
  std::map<std::string, std::string> issuers;
  for (const auto& row : rows) issuers.emplace(row.id, issuer_of(row));
  SchoolChoices made;
  around_.database.read([&](db::Session& session) {
    for (const auto& row : rows) {
      std::map<PersonId, store::EnrolmentRow> stand;
      for (auto& one : store::enrolments(session, row.id)) stand.emplace(one.person_id, std::move(one));
      SchoolChoice choice{shown(session, row, issuers[row.id]), {}};
      for (const auto& teacher : teachers) {
        const auto found = stand.find(teacher.id);
        if (found == stand.end() && !is_for(row, teacher, today)) continue;
        SchoolPerson person{teacher.id, teacher.name, teacher.subject, "", {}};
        if (found != stand.end() && found->second.state != EnrolmentState::withdrawn) {
          person.enrolment_id = found->second.id;
          person.state = found->second.state;
        }
        choice.people.push_back(std::move(person));
      }
      made.items.push_back(std::move(choice));
    }
  });
  return made;
}

Result<SchoolChoices> TrainingService::enrol_people(const Actor& actor, const OrgId& school,
                                                    const SchoolEnrolment& wanted) {
  const auto today = Date::today();
  if (wanted.people.empty() || wanted.people.size() > most_people)
    return wrong_field("people", say("请选择 1 到 {} 人", "choose 1 to {} people", most_people));
  std::vector<staff::Teacher> teachers;
  for (const auto& person : wanted.people) {
    DOORSTEP_LET(teacher, around_.staff.teacher(person));
    if (!teacher.serves || teacher.school_id != school)
      return wrong_field("people", say("{} 不是本校教职工", "{} is none of the school's staff", teacher.name));
    teachers.push_back(std::move(teacher));
  }
  const auto offer =
      around_.database.read([&](db::Session& session) { return store::offer(session, wanted.offer_id); });
  if (!offer || (offer->org_id != school && !around_.places.within(school, offer->org_id))) return no_offer();
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::offer(session, wanted.offer_id);
    if (!row) return no_offer();
    for (const auto& teacher : teachers) {
      if (!is_for(*row, teacher, today))
        return wrong_field("people", say("{} 不在培训对象之内", "the training is not for {}", teacher.name));
      DOORSTEP_TRY(take_in(session, actor, *row, teacher));
    }
    return {};
  });
  if (!done) return pass_on(done);
  return open_to(school);
}

Result<SchoolChoices> TrainingService::withdraw_person(const Actor& actor, const OrgId& school, const std::string& id) {
  std::string left;
  auto moved = around_.database.write([&](db::Session& session) -> Result<People> {
    const auto row = store::enrolment(session, id);
    if (!row || row->school_id != school) return no_enrolment();
    const auto offer = store::offer(session, row->offer_id);
    left = offer->id;
    return let_go(session, actor, *offer, *row);
  });
  if (!moved) return pass_on(moved);
  tell_place(actor, left, *moved, true);
  return open_to(school);
}

}  // namespace doorstep::training
