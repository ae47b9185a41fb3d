// What a row must be like, table by table.
#include <cmath>

#include "intake_run.h"

namespace doorstep::registry {
namespace {

// How a table is called, and the file or sheet that its rows come in.
struct Called {
  Words what;
  std::string_view file, sheet_zh, sheet_en;
};

Called called(Table table) {
  switch (table) {
    case Table::org:
      return {say("机构", "an organisation"), "orgs.csv", "学校", "schools"};
    case Table::campus:
      return {say("校区", "a campus"), "", "校区", "campuses"};
    case Table::person:
    case Table::staff:
      return {say("人员", "a person"), "users.csv", "教职工", "staff"};
    case Table::term:
      return {say("学期", "a term"), "academicSessions.csv", "学期", "terms"};
    case Table::course:
      return {say("课程", "a course"), "courses.csv", "课程", "courses"};
    case Table::class_:
      return {say("班级", "a class"), "classes.csv", "班级", "classes"};
    default:
      return {say("记录", "a record"), "", "", ""};
  }
}

Words where_to_add(const Called& of) {
  if (of.file.empty())
    return say("在“{0}”表中补上该行，或删除此引用", "add the row to the sheet \"{1}\", or remove the reference",
               of.sheet_zh, of.sheet_en);
  return say("在 {0} 或“{1}”表中补上该行，或删除此引用",
             "add the row to {0} or to the sheet \"{2}\", or remove the reference", of.file, of.sheet_zh, of.sheet_en);
}

}  // namespace

void IntakeRun::wrong(const Place& place, std::string_view column, Words what, Words remedy, bool fatal) {
  Place exact = place;
  if (exact.column.empty()) exact.column = std::string{column};
  fault({std::move(exact), std::move(what), std::move(remedy), fatal});
}

bool IntakeRun::refers(Table table, const std::string& id, const Place& place, std::string_view column,
                       bool may_be_empty) {
  if (id.empty() && may_be_empty) return true;
  if (!id.empty() && known(table, id)) return true;
  const auto of = called(table);
  if (id.empty())
    wrong(place, column, say("没有写明所属的{0}", "does not name {1}", of.what.zh, of.what.en),
          say("填写该列", "fill in this column"));
  else
    wrong(place, column, say("引用的{0}不存在", "refers to {1} that does not exist", of.what.zh, of.what.en),
          where_to_add(of));
  return false;
}

// Rows of one table may come in any order: a reference within it is looked at again in the end.
void IntakeRun::refers_later(Table table, const std::string& id, const Place& place, std::string_view column) {
  if (id.empty() || known(table, id)) return;
  waiting_.push_back({table, id, std::string{column}, place});
}

void IntakeRun::find_dangling() {
  for (const auto& reference : waiting_) refers(reference.table, reference.id, reference.place, reference.what, false);
  waiting_.clear();
}

bool IntakeRun::span(Date begin, Date end, const Place& place) {
  if (begin <= end) return true;
  wrong(place, "end_on",
        say("结束日期 {1} 早于开始日期 {0}", "ends on {1}, before it begins on {0}", begin.text(), end.text()),
        say("改正其中一个日期", "correct one of the two dates"));
  return false;
}

bool IntakeRun::coordinates(const std::optional<double>& longitude, const std::optional<double>& latitude,
                            const Place& place) {
  if (longitude.has_value() != latitude.has_value()) {
    wrong(place, longitude ? "latitude" : "longitude",
          say("经度和纬度只填了一个", "has only one of longitude and latitude"),
          say("两个都填，或都不填", "fill in both, or neither"));
    return false;
  }
  if (!longitude) return true;
  const auto inside = [](double value, double limit) { return std::isfinite(value) && std::abs(value) <= limit; };
  if (inside(*longitude, 180) && inside(*latitude, 90)) return true;
  const bool east = inside(*longitude, 180);
  wrong(place, east ? "latitude" : "longitude",
        say("坐标超出范围：经度 {0}，纬度 {1}", "coordinates out of range: longitude {0}, latitude {1}", *longitude,
            *latitude),
        say("用度填写 WGS 84 坐标：经度 -180 至 180，纬度 -90 至 90；其他坐标系先在映射中注明",
            "give WGS 84 degrees, longitude -180 to 180 and latitude -90 to 90; name any other grid in the mapping"));
  return false;
}

bool IntakeRun::not_negative(double value, const Place& place, std::string_view column) {
  if (std::isfinite(value) && value >= 0) return true;
  wrong(place, column, say("{0} 不是有效的数量", "{0} is not a possible amount", value),
        say("填写零或正数；没有数据时留空", "give zero or a positive number; leave it empty when it is not known"));
  return false;
}

bool IntakeRun::check(const OrgRow& row, const Place& place) {
  bool fine = span(row.begin_on, row.end_on, place) && coordinates(row.longitude, row.latitude, place);
  if (row.id.empty() || row.name.empty()) {
    wrong(place, row.id.empty() ? "id" : "name", say("缺少编号或名称", "has no id or no name"),
          say("填写该列", "fill in this column"));
    fine = false;
  }
  refers_later(Table::org, row.parent_id.value, place, "parent_id");
  refers_later(Table::org, row.parent_school_id.value, place, "parent_school_id");
  refers_later(Table::org, row.lead_school_id.value, place, "lead_school_id");
  return fine;
}

bool IntakeRun::check(const CampusRow& row, const Place& place) {
  refers_later(Table::campus, row.parent_id.value, place, "parent_id");
  return refers(Table::org, row.school_id.value, place, "school_id", false) && span(row.begin_on, row.end_on, place) &&
         coordinates(row.longitude, row.latitude, place);
}

bool IntakeRun::check(const PersonRow& row, const Place& place) {
  if (!row.id.empty() && !(row.family_name.empty() && row.full_name.empty())) return true;
  wrong(place, row.id.empty() ? "id" : "full_name", say("缺少编号或姓名", "has no id or no name"),
        say("填写该列", "fill in this column"));
  return false;
}

bool IntakeRun::check(const StaffRow& row, const Place& place) {
  return refers(Table::person, row.id.value, place, "id", false);
}

bool IntakeRun::check(const RoleRow& row, const Place& place) {
  if (!(row.share >= 0)) return not_negative(row.share, place, "share");
  if (row.share > 1)
    wrong(place, "share", say("工作量 {0} 超过一个全职", "a share of {0} is more than full time", row.share),
          say("填写 0 至 1 之间的数", "give a number from 0 to 1"), false);
  return refers(Table::person, row.person_id.value, place, "person_id", false) &&
         refers(Table::org, row.org_id.value, place, "org_id", false) &&
         refers(Table::campus, row.campus_id.value, place, "campus_id", true) && span(row.begin_on, row.end_on, place);
}

bool IntakeRun::check(const TermRow& row, const Place& place) {
  refers_later(Table::term, row.parent_id, place, "parent_id");
  return span(row.begin_on, row.end_on, place);
}

bool IntakeRun::check(const CourseRow& row, const Place& place) {
  return refers(Table::org, row.org_id.value, place, "org_id", true);
}

bool IntakeRun::check(const ClassRow& row, const Place& place) {
  bool fine = refers(Table::org, row.school_id.value, place, "school_id", false) &&
              refers(Table::campus, row.campus_id.value, place, "campus_id", true) &&
              refers(Table::course, row.course_id, place, "course_id", true) && span(row.begin_on, row.end_on, place);
  for (std::string_view rest = row.terms; !rest.empty();) {
    const auto comma = rest.find(',');
    fine = refers(Table::term, std::string{rest.substr(0, comma)}, place, "terms", true) && fine;
    rest = comma == rest.npos ? std::string_view{} : rest.substr(comma + 1);
  }
  return fine;
}

bool IntakeRun::check(const EnrolmentRow& row, const Place& place) {
  return refers(Table::class_, row.class_id.value, place, "class_id", false) &&
         refers(Table::org, row.school_id.value, place, "school_id", false) &&
         refers(Table::person, row.person_id.value, place, "person_id", false) && span(row.begin_on, row.end_on, place);
}

bool IntakeRun::check(const FacilityRow& row, const Place& place) {
  return refers(Table::org, row.school_id.value, place, "school_id", false) &&
         refers(Table::campus, row.campus_id.value, place, "campus_id", true) &&
         not_negative(row.quantity, place, "quantity") && not_negative(row.area.value_or(0), place, "area") &&
         not_negative(row.value_yuan.value_or(0), place, "value_yuan") && span(row.begin_on, row.end_on, place);
}

bool IntakeRun::check(const ReturnRow& row, const Place& place) {
  if (row.year.start < 1900 || row.year.start > Date::today().plus(366).year()) {
    wrong(place, "year", say("学年 {0} 不合理", "{0} is no school year", row.year.start),
          say("填写学年开始的公历年份，例如 2024", "give the calendar year in which it begins, for example 2024"));
    return false;
  }
  return refers(Table::org, row.school_id.value, place, "school_id", false) &&
         not_negative(row.value, place, row.figure);
}

bool IntakeRun::check(const MembershipRow& row, const Place& place) {
  return refers(Table::org, row.group_id.value, place, "group_id", false) &&
         refers(Table::org, row.school_id.value, place, "school_id", false) && span(row.begin_on, row.end_on, place);
}

bool IntakeRun::check(const SuccessorRow& row, const Place& place) {
  return refers(Table::org, row.from_id.value, place, "from_id", false) &&
         refers(Table::org, row.to_id.value, place, "to_id", false);
}

bool IntakeRun::check(const IdentifierRow& row, const Place& place) {
  if (!row.owner_id.empty() && (known(Table::org, row.owner_id) || known(Table::person, row.owner_id)))
    return span(row.begin_on, row.end_on, place);
  return refers(Table::org, row.owner_id, place, "owner_id", false);
}

}  // namespace doorstep::registry
