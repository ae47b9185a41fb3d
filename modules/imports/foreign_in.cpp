// Foreign tables, through a mapping.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

#include <doorstep/geo/geo.h>
#include <doorstep/sheets/number.h>

#include "areas.h"
#include "cells.h"
#include "detect.h"
#include "mapping.h"
#include "reading.h"
#include "sheet_match.h"

namespace doorstep::imports {
namespace {

using namespace registry;

// What a value becomes by a table of values: itself exactly, the longest "prefix*", "*", or what it was when there is
// no table. Empty when the table does not have it.
std::optional<std::string> mapped(const std::map<std::string, std::string>& values, const std::string& text) {
  if (values.empty() || text.empty()) return text;
  if (const auto exact = values.find(text); exact != values.end()) return exact->second;
  const std::string* best = nullptr;
  size_t longest = 0;
  for (const auto& [from, to] : values) {
    if (!from.ends_with('*')) continue;
    const auto prefix = std::string_view{from}.substr(0, from.size() - 1);
    if (text.starts_with(prefix) && (!best || prefix.size() >= longest)) best = &to, longest = prefix.size();
  }
  return best ? std::optional{*best} : std::nullopt;
}

const Column& school_column(std::string_view name) {
  for (const auto& column : sheet_named("schools")->columns)
    if (column.name == name) return column;
  throw std::logic_error("the sheet of schools has no column " + std::string{name});
}

// One field of the mapping with its columns found.
struct Bound {
  const MappingField* field = nullptr;
  std::vector<size_t> columns;
};

class Foreign {
 public:
  Foreign(Reading& reading, const Mapping& mapping, sheets::TableReader& table, std::optional<geo::Grid> grid)
      : intake_(reading.intake), areas_(reading.intake), mapping_(mapping), table_(table), grid_(std::move(grid)) {}

  // A fault for every column that the table lacks.
  bool bind() {
    bool whole = true;
    std::set<std::string> taken;
    for (const auto& field : mapping_.fields) {
      Bound bound{&field, {}};
      for (const auto& column : field.columns) {
        const auto found = std::ranges::find(table_.header(), column);
        taken.insert(column);
        if (found == table_.header().end()) {
          whole = false;
          intake_.fault({{table_.info().name, table_.header_row(), column},
                         say("没有列“{}”", "there is no column “{}”", column),
                         say("改用合适的映射，或修改映射", "use a mapping that fits, or correct it"),
                         true});
        } else {
          bound.columns.push_back(static_cast<size_t>(found - table_.header().begin()));
        }
      }
      bound_[field.target] = std::move(bound);
    }
    std::string left;
    for (const auto& heading : table_.header())
      if (!heading.empty() && !taken.contains(heading)) left += (left.empty() ? "" : ", ") + heading;
    if (!left.empty())
      intake_.fault({{table_.info().name, table_.header_row(), ""},
                     say("未采用的列：{}", "columns that are not taken: {}", left),
                     say("需要时在映射中加入", "add them to the mapping when they are needed"),
                     false});
    return whole;
  }

  void row(const sheets::TableRow& row) {
    row_ = &row;
    good_ = true;
    OrgRow school;
    const auto code = text("school.code");
    if ((code.empty() || text("school.name").empty()) && closing_row(row)) return leave_out(table_, row, intake_);
    if (code.empty())
      return wrong("school.code", say("学校代码为空", "the code of the school is empty"),
                   say("填写代码", "fill it in"));
    if (const auto* bound = find("school.code"); bound && !bound->columns.empty() && row.lost(bound->columns[0]))
      return wrong("school.code", say("编号末几位已丢失", "the last digits of the id are lost"),
                   say("把该列设为文本格式", "format the column as text"));
    school.id = id_of(code);
    school.kind = OrgKind::school;
    auto region = text("region.name");
    if (region.empty()) region = mapping_.region;
    const auto district = areas_.district(text("district.name"), areas_.region(region, place()), place());
    if (district.empty())
      return wrong("district.name", say("区县为空", "the district is empty"), say("填写区县名称", "fill in its name"));
    const auto town = areas_.town(text("town.name"), district, place());
    school.parent_id = town.empty() ? district : town;
    describe_school(school);
    if (!good_) return;
    intake_.put(school, place());
    const auto scheme = text("school.code_scheme");
    const bool local = scheme.empty() || scheme == "local";  // unique within the source that gave it
    intake_.put(
        IdentifierRow{
            school.id.value, local ? "local" : scheme, code, local ? mapping_.space : std::string{}, {}, Date::never()},
        place());
    groups(school, district);
    links(school);
    returns(school);
  }

  // Links may name schools further down, so they wait for the end of the table.
  void finish() {
    std::set<std::pair<std::string, std::string>> put;  // both schools of a pair name each other
    for (const auto& [row, where] : links_)
      if (put.emplace(row.from_id.value, row.to_id.value).second && intake_.known(Table::org, row.from_id.value) &&
          intake_.known(Table::org, row.to_id.value))
        intake_.put(row, where);
  }

 private:
  const Bound* find(std::string_view target) const {
    const auto found = bound_.find(target);
    return found == bound_.end() ? nullptr : &found->second;
  }
  OrgId id_of(const std::string& code) const { return OrgId{intake_.id_for(Table::org, "school:" + code)}; }
  Place place(std::string_view target = {}) const {
    const auto* bound = find(target);
    return bound && !bound->columns.empty()
               ? place_of(table_.place(bound->columns[0]), table_.header()[bound->columns[0]])
               : place_of(table_.place());
  }
  void wrong(std::string_view target, Words what, Words remedy) {
    good_ = false;
    intake_.fault({place(target), std::move(what), std::move(remedy), true});
  }

  // What the columns of a target hold, or its constant, before the mapping's table of values.
  std::string raw(std::string_view target) const {
    const auto* bound = find(target);
    if (!bound) return {};
    if (!bound->field->constant.empty()) return bound->field->constant;
    std::string made;
    for (const auto column : bound->columns) {
      const auto cell = sheets::narrow(row_->cells[column]);
      if (cell.empty()) continue;
      if (bound->field->join.empty() && !made.empty()) break;
      made += (made.empty() ? "" : bound->field->join) + cell;
    }
    return made;
  }
  std::string text(std::string_view target) const {
    const auto* bound = find(target);
    return bound ? mapped(bound->field->values, raw(target)).value_or("") : std::string{};
  }

  // Codes by commas, of the column of our sheet of schools. A word that is no code there is named once and left out.
  std::string codes(std::string_view target, std::string_view column) {
    const auto* bound = find(target);
    if (!bound) return {};
    const auto said = raw(target);
    const auto words = mapped(bound->field->values, said);
    std::string list;
    std::string_view rest = words ? *words : said;
    while (!rest.empty()) {
      const auto comma = std::min(rest.find(','), rest.size());
      const auto word = rest.substr(0, comma);
      if (const auto code = words ? code_in(school_column(column), word) : std::nullopt)
        list += (list.empty() ? "" : ",") + *code;
      else if (noted_.insert(fmt::format("{}:{}", target, word)).second)
        intake_.fault({place(target), say("“{}”不是可用的值，留空", "“{}” is no value of ours and is left empty", word),
                       say("在映射的对照表中加入", "add it to the mapping's table of values"), false});
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return list;
  }

  std::optional<double> cell_number(std::string_view target, const MappingField& field, size_t column) {
    const auto cell = sheets::narrow(row_->cells[column]);
    if (cell.empty()) return std::nullopt;
    const auto value = number_in(cell, field.format == "," ? ',' : '.');
    if (!value)
      wrong(target, say("“{}”不是数字", "“{}” is not a number", cell),
            say("改正单元格，或在映射中给出小数点写法",
                "correct the cell, or tell the mapping how decimals are written"));
    return value;
  }

  std::optional<double> number(std::string_view target) {
    const auto* bound = find(target);
    if (!bound) return std::nullopt;
    const auto& field = *bound->field;
    if (!field.constant.empty()) return sheets::parse_number(field.constant);
    std::optional<double> made;
    if (field.join == "percent" && bound->columns.size() == 2) {
      const auto share = cell_number(target, field, bound->columns[0]),
                 of = cell_number(target, field, bound->columns[1]);
      return share && of ? std::optional{std::round(*share * *of / 100)} : std::nullopt;
    }
    for (const auto column : bound->columns) {
      const auto value = cell_number(target, field, column);
      if (!value) continue;
      made = made.value_or(0) + *value;
      if (field.join != "sum") break;
    }
    return made;
  }

  std::optional<Date> date(std::string_view target) {
    const auto cell = text(target);
    if (cell.empty()) return std::nullopt;
    const auto day = sheets::parse_date(cell, find(target)->field->format);
    if (!day)
      wrong(target, say("“{}”不是存在的日期", "“{}” is not a day that exists", cell),
            say("改正日期，或在映射中给出格式", "correct it, or tell the mapping the format"));
    return day;
  }

  void describe_school(OrgRow& school) {
    school.name = text("school.name");
    if (school.name.empty())
      wrong("school.name", say("学校名称为空", "the name of the school is empty"), say("填写名称", "fill it in"));
    school.name_en = text("school.name_en");
    kind(school);
    school.stages = codes("school.stages", "stages");
    if (school.stages.empty()) school.stages = mapping_.stage.empty() ? stages_of(school.school_kind) : mapping_.stage;
    school.legal_form = codes("school.legal_form", "legal_form");
    school.setting = codes("school.setting", "setting");
    school.remoteness = codes("school.remoteness", "remoteness");
    school.address = text("school.address");
    school.begin_on = date("school.begin_on").value_or(Date::always());
    school.end_on = date("school.end_on").value_or(Date::never());
    locate(school);
  }

  // What no column says, the name or the mapping's stage tells.
  void kind(OrgRow& school) {
    const auto said = raw("school.kind");
    if (said.empty()) {
      school.school_kind = kind_of_name(school.name);
      if (!school.school_kind)
        school.school_kind = describe::enum_value<SchoolKind>(mapping_.stage).value_or(SchoolKind::primary);
      return;
    }
    const auto word = mapped(find("school.kind")->field->values, said);
    const auto code = word ? code_in(school_column("school_kind"), *word) : std::nullopt;
    school.school_kind = describe::enum_value<SchoolKind>(code.value_or(""));
    if (!school.school_kind)
      wrong("school.kind", say("“{}”不是办学类型", "“{}” is no kind of school", said),
            say("在映射的对照表中加入", "add it to the mapping's table of values"));
  }

  void locate(OrgRow& school) {
    const auto x = number("school.x"), y = number("school.y");
    if (grid_ && x && y) {
      if (const auto point = grid_->at(*x, *y)) {
        school.longitude = std::round(point->longitude * 1e7) / 1e7;
        school.latitude = std::round(point->latitude * 1e7) / 1e7;
      }
      return;
    }
    school.longitude = number("school.longitude");
    school.latitude = number("school.latitude");
  }

  void groups(const OrgRow& school, const OrgId& district) {
    for (const auto& [target, bound] : bound_) {
      if (!target.starts_with("group.")) continue;
      const auto name = text(target);
      if (name.empty()) continue;
      const auto model = target.substr(6);
      OrgRow group;
      group.id = OrgId{intake_.id_for(Table::org, fmt::format("group:{}:{}", model, name))};
      if (known_groups_.insert(group.id.value).second) {
        group.kind = OrgKind::group;
        group.parent_id = district;
        group.name = group.name_en = name;
        group.model = model;
        intake_.put(group, place(target));
      }
      MembershipRow member;
      member.id = intake_.id_for(Table::membership, group.id.value + ":" + school.id.value);
      member.group_id = group.id;
      member.school_id = school.id;
      member.part = "member";
      member.begin_on = school.begin_on;
      member.end_on = school.end_on;
      intake_.put(member, place(target));
    }
  }

  // "135009 Successor - amalgamated": the other school's code, then what it is to this one.
  void links(const OrgRow& school) {
    const auto link = text("school.links");
    const auto digits = link.find_first_not_of("0123456789");
    if (digits == 0 || digits == link.npos) return;
    const OrgId other = id_of(link.substr(0, digits));
    const bool merged = link.find("amalgamated") != link.npos || link.find("Merged") != link.npos;
    const auto day = school.end_on == Date::never() ? school.begin_on : school.end_on;
    if (link.find("Successor") != link.npos || link.find("Merged") != link.npos)
      links_.push_back({{school.id, other, merged ? "merged" : "successor", day}, place("school.links")});
    else if (link.find("Predecessor") != link.npos)
      links_.push_back({{other, school.id, merged ? "merged" : "successor", day}, place("school.links")});
  }

  void returns(const OrgRow& school) {
    SchoolYear year{mapping_.year};
    if (const auto said = text("return.year"); !said.empty()) {
      const auto read = year_of(said);
      if (!read)
        return wrong("return.year", say("“{}”不是学年", "“{}” is not a school year", said),
                     say("填学年开始的年份", "the year in which it begins"));
      year = *read;
    }
    auto stage = text("return.stage");
    if (stage.empty()) stage = mapping_.stage;
    for (const auto& [target, bound] : bound_) {
      if (!target.starts_with("return.") || target == "return.year" || target == "return.stage") continue;
      auto value = number(target);
      if (!value) continue;
      const auto figure = target.substr(7);
      if (*value < 0) {
        wrong(target, say("“{}”不能是负数", "“{}” must not be negative", figure),
              say("改正数值", "correct the number"));
        continue;
      }
      if (year.start == 0)
        return wrong("return.year", say("没有学年", "there is no school year"),
                     say("在映射中给出 year", "give `year` in the mapping"));
      intake_.put(ReturnRow{school.id, stage, year, figure, *value}, place(target));
    }
  }

  Intake& intake_;
  Areas areas_;
  const Mapping& mapping_;
  sheets::TableReader& table_;
  std::optional<geo::Grid> grid_;
  std::map<std::string, Bound, std::less<>> bound_;
  std::set<std::string> known_groups_, noted_;
  std::vector<std::pair<SuccessorRow, Place>> links_;
  const sheets::TableRow* row_ = nullptr;
  bool good_ = true;
};

}  // namespace

Result<void> read_foreign(Reading& reading, const sheets::Input& input, const Mapping& mapping) {
  sheets::TableOptions options;
  if (!mapping.headings.empty())
    options.header_score = [&](std::span<const std::string_view> cells) {
      double found = 0;
      for (const auto& heading : mapping.headings) found += std::ranges::find(cells, heading) != cells.end();
      return found;
    };
  auto opened_table = sheets::open_table(input, options);
  if (!opened_table && opened_table.error().code == "csv-encoding") {
    options.encoding = western(input);
    if (options.encoding) {
      opened_table = sheets::open_table(input, options);
      reading.intake.fault({{input.name, 0, ""},
                            say("按西欧编码 Windows-1252 读取", "read as Western European text, Windows-1252"),
                            say("核对带重音的字母；另存为 UTF-8 可消除此提示",
                                "check the accented letters; saved as UTF-8, this note goes away"),
                            false});
    }
  }
  if (!opened_table) return pass_on(opened_table);
  const auto table = std::move(*opened_table);
  std::optional<geo::Grid> grid;
  if (!mapping.crs.empty()) {
    DOORSTEP_LET(opened, geo::Grid::open(mapping.crs));
    grid = std::move(opened);
  }
  Foreign foreign{reading, mapping, *table, std::move(grid)};
  if (!foreign.bind()) return {};
  DOORSTEP_TRY(reading.each_row(*table, [&](const sheets::TableRow& row) { foreign.row(row); }));
  foreign.finish();
  tell_merged(*table, reading.intake);
  for (const auto whole : {Table::org, Table::membership, Table::return_}) reading.intake.complete(whole);
  return {};
}

}  // namespace doorstep::imports
