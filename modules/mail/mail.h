// Mail: notices and digests to people who gave an address and confirmed it. Thread safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::mail {

enum class Way { now, daily, weekly, never };
BOOST_DESCRIBE_ENUM(Way, now, daily, weekly, never)

// starttls: encrypted before anything is said, or nothing is sent. none: for a server on the same machine.
enum class MailSecurity { starttls, tls, none };
BOOST_DESCRIBE_ENUM(MailSecurity, starttls, tls, none)

// How mails leave the house. The password is kept sealed and never shown.
struct MailSettings {
  bool on = false;
  std::string host;
  int64_t port = 587;
  MailSecurity security = MailSecurity::starttls;
  std::string user;
  bool has_password = false;
  std::string ca_file;  // PEM on the server; empty: what the system trusts
  std::string from, from_name;
  std::string site;                    // where links lead: https://doorstep.example.org
  std::string zone = "Asia/Shanghai";  // in which digests go out
  int64_t hour = 7;                    // of the day; weekly ones on Mondays
};
BOOST_DESCRIBE_STRUCT(MailSettings, (),
                      (on, host, port, security, user, has_password, ca_file, from, from_name, site, zone, hour))

struct NewMailSettings {
  bool on = false;
  std::string host;
  std::optional<int64_t> port;
  std::optional<MailSecurity> security;
  std::optional<std::string> user;
  std::optional<std::string> password;  // absent: as before; "": none
  std::optional<std::string> ca_file;
  std::string from;
  std::optional<std::string> from_name;
  std::string site;
  std::optional<std::string> zone;
  std::optional<int64_t> hour;
};
BOOST_DESCRIBE_STRUCT(NewMailSettings, (),
                      (on, host, port, security, user, password, ca_file, from, from_name, site, zone, hour))

// unsure: handed over when the program ended; whether it arrived is not known.
enum class MailState { waiting, sending, sent, failed, dropped, unsure };
BOOST_DESCRIBE_ENUM(MailState, waiting, sending, sent, failed, dropped, unsure)
enum class MailKind { notice, digest };
BOOST_DESCRIBE_ENUM(MailKind, notice, digest)

struct QueuedMail {
  std::string id;
  std::string to;  // name of the account
  MailKind kind{};
  MailState state{};
  int64_t tries = 0;
  std::string said;  // by the mail server
  std::string made_at;
};
BOOST_DESCRIBE_STRUCT(QueuedMail, (), (id, to, kind, state, tries, said, made_at))

struct MailQueue {
  int64_t waiting = 0;
  int64_t sent = 0;                 // in the last 24 hours
  std::vector<QueuedMail> trouble;  // tried again, failed or unsure; the newest first, at most 100
};
BOOST_DESCRIBE_STRUCT(MailQueue, (), (waiting, sent, trouble))

struct MailTried {
  bool sent = false;
  std::string said;
};
BOOST_DESCRIBE_STRUCT(MailTried, (), (sent, said))

// One's own.
struct OwnMail {
  bool offered = false;  // the office has set mail up
  std::string address;
  bool confirmed = false;
  Way notices = Way::daily;
  Way confirmations = Way::now;  // notices that ask to be confirmed
};
BOOST_DESCRIBE_STRUCT(OwnMail, (), (offered, address, confirmed, notices, confirmations))

struct OwnMailChange {
  std::optional<std::string> address;  // another one must be confirmed anew; "" forgets it
  std::optional<Way> notices, confirmations;
};
BOOST_DESCRIBE_STRUCT(OwnMailChange, (), (address, notices, confirmations))

class Mail {
 public:
  virtual ~Mail() = default;

  virtual MailSettings settings() = 0;
  virtual Result<MailSettings> set(const Actor& by, const NewMailSettings& wanted) = 0;  // invalid
  virtual Result<MailTried> try_out(const Actor& by, const std::string& to) = 0;  // invalid, conflict: not set up
  virtual MailQueue queue() = 0;
  virtual Result<MailQueue> retry(const Actor& by, const std::string& id) = 0;  // failed and unsure ones

  virtual OwnMail own(const Actor& actor) = 0;
  // Sends the link that confirms another address; busy: the mail server did not take it.
  virtual Result<OwnMail> change(const Actor& actor, const OwnMailChange& wanted) = 0;
  virtual Result<void> confirm(const std::string& token) = 0;  // not_found: used, over, or never given
  virtual Result<void> opt_out(const std::string& token) = 0;  // not_found

  // Looks for what is new and sends what is due. Several programs on one database may do so at once. Returns how many
  // mails were handed over.
  virtual int64_t round() = 0;
};

}  // namespace doorstep::mail
