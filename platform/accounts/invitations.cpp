#include "invitations.h"

#include <algorithm>
#include <array>
#include <map>

#include <doorstep/sheets/form.h>
#include <doorstep/sheets/write.h>

#include "people.h"
#include "store.h"

namespace doorstep::accounts {
namespace {

constexpr size_t most_rows = 5000;

struct SheetColumnOf {
  const char* code;
  Words heading;
  bool required;
  std::string InvitationRow::*member;
};

const std::array<SheetColumnOf, 6>& columns() {
  static const std::array<SheetColumnOf, 6> all{{
      {"sign_in", say("登录名", "Sign-in name"), true, &InvitationRow::sign_in},
      {"name", say("姓名", "Name"), true, &InvitationRow::name},
      {"role", say("职务", "Role"), true, &InvitationRow::role},
      {"org", say("机构", "Organisation"), true, &InvitationRow::org},
      {"begin_on", say("开始", "From"), false, &InvitationRow::begin_on},
      {"end_on", say("结束", "Until"), false, &InvitationRow::end_on},
  }};
  return all;
}

// The roles that can be given by a sheet: all with an organisation.
std::vector<Role> sheet_roles() {
  std::vector<Role> roles;
  for (const auto& name : describe::enum_names<Role>()) {
    const auto role = *describe::enum_value<Role>(name);
    if (role != Role::administrator && role != Role::visitor) roles.push_back(role);
  }
  return roles;
}

std::optional<Role> role_named(const std::string& text) {
  for (const auto role : sheet_roles())
    if (text == describe::enum_name(role) || text == words_of(role).zh || text == words_of(role).en) return role;
  return {};
}

// What one row asks for, checked as far as the row alone can tell.
struct Ready {
  store::AccountRow account;
  HeldPost post;
  std::string org;
};

}  // namespace

Result<std::vector<InvitationRow>> read_invitations(const std::filesystem::path& file) {
  return sheets::read_form<InvitationRow>(file, columns(), most_rows);
}

std::string invitations_template(Language language) {
  return sheets::workbook_bytes([&](sheets::WorkbookWriter& book) {
    sheets::SheetPlan plan;
    plan.name = say("邀请", "Invitations").in(language);
    for (const auto& column : columns()) {
      sheets::SheetColumn made;
      made.header = column.heading.in(language);
      made.required = column.required;
      made.width = 22;
      if (std::string_view{column.code} == "role")
        for (const auto role : sheet_roles()) made.choices.push_back(words_of(role).in(language));
      if (std::string_view{column.code} == "org")
        made.comment = say("机构全称或代码", "full name or code of the organisation").in(language);
      plan.columns.push_back(std::move(made));
    }
    book.sheet(plan);
  });
}

Result<Invited> Accounts::invite(const Actor& by, const std::vector<InvitationRow>& rows, bool dry) {
  Invited outcome;
  std::vector<Ready> ready;
  std::map<std::string, int64_t> seen;
  for (const auto& row : rows) {
    const auto fault = [&](const char* column, Words what) { outcome.faults.push_back({row.row, column, what}); };
    const auto day = [&](const std::string& text, const char* column) -> std::optional<Date> {
      if (text.empty()) return {};
      auto parsed = Date::parse(text);
      if (!parsed) fault(column, say("日期应为 YYYY-MM-DD", "a date is written YYYY-MM-DD"));
      return parsed;
    };
    const auto before = outcome.faults.size();
    const auto name = sign_in_name(row.sign_in);
    if (!name) fault("sign_in", name.error().what);
    if (row.name.empty() || row.name.size() > 200) fault("name", say("请填写姓名", "give a name"));
    const auto role = role_named(row.role);
    if (!role) fault("role", say("没有职务“{}”", "there is no role “{}”", row.role));
    const auto orgs = places_.known_as(row.org);
    if (orgs.size() != 1)
      fault("org", orgs.empty() ? say("找不到机构“{}”", "there is no organisation “{}”", row.org)
                                : say("有 {} 个机构叫“{}”，请改用代码",
                                      "{} organisations are called “{}”; use the code", orgs.size(), row.org));
    const auto begin = day(row.begin_on, "begin_on"), end = day(row.end_on, "end_on");
    if (outcome.faults.size() > before) continue;
    if (const auto [first, fresh] = seen.emplace(*name, row.row); !fresh) {
      fault("sign_in", say("与第 {} 行重复", "the same as in row {}", first->second));
      continue;
    }
    const auto post = post_of({*role, orgs.front(), begin, end});
    if (!post) {
      fault("end_on", post.error().what);
      continue;
    }
    if (const auto may = may_give(by, *role, orgs.front()); !may) {
      fault("org", may.error().what);
      continue;
    }
    ready.push_back({{{new_uuid()}, *name, row.name, by.language, {}, false, now()}, *post, row.org});
    outcome.invitations.push_back({*name, row.name, *role, row.org, {}});
  }
  if (rows.empty()) return refuse(Fault::invalid, "sheet-empty", say("表中没有人", "nobody stands in the sheet"));
  auto row_of = [&](const std::string& name) { return seen.at(name); };
  auto invited = database_.write([&](db::Session& session) -> Result<Invited> {
    auto made = outcome;
    for (const auto& one : ready)
      if (store::by_sign_in(session, one.account.sign_in))
        made.faults.push_back({row_of(one.account.sign_in), "sign_in",
                               say("登录名 {} 已被使用", "the sign-in name {} is taken", one.account.sign_in)});
    std::ranges::stable_sort(made.faults, {}, &RowFault::row);
    if (dry || !made.faults.empty()) return made;
    for (size_t i = 0; i < ready.size(); ++i) {
      add(session, by, ready[i].account, ready[i].post);
      const auto link = new_link(session, ready[i].account.id);
      made.invitations[i].token = link.token;
      made.expires_at = link.expires_at;
    }
    made.kept = true;
    return made;
  });
  return invited;
}

}  // namespace doorstep::accounts
