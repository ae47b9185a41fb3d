// PerformanceService: sheets of a school by term.
#pragma once

#include <functional>

#include "module.h"
#include "store_performance.h"

namespace doorstep::portfolio {

// What a row of a brought sheet says of one person; empty values are left as they are.
struct BroughtRow {
  int64_t row = 0;
  std::string person_id, name, remark;
  std::vector<std::string> values;  // in the order of the items; as written
};

// Rows of a workbook or csv file; headings are the names of the items, "姓名" or "Name", and "编号" or "Id". invalid: a
// column is missing, or there are too many rows.
Result<std::vector<BroughtRow>> read_performance(const std::filesystem::path& file,
                                                 const std::vector<PerformanceItem>& items);

class PerformanceService final : public Performance {
 public:
  explicit PerformanceService(Around around) : around_(std::move(around)) {}

  Result<PerformanceSheets> sheets(const Actor& actor, const OrgId& school) override;
  Result<PerformanceSheet> sheet(const Actor& actor, const OrgId& school, const std::string& id) override;
  Result<PerformanceSheet> make(const Actor& actor, const OrgId& school, const NewPerformanceSheet& wanted) override;
  Result<PerformanceSheet> reword(const Actor& actor, const OrgId& school, const std::string& id,
                                  const NewPerformanceSheet& wanted) override;
  Result<PerformanceSheet> fill(const Actor& actor, const OrgId& school, const std::string& id,
                                const PerformanceFilling& wanted) override;
  Result<PerformanceImported> bring(const Actor& actor, const OrgId& school, const std::string& id,
                                    const std::filesystem::path& file, bool dry) override;
  Result<PerformanceSheet> move(const Actor& actor, const OrgId& school, const std::string& id,
                                const PerformanceMove& wanted) override;
  Result<PerformanceSheet> reply(const Actor& actor, const OrgId& school, const std::string& id,
                                 const PerformanceReply& wanted) override;
  Result<std::vector<TermResult>> own(const Actor& actor) override;
  Result<std::vector<TermResult>> of(const Actor& actor, const PersonId& person) override;
  Result<std::vector<TermResult>> answer(const Actor& actor, const std::string& id,
                                         const PerformanceAnswer& wanted) override;

 private:
  // The sheet, for the head of its school. not_found
  Result<store::SheetRow> held(db::Session& session, const Actor& actor, const OrgId& school,
                               const std::string& id) const;
  PerformanceSheet shown(db::Session& session, const store::SheetRow& row) const;
  std::vector<TermResult> results(const PersonId& person) const;
  // Changes a sheet that is not published.
  Result<PerformanceSheet> change(const Actor& actor, const OrgId& school, const std::string& id, const char* action,
                                  const std::function<Result<void>(db::Session&, store::SheetRow&)>& work);
  void enlist(db::Session& session, const store::SheetRow& row) const;  // the school's teachers of today
  void keep_values(db::Session& session, const PersonId& person, const std::vector<PerformanceValue>& values) const;

  Around around_;
};

}  // namespace doorstep::portfolio
