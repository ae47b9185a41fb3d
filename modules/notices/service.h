// NoticesService: who a notice is for, and who has read it.
#pragma once

#include "module.h"
#include "store.h"

namespace doorstep::notices {

class NoticesService final : public Notices {
 public:
  NoticesService(db::Database& database, const Places& places, const audit::Trail& trail, Holders holders,
                 Classes classes)
      : database_(database),
        places_(places),
        trail_(trail),
        holders_(std::move(holders)),
        classes_(std::move(classes)) {}

  Inbox inbox(const Actor& actor) override;
  Result<Inbox> read(const Actor& actor, const std::string& id, bool confirm) override;
  Result<SentNotice> send(const Actor& actor, const NewNotice& wanted) override;
  Result<void> tell(const Actor& actor, const HouseNotice& wanted) override;
  Result<std::vector<SentNotice>> sent(const OrgId& org) override;
  Result<std::vector<Receipt>> receipts(const std::string& id) override;
  Result<void> withdraw(const Actor& actor, const std::string& id) override;
  std::vector<JustSent> sent_since(const std::string& at) override;
  std::vector<AccountId> recipients(const std::string& id) override;
  std::optional<OrgId> org_of(const std::string& id) override;

 private:
  Result<void> good_words(const OrgId& org, const std::string& title, const std::string& body) const;
  bool is_for(const store::NoticeRow& row, const Post& post) const;
  bool is_for(const store::NoticeRow& row, const Actor& actor) const;
  // The accounts that a notice is for, of a class or by name; empty when it is for all. Reads: not within a
  // transaction.
  using Only = std::optional<std::set<AccountId>>;
  Only only_for(const store::NoticeRow& row) const;
  // The organisations whose notices may reach the post: its own, the groups around it, the district.
  std::vector<OrgId> around(const Post& post) const;
  SentNotice shown(const store::NoticeRow& row, const std::vector<Holder>& holders) const;

  db::Database& database_;
  const Places& places_;
  const audit::Trail& trail_;
  Holders holders_;
  Classes classes_;
};

}  // namespace doorstep::notices
