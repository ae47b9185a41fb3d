// Sheets of staff, service, classes, students and enrolments.
#include <doorstep/sheets/number.h>

#include "templates.h"

namespace doorstep::imports {

using namespace registry;

std::string Templates::role_id(const RoleRow& role) const {
  return intake_.id_for(Table::role,
                        role.person_id.value + ":" + role.org_id.value + ":" + role.role + ":" + role.begin_on.text());
}

ClassId Templates::class_id(const OrgId& school, const std::string& code) const {
  return ClassId{intake_.id_for(Table::class_, school.value + ":" + code)};
}

PersonId Templates::person(const std::string& number) const {
  if (national_number(number)) {
    const auto digest = intake_.digest_of_national_id(number);
    const auto found = intake_.person_by_identifier("cn.national", digest);
    return found.empty() ? PersonId{intake_.id_for(Table::person, digest)} : found;
  }
  if (is_uuid(number) && intake_.known(Table::person, number)) return {number};  // who has no number to be known by
  const PersonId own{intake_.id_for(Table::person, number)};
  if (intake_.known(Table::person, own.value)) return own;
  return own;
}

// Staff that another source brought is known by its number there. Students may have the same numbers as staff.
PersonId Templates::member_of_staff(const std::string& number) const {
  const auto own = person(number);
  if (national_number(number) || intake_.known(Table::person, own.value)) return own;
  const auto found = intake_.person_by_identifier("local.person", number);
  return !found.empty() && intake_.known(Table::staff, found.value) ? found : own;
}

void Templates::identify(Cells& cells, const PersonId& id, const std::string& number) {
  const bool national = national_number(number);
  put(cells, IdentifierRow{id.value,
                           national ? "cn.national" : "local.person",
                           national ? intake_.digest_of_national_id(number) : number,
                           {},
                           {},
                           Date::never()});
}

void Templates::staff(Cells& cells) {
  const auto number = cells.text("staff_number");
  PersonRow who;
  who.id = member_of_staff(number);
  split_name(cells.text("name"), who);
  who.sex = cells.code("sex");
  StaffRow staff;
  staff.id = who.id;
  staff.qualification = cells.code("qualification");
  staff.subjects = cells.codes("subjects");
  staff.title = cells.code("title");
  staff.backbone = cells.code("backbone");
  staff.section = cells.code("section");
  staff.full_time = cells.flag("full_time").value_or(true);
  staff.established = cells.flag("established").value_or(true);
  staff.birth_month = cells.month("birth_month");
  put(cells, who);
  put(cells, staff);
  if (who.id == person(number)) identify(cells, who.id, number);  // else known by it already
  if (const auto national = cells.text("national_id"); !national.empty()) {
    if (!national_number(national))
      cells.wrong("national_id", say("身份证号的校验码不对", "the check character of the national id is wrong"),
                  say("核对证件号码", "check the number"));
    else
      put(cells,
          IdentifierRow{who.id.value, "cn.national", intake_.digest_of_national_id(national), {}, {}, Date::never()});
  }
  RoleRow role;
  role.person_id = who.id;
  role.org_id = school_of(cells);
  role.role = cells.code("role");
  if (role.role.empty()) role.role = "teacher";
  role.post = cells.text("post");
  role.subject = staff.subjects.substr(0, staff.subjects.find(','));
  role.stage = staff.section;
  span(cells, role);
  put_role(cells, std::move(role));
}

// A role that another source brought is the same one. A sheet without the column says nothing of the campus.
void Templates::put_role(Cells& cells, RoleRow role) {
  const auto held = intake_.role_held(role.person_id, role.org_id, role.role, role.begin_on);
  role.id = held ? held->id : role_id(role);
  if (cells.has("campus"))
    role.campus_id = campus_at(cells, role.org_id);
  else if (held)
    role.campus_id = held->campus_id;
  put(cells, role);
}

void Templates::service(Cells& cells) {
  RoleRow role;
  const auto number = cells.text("staff_number");
  role.person_id = member_of_staff(number);
  if (!intake_.known(Table::person, role.person_id.value))
    cells.wrong("staff_number", say("没有教工号为“{}”的人", "there is nobody with the staff number “{}”", number),
                say("先在教职工表中加入", "add the person to the sheet of staff"));
  role.org_id = school_of(cells);
  role.role = cells.code("role");
  if (role.role.empty()) role.role = "teacher";
  role.post = cells.text("post");
  role.subject = cells.code("subject");
  role.stage = cells.code("section");
  role.primary_role = cells.flag("primary_role").value_or(false);
  role.share = cells.number("share").value_or(1);
  if (role.share < 0 || role.share > 1)
    cells.wrong("share", say("工作量比例应在 0 与 1 之间", "the share must lie between 0 and 1"),
                say("例如 0.5", "0.5, for example"));
  span(cells, role);
  put_role(cells, std::move(role));
}

void Templates::class_row(Cells& cells) {
  ClassRow row;
  row.school_id = school_of(cells);
  row.code = cells.text("class_code");
  row.id = class_id(row.school_id, row.code);
  row.campus_id = campus_at(cells, row.school_id);
  row.title = cells.text("title");
  row.type = cells.code("type");
  if (row.type.empty()) row.type = "homeroom";
  row.grades = sheets::narrow(cells.text("grades"));
  span(cells, row);
  put(cells, row);
}

void Templates::student(Cells& cells) {
  const auto number = cells.text("student_number");
  PersonRow who;
  who.id = person(number);
  split_name(cells.text("name"), who);
  who.sex = cells.code("sex");
  who.grade = sheets::narrow(cells.text("grade"));
  put(cells, who);
  identify(cells, who.id, number);
  RoleRow role;
  role.person_id = who.id;
  role.org_id = school_of(cells);
  role.role = "student";
  span(cells, role);
  role.id = role_id(role);
  put(cells, role);
  const auto code = cells.text("class_code");
  if (code.empty()) return;
  enrol(cells, class_id(role.org_id, code), role.org_id, who.id, "student", role.begin_on, role.end_on, "class_code");
}

void Templates::enrolment(Cells& cells) {
  const auto school = school_of(cells);
  auto role = cells.code("role");
  if (role.empty()) role = "student";
  const auto who = person(cells.text("person_number"));
  if (!intake_.known(Table::person, who.value))
    cells.wrong("person_number", say("没有此编号的人", "there is nobody with this number"),
                say("先在学生表或教职工表中加入", "add the person to the sheet of students or staff"));
  enrol(cells, class_id(school, cells.text("class_code")), school, who, role,
        cells.date("begin_on").value_or(Date::always()), cells.date("end_on").value_or(Date::never()), "class_code");
}

void Templates::enrol(Cells& cells, const ClassId& into, const OrgId& school, const PersonId& who,
                      const std::string& role, Date from, Date to, std::string_view column) {
  if (!intake_.known(Table::class_, into.value))
    cells.wrong(column, say("该校没有此班级代码", "the school has no class with this code"),
                say("先在班级表中加入", "add it to the sheet of classes"));
  put(cells, EnrolmentRow{intake_.id_for(Table::enrolment, into.value + ":" + who.value + ":" + role), into, school,
                          who, role, false, from, to});
}

}  // namespace doorstep::imports
