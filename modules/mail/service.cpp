// Settings and the queue, for who runs the installation.
#include "service.h"

#include <algorithm>
#include <ctime>

#include <doorstep/base/seal.h>
#include <doorstep/settings/settings.h>
#include <doorstep/zone/zone.h>

namespace doorstep::mail {
namespace {

constexpr const char* key = "mail";
constexpr const char* purpose = "doorstep mail";
constexpr int64_t day = 86'400;
constexpr int most_trouble = 100;

void fault(std::vector<FieldError>& faults, const char* field, Words what) {
  faults.push_back({field, std::move(what)});
}

std::vector<FieldError> faults_of(const MailSettings& wanted) {
  std::vector<FieldError> faults;
  if (wanted.host.empty() || wanted.host.find_first_of(" /:@\r\n") != std::string::npos)
    fault(faults, "host", say("应是邮件服务器的名称，例如 smtp.example.org", "must be the name of a mail server"));
  if (wanted.port < 1 || wanted.port > 65'535) fault(faults, "port", say("1 到 65535", "must be 1 to 65535"));
  if (!smtp::check_address(wanted.from, "from")) fault(faults, "from", say("应是邮箱地址", "must be a mail address"));
  const bool web = wanted.site.starts_with("https://") || wanted.site.starts_with("http://");
  if (!web || wanted.site.ends_with('/') || wanted.site.find_first_of(" \r\n<>") != std::string::npos)
    fault(faults, "site", say("以 https:// 开头，末尾没有 /", "begins with https:// and ends without /"));
  if (!zone::known(wanted.zone))
    fault(faults, "zone", say("没有这个时区，例如 Asia/Shanghai", "no such time zone; one is Asia/Shanghai"));
  if (wanted.hour < 0 || wanted.hour > 23) fault(faults, "hour", say("0 到 23", "must be 0 to 23"));
  return faults;
}

smtp::Security security_of(MailSecurity wanted) {
  if (wanted == MailSecurity::tls) return smtp::Security::tls;
  return wanted == MailSecurity::none ? smtp::Security::none : smtp::Security::starttls;
}

}  // namespace

MailService::MailService(Around around) : around_(std::move(around)) {
  if (!around_.now) around_.now = [] { return static_cast<int64_t>(std::time(nullptr)); };
}

std::unique_ptr<Mail> make_mail(Around around) { return std::make_unique<MailService>(std::move(around)); }

KeptSettings MailService::kept() const {
  return around_.database.read(
      [](db::Session& session) { return settings::get<KeptSettings>(session, key).value_or(KeptSettings{}); });
}

smtp::Server MailService::server_of(const KeptSettings& kept) const {
  const auto& shown = kept.shown;
  return {shown.host,
          shown.port,
          security_of(shown.security),
          shown.user,
          kept.sealed_password.empty() ? "" : unsealed(kept.sealed_password, around_.secret, purpose),
          shown.ca_file,
          shown.from,
          shown.from_name};
}

MailSettings MailService::settings() { return kept().shown; }

Result<MailSettings> MailService::set(const Actor& by, const NewMailSettings& wanted) {
  const auto before = kept();
  auto after = before;
  auto& shown = after.shown;
  shown.on = wanted.on;
  shown.host = wanted.host;
  shown.port = wanted.port.value_or(587);
  shown.security = wanted.security.value_or(MailSecurity::starttls);
  shown.user = wanted.user.value_or("");
  shown.ca_file = wanted.ca_file.value_or("");
  shown.from = wanted.from;
  shown.from_name = wanted.from_name.value_or("");
  shown.site = wanted.site;
  shown.zone = wanted.zone.value_or("Asia/Shanghai");
  shown.hour = wanted.hour.value_or(7);
  if (wanted.password)
    after.sealed_password = wanted.password->empty() ? "" : sealed(*wanted.password, around_.secret, purpose);
  shown.has_password = !after.sealed_password.empty();
  if (shown.on && !before.shown.on) after.since = utc_text(around_.now());
  if (auto faults = faults_of(shown); !faults.empty())
    return refuse(Fault::invalid, "mail-settings-wrong", say("邮件设置有误", "the mail settings are wrong"),
                  std::move(faults));
  return around_.database.write([&](db::Session& session) -> Result<MailSettings> {
    settings::set(session, key, after);
    around_.trail.append(session, by, {"mail-set", "settings", key, {}, audit::changes(before.shown, after.shown)});
    return after.shown;
  });
}

Result<MailTried> MailService::try_out(const Actor& by, const std::string& to) {
  DOORSTEP_TRY(smtp::check_address(to, "to"));
  const auto now = kept();
  if (now.shown.host.empty())
    return refuse(Fault::conflict, "mail-not-set-up", say("请先填写邮件设置", "fill in the mail settings first"));
  const auto words = trial_text(by.language);
  const auto outcome = around_.send(server_of(now), {new_uuid(), to, words.subject, words.text, "", around_.now()});
  return MailTried{outcome.sent, outcome.said};
}

MailQueue MailService::queue() {
  MailQueue made;
  std::vector<store::OutboxRow> rows;
  around_.database.read([&](db::Session& session) {
    made.waiting = store::count(session, MailState::waiting, 0) + store::count(session, MailState::sending, 0);
    made.sent = store::count(session, MailState::sent, around_.now() - day);
    rows = store::trouble(session, most_trouble);
  });
  for (const auto& row : rows) {
    const auto actor = around_.actor_of(row.account);
    made.trouble.push_back(
        {row.id, actor ? actor->name : "", row.kind, row.state, row.tries, row.said, utc_text(row.made_at)});
  }
  return made;
}

Result<MailQueue> MailService::retry(const Actor& by, const std::string& id) {
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    auto row = store::queued(session, id);
    if (!row) return refuse(Fault::not_found, "mail-unknown", say("没有这封邮件", "there is no such mail"));
    const auto before = row->state;
    if (before != MailState::failed && before != MailState::unsure)
      return refuse(Fault::conflict, "mail-not-failed", say("这封邮件不需要重发", "that mail need not be sent again"));
    row->state = MailState::waiting;
    row->due_at = row->made_at = around_.now();
    row->tries = 0;
    store::move(session, *row, before);
    around_.trail.append(session, by, {"mail-retried", "mail", id, {}, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return queue();
}

}  // namespace doorstep::mail
