// Notices: announcements with receipts. Thread safe; every change is one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::notices {

// As who receives it sees it.
struct Notice {
  std::string id;
  OrgId org_id;
  std::string org;
  std::string title, body;
  std::string by, sent_at;
  bool confirms = false;  // a confirmation is asked for
  std::optional<Date> until;
  std::string read_at, confirmed_at;  // by who asks; empty: not yet
};
BOOST_DESCRIBE_STRUCT(Notice, (), (id, org_id, org, title, body, by, sent_at, confirms, until, read_at, confirmed_at))

struct Inbox {
  std::vector<Notice> items;  // the newest first, at most 200
  int64_t unread = 0;
  int64_t unconfirmed = 0;
};
BOOST_DESCRIBE_STRUCT(Inbox, (), (items, unread, unconfirmed))

struct NewNotice {
  OrgId org;
  std::vector<Role> roles;  // empty: everybody who holds a post there
  std::string title, body;
  std::optional<bool> confirms;
  std::optional<Date> until;  // the last day on which it is shown
  // Students and guardians whose accounts are tied to a class of the school, instead of all.
  std::optional<ClassId> class_id;
};
BOOST_DESCRIBE_STRUCT(NewNotice, (), (org, roles, title, body, confirms, until, class_id))

// What a room of the house tells certain people: not among what the organisation sent.
struct HouseNotice {
  OrgId org;
  std::vector<AccountId> accounts;
  std::string title, body;
  Date until;  // the last day on which it is shown
};

// As its sender sees it.
struct SentNotice {
  std::string id;
  OrgId org_id;
  std::string org;
  std::vector<Role> roles;
  std::string title, body, by, sent_at;
  bool confirms = false;
  bool withdrawn = false;
  std::optional<Date> until;
  int64_t recipients = 0, read = 0, confirmed = 0;  // recipients as of today
  ClassId class_id;
};
BOOST_DESCRIBE_STRUCT(SentNotice, (),
                      (id, org_id, org, roles, title, body, by, sent_at, confirms, withdrawn, until, recipients, read,
                       confirmed, class_id))

struct Receipt {
  std::string name;
  Role role{};
  std::string org;
  std::string read_at, confirmed_at;  // empty: not yet
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (name, role, org, read_at, confirmed_at))

// What the mail looks for.
struct JustSent {
  std::string id;
  bool confirms = false;
};

class Notices {
 public:
  virtual ~Notices() = default;

  virtual Inbox inbox(const Actor& actor) = 0;
  // Leaves a receipt; again changes nothing. not_found: it is not for the actor. invalid: nothing to confirm.
  virtual Result<Inbox> read(const Actor& actor, const std::string& id, bool confirm) = 0;

  // invalid: title or body is missing or too long, an unknown role
  virtual Result<SentNotice> send(const Actor& actor, const NewNotice& wanted) = 0;
  // invalid: nobody, no title or no body, no such organisation
  virtual Result<void> tell(const Actor& actor, const HouseNotice& wanted) = 0;
  virtual Result<std::vector<SentNotice>> sent(const OrgId& org) = 0;
  virtual Result<std::vector<Receipt>> receipts(const std::string& id) = 0;  // who has not read it first
  virtual Result<void> withdraw(const Actor& actor, const std::string& id) = 0;
  // Those sent since a moment (RFC 3339, UTC) that are still shown, and whom one is for as of today; for mail.
  virtual std::vector<JustSent> sent_since(const std::string& at) = 0;
  virtual std::vector<AccountId> recipients(const std::string& id) = 0;
  virtual std::optional<OrgId> org_of(const std::string& id) = 0;
};

}  // namespace doorstep::notices
