// MailService: settings, own addresses, and rounds over the outbox.
#pragma once

#include "module.h"
#include "store.h"

namespace doorstep::mail {

// As kept among the installation's settings.
struct KeptSettings {
  MailSettings shown;
  std::string sealed_password;
  std::string since;  // notices sent earlier are not mailed, RFC 3339
};
BOOST_DESCRIBE_STRUCT(KeptSettings, (), (shown, sealed_password, since))

class MailService final : public Mail {
 public:
  explicit MailService(Around around);

  MailSettings settings() override;
  Result<MailSettings> set(const Actor& by, const NewMailSettings& wanted) override;
  Result<MailTried> try_out(const Actor& by, const std::string& to) override;
  MailQueue queue() override;
  Result<MailQueue> retry(const Actor& by, const std::string& id) override;
  OwnMail own(const Actor& actor) override;
  Result<OwnMail> change(const Actor& actor, const OwnMailChange& wanted) override;
  Result<void> confirm(const std::string& token) override;
  Result<void> opt_out(const std::string& token) override;
  int64_t round() override;

 private:
  KeptSettings kept() const;
  smtp::Server server_of(const KeptSettings& kept) const;
  std::string off_token(const AccountId& account) const;
  // Notices sent since the last look, to those who want them at once.
  void queue_notices(const KeptSettings& kept, const std::vector<store::AddressRow>& people);
  void queue_digests(const KeptSettings& kept, const std::vector<store::AddressRow>& people);
  // Empty: there is nothing to say any more.
  std::optional<smtp::Message> written(const KeptSettings& kept, const store::OutboxRow& row) const;
  bool send_one(const KeptSettings& kept, store::OutboxRow row);

  Around around_;
  std::string seen_;  // notices were looked at until then, RFC 3339; of this program
};

// The words of mails.
struct Written {
  std::string subject, text;
};
Written notice_text(const notices::Notice& notice, const MailSettings& settings, const std::string& off,
                    Language language);
Written digest_text(const std::vector<notices::Notice>& waiting, const std::vector<calendar::Event>& coming,
                    const MailSettings& settings, const std::string& off, Language language);
Written confirm_text(const std::string& link, Language language);
Written trial_text(Language language);

}  // namespace doorstep::mail
