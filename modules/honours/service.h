// HonoursWork: one class over the store; its parts stand in service*.cpp by what they are about.
#pragma once

#include "module.h"
#include "store.h"
#include "terms.h"

namespace doorstep::honours {

inline constexpr size_t longest_honour_line = 300, longest_honour_text = 3'000;  // bytes
inline constexpr const char* consent_purpose = "works";

tl::unexpected<Error> wrong_honour(const std::string& field, Words what);
tl::unexpected<Error> no_honour();

class HonoursWork final : public Honours {
 public:
  explicit HonoursWork(Around around) : around_(around) {}

  Result<SchoolHonours> at(const OrgId& school) override;
  Result<SchoolHonours> enter(const Actor& actor, const OrgId& school, const NewStudentHonour& wanted) override;
  Result<SchoolHonours> decide(const Actor& actor, const OrgId& school, const std::string& honour,
                               const HonourDecision& wanted) override;
  Result<SchoolHonours> remove(const Actor& actor, const OrgId& school, const std::string& honour) override;
  Result<HonoursRead> read_sheet(const Actor& actor, const OrgId& school, const std::vector<HonourLine>& lines,
                                 bool dry) override;
  Result<SchoolHonours> put_work(const Actor& actor, const OrgId& school, const std::string& work,
                                 const NewStudentWork& wanted) override;
  Result<SchoolHonours> show(const Actor& actor, const OrgId& school, const std::string& work, bool shown) override;
  OwnHonours own(const Actor& actor) override;
  Result<OwnHonours> claim(const Actor& actor, const PersonId& child, const NewStudentHonour& wanted) override;
  Result<FileInfo> take_evidence(const Actor& actor, const PersonId& child, const std::string& name,
                                 const std::string& path) override;
  Result<OwnHonours> add_evidence(const Actor& actor, const PersonId& child, const std::string& honour,
                                  const HonourEvidence& wanted) override;
  bool of_own(const Actor& actor, const PersonId& child, const std::string& honour) override;
  Result<Showcase> showcase(const OrgId& org) override;
  bool seen(const OrgId& org, const std::string& work) override;
  bool of_school(const OrgId& school, const std::string& thing) override;
  std::vector<StudentHonour> of(const PersonId& child) override;
  Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                         bool dry) override;

 private:
  Result<store::HonourRow> wanted_honour(const OrgId& school, const NewStudentHonour& wanted);
  Result<children::TiedChild> own_pupil(const Actor& actor, const PersonId& child);
  // Within the caller's transaction: files that were taken for the child's school now hang on the honour.
  Result<void> hold_evidence(db::Session& session, const Actor& actor, const store::HonourRow& row,
                             const std::vector<std::string>& files);
  StudentHonour shown(const store::HonourRow& row);
  StudentWork shown(const store::WorkRow& row);
  std::vector<OrgId> schools_of(const OrgId& org);

  Around around_;
};

}  // namespace doorstep::honours
