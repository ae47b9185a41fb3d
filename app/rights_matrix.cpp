#include "rights_matrix.h"

#include <doorstep/base/describe.h>
#include <doorstep/sheets/write.h>

namespace doorstep::app {
namespace {

std::string address_of(const http::Route& route) {
  std::string method{describe::enum_name(route.method)};
  if (method.ends_with('_')) method.pop_back();
  for (auto& letter : method) letter = static_cast<char>(std::toupper(letter));
  return method + " " + route.path;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : "\n") + text;
  return all;
}

}  // namespace

std::vector<RightRow> rights_matrix(const std::vector<http::Route>& routes) {
  std::vector<RightRow> matrix;
  for (const auto& name : describe::enum_names<Right>()) {
    RightRow row;
    row.right = *describe::enum_value<Right>(name);
    row.what = words_of(row.right);
    for (const auto& role_name : describe::enum_names<Role>()) {
      const auto role = *describe::enum_value<Role>(role_name);
      row.roles.push_back({role, reach_of(role, row.right)});
    }
    for (const auto& route : routes)
      if (route.right == row.right) row.routes.push_back(address_of(route));
    matrix.push_back(std::move(row));
  }
  return matrix;
}

std::string rights_workbook(const std::vector<RightRow>& matrix, Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("权限", "Rights").in(language);
    plan.columns = {sheets::column(say("权限", "Right").in(language), 44)};
    for (const auto& [role, reach] : matrix.front().roles)
      plan.columns.push_back(sheets::column(words_of(role).in(language), 12));
    plan.columns.push_back(sheets::column(say("接口", "Addresses").in(language), 60));
    book.sheet(plan);
    for (const auto& row : matrix) {
      const auto routes = joined(row.routes);
      std::vector<sheets::CellValue> cells{std::string_view{row.what.in(language)}};
      for (const auto& [role, reach] : row.roles) cells.emplace_back(std::string_view{words_of(reach).in(language)});
      cells.emplace_back(std::string_view{routes});
      book.row(cells);
    }
  });
}

std::string rights_text(const std::vector<RightRow>& matrix, Language language) {
  std::string text;
  for (const auto& row : matrix) {
    text += fmt::format("{}  {}\n", describe::enum_name(row.right), row.what.in(language));
    for (const auto& [role, reach] : row.roles)
      if (reach != Reach::none)
        text += fmt::format("    {}: {}\n", words_of(role).in(language), words_of(reach).in(language));
    for (const auto& route : row.routes) text += fmt::format("    {}\n", route);
  }
  if (!text.empty()) text.pop_back();
  return text;
}

void add_rights_routes(std::vector<http::Route>& routes) {
  using http::Call;
  using http::None;
  const auto made = std::make_shared<std::vector<RightRow>>();
  routes.push_back(http::row<None, std::vector<RightRow>>(
      http::Method::get, "/api/rights", Right::audit_read, http::Run::work,
      say("权限表：各角色能做什么、到哪里为止", "The table of rights: what each role may do, and how far"),
      [made](const Call&, const None&) -> Result<std::vector<RightRow>> { return *made; }));
  routes.push_back(http::row<None, http::Reply>(
                       http::Method::get, "/api/rights.xlsx", Right::audit_read, http::Run::work,
                       say("权限表（Excel）", "The table of rights as a workbook"),
                       [made](const Call& call, const None&) -> Result<http::Reply> {
                         return http::download(http::workbook_type, say("权限表.xlsx", "rights.xlsx").in(call.language),
                                               rights_workbook(*made, call.language));
                       })
                       .sends(http::workbook_type));
  *made = rights_matrix(routes);
}

}  // namespace doorstep::app
