// Offerings brought by a sheet: all of them or none.
#include <algorithm>
#include <map>

#include "service.h"
#include "sheet_in.h"

namespace doorstep::offerings {
namespace {

// The column in which a field of an offering stands.
std::string column_of(const std::string& field) {
  static const std::map<std::string, std::string> columns{{"host_id", "host"},
                                                          {"campus_id", "campus"},
                                                          {"sessions", "from"},
                                                          {"cost_yuan", "cost"},
                                                          {"teachers", "teacher"}};
  const auto found = columns.find(field);
  return found == columns.end() ? field : found->second;
}

}  // namespace

Result<OfferingsRead> OfferingsService::read_sheet(const Actor& actor, const OrgId& org,
                                                   const std::filesystem::path& file, bool dry) {
  DOORSTEP_LET(lines, read_offerings_sheet(file));
  DOORSTEP_LET(body, body_of(org));
  const SheetPlaces places{[&](const std::string& name) {
                             const auto found = std::ranges::find(body.members, name, &MemberSchool::name);
                             return found == body.members.end() ? OrgId{} : found->id;
                           },
                           [&](const OrgId& school, const std::string& name) {
                             const auto* member = body.member(school);
                             for (const auto& one : member->campuses)
                               if (one.name == name) return one.id;
                             return CampusId{};
                           }};
  OfferingsRead made;
  made.rows = static_cast<int64_t>(lines.size());
  std::vector<Parts> all;
  for (const auto& line : lines) {
    const auto wanted = offering_of(line, places, made.faults);
    if (!wanted) continue;
    auto parts = wanted_offering(org, *wanted);
    if (parts)
      all.push_back(std::move(*parts));
    else if (parts.error().fields.empty())
      made.faults.push_back({line.row, "title_zh", parts.error().what});
    else
      made.faults.push_back({line.row, column_of(parts.error().fields[0].field), parts.error().what});
  }
  if (dry || !made.faults.empty()) return made;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    for (const auto& one : all) {
      store::add(session, one.row);
      store::put_parts(session, one.row.id, one.sessions, one.quotas, one.teachers);
      around_.trail.append(session, actor, {"offering-made", "offering", one.row.id, org, audit::added(one.row)});
    }
    return {};
  });
  if (!done) return pass_on(done);
  forget_ways();
  made.kept = true;
  return made;
}

Result<std::string> OfferingsService::sheet_template(const OrgId& org, Language language) {
  DOORSTEP_LET(body, body_of(org));
  std::vector<std::string> schools;
  for (const auto& one : body.members) schools.push_back(one.name);
  return offerings_template(schools, language);
}

}  // namespace doorstep::offerings
