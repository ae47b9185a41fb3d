// Honours: what students and schools were honoured for, verified by the school, and the showcase of works. Thread safe;
// every change is one transaction with its entry in the audit trail.
//
// The public sees of a student only what its guardian agreed to show (purpose "works" of the room of children), asked
// anew at every reading: a consent that is withdrawn takes honours, works and their files away at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/result.h>
#include <doorstep/base/sheet_fault.h>
#include <doorstep/children/traces.h>

namespace doorstep::honours {

inline constexpr const char* honours_room = "student-honour";
inline constexpr const char* works_room = "student-work";

struct HonourTerm {
  std::string code;
  Words name;
};
BOOST_DESCRIBE_STRUCT(HonourTerm, (), (code, name))

enum class HonourState { entered, verified, refused };
BOOST_DESCRIBE_ENUM(HonourState, entered, verified, refused)

struct StudentHonour {
  std::string id;
  OrgId school_id;
  PersonId person_id;  // empty: the school's own
  std::string name, of_class;
  std::string title, kind, level, award, issuer;
  Date on;
  HonourState state{};
  std::string by, decided_by, reason;
  bool consent = false;  // may be shown to everybody
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(StudentHonour, (),
                      (id, school_id, person_id, name, of_class, title, kind, level, award, issuer, on, state, by,
                       decided_by, reason, consent, files))

enum class WorkState { draft, shown };
BOOST_DESCRIBE_ENUM(WorkState, draft, shown)

struct WorkMaker {
  PersonId person_id;
  std::string name, of_class;
  bool consent = false;
};
BOOST_DESCRIBE_STRUCT(WorkMaker, (), (person_id, name, of_class, consent))

struct StudentWork {
  std::string id;
  OrgId school_id;
  std::string title, about, maker;
  std::vector<WorkMaker> people;
  WorkState state{};
  bool seen = false;  // by everybody, now
  std::vector<FileInfo> files;
  std::string by, at;
};
BOOST_DESCRIBE_STRUCT(StudentWork, (), (id, school_id, title, about, maker, people, state, seen, files, by, at))

struct SchoolHonours {
  OrgId school_id;
  std::string school;
  std::vector<HonourTerm> kinds, levels;
  std::vector<StudentHonour> honours;  // what waits first, then the newest first
  std::vector<StudentWork> works;      // the newest first
};
BOOST_DESCRIBE_STRUCT(SchoolHonours, (), (school_id, school, kinds, levels, honours, works))

struct NewStudentHonour {
  std::optional<PersonId> person_id;
  std::string title, kind, level, award, issuer;
  Date on;
  std::optional<std::vector<std::string>> files;  // uploaded for the school; added to those that hang on it
};
BOOST_DESCRIBE_STRUCT(NewStudentHonour, (), (person_id, title, kind, level, award, issuer, on, files))

struct HonourEvidence {
  std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(HonourEvidence, (), (files))

struct HonourDecision {
  bool verified = false;
  std::string reason;  // asked for a refusal
};
BOOST_DESCRIBE_STRUCT(HonourDecision, (), (verified, reason))

struct NewStudentWork {
  std::string title, about, maker;
  std::vector<PersonId> people;
  std::vector<std::string> files;  // exactly what is to be shown; uploaded for the school
};
BOOST_DESCRIBE_STRUCT(NewStudentWork, (), (title, about, maker, people, files))

// One's own children, or oneself.
struct HonouredChild {
  PersonId id;
  std::string name;
  OrgId school_id;
  std::string school;
  bool may = false;  // enter an honour for the school to verify
  std::vector<StudentHonour> honours;
  std::vector<StudentWork> works;
};
BOOST_DESCRIBE_STRUCT(HonouredChild, (), (id, name, school_id, school, may, honours, works))
struct OwnHonours {
  std::vector<HonourTerm> kinds, levels;
  std::vector<HonouredChild> children;
};
BOOST_DESCRIBE_STRUCT(OwnHonours, (), (kinds, levels, children))

// What everybody sees of a school or group. No count, and nothing that was not agreed to.
struct ShownWork {
  std::string id;
  OrgId school_id;
  std::string school, title, about, maker;
  std::vector<std::string> names;
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(ShownWork, (), (id, school_id, school, title, about, maker, names, files))
struct ShownHonour {
  OrgId school_id;
  std::string school, name, of_class, title, kind, level, award, issuer;
  Date on;
};
BOOST_DESCRIBE_STRUCT(ShownHonour, (), (school_id, school, name, of_class, title, kind, level, award, issuer, on))
struct Showcase {
  OrgId org_id;
  std::string org;
  std::vector<HonourTerm> kinds, levels;
  std::vector<ShownWork> works;
  std::vector<ShownHonour> honours;
};
BOOST_DESCRIBE_STRUCT(Showcase, (), (org_id, org, kinds, levels, works, honours))

struct HonourLine {
  int64_t row = 0;
  std::string number, name, of_class, title, kind, level, award, issuer, on;
};
struct HonoursRead {
  int64_t rows = 0, fresh = 0, same = 0;  // same: stand already
  std::vector<SheetFault> faults;
  bool kept = false;
};
BOOST_DESCRIBE_STRUCT(HonoursRead, (), (rows, fresh, same, faults, kept))

class Honours {
 public:
  virtual ~Honours() = default;

  // --- the school's. What it enters is verified; what a guardian enters waits. not_found for other schools' things.
  virtual Result<SchoolHonours> at(const OrgId& school) = 0;
  virtual Result<SchoolHonours> enter(const Actor& actor, const OrgId& school, const NewStudentHonour& wanted) = 0;
  virtual Result<SchoolHonours> decide(const Actor& actor, const OrgId& school, const std::string& honour,
                                       const HonourDecision& wanted) = 0;
  virtual Result<SchoolHonours> remove(const Actor& actor, const OrgId& school, const std::string& honour) = 0;
  virtual Result<HonoursRead> read_sheet(const Actor& actor, const OrgId& school, const std::vector<HonourLine>& lines,
                                         bool dry) = 0;
  virtual Result<SchoolHonours> put_work(const Actor& actor, const OrgId& school, const std::string& work,
                                         const NewStudentWork& wanted) = 0;  // an empty `work` makes one
  // conflict (no-consent): whose guardian has not agreed is named
  virtual Result<SchoolHonours> show(const Actor& actor, const OrgId& school, const std::string& work, bool shown) = 0;

  // --- one's own
  virtual OwnHonours own(const Actor& actor) = 0;
  virtual Result<OwnHonours> claim(const Actor& actor, const PersonId& child, const NewStudentHonour& wanted) = 0;
  // A picture or PDF that shows it, still loose: for claim() or add_evidence(). Moved away from `path`. invalid, and
  // what Files::put() says
  virtual Result<FileInfo> take_evidence(const Actor& actor, const PersonId& child, const std::string& name,
                                         const std::string& path) = 0;
  // To an honour that still waits. conflict (honour-decided)
  virtual Result<OwnHonours> add_evidence(const Actor& actor, const PersonId& child, const std::string& honour,
                                          const HonourEvidence& wanted) = 0;
  // Whether `honour` is of a child of the actor's.
  virtual bool of_own(const Actor& actor, const PersonId& child, const std::string& honour) = 0;

  // --- everybody: of a school, or of the schools of a group
  virtual Result<Showcase> showcase(const OrgId& org) = 0;
  // Whether a work is of the school or group and everybody may see it now.
  virtual bool seen(const OrgId& org, const std::string& work) = 0;
  virtual bool of_school(const OrgId& school, const std::string& thing) = 0;  // an honour or a work

  // --- for other rooms: verified, by day
  virtual std::vector<StudentHonour> of(const PersonId& child) = 0;
  // For children::Trace. What names a child who left goes: honours, and its part in works, which are no longer shown.
  // Of one who is still there what the school verified stays in its books; what is shown rests on consent anyway.
  virtual Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                 bool dry) = 0;
};

}  // namespace doorstep::honours
