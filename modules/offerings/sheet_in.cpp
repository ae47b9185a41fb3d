#include "sheet_in.h"

#include <algorithm>
#include <array>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/number.h>
#include <doorstep/sheets/write.h>
#include <doorstep/zone/zone.h>

#include "sheet.h"

namespace doorstep::offerings {
namespace {

constexpr size_t most_offering_lines = 2'000;

struct OfferingColumn {
  const char* code;
  Words heading;
  bool required;
  std::string OfferingLine::*member;
  const char* example;
};
const std::array<OfferingColumn, 19>& offering_columns() {
  using Line = OfferingLine;
  static const std::array<OfferingColumn, 19> all{{
      {"title_zh", say("名称", "Title"), true, &Line::title_zh, "合唱团"},
      {"title_en", say("英文名称", "English title"), false, &Line::title_en, "Choir"},
      {"kind", say("类别", "Kind"), true, &Line::kind, ""},
      {"host", say("承办学校", "Host"), true, &Line::host, ""},
      {"campus", say("校区", "Campus"), false, &Line::campus, ""},
      {"place", say("地点", "Place"), false, &Line::place, "音乐教室"},
      {"day", say("星期或日期", "Weekday or day"), true, &Line::day, "周三"},
      {"from", say("开始", "From"), true, &Line::from, "16:00"},
      {"to", say("结束", "To"), true, &Line::to, "17:00"},
      {"first", say("首次日期", "First day"), false, &Line::first, ""},
      {"last", say("最后日期", "Last day"), false, &Line::last, ""},
      {"grades", say("年级", "Grades"), false, &Line::grades, "3-6"},
      {"capacity", say("名额", "Places"), true, &Line::capacity, "30"},
      {"cost", say("费用（元）", "Cost (yuan)"), false, &Line::cost, "0"},
      {"consent", say("须监护人同意", "Needs consent"), false, &Line::consent, ""},
      {"teacher", say("教师", "Teacher"), false, &Line::teacher, ""},
      {"about", say("介绍", "About"), false, &Line::about, ""},
      {"materials", say("材料", "Materials"), false, &Line::materials, ""},
      {"transport", say("交通", "Transport"), false, &Line::transport, ""},
  }};
  return all;
}

constexpr std::array kinds{OfferingKind::course, OfferingKind::club,         OfferingKind::sports, OfferingKind::art,
                           OfferingKind::visit,  OfferingKind::experimental, OfferingKind::talent, OfferingKind::study};

std::optional<int64_t> weekday_of(const std::string& text) {
  static const std::array<std::array<const char*, 3>, 7> names{{{"周一", "星期一", "Mon"},
                                                                {"周二", "星期二", "Tue"},
                                                                {"周三", "星期三", "Wed"},
                                                                {"周四", "星期四", "Thu"},
                                                                {"周五", "星期五", "Fri"},
                                                                {"周六", "星期六", "Sat"},
                                                                {"周日", "星期日", "Sun"}}};
  for (size_t at = 0; at < names.size(); ++at)
    if (std::ranges::find(names[at], text) != names[at].end() || text == std::to_string(at + 1))
      return static_cast<int64_t>(at) + 1;
  return {};
}

// "3-6", "3,5", "3、5"; nothing: every grade. Empty when it is none of these.
std::optional<std::vector<int64_t>> grades_of_cell(std::string text) {
  for (size_t at; (at = text.find("、")) != std::string::npos;) text.replace(at, std::string{"、"}.size(), ",");
  std::vector<int64_t> made;
  for (size_t at = 0; at < text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    const auto part = text.substr(at, comma - at);
    const auto dash = part.find('-');
    const auto first = sheets::parse_whole(part.substr(0, dash));
    const auto last = dash == std::string::npos ? first : sheets::parse_whole(part.substr(dash + 1));
    if (!first || !last || *first < 1 || *last > 12 || *last < *first) return {};
    for (auto grade = *first; grade <= *last; ++grade) made.push_back(grade);
    at = comma + 1;
  }
  return made;
}

// Reads one line, noting every fault.
class LineReader {
 public:
  LineReader(const OfferingLine& line, std::vector<SheetFault>& faults) : line_(line), faults_(faults) {}

  void fault(const char* column, Words what) { faults_.push_back({line_.row, column, std::move(what)}); }

  std::optional<Date> day(const char* column, const std::string& cell) {
    if (cell.empty()) return {};
    const auto found = sheets::parse_date(cell);
    if (!found) fault(column, say("应为日期，如 2026-09-01", "must be a day such as 2026-09-01"));
    return found;
  }
  int64_t whole(const char* column, const std::string& cell, int64_t none) {
    if (cell.empty()) return none;
    const auto found = sheets::parse_whole(cell);
    if (!found) fault(column, say("应为整数，而不是“{}”", "must be a whole number, not “{}”", cell));
    return found.value_or(none);
  }
  std::string time(const char* column, const std::string& cell) {
    const auto minute = zone::minute_of(cell.size() == 4 ? "0" + cell : cell);
    if (!minute) fault(column, say("应为时间，如 16:00，而不是“{}”", "must be a time such as 16:00, not “{}”", cell));
    return minute ? zone::text_of(*minute) : cell;
  }
  OfferingKind kind() {
    Words all;
    for (const auto one : kinds) {
      const auto name = words_of(one);
      if (line_.kind == name.zh || line_.kind == name.en) return one;
      all.zh += (all.zh.empty() ? "" : "、") + name.zh;
      all.en += (all.en.empty() ? "" : ", ") + name.en;
    }
    fault("kind", say("“{0}”不在其中：{1}", "“{0}” is none of: {2}", line_.kind, all.zh, all.en));
    return OfferingKind::club;
  }
  bool consent() {
    if (line_.consent.empty() || line_.consent == "否" || line_.consent == "no") return false;
    if (line_.consent != "是" && line_.consent != "yes") fault("consent", say("请填是或否", "is yes or no"));
    return true;
  }
  OfferingSession session() {
    OfferingSession made;
    made.weekday = weekday_of(line_.day);
    if (!made.weekday) {
      made.on = sheets::parse_date(line_.day);
      if (!made.on) fault("day", say("应为周一到周日，或一个日期", "must be a weekday, Mon to Sun, or one day"));
    }
    made.first = day("first", line_.first);
    made.last = day("last", line_.last);
    made.from = time("from", line_.from);
    made.to = time("to", line_.to);
    return made;
  }

 private:
  const OfferingLine& line_;
  std::vector<SheetFault>& faults_;
};

}  // namespace

std::string offerings_template(std::span<const std::string> schools, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& out) {
    sheets::SheetPlan plan;
    plan.name = say("课程与社团", "Offerings").in(language);
    for (const auto& one : offering_columns()) {
      auto column = sheets::column(one.heading.in(language), 16);
      column.required = one.required;
      const std::string_view code = one.code;
      if (code == "kind")
        for (const auto kind : kinds) column.choices.push_back(words_of(kind).in(language));
      if (code == "host") column.choices.assign(schools.begin(), schools.end());
      if (code == "consent") column.choices = {say("是", "yes").in(language), say("否", "no").in(language)};
      if (*one.example) column.comment = say("例如 {}", "for example {}", one.example).in(language);
      plan.columns.push_back(std::move(column));
    }
    out.sheet(plan);
  });
}

Result<std::vector<OfferingLine>> read_offerings_sheet(const std::filesystem::path& file) {
  DOORSTEP_LET(lines, sheets::read_form<OfferingLine>(file, offering_columns(), most_offering_lines));
  std::erase_if(lines, [](const OfferingLine& line) { return line.title_zh.empty() && line.title_en.empty(); });
  if (lines.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有内容", "nothing stands in the sheet"));
  return lines;
}

std::optional<NewOffering> offering_of(const OfferingLine& line, const SheetPlaces& places,
                                       std::vector<SheetFault>& faults) {
  const auto before = faults.size();
  LineReader read{line, faults};
  NewOffering made;
  made.kind = read.kind();
  made.title_zh = line.title_zh;
  made.title_en = line.title_en;
  made.host_id = places.school(line.host);
  if (made.host_id.empty())
    read.fault("host", say("“{}”不是成员学校", "“{}” is no member school", line.host));
  else if (!line.campus.empty()) {
    made.campus_id = places.campus(made.host_id, line.campus);
    if (made.campus_id->empty())
      read.fault("campus", say("承办学校没有校区“{}”", "the host has no campus “{}”", line.campus));
  }
  made.place = line.place;
  made.sessions = {read.session()};
  const auto grades = grades_of_cell(line.grades);
  if (!grades)
    read.fault("grades", say("应写成 3-6 或 3,5，而不是“{}”", "is written 3-6 or 3,5, not “{}”", line.grades));
  made.grades = grades.value_or(std::vector<int64_t>{});
  made.capacity = read.whole("capacity", line.capacity, 0);
  made.cost_yuan = read.whole("cost", line.cost, 0);
  made.consent = read.consent();
  if (!line.teacher.empty()) made.teachers.push_back({{}, line.teacher, {}});
  made.about = line.about;
  made.materials = line.materials;
  made.transport = line.transport;
  return faults.size() > before ? std::nullopt : std::optional{std::move(made)};
}

}  // namespace doorstep::offerings
