// Assessments: the one class behind the face. Keeps what it prepared until the register changes.
#pragma once

#include <list>
#include <map>
#include <mutex>

#include <doorstep/balance/balance.h>

#include "prepared.h"

namespace doorstep::balance {

class Assessments : public Balance {
 public:
  // Both outlive the object.
  Assessments(registry::Registry& registry, const standard::Book& book);

  std::vector<StandardInfo> standards() override;
  Result<Report> report(const Question& question, const registry::Scope& full) override;
  Result<std::vector<SchoolResult>> schools(const Question& question, const registry::Scope& full) override;
  Result<std::vector<GroupResult>> groups(const Question& question, const std::string& by,
                                          const registry::Scope& full) override;
  Result<std::vector<Report>> years(const Question& question, const registry::Scope& full) override;
  Result<std::vector<Report>> areas(const Question& question, const registry::Scope& full) override;
  Result<std::vector<SchoolResult>> school(const OrgId& school, const Question& question,
                                           const registry::Scope& full) override;
  Result<WhatIfAnswer> what_if(const WhatIf& ask, const registry::Scope& full) override;

 private:
  // A question with nothing left open.
  struct Settled {
    std::shared_ptr<const Prepared> prepared;
    size_t stage = 0;
  };
  Result<Settled> settle(const Question& question, const registry::Scope& full);
  // By id; without one, the standard that suits an area's sections best.
  Result<const standard::Measure*> measure_for(const std::string& id, const registry::Area& area,
                                               const std::vector<registry::Section>& sections);
  std::shared_ptr<const Prepared> prepared(const registry::Area& area, SchoolYear year,
                                           const standard::Measure& measure, const registry::Scope& full);
  std::shared_ptr<const std::vector<registry::Section>> sections(const OrgId& area, SchoolYear year);
  Report full_report(const Settled& settled, const registry::Scope& full);

  registry::Registry& registry_;
  const standard::Book& book_;
  std::vector<standard::Measure> measures_;  // as the book's standards

  // What was prepared since the register last changed; the newest first, at most `kept`.
  static constexpr size_t kept = 128;
  struct Entry {
    std::string key;
    std::shared_ptr<const Prepared> prepared;
    std::shared_ptr<const std::vector<registry::Section>> sections;
  };
  std::mutex mutex_;
  int64_t as_of_ = -1;
  std::list<Entry> entries_;

  std::optional<Entry> remembered(const std::string& key);
  void remember(Entry entry, int64_t as_of);
};

}  // namespace doorstep::balance
