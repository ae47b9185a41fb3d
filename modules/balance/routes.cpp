#include "module.h"
#include "sheets.h"

namespace doorstep::balance {
namespace {

using http::Call;
using http::Method;
using http::Page;
using http::Run;
using http::whole;

struct OfArea {
  OrgId area;
  std::string standard, stage;
  std::optional<int> year;
};
BOOST_DESCRIBE_STRUCT(OfArea, (), (area, standard, stage, year))

struct OfAreaBy {
  OrgId area;
  std::string standard, stage;
  std::optional<int> year;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(OfAreaBy, (), (area, standard, stage, year, by))

struct OfSchool {
  OrgId school;
  std::string standard;
  std::optional<int> year;
};
BOOST_DESCRIBE_STRUCT(OfSchool, (), (school, standard, year))

Question question_of(const auto& in) { return {in.area, in.standard, in.stage, in.year}; }

std::optional<OrgId> area_of(const Call& call) { return OrgId{call.parameter("area")}; }
// The area that the body asks about; nothing when the body cannot be read, which the handler then says.
std::optional<OrgId> asked_area(const Call& call) {
  const auto ask = json::read_text<WhatIf>(call.body);
  return ask ? std::optional{ask->question.area} : std::nullopt;
}
std::optional<OrgId> school_of(const Call& call) { return OrgId{call.parameter("school")}; }

}  // namespace

std::vector<http::Route> routes(Balance& balance, const Places& places) {
  using http::row;
  const auto full = [&places](const Call& call) {
    return registry::scope_of(bounds_of(call.actor, Right::register_read, places));
  };
  std::vector<http::Route> rows;
  const auto add = [&](http::Route&& route) { rows.push_back(std::move(route)); };

  add(row<http::None, Page<StandardInfo>>(
      Method::get, "/api/standards", Right::open, Run::quick, say("已安装的标准", "Standards that are installed"),
      [&](const Call&, const http::None&) { return whole<StandardInfo>(balance.standards()); }));
  add(row<OfArea, Report>(
      Method::get, "/api/balance/{area}", Right::district_read, Run::work,
      say("一个区域的均衡报告", "The balance of an area"),
      [&, full](const Call& call, const OfArea& in) { return balance.report(question_of(in), full(call)); }));
  add(row<OfArea, Page<SchoolResult>>(
          Method::get, "/api/balance/{area}/schools", Right::register_read, Run::work,
          say("各校逐项结果", "Every school by every indicator"),
          [&, full](const Call& call, const OfArea& in) { return whole(balance.schools(question_of(in), full(call))); })
          .within(area_of));
  add(row<OfAreaBy, Page<GroupResult>>(
      Method::get, "/api/balance/{area}/groups", Right::district_read, Run::work,
      say("按集团、乡镇、城乡或偏远程度分解", "Broken down by group, town, setting or remoteness"),
      [&, full](const Call& call, const OfAreaBy& in) {
        return whole(balance.groups(question_of(in), in.by, full(call)));
      }));
  add(row<OfArea, Page<Report>>(
      Method::get, "/api/balance/{area}/years", Right::district_read, Run::work,
      say("逐年报告", "The balance over the years"),
      [&, full](const Call& call, const OfArea& in) { return whole(balance.years(question_of(in), full(call))); }));
  add(row<OfArea, Page<Report>>(
      Method::get, "/api/balance/{area}/areas", Right::district_read, Run::work,
      say("所辖各区县的报告", "The balance of each district below"),
      [&, full](const Call& call, const OfArea& in) { return whole(balance.areas(question_of(in), full(call))); }));
  add(row<OfSchool, Page<SchoolResult>>(
          Method::get, "/api/balance/schools/{school}", Right::register_read, Run::work,
          say("一所学校的各学段结果", "One school, section by section"),
          [&, full](const Call& call, const OfSchool& in) {
            return whole(balance.school(in.school, {{}, in.standard, {}, in.year}, full(call)));
          })
          .within(school_of));
  add(http::row_with_body<http::None, WhatIf, WhatIfAnswer>(
          Method::post, "/api/balance/what-if", Right::plan, Run::work,
          say("假如做几项调整", "What if a few things changed"),
          [&, full](const Call& call, const http::None&, const WhatIf& ask) {
            return balance.what_if(ask, full(call));
          })
          .within(asked_area));
  add(row<OfArea, http::Reply>(Method::get, "/api/balance/{area}/report.xlsx", Right::register_read, Run::work,
                               say("均衡报告（Excel）", "The balance as an Excel file"),
                               [&, full](const Call& call, const OfArea& in) -> Result<http::Reply> {
                                 DOORSTEP_LET(report, balance.report(question_of(in), full(call)));
                                 DOORSTEP_LET(schools, balance.schools(question_of(in), full(call)));
                                 return report_sheet(report, schools, call.language);
                               })
          .sends(http::workbook_type)
          .within(area_of));
  return rows;
}

}  // namespace doorstep::balance
