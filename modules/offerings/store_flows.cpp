#include "store.h"

namespace doorstep::offerings::store {
namespace {

constexpr const char* of_published =
    "WHERE offering_id IN (SELECT id FROM offerings_offering WHERE state='published') ORDER BY offering_id, ";

}  // namespace

std::vector<OfferingRow> published(db::Session& session) {
  return session.all<OfferingRow>(
      db::select_from<OfferingRow>("offerings_offering", "WHERE state='published' ORDER BY id"));
}
std::vector<SessionRow> published_sessions(db::Session& session) {
  return session.all<SessionRow>(db::select_from<SessionRow>("offerings_session", std::string{of_published} + "place"));
}
std::vector<QuotaRow> published_quotas(db::Session& session) {
  return session.all<QuotaRow>(db::select_from<QuotaRow>("offerings_quota", std::string{of_published} + "school_id"));
}
std::vector<TeacherRow> published_teachers(db::Session& session) {
  return session.all<TeacherRow>(db::select_from<TeacherRow>("offerings_teacher", std::string{of_published} + "place"));
}
std::vector<TakenRow> published_taken(db::Session& session) {
  return session.all<TakenRow>(
      "SELECT offering_id, school_id, count(*) FROM offerings_place WHERE state='enrolled' AND offering_id IN (SELECT "
      "id FROM offerings_offering WHERE state='published') GROUP BY offering_id, school_id ORDER BY offering_id, "
      "school_id");
}

}  // namespace doorstep::offerings::store
