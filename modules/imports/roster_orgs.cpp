#include "roster_orgs.h"

#include "reading.h"

namespace doorstep::imports {

using namespace registry;

void RosterOrgs::row(RosterFile& file) {
  const auto type = file.needed("type");
  if (type == "ext:campus") return campus(file);
  if (type == "department") {  // a part of a school without a place of its own
    if (departments_++ == 0) first_department_ = file.place("type");
    return;
  }
  static const std::map<std::string_view, OrgKind> kinds{
      {"national", OrgKind::country},        {"state", OrgKind::region},  {"local", OrgKind::region},
      {"district", OrgKind::district},       {"school", OrgKind::school}, {"ext:town", OrgKind::town},
      {"ext:educationGroup", OrgKind::group}};
  const auto kind = kinds.find(type);
  if (kind == kinds.end())
    return file.wrong("type", say("不认识的机构类型“{}”", "unknown type of org “{}”", type),
                      say("应为 district、school、local、state、national 或 ext:educationGroup",
                          "use district, school, local, state, national or ext:educationGroup"));
  if (ended(file, Table::org)) return;
  OrgRow row;
  row.id = OrgId{id(Table::org, file.at("sourcedId"))};
  row.kind = kind->second;
  row.parent_id = OrgId{id(Table::org, file.at("parentSourcedId"))};
  row.name = file.needed("name");
  row.name_en = file.text("metadata.cn.nameEn");
  row.address = file.text("metadata.cn.address");
  row.begin_on = file.date("metadata.cn.beginDate", Date::always());
  row.end_on = file.date("metadata.cn.endDate", Date::never());
  if (row.kind == OrgKind::school) school(file, row);
  if (row.kind == OrgKind::group) {
    row.model = file.text("metadata.cn.model");
    row.lead_school_id = OrgId{id(Table::org, file.at("metadata.cn.leadSchool"))};
  }
  put(file, row);
  identify(file, row);
  each_part(file.at("metadata.cn.groups"), [&](const std::string& membership) {
    memberships_.push_back({row.id, membership, file.place("metadata.cn.groups")});
  });
}

void RosterOrgs::school(RosterFile& file, OrgRow& row) {
  const auto kind = file.at("metadata.cn.schoolKind");
  row.school_kind = describe::enum_value<SchoolKind>(kind);
  if (!kind.empty() && !row.school_kind)
    file.wrong("metadata.cn.schoolKind", say("“{}”不是办学类型", "“{}” is no kind of school", kind),
               say("应为 {}", "use one of {}", fmt::format("{}", fmt::join(describe::enum_names<SchoolKind>(), ", "))));
  if (kind.empty()) row.school_kind = kind_of_name(row.name);
  row.stages = file.text("metadata.cn.stages");
  if (row.stages.empty()) row.stages = stages_of(row.school_kind);
  row.legal_form = file.text("metadata.cn.legalForm");
  row.setting = file.text("metadata.cn.setting");
  row.remoteness = file.text("metadata.cn.remoteness");
  row.teaching_point = file.at("metadata.cn.teachingPoint") == "true";
  row.parent_school_id = OrgId{id(Table::org, file.at("metadata.cn.parentSchool"))};
  row.longitude = file.number("metadata.cn.longitude");
  row.latitude = file.number("metadata.cn.latitude");
}

void RosterOrgs::campus(RosterFile& file) {
  if (ended(file, Table::campus)) return;
  CampusRow row;
  row.id = CampusId{id(Table::campus, file.at("sourcedId"))};
  row.school_id = OrgId{id(Table::org, file.needed("parentSourcedId"))};
  row.parent_id = CampusId{id(Table::campus, file.at("metadata.cn.siteOf"))};
  row.name = file.needed("name");
  row.main = file.at("metadata.cn.main") == "true";
  row.address = file.text("metadata.cn.address");
  row.longitude = file.number("metadata.cn.longitude");
  row.latitude = file.number("metadata.cn.latitude");
  row.begin_on = file.date("metadata.cn.beginDate", Date::always());
  row.end_on = file.date("metadata.cn.endDate", Date::never());
  put(file, row);
}

// "scheme@issuer:value" by commas says all; without it the plain identifier is the school code, or a local one.
void RosterOrgs::identify(RosterFile& file, const OrgRow& row) {
  const auto all = file.at("metadata.cn.identifiers");
  each_part(all, [&](const std::string& one) {
    const auto colon = std::min(one.find(':'), one.size()), at = std::min(one.find('@'), colon);
    if (colon == one.size()) return;
    put(file, IdentifierRow{row.id.value,
                            one.substr(0, at),
                            one.substr(colon + 1),
                            at < colon ? one.substr(at + 1, colon - at - 1) : std::string{},
                            {},
                            Date::never()});
  });
  const auto code = file.at("identifier");
  if (!all.empty() || code.empty()) return;
  if (row.kind == OrgKind::school && code.size() == 10)
    put(file, IdentifierRow{row.id.value, "cn.school-code", std::string{code}, {}, {}, Date::never()});
  else
    put(file, local(row.id.value, "local", code));
}

// "group:part:begin:end", and the membership's own id when this installation wrote the file.
void RosterOrgs::member(const Waiting& waiting) {
  const auto parts = by_colons(waiting.text, 5);
  MembershipRow row;
  row.group_id = OrgId{id(Table::org, parts[0])};
  row.school_id = waiting.school;
  row.part = parts[1].empty() ? "member" : parts[1];
  const auto day = [&](const std::string& text, Date absent) {
    if (text.empty()) return absent;
    if (const auto found = Date::parse(text)) return *found;
    intake_.fault(
        {waiting.place, say("“{}”不是存在的日期", "“{}” is not a day that exists", text),
         say("写成 集团:身份:起始:终止，日期为 YYYY-MM-DD", "write group:part:begin:end with days as YYYY-MM-DD"),
         true});
    return absent;
  };
  row.begin_on = day(parts[2], Date::always());
  row.end_on = day(parts[3], Date::never());
  row.id = own_ && is_uuid(parts[4])
               ? parts[4]
               : intake_.id_for(Table::membership,
                                row.group_id.value + ":" + row.school_id.value + ":" + row.begin_on.text());
  intake_.put(row, waiting.place);
}

void RosterOrgs::finish() {
  for (const auto& waiting : memberships_) member(waiting);
  memberships_.clear();
  if (departments_ > 0)
    intake_.fault(
        {first_department_,
         say("未采用 {} 个类型为 department 的机构", "{} orgs of type department were not taken", departments_),
         say("校区请用 ext:campus", "campuses are ext:campus"), false});
}

}  // namespace doorstep::imports
