#include "routes.h"

#include <doorstep/http/edge.h>

#include "routes_more.h"
#include "session_reply.h"

namespace doorstep::accounts {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Page;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct SignInBody {
  std::string name, password;
  std::optional<std::string> code;  // of the authenticator app, or a recovery code
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (name, password, code))
struct LinkBody {
  std::string token;
};
BOOST_DESCRIBE_STRUCT(LinkBody, (), (token))
struct PasswordBody {
  std::optional<std::string> old;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (old, password))
struct LanguageBody {
  Language language = Language::zh;
};
BOOST_DESCRIBE_STRUCT(LanguageBody, (), (language))
struct SessionPath {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(SessionPath, (), (id))
struct AccountPath {
  AccountId id;
};
BOOST_DESCRIBE_STRUCT(AccountPath, (), (id))
struct PostPath {
  AccountId id;
  std::string post;
};
BOOST_DESCRIBE_STRUCT(PostPath, (), (id, post))
struct AccountsQuery {
  std::string cursor;
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(AccountsQuery, (), (cursor, limit))
struct AccountsPage {
  std::vector<Account> items;
  std::string next;
};
BOOST_DESCRIBE_STRUCT(AccountsPage, (), (items, next))

void add_session_rows(std::vector<Route>& rows, Accounts& accounts, const Places& places) {
  rows.push_back(row<None, SessionState>(
      Method::get, "/api/session", Right::open, Run::work, say("我是谁", "Who I am, and what I may do"),
      [&accounts, &places](const Call& call, const None&) -> Result<SessionState> {
        auto state =
            state_of(call.actor, call.session_token, call.actor.signed_in() ? call.actor.language : call.language);
        state.must_set_password = state.signed_in && accounts.must_set_password(call.session_token);
        state.must_set_second_factor = call.actor.own_only && !state.must_set_password;
        for (auto& post : state.posts) post.name = places.name_of(post.org);
        return state;
      }));
  rows.push_back(row_with_body<None, SignInBody, Reply>(
                     Method::post, "/api/session", Right::open, Run::work, say("登录", "Sign in"),
                     [&accounts](const Call& call, const None&, const SignInBody& body) -> Result<Reply> {
                       DOORSTEP_LET(made,
                                    accounts.sign_in(body.name, body.password, body.code.value_or(""), from_of(call)));
                       return with_session(call, made, false);
                     })
                     .signs_in());
  rows.push_back(row_with_body<None, LinkBody, Reply>(
                     Method::post, "/api/session/link", Right::open, Run::work,
                     say("用一次性链接登录", "Sign in with a one-time link"),
                     [&accounts](const Call& call, const None&, const LinkBody& body) -> Result<Reply> {
                       DOORSTEP_LET(made, accounts.follow(body.token, from_of(call)));
                       return with_session(call, made, true);
                     })
                     .signs_in());
  for (size_t i = rows.size() - 2; i < rows.size(); ++i) rows[i].reply_schema = session_schema;
  rows.push_back(row<None, Reply>(Method::delete_, "/api/session", Right::self, Run::work, say("退出", "Sign out"),
                                  [&accounts](const Call& call, const None&) -> Result<Reply> {
                                    accounts.sign_out(call.session_token);
                                    auto reply = http::reply_of(None{}, 204);
                                    reply.headers.emplace_back("Set-Cookie", session_cookie_of(call, ""));
                                    return reply;
                                  })
                     .answers(204));
}

void add_own_rows(std::vector<Route>& rows, Accounts& accounts) {
  rows.push_back(row_with_body<None, PasswordBody, None>(
      Method::put, "/api/account/password", Right::self, Run::work, say("设置密码", "Set one's password"),
      [&accounts](const Call& call, const None&, const PasswordBody& body) -> Result<None> {
        DOORSTEP_TRY(accounts.set_password(call.actor, call.session_token, body.old.value_or(""), body.password));
        return None{};
      }));
  rows.push_back(row_with_body<None, LanguageBody, None>(
      Method::put, "/api/account/language", Right::self, Run::work, say("设置语言", "Set one's language"),
      [&accounts](const Call& call, const None&, const LanguageBody& body) -> Result<None> {
        DOORSTEP_TRY(accounts.set_language(call.actor, body.language));
        return None{};
      }));
  rows.push_back(row<None, std::vector<OwnSession>>(
      Method::get, "/api/account/sessions", Right::self, Run::work, say("我的登录", "One's sessions"),
      [&accounts](const Call& call, const None&) -> Result<std::vector<OwnSession>> {
        return accounts.sessions(call.actor, call.session_token);
      }));
  rows.push_back(row<SessionPath, None>(Method::delete_, "/api/account/sessions/{id}", Right::self, Run::work,
                                        say("结束一个登录", "End one of one's sessions"),
                                        [&accounts](const Call& call, const SessionPath& in) -> Result<None> {
                                          DOORSTEP_TRY(accounts.end_session(call.actor, in.id));
                                          return None{};
                                        }));
}

void add_people_rows(std::vector<Route>& rows, Accounts& accounts) {
  const auto right = Right::accounts_manage;
  rows.push_back(
      row<AccountsQuery, AccountsPage>(Method::get, "/api/accounts", right, Run::work, say("账号列表", "Accounts"),
                                       [&accounts](const Call& call, const AccountsQuery& in) -> Result<AccountsPage> {
                                         const int limit = std::clamp(in.limit, 1, 200);
                                         AccountsPage page{accounts.list(call.actor, in.cursor, limit + 1), ""};
                                         if (static_cast<int>(page.items.size()) > limit) {
                                           page.items.pop_back();
                                           page.next = page.items.back().sign_in;
                                         }
                                         return page;
                                       }));
  rows.push_back(row_with_body<None, NewAccount, Account>(
                     Method::post, "/api/accounts", right, Run::work, say("新建账号", "Make an account"),
                     [&accounts](const Call& call, const None&, const NewAccount& body) {
                       return accounts.create(call.actor, body);
                     })
                     .answers(201));
  rows.push_back(row<AccountPath, Account>(
      Method::get, "/api/accounts/{id}", right, Run::work, say("一个账号", "One account"),
      [&accounts](const Call& call, const AccountPath& in) { return accounts.account(call.actor, in.id); }));
  rows.push_back(row_with_body<AccountPath, AccountChange, Account>(
      Method::patch, "/api/accounts/{id}", right, Run::work, say("修改或停用账号", "Change or suspend an account"),
      [&accounts](const Call& call, const AccountPath& in, const AccountChange& body) {
        return accounts.change(call.actor, in.id, body);
      }));
  rows.push_back(row<AccountPath, Link>(Method::post, "/api/accounts/{id}/link", right, Run::work,
                                        say("生成一次性登录链接", "Make a one-time sign-in link"),
                                        [&accounts](const Call& call, const AccountPath& in) {
                                          return accounts.make_link(call.actor, in.id);
                                        })
                     .answers(201));
  rows.push_back(row_with_body<AccountPath, NewPost, Account>(
                     Method::post, "/api/accounts/{id}/posts", right, Run::work, say("授予职务", "Give a post"),
                     [&accounts](const Call& call, const AccountPath& in, const NewPost& body) {
                       return accounts.give_post(call.actor, in.id, body);
                     })
                     .answers(201));
  rows.push_back(row<PostPath, Account>(
      Method::delete_, "/api/accounts/{id}/posts/{post}", right, Run::work, say("解除职务", "End a post"),
      [&accounts](const Call& call, const PostPath& in) { return accounts.end_post(call.actor, in.id, in.post); }));
}

}  // namespace

std::vector<Route> routes(Accounts& accounts, const Places& places) {
  std::vector<Route> rows;
  add_session_rows(rows, accounts, places);
  add_own_rows(rows, accounts);
  add_people_rows(rows, accounts);
  add_more_rows(rows, accounts);
  return rows;
}

}  // namespace doorstep::accounts
