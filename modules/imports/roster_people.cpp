#include "roster_people.h"

#include <set>

#include <doorstep/base/digest.h>

#include "cells.h"
#include "reading.h"

namespace doorstep::imports {

using namespace registry;

namespace {

// The words of OneRoster's roles as the register has them; words of one's own are kept as they are.
std::string role_word(std::string_view role) {
  if (role == "administrator" || role == "districtAdministrator" || role == "siteAdministrator" ||
      role == "systemAdministrator")
    return "administrator";
  if (role == "ext:principal") return "principal";
  if (role == "ext:deputy") return "deputy";
  if (role == "aide" || role == "counselor" || role == "proctor" || role == "ext:staff") return "staff";
  if (role == "parent" || role == "relative") return "guardian";
  return std::string{role};
}

// Chinese names stand without a space, family name first.
std::string whole_name(const PersonRow& who) {
  const bool chinese = !who.family_name.empty() && static_cast<unsigned char>(who.family_name.front()) >= 0xe3;
  if (who.given_name == "-") return who.family_name;
  return chinese ? who.family_name + who.given_name : who.given_name + " " + who.family_name;
}

}  // namespace

void RosterPeople::demographics(RosterFile& file) {
  const auto sex = file.at("sex");
  if (sex.empty() || file.at("status") == "tobedeleted") return;
  const char code = sex == "male" ? '1' : sex == "female" ? '2' : sex == "unspecified" ? '9' : '0';
  sexes_[fingerprint(file.at("sourcedId"))] = code;
}

void RosterPeople::names(RosterFile& file, PersonRow& who) const {
  who.family_name = file.needed("familyName");
  who.given_name = file.needed("givenName");
  who.full_name = file.text("metadata.cn.fullName");
  if (who.full_name.empty()) who.full_name = whole_name(who);
}

void RosterPeople::user(RosterFile& file) {
  if (ended(file, Table::person)) return;
  const auto source = file.at("sourcedId");
  PersonRow who;
  who.id = PersonId{id(Table::person, source)};
  names(file, who);
  who.sex = file.text("metadata.cn.sex");
  if (who.sex.empty())
    if (const auto found = sexes_.find(fingerprint(source)); found != sexes_.end()) who.sex = found->second;
  const auto grades = file.at("grades");
  who.grade = sheets::narrow(grades.substr(0, grades.find(',')));
  put(file, who);
  identify(file, who.id);
  staff(file, who.id);
  if (manifest_.version == "1.1") roles_of_user(file, who.id);
}

// userIds is "{type:id},{type:id}"; the type may carry the issuer behind an @. The plain identifier is often one of
// them again.
void RosterPeople::identify(RosterFile& file, const PersonId& id) const {
  const auto plain = file.at("identifier");
  bool again = false;
  std::vector<IdentifierRow> rows;
  auto ids = file.at("userIds");
  while (!ids.empty()) {
    const auto end = std::min(ids.find('}'), ids.size());
    const auto pair = ids.substr(0, end);
    const auto open = pair.find('{'), colon = pair.find(':');
    if (open != pair.npos && colon != pair.npos && colon > open && colon + 1 < pair.size()) {
      const auto value = pair.substr(colon + 1);
      again = again || value == plain;
      rows.push_back(identifier(id, pair.substr(open + 1, colon - open - 1), value));
    }
    ids.remove_prefix(std::min(end + 1, ids.size()));
  }
  if (!plain.empty() && !again) rows.push_back(identifier(id, "local.person", plain));
  for (const auto& row : rows) put(file, row);
}

IdentifierRow RosterPeople::identifier(const PersonId& id, std::string_view type, std::string_view value) const {
  if (national_number(value))
    return {id.value, "cn.national", intake_.digest_of_national_id(value), {}, {}, Date::never()};
  const auto at = type.find('@');
  if (at == type.npos) return local(id.value, std::string{type}, value);
  return {id.value,     std::string{type.substr(0, at)}, std::string{value}, std::string{type.substr(at + 1)}, {},
          Date::never()};
}

void RosterPeople::staff(RosterFile& file, const PersonId& id) const {
  const bool told = !file.at("metadata.cn.qualification").empty() || !file.at("metadata.cn.section").empty() ||
                    !file.at("metadata.cn.fullTime").empty();
  if (!told) return;
  StaffRow staff;
  staff.id = id;
  staff.qualification = file.text("metadata.cn.qualification");
  staff.subjects = file.text("metadata.cn.subjects");
  staff.title = file.text("metadata.cn.title");
  staff.backbone = file.text("metadata.cn.backbone");
  staff.section = file.text("metadata.cn.section");
  staff.full_time = file.at("metadata.cn.fullTime") != "false";
  staff.established = file.at("metadata.cn.established") != "false";
  staff.birth_month = month_in(file.at("metadata.cn.birthMonth"));
  put(file, staff);
}

// Version 1.1 has no ids of roles: what this installation wrote itself is there already.
void RosterPeople::roles_of_user(RosterFile& file, const PersonId& person) const {
  const auto role = role_word(file.word("role", "role", manifest_.version));
  if (own_ && intake_.known(Table::person, person.value)) return;
  bool first = true;
  std::set<std::string> named;
  each_part(file.at("orgSourcedIds"), [&](const std::string& org) {
    if (!named.insert(org).second) return;
    RoleRow row;
    row.person_id = person;
    row.org_id = OrgId{id(Table::org, org)};
    row.role = role;
    row.primary_role = first;
    row.id = intake_.id_for(Table::role, person.value + ":" + row.org_id.value + ":" + role);
    put(file, row);
    first = false;
  });
}

void RosterPeople::role(RosterFile& file) {
  if (ended(file, Table::role)) return;
  RoleRow row;
  row.id = id(Table::role, file.at("sourcedId"));
  row.person_id = PersonId{id(Table::person, file.needed("userSourcedId"))};
  row.org_id = OrgId{id(Table::org, file.needed("orgSourcedId"))};
  row.campus_id = CampusId{id(Table::campus, file.at("metadata.cn.campus"))};
  row.role = role_word(file.word("role", "role", manifest_.version));
  const auto type = file.needed("roleType");
  if (!type.empty() && type != "primary" && type != "secondary")
    file.wrong("roleType", say("“{}”应为 primary 或 secondary", "“{}” must be primary or secondary", type),
               say("改正此值", "correct the value"));
  row.primary_role = type == "primary";
  row.post = file.text("metadata.cn.post");
  row.subject = file.text("metadata.cn.subject");
  row.stage = file.text("metadata.cn.stage");
  row.share = file.number("metadata.cn.share").value_or(1);
  row.begin_on = file.date("beginDate", Date::always());
  row.end_on = file.date("endDate", Date::never());
  put(file, row);
}

}  // namespace doorstep::imports
