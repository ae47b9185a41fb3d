// What those who take part are told: a place, another time or place, that it will not be held.
#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::training {
namespace {

constexpr size_t most_told_sessions = 20;

std::string line_of(const store::SessionRow& row, const std::string& offer_place) {
  const auto& place = row.place.empty() ? offer_place : row.place;
  return fmt::format("{} {}–{}{}", row.on_day.text(), zone::text_of(static_cast<int>(row.from_minute)),
                     zone::text_of(static_cast<int>(row.to_minute)), place.empty() ? "" : "  " + place);
}

struct Told {
  store::OfferRow offer;
  std::string days;  // one a line
  std::vector<PersonId> people;
};

// An offer with its days, and who is enrolled, waits or applied.
std::optional<Told> told_of(db::Session& session, const std::string& id) {
  const auto offer = store::offer(session, id);
  if (!offer) return {};
  Told made{*offer, "", {}};
  const auto sessions = store::sessions(session, id);
  for (size_t at = 0; at < sessions.size() && at < most_told_sessions; ++at)
    made.days += "\n" + line_of(sessions[at], offer->place);
  if (sessions.size() > most_told_sessions) made.days += "\n…";
  for (const auto& one : store::enrolments(session, id))
    if (one.state == EnrolmentState::enrolled || one.state == EnrolmentState::waiting ||
        one.state == EnrolmentState::applied)
      made.people.push_back(one.person_id);
  return made;
}

}  // namespace

void TrainingService::tell_place(const Actor& actor, const std::string& offer, const People& people, bool moved_up) {
  if (people.empty()) return;
  const auto told = around_.database.read([&](db::Session& session) { return told_of(session, offer); });
  if (!told) return;
  const auto& title = told->offer.title;
  around_.tell(actor, told->offer.org_id, people, say("培训已录取：{}", "You have a place: {}", title),
               moved_up ? say("“{0}”有了空位，您已由候补转为录取。时间与地点：{1}\n不能参加请在“我的培训”退出。",
                              "A place in “{0}” has become free: you were on the waiting list and are enrolled now. "
                              "When and where:{1}\nIf you cannot come, please withdraw under “My training”.",
                              title, told->days)
                        : say("您申报的“{0}”已录取。时间与地点：{1}\n不能参加请在“我的培训”退出。",
                              "You were chosen for “{0}”. When and where:{1}\nIf you cannot come, please withdraw "
                              "under “My training”.",
                              title, told->days));
}

void TrainingService::tell_not_chosen(const Actor& actor, const std::string& offer, const People& people) {
  if (people.empty()) return;
  const auto told = around_.database.read([&](db::Session& session) { return told_of(session, offer); });
  if (told)
    around_.tell(actor, told->offer.org_id, people,
                 say("培训未录取：{}", "Not chosen this time: {}", told->offer.title),
                 say("“{}”名额有限，您这次没有入选。", "Places in “{}” are few: you were not chosen this time.",
                     told->offer.title));
}

void TrainingService::tell_moved(const Actor& actor, const std::string& offer) {
  const auto told = around_.database.read([&](db::Session& session) { return told_of(session, offer); });
  if (told && !told->people.empty())
    around_.tell(actor, told->offer.org_id, told->people,
                 say("培训时间或地点有变：{}", "Another time or place: {}", told->offer.title),
                 say("“{0}”的安排改为：{1}", "“{0}” is now held as follows:{1}", told->offer.title, told->days));
}

void TrainingService::tell_cancelled(const Actor& actor, const std::string& offer) {
  const auto told = around_.database.read([&](db::Session& session) { return told_of(session, offer); });
  if (told && !told->people.empty())
    around_.tell(
        actor, told->offer.org_id, told->people, say("培训已取消：{}", "Cancelled: {}", told->offer.title),
        say("“{0}”不再举办。原因：{1}", "“{0}” will not be held. Reason: {1}", told->offer.title, told->offer.reason));
}

}  // namespace doorstep::training
