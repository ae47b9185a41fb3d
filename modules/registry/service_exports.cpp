// Whole tables for exports, bounded to what the caller may see.
#include "marks.h"
#include "service.h"

namespace doorstep::registry {
namespace {

// Visits the rows whose organisation lies within the scope.
template <class Row, class OrgOf>
void each_within(db::Session& session, const Snapshot& at, const Scope& scope, OrgOf&& org_of,
                 const std::function<void(const Row&)>& visit) {
  store::each_current<Row>(
      session,
      [&](const store::Held<Row>& held) {
        if (scope.everything || at.within(at.find(org_of(held.row)), scope)) visit(held.row);
      },
      false);
}

// Everyone who has a role at an organisation within the scope.
Marks people_within(db::Session& session, const Snapshot& at, const Scope& scope) {
  Marks people;
  each_within<RoleRow>(
      session, at, scope, [](const RoleRow& row) { return std::string_view{row.org_id.value}; },
      [&](const RoleRow& row) { people.at(key_of_text(row.person_id.value)); });
  return people;
}

template <class Row>
void each_of_people(db::Session& session, const Snapshot& at, const Scope& scope,
                    const std::function<void(const Row&)>& visit) {
  const auto people = scope.everything ? Marks{} : people_within(session, at, scope);
  store::each_current<Row>(
      session,
      [&](const store::Held<Row>& held) {
        if (scope.everything || people.find(key_of_text(held.row.id.value))) visit(held.row);
      },
      false);
}

}  // namespace

void RegistryService::each_org(const Scope& scope,
                               const std::function<void(const OrgRow&, Status, const std::string&)>& visit) {
  const auto at = snapshot();
  database_.read([&](db::Session& session) {
    store::each_current<OrgRow>(
        session,
        [&](const store::Held<OrgRow>& held) {
          if (at->within(at->find(held.row.id.value), scope)) visit(held.row, held.kept.status, held.kept.modified);
        },
        true);
  });
}

void RegistryService::each_person(const Scope& scope, const std::function<void(const PersonRow&)>& visit) {
  const auto at = snapshot();
  database_.read([&](db::Session& session) { each_of_people<PersonRow>(session, *at, scope, visit); });
}

void RegistryService::each_staff(const Scope& scope, const std::function<void(const StaffRow&)>& visit) {
  const auto at = snapshot();
  database_.read([&](db::Session& session) { each_of_people<StaffRow>(session, *at, scope, visit); });
}

void RegistryService::each_term(const std::function<void(const TermRow&)>& visit) {
  database_.read([&](db::Session& session) {
    store::each_current<TermRow>(
        session, [&](const store::Held<TermRow>& held) { visit(held.row); }, false);
  });
}

void RegistryService::each_org_identifier(const std::function<void(const IdentifierRow&)>& visit) {
  const auto at = snapshot();
  for (const auto& node : at->nodes())
    for (const auto& identifier : node.identifiers) {
      IdentifierRow row;
      row.owner_id = node.row.id.value;
      row.scheme = identifier.scheme;
      row.value = identifier.value;
      visit(row);
    }
}

void RegistryService::each_identifier(const Scope& scope, const std::function<void(const IdentifierRow&)>& visit) {
  const auto at = snapshot();
  database_.read([&](db::Session& session) {
    const auto people = scope.everything ? Marks{} : people_within(session, *at, scope);
    store::each_current<IdentifierRow>(
        session,
        [&](const store::Held<IdentifierRow>& held) {
          const auto& owner = held.row.owner_id;
          if (scope.everything || at->within(at->find(owner), scope) || people.find(key_of_text(owner)))
            visit(held.row);
        },
        false);
  });
}

#define DOORSTEP_EACH(each, Row, org)                                                                  \
  void RegistryService::each(const Scope& scope, const std::function<void(const Row&)>& visit) {       \
    const auto at = snapshot();                                                                        \
    database_.read([&](db::Session& session) {                                                         \
      each_within<Row>(                                                                                \
          session, *at, scope, [](const Row& row) { return std::string_view{row.org.value}; }, visit); \
    });                                                                                                \
  }
DOORSTEP_EACH(each_role, RoleRow, org_id)
DOORSTEP_EACH(each_course, CourseRow, org_id)
DOORSTEP_EACH(each_class, ClassRow, school_id)
DOORSTEP_EACH(each_campus, CampusRow, school_id)
DOORSTEP_EACH(each_facility, FacilityRow, school_id)
DOORSTEP_EACH(each_return, ReturnRow, school_id)
DOORSTEP_EACH(each_membership, MembershipRow, school_id)
#undef DOORSTEP_EACH

void RegistryService::each_enrolment(const Scope& scope, const std::function<void(const EnrolmentRow&)>& visit) {
  const auto at = snapshot();
  // Pages ask for one school: through its classes, where the whole table of a large district takes seconds.
  const auto* only = !scope.everything && scope.roots.size() == 1 ? at->node(scope.roots[0].value) : nullptr;
  database_.read([&](db::Session& session) {
    if (only && only->row.kind == OrgKind::school)
      for (const auto& row : store::enrolments_at(session, only->row.id)) visit(row);
    else
      each_within<EnrolmentRow>(
          session, *at, scope, [](const EnrolmentRow& row) { return std::string_view{row.school_id.value}; }, visit);
  });
}

}  // namespace doorstep::registry
