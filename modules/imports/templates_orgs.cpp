// Sheets of schools, campuses, groups, facilities and returns.
#include "templates.h"

namespace doorstep::imports {

using namespace registry;

OrgId Templates::school_of(Cells& cells, std::string_view column) {
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

std::string Templates::id_of(Table table, const std::map<std::string, std::string>& held,
                             const std::string& key) const {
  const auto found = held.find(key);
  return found == held.end() ? intake_.id_for(table, key) : found->second;
}

Words Templates::lost_zeros(const std::string& whole) {
  return say("可能丢失了开头的 0，应为 {}；把该列设为文本格式后重新填写",
             "it seems to have lost its leading zeros and to mean {}: format the column as text and type it again",
             whole);
}

void Templates::warn_of_zeros(Cells& cells, const OrgRow& row, const std::string& code) {
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

CampusId Templates::campus_id(const OrgId& school, const std::string& name) const {
  return name.empty() ? CampusId{} : CampusId{id_of(Table::campus, held_.campuses, Held::campus(school, name))};
}

CampusId Templates::campus_at(Cells& cells, const OrgId& school) {
  const auto word = cells.text("campus");
  if (word.empty() || !intake_.known(Table::org, school.value)) return {};
  const auto id = campus_id(school, word);
  if (intake_.known(Table::campus, id.value)) return id;
  Words there;
  const auto prefix = Held::campus(school, "");
  for (auto at = held_.campuses.lower_bound(prefix); at != held_.campuses.end() && at->first.starts_with(prefix);
       ++at) {
    if (at->second == word) return CampusId{word};  // the id, which is unique where a name may not be
    const auto name = at->first.substr(prefix.size());
    there.zh += (there.zh.empty() ? "" : "、") + name;
    there.en += (there.en.empty() ? "" : ", ") + name;
  }
  const auto what =
      say("学校 {0} 没有校区“{1}”", "the school {0} has no campus “{1}”", cells.text("school_code"), word);
  if (there.zh.empty())
    cells.wrong("campus", what,
                say("该校在登记中没有校区：清空此格，或先在校区表中加入",
                    "the register knows no campus of it: empty the cell, or add the campus to the sheet of campuses"));
  else
    cells.wrong("campus", what,
                say("该校的校区是：{0}。改成其中一个，或先在校区表中加入",
                    "its campuses are: {1}. Take one of them, or add it to the sheet of campuses", there.zh, there.en));
  return {};
}

void Templates::school(Cells& cells) {
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

void Templates::campus(Cells& cells) {
  CampusRow row;
  row.school_id = school_of(cells);
  row.name = cells.text("campus");
  row.id = campus_id(row.school_id, row.name);
  held_.campuses.emplace(Held::campus(row.school_id, row.name), row.id.value);  // for the sheets that follow
  row.parent_id = campus_id(row.school_id, cells.text("site_of"));
  row.main = cells.flag("main").value_or(false);
  row.address = cells.text("address");
  row.longitude = cells.number("longitude");
  row.latitude = cells.number("latitude");
  span(cells, row);
  put(cells, row);
}

void Templates::group(Cells& cells) {
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

void Templates::member(Cells& cells) {
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

void Templates::facility(Cells& cells) {
  FacilityRow row;
  row.school_id = school_of(cells);
  row.campus_id = campus_at(cells, row.school_id);
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

bool Templates::may_be(const standard::Figure& figure, double value) {
  return value >= figure.minimum && (!figure.whole || value == static_cast<double>(static_cast<int64_t>(value)));
}

void Templates::returns(Cells& cells, const sheets::TableRow& row, const std::vector<FigureColumn>& figures) {
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
    const registry::Place place{cells.place().sheet, row.row,
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

void Templates::check_parts(Cells& cells, const sheets::TableRow& row, const std::vector<FigureColumn>& figures,
                            const std::map<std::string, double>& said) {
  for (const auto& item : figures) {
    const auto part = said.find(item.code), whole = said.find(item.figure->part_of);
    if (part == said.end() || whole == said.end() || part->second <= whole->second) continue;
    const auto* of = book_.figure(whole->first);
    intake_.fault({{cells.place().sheet, row.row,
                    sheets::column_letters(static_cast<int>(item.column) + 1) + " " + item.figure->name.zh},
                   {fmt::format("{} {} 大于 {} {}", item.figure->name.zh, part->second, of ? of->name.zh : whole->first,
                                whole->second),
                    fmt::format("{} {} is more than {} {}", item.figure->name.en, part->second,
                                of ? of->name.en : whole->first, whole->second)},
                   say("改正其中一个数", "correct one of the two"),
                   true});
  }
}

}  // namespace doorstep::imports
