// One's own address and ways.
#include <doorstep/base/digest.h>

#include "service.h"

namespace doorstep::mail {
namespace {

constexpr int64_t confirm_seconds = 86'400;
constexpr size_t mark_digits = 32;

tl::unexpected<Error> no_token() {
  return refuse(Fault::not_found, "mail-link-unknown", say("链接无效或已过期", "the link is not valid, or it is over"));
}

std::string mark_of(const std::string& secret, const std::string& account) {
  return keyed_digest_hex(secret, "mail off " + account).substr(0, mark_digits);
}

}  // namespace

std::string MailService::off_token(const AccountId& account) const {
  return account.value + "." + mark_of(around_.secret, account.value);
}

OwnMail MailService::own(const Actor& actor) {
  OwnMail made;
  made.offered = kept().shown.on;
  const auto row = around_.database.read([&](db::Session& session) { return store::address(session, actor.account); });
  if (!row) return made;
  made.address = row->address;
  made.confirmed = row->confirmed;
  made.notices = row->notices;
  made.confirmations = row->confirmations;
  return made;
}

Result<OwnMail> MailService::change(const Actor& actor, const OwnMailChange& wanted) {
  const auto settings = kept();
  std::string link;
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto before = store::address(session, actor.account);
    auto row = before.value_or(store::AddressRow{});
    row.account = actor.account;
    if (wanted.address && wanted.address->empty()) {
      store::drop(session, actor.account);
      around_.trail.append(session, actor, {"mail-address-dropped", "account", actor.account.value, {}, {}});
      return {};
    }
    row.notices = wanted.notices.value_or(row.notices);
    row.confirmations = wanted.confirmations.value_or(row.confirmations);
    if (wanted.address && (*wanted.address != row.address || !row.confirmed)) {
      DOORSTEP_TRY(smtp::check_address(*wanted.address, "address"));
      if (!settings.shown.on)
        return refuse(Fault::conflict, "mail-not-set-up",
                      say("管理员还没有设置邮件", "the office has not set mail up yet"));
      const auto token = keyed_digest_hex(new_uuid() + new_uuid(), "mail address");
      row.address = *wanted.address;
      row.confirmed = false;
      row.token_digest = digest_hex(token);
      row.token_until = around_.now() + confirm_seconds;
      link = settings.shown.site + "/mail/confirm#" + token;
    }
    if (row.address.empty()) return refuse(Fault::conflict, "no-address", say("请先填写邮箱", "give an address first"));
    store::keep(session, row);
    around_.trail.append(session, actor, {"mail-chosen", "account", actor.account.value, {}, {}});
    return {};
  });
  if (!done) return pass_on(done);
  if (!link.empty()) {
    const auto words = confirm_text(link, actor.language);
    const auto outcome =
        around_.send(server_of(settings), {new_uuid(), *wanted.address, words.subject, words.text, "", around_.now()});
    if (!outcome.sent)
      return refuse(Fault::busy, "mail-not-taken",
                    say("邮件服务器没有接收：{}", "the mail server did not take it: {}", outcome.said),
                    {{"address", say("请稍后再试，或告诉管理员", "try again later, or tell the administrator")}});
  }
  return own(actor);
}

Result<void> MailService::confirm(const std::string& token) {
  return around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::address_by_token(session, digest_hex(token));
    if (token.empty() || !row || row->token_until < around_.now()) return no_token();
    row->confirmed = true;
    row->token_digest.clear();
    row->token_until = 0;
    store::keep(session, *row);
    around_.trail.append(session, Actor{row->account, "", {}, Language::zh, ""},
                         {"mail-address-confirmed", "account", row->account.value, {}, {}});
    return {};
  });
}

Result<void> MailService::opt_out(const std::string& token) {
  const auto dot = token.find('.');
  if (dot == token.npos || token.substr(dot + 1) != mark_of(around_.secret, token.substr(0, dot))) return no_token();
  return around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::address(session, AccountId{token.substr(0, dot)});
    if (!row) return {};
    row->notices = row->confirmations = Way::never;
    store::keep(session, *row);
    around_.trail.append(session, Actor{row->account, "", {}, Language::zh, ""},
                         {"mail-opted-out", "account", row->account.value, {}, {}});
    return {};
  });
}

}  // namespace doorstep::mail
