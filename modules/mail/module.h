// Mail for the wiring.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <doorstep/accounts/rights.h>
#include <doorstep/audit/audit.h>
#include <doorstep/calendar/calendar.h>
#include <doorstep/db/db.h>
#include <doorstep/http/route.h>
#include <doorstep/mail/mail.h>
#include <doorstep/notices/notices.h>
#include <doorstep/smtp/smtp.h>

namespace doorstep::mail {

std::span<const db::Migration> migrations();

// All outlive what is made.
struct Around {
  db::Database& database;
  notices::Notices& notices;
  calendar::Calendar& calendar;
  const audit::Trail& trail;
  std::string secret;                                              // of the installation
  std::function<std::optional<Actor>(const AccountId&)> actor_of;  // empty when it may not come in
  std::function<smtp::Outcome(const smtp::Server&, const smtp::Message&)> send = smtp::send;
  std::function<int64_t()> now;  // seconds since 1970; the machine's clock when empty
};
std::unique_ptr<Mail> make_mail(Around around);

std::vector<http::Route> routes(Mail& mail);

}  // namespace doorstep::mail
