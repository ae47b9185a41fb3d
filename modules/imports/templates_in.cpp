// Our own sheets, read by the column tables of the register.
#include <algorithm>
#include <map>
#include <set>

#include <doorstep/sheets/number.h>

#include "areas.h"
#include "cells.h"
#include "reading.h"
#include "sheet_match.h"

namespace doorstep::imports {
namespace {

using namespace registry;

// Reads all sheets of one kind; holds what rows of different sheets share.
class Templates {
 public:
  Templates(Reading& reading, const standard::Book& book)
      : intake_(reading.intake), areas_(reading.intake), book_(book), held_(held_in(reading.intake)) {}

  void row(const registry::Sheet& sheet, Cells& cells, const sheets::TableRow& row,
           const std::vector<FigureColumn>& figures) {
    if (sheet.name == "schools") return school(cells);
    if (sheet.name == "campuses") return campus(cells);
    if (sheet.name == "groups") return group(cells);
    if (sheet.name == "group_members") return member(cells);
    if (sheet.name == "staff") return staff(cells);
    if (sheet.name == "service") return service(cells);
    if (sheet.name == "classes") return class_row(cells);
    if (sheet.name == "students") return student(cells);
    if (sheet.name == "enrolments") return enrolment(cells);
    if (sheet.name == "facilities") return facility(cells);
    returns(cells, row, figures);
  }

 private:
  template <class Row>
  void put(Cells& cells, const Row& row) {
    if (cells.good()) intake_.put(row, cells.place());
  }
  template <class Row>
  void span(Cells& cells, Row& row) {
    row.begin_on = cells.date("begin_on").value_or(Date::always());
    row.end_on = cells.date("end_on").value_or(Date::never());
  }
  OrgId school_of(Cells& cells, std::string_view column = "school_code") {
    const auto code = cells.text(column);
    const auto id = areas_.school(code);
    if (code.empty() || intake_.known(Table::org, id.value)) return id;
    const auto whole = areas_.with_zeros(code);
    cells.wrong(column, say("没有标识码为“{}”的学校", "there is no school with the code “{}”", code),
                whole.empty()
                    ? say("先在学校表中加入该校，或改正标识码", "add it to the sheet of schools, or correct the code")
                    : lost_zeros(whole));
    return id;
  }

  // A row that another source brought keeps its id.
  std::string id_of(Table table, const std::map<std::string, std::string>& held, const std::string& key) const {
    const auto found = held.find(key);
    return found == held.end() ? intake_.id_for(table, key) : found->second;
  }
  static Words lost_zeros(const std::string& whole) {
    return say("可能丢失了开头的 0，应为 {}；把该列设为文本格式后重新填写",
               "it seems to have lost its leading zeros and to mean {}: format the column as text and type it again",
               whole);
  }
  // A new school whose code is that of another one but for leading zeros; of the same name, it is the same.
  void warn_of_zeros(Cells& cells, const OrgRow& row, const std::string& code) {
    if (intake_.known(Table::org, row.id.value)) return;
    const auto whole = areas_.with_zeros(code);
    if (whole.empty()) return;
    const bool same = intake_.org_by_name(OrgKind::school, row.name, {}) == areas_.school(whole);
    const auto what = say("已有标识码为 {} 的学校", "there is a school with the code {}", whole);
    if (same)
      cells.wrong("school_code", what, lost_zeros(whole));
    else
      intake_.fault({cells.place("school_code"), what, lost_zeros(whole), false});
  }

  CampusId campus_id(const OrgId& school, const std::string& name) const {
    return name.empty() ? CampusId{} : CampusId{id_of(Table::campus, held_.campuses, Held::campus(school, name))};
  }
  ClassId class_id(const OrgId& school, const std::string& code) const {
    return ClassId{intake_.id_for(Table::class_, school.value + ":" + code)};
  }

  // Persons by number: a national number is told apart by its digest, a local one by the source.
  PersonId person(const std::string& number) const {
    if (national_number(number)) {
      const auto digest = intake_.digest_of_national_id(number);
      const auto found = intake_.person_by_identifier("cn.national", digest);
      return found.empty() ? PersonId{intake_.id_for(Table::person, digest)} : found;
    }
    const PersonId own{intake_.id_for(Table::person, number)};
    if (intake_.known(Table::person, own.value)) return own;
    const auto found = intake_.person_by_identifier("", number);
    return found.empty() ? own : found;
  }
  void identify(Cells& cells, const PersonId& id, const std::string& number) {
    const bool national = national_number(number);
    put(cells, IdentifierRow{id.value,
                             national ? "cn.national" : "local.person",
                             national ? intake_.digest_of_national_id(number) : number,
                             {},
                             {},
                             Date::never()});
  }

  void school(Cells& cells) {
    const auto code = cells.text("school_code");
    OrgRow row;
    row.id = areas_.school(code);
    row.kind = OrgKind::school;
    const auto region = areas_.region(cells.text("region"), cells.place());
    const auto district = areas_.district(cells.text("district"), region, cells.place());
    const auto town = areas_.town(cells.text("town"), district, cells.place());
    row.parent_id = town.empty() ? district : town;
    row.name = cells.text("name");
    row.name_en = cells.text("name_en");
    row.school_kind = describe::enum_value<SchoolKind>(cells.code("school_kind"));
    row.stages = cells.codes("stages");
    if (row.stages.empty()) row.stages = stages_of(row.school_kind);
    row.legal_form = cells.code("legal_form");
    row.setting = cells.code("setting");
    row.remoteness = cells.code("remoteness");
    row.teaching_point = cells.flag("teaching_point").value_or(false);
    row.parent_school_id = areas_.school(cells.text("parent_code"));
    row.address = cells.text("address");
    row.longitude = cells.number("longitude");
    row.latitude = cells.number("latitude");
    span(cells, row);
    warn_of_zeros(cells, row, code);
    put(cells, row);
    if (!schools_.insert(row.id.value).second) return;  // said already that the code stands twice
    if (areas_.own(row.id, code))                       // a school of another source is known by that code already
      put(cells,
          IdentifierRow{row.id.value, code.size() == 10 ? "cn.school-code" : "local", code, {}, {}, Date::never()});
    if (const auto successor = cells.text("successor_code"); !successor.empty())
      put(cells, SuccessorRow{row.id, areas_.school(successor), "successor",
                              row.end_on == Date::never() ? Date::always() : row.end_on});
  }

  void campus(Cells& cells) {
    CampusRow row;
    row.school_id = school_of(cells);
    row.name = cells.text("campus");
    row.id = campus_id(row.school_id, row.name);
    row.parent_id = campus_id(row.school_id, cells.text("site_of"));
    row.main = cells.flag("main").value_or(false);
    row.address = cells.text("address");
    row.longitude = cells.number("longitude");
    row.latitude = cells.number("latitude");
    span(cells, row);
    put(cells, row);
  }

  void group(Cells& cells) {
    OrgRow row;
    row.kind = OrgKind::group;
    row.name = cells.text("group");
    row.name_en = cells.text("name_en");
    row.parent_id = areas_.district(cells.text("district"), {}, cells.place());
    row.id = areas_.group(row.name, row.parent_id);
    row.model = cells.code("model");
    row.lead_school_id = school_of(cells, "lead_code");
    span(cells, row);
    put(cells, row);
  }

  void member(Cells& cells) {
    MembershipRow row;
    const auto name = cells.text("group");
    row.group_id = areas_.group(name, {});
    if (!intake_.known(Table::org, row.group_id.value))
      cells.wrong("group", say("没有名为“{}”的集团", "there is no group named “{}”", name),
                  say("先在集团表中加入", "add it to the sheet of groups"));
    row.school_id = school_of(cells);
    row.part = cells.code("part");
    if (row.part.empty()) row.part = "member";
    span(cells, row);
    row.id = id_of(Table::membership, held_.memberships, Held::membership(row.group_id, row.school_id, row.begin_on));
    put(cells, row);
  }

  void staff(Cells& cells) {
    const auto number = cells.text("staff_number");
    PersonRow who;
    who.id = person(number);
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
    put(cells, who);
    put(cells, staff);
    identify(cells, who.id, number);
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
    role.id = role_id(role);
    put(cells, role);
  }

  std::string role_id(const RoleRow& role) const {
    return intake_.id_for(
        Table::role, role.person_id.value + ":" + role.org_id.value + ":" + role.role + ":" + role.begin_on.text());
  }

  void service(Cells& cells) {
    RoleRow role;
    const auto number = cells.text("staff_number");
    role.person_id = person(number);
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
    role.id = role_id(role);
    put(cells, role);
  }

  void class_row(Cells& cells) {
    ClassRow row;
    row.school_id = school_of(cells);
    row.code = cells.text("class_code");
    row.id = class_id(row.school_id, row.code);
    row.campus_id = campus_id(row.school_id, cells.text("campus"));
    row.title = cells.text("title");
    row.type = cells.code("type");
    if (row.type.empty()) row.type = "homeroom";
    row.grades = sheets::narrow(cells.text("grades"));
    span(cells, row);
    put(cells, row);
  }

  void student(Cells& cells) {
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

  void enrolment(Cells& cells) {
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

  void enrol(Cells& cells, const ClassId& into, const OrgId& school, const PersonId& who, const std::string& role,
             Date from, Date to, std::string_view column) {
    if (!intake_.known(Table::class_, into.value))
      cells.wrong(column, say("该校没有此班级代码", "the school has no class with this code"),
                  say("先在班级表中加入", "add it to the sheet of classes"));
    put(cells, EnrolmentRow{intake_.id_for(Table::enrolment, into.value + ":" + who.value + ":" + role), into, school,
                            who, role, false, from, to});
  }

  void facility(Cells& cells) {
    FacilityRow row;
    row.school_id = school_of(cells);
    row.campus_id = campus_id(row.school_id, cells.text("campus"));
    row.kind = cells.code("kind");
    row.name = cells.text("name");
    row.quantity = cells.number("quantity").value_or(1);
    row.area = cells.number("area");
    row.value_yuan = cells.number("value_yuan");
    for (const auto column : {"quantity", "area", "value_yuan"})
      if (cells.number(column).value_or(0) < 0)
        cells.wrong(column, say("不能是负数", "must not be negative"), say("改正数值", "correct the number"));
    span(cells, row);
    row.id = id_of(Table::facility, held_.facilities, Held::facility(row.school_id, row.kind, row.name));
    put(cells, row);
  }

  static bool may_be(const standard::Figure& figure, double value) {
    return value >= figure.minimum && (!figure.whole || value == static_cast<double>(static_cast<int64_t>(value)));
  }

  void returns(Cells& cells, const sheets::TableRow& row, const std::vector<FigureColumn>& figures) {
    const auto school = school_of(cells);
    const auto year = year_of(cells.text("year"));
    if (!year)
      cells.wrong("year", say("“{}”不是学年", "“{}” is not a school year", cells.text("year")),
                  say("填学年开始的年份，如 2025", "type the year in which it begins, 2025"));
    const auto stage = cells.code("stage");
    std::map<std::string, double> said;
    for (const auto& item : figures) {
      const auto cell = trimmed(row.cells[item.column]);
      if (cell.empty()) continue;
      const registry::Place place{
          cells.place().sheet, row.row,
          sheets::column_letters(static_cast<int>(item.column) + 1) + " " + item.figure->name.zh};
      const auto value = number_in(cell);
      const bool share = cell.ends_with('%') || cell.ends_with("％");  // a figure is an amount
      if (share || !value || !may_be(*item.figure, *value)) {
        const auto wanted =
            item.figure->whole ? say("非负整数", "a whole number, 0 or more") : say("非负数", "a number, 0 or more");
        intake_.fault({place,
                       {fmt::format("{}：“{}”不是{}", item.figure->name.zh, cell, wanted.zh),
                        fmt::format("{}: “{}” is not {}", item.figure->name.en, cell, wanted.en)},
                       say("留空表示未上报", "leave it empty when it is not reported"),
                       true});
        continue;
      }
      said[item.code] = *value;
      if (year && cells.good()) intake_.put(ReturnRow{school, stage, *year, item.code, *value}, place);
    }
    check_parts(cells, row, figures, said);
  }

  // A figure that is part of another one of the same row cannot be more than it.
  void check_parts(Cells& cells, const sheets::TableRow& row, const std::vector<FigureColumn>& figures,
                   const std::map<std::string, double>& said) {
    for (const auto& item : figures) {
      const auto part = said.find(item.code), whole = said.find(item.figure->part_of);
      if (part == said.end() || whole == said.end() || part->second <= whole->second) continue;
      const auto* of = book_.figure(whole->first);
      intake_.fault({{cells.place().sheet, row.row,
                      sheets::column_letters(static_cast<int>(item.column) + 1) + " " + item.figure->name.zh},
                     {fmt::format("{} {} 大于 {} {}", item.figure->name.zh, part->second,
                                  of ? of->name.zh : whole->first, whole->second),
                      fmt::format("{} {} is more than {} {}", item.figure->name.en, part->second,
                                  of ? of->name.en : whole->first, whole->second)},
                     say("改正其中一个数", "correct one of the two"),
                     true});
    }
  }

  Intake& intake_;
  Areas areas_;
  const standard::Book& book_;
  Held held_;
  std::set<std::string> schools_;  // of the sheet of schools
};

struct Found {
  SheetMatch match;
  const sheets::TableFile* file = nullptr;
  size_t table = 0;
};

}  // namespace

Result<void> read_templates(Reading& reading, const standard::Book& book, const std::vector<sheets::Input>& inputs) {
  std::vector<sheets::TableFile> files;
  for (const auto& input : inputs) {
    DOORSTEP_LET(file, sheets::TableFile::open(input));
    files.push_back(std::move(file));
  }
  std::vector<Found> found;
  for (const auto& file : files)
    for (size_t i = 0; i < file.tables().size(); ++i) {
      if (file.tables()[i].hidden) continue;
      auto table = file.read(i);
      if (!table) continue;  // an empty sheet has no header
      if (auto match = match_sheet(**table); match.sheet)
        found.push_back({std::move(match), &file, i});
      else
        reading.intake.fault({{file.tables()[i].name, 0, ""},
                              say("不认识这张表，未读取", "this sheet is not one of ours and was not read"),
                              say("使用模板的列名", "use the headings of the template"),
                              false});
    }
  std::ranges::stable_sort(found, {}, [](const Found& item) { return item.match.sheet; });
  Templates templates{reading, book};
  int part = 0;
  for (const auto& item : found) {
    DOORSTEP_LET(table, item.file->read(item.table));
    const auto& sheet = *item.match.sheet;
    const auto figures = sheet.figures ? figure_columns(book, table->header()) : std::vector<FigureColumn>{};
    if (!check_sheet(*table, item.match, figures, reading.intake)) return {};  // what refers to it would be faults too
    Cells cells{*table, sheet, reading.intake};
    DOORSTEP_TRY(reading.each_row(
        *table,
        [&](const sheets::TableRow& row) {
          if (cells.closing(row)) return leave_out(*table, row, reading.intake);
          cells.take(row);
          templates.row(sheet, cells, row, figures);
        },
        part++, static_cast<int>(found.size())));
    tell_merged(*table, reading.intake);
  }
  return {};
}

}  // namespace doorstep::imports
