// Staffing: the posts that schools are allowed, who fills them, and how many teachers of each subject it takes.
//
// Posts belong to the district, which gives them to its schools by year (county-managed, school-hired); people come
// from the register, as they serve today; pupils and classes from the newest returns; need from a norm that is data.
// What the district said earlier stays readable. Thread safe; every change is one transaction with its entry in the
// audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/base/sheet_fault.h>

namespace doorstep::staffing {

// --- the norm

// official: of a text that was read. quoted: of a text that several publications give alike. assumed: a choice of ours
// where the text leaves a range or says nothing; the source says for which paragraph it stands.
enum class NormBasis { official, quoted, assumed };
BOOST_DESCRIBE_ENUM(NormBasis, official, quoted, assumed)
struct NormPart {
  std::string code;  // posts, kindergarten, small, hours, hours_by_grade, hours_senior, loads, retirement
  Words source;
  NormBasis basis = NormBasis::assumed;
};
BOOST_DESCRIBE_STRUCT(NormPart, (), (code, source, basis))
struct NormInfo {
  std::string id;
  Words name, edition;
  std::vector<NormPart> parts;
  bool local = false;  // a district's own numbers; the members below are theirs
  int64_t version = 0;
  int from_year = 0;
  std::string reason, by_name, at;
};
BOOST_DESCRIBE_STRUCT(NormInfo, (), (id, name, edition, parts, local, version, from_year, reason, by_name, at))

struct NormRatio {
  std::string stage;
  double pupils = 0;  // to one post
};
BOOST_DESCRIBE_STRUCT(NormRatio, (), (stage, pupils))
// A rural school or teaching point of fewer pupils gets at least so many posts a class.
struct NormSmall {
  std::string stage;
  double below = 0, per_class = 0;
};
BOOST_DESCRIBE_STRUCT(NormSmall, (), (stage, below, per_class))
struct NormLoad {
  std::string stage;
  double hours = 0;     // a week, of one full teacher
  std::string subject;  // empty: all that have none of their own
};
BOOST_DESCRIBE_STRUCT(NormLoad, (), (stage, hours, subject))
struct NormHours {
  std::string stage, subject;
  std::vector<double> weekly;  // of one class, by grade from the lowest of the stage
};
BOOST_DESCRIBE_STRUCT(NormHours, (), (stage, subject, weekly))
struct NormNumbers {
  std::vector<NormRatio> ratios;
  std::vector<NormSmall> small;
  std::vector<NormLoad> loads;
  std::vector<NormHours> hours;
};
BOOST_DESCRIBE_STRUCT(NormNumbers, (), (ratios, small, loads, hours))

struct NormVersion {
  int64_t version = 0;
  int from_year = 0;
  std::string reason, by_name, at;
};
BOOST_DESCRIBE_STRUCT(NormVersion, (), (version, from_year, reason, by_name, at))
struct NormBook {
  NormInfo info;  // what holds in the year
  NormNumbers numbers;
  std::vector<NormVersion> versions;  // of the district, the newest first
};
BOOST_DESCRIBE_STRUCT(NormBook, (), (info, numbers, versions))
struct NewNorm {
  int from_year = 0;
  std::string reason;
  NormNumbers numbers;
};
BOOST_DESCRIBE_STRUCT(NewNorm, (), (from_year, reason, numbers))

// --- how schools stand

// One subject, in full teachers. available = own - lent_out + lent_in - on_leave; gap = available - need.
struct SubjectStand {
  std::string subject;
  std::optional<double> need;  // empty: no classes returned, or no stage that teaches it
  double own = 0, lent_out = 0, lent_in = 0, on_leave = 0, available = 0;
  std::optional<double> gap;     // below 0: short
  std::optional<int64_t> posts;  // given to the subject by the district
};
BOOST_DESCRIBE_STRUCT(SubjectStand, (), (subject, need, own, lent_out, lent_in, on_leave, available, gap, posts))

struct SchoolStand {
  OrgId school_id;
  std::string school;
  std::string stages;  // by commas
  std::string setting, legal_form;
  std::optional<double> longitude, latitude;  // of the main campus
  std::optional<double> students, classes;
  std::optional<int64_t> norm;   // posts by the norm; empty: no pupils returned, or a private school
  bool by_classes = false;       // the rule of small rural schools gave more
  std::optional<int64_t> posts;  // given by the district
  int64_t turnover = 0;          // lent from the reserve besides
  int posts_since = 0;           // school year of that decision
  int64_t in_post = 0;           // people under contract here, whatever they do
  int64_t established = 0, hired = 0;
  double lent_out = 0, lent_in = 0;  // full teachers
  int64_t on_leave = 0;
  std::optional<int64_t> vacancies;  // posts + turnover - established; below 0: over
  std::optional<double> per_100;     // people in post for 100 pupils
  int64_t birth_unknown = 0;
  std::vector<SubjectStand> subjects;  // in the order of Staffing::subjects
};
BOOST_DESCRIBE_STRUCT(SchoolStand, (),
                      (school_id, school, stages, setting, legal_form, longitude, latitude, students, classes, norm,
                       by_classes, posts, turnover, posts_since, in_post, established, hired, lent_out, lent_in,
                       on_leave, vacancies, per_100, birth_unknown, subjects))

// Posts of the district; posts = given + kept back + free.
struct PoolStand {
  int64_t posts = 0;    // in all
  int64_t reserve = 0;  // of these, kept back to be lent for a time
  int64_t given = 0, turnover = 0;
  int since = 0;
  std::string reason, by_name, at;
};
BOOST_DESCRIBE_STRUCT(PoolStand, (), (posts, reserve, given, turnover, since, reason, by_name, at))

enum class AskState { open, granted, refused, withdrawn };
BOOST_DESCRIBE_ENUM(AskState, open, granted, refused, withdrawn)

// A school asks for more posts.
struct Ask {
  std::string id;
  OrgId school_id;
  std::string school;
  int year = 0;
  int64_t more = 0;
  std::string reason, by_name, at;
  AskState state = AskState::open;
  int64_t given = 0;
  bool turnover = false;  // what was given is lent from the reserve
  std::string answer, decided_by, decided_at;
};
BOOST_DESCRIBE_STRUCT(Ask, (),
                      (id, school_id, school, year, more, reason, by_name, at, state, given, turnover, answer,
                       decided_by, decided_at))

// What the district gave a school, as it was said.
struct Allotment {
  OrgId school_id;
  std::string school;
  int year = 0;
  std::string subject;  // empty: the whole school
  int64_t posts = 0, turnover = 0;
  std::string reason, by_name, at;
};
BOOST_DESCRIBE_STRUCT(Allotment, (), (school_id, school, year, subject, posts, turnover, reason, by_name, at))

struct Totals {
  int64_t schools = 0;
  std::optional<double> students, classes;
  int64_t norm = 0, posts = 0, turnover = 0, in_post = 0, established = 0, hired = 0, on_leave = 0, birth_unknown = 0;
  int64_t vacancies = 0, over = 0;  // summed apart: a vacancy here does not fill a school there
  std::optional<double> per_100;
  std::vector<SubjectStand> subjects;  // gap: of all schools together; short and over of each are in `schools`
};
BOOST_DESCRIBE_STRUCT(Totals, (),
                      (schools, students, classes, norm, posts, turnover, in_post, established, hired, on_leave,
                       birth_unknown, vacancies, over, per_100, subjects))

enum class Over { school, group, district };
BOOST_DESCRIBE_ENUM(Over, school, group, district)

struct OrgStaffing {
  OrgId org_id;
  std::string org;
  Over kind = Over::school;
  OrgId district_id;
  std::string district;
  int year = 0;          // of the posts
  int figures_year = 0;  // of pupils and classes; 0: nothing returned
  bool manages = false;  // who asks decides about posts of the district
  bool speaks = false;   // who asks may ask for posts in this school's name
  NormInfo norm;
  std::vector<std::string> subjects;  // taught by the norm or by somebody here
  std::vector<SchoolStand> schools;   // by name
  Totals total;
  std::optional<PoolStand> pool;           // of a district
  std::vector<Ask> asks;                   // the open ones first
  std::vector<Allotment> history;          // the newest first; of a district the last 200
  std::vector<std::string> without_birth;  // of a school: whose month of birth is not known
};
BOOST_DESCRIBE_STRUCT(OrgStaffing, (),
                      (org_id, org, kind, district_id, district, year, figures_year, manages, speaks, norm, subjects,
                       schools, total, pool, asks, history, without_birth))

struct NewPool {
  int year = 0;
  int64_t posts = 0, reserve = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NewPool, (), (year, posts, reserve, reason))
struct NewAllotment {
  OrgId school_id;
  int year = 0;
  int64_t posts = 0;
  std::string reason;
  std::optional<int64_t> turnover;     // 0
  std::optional<std::string> subject;  // the whole school
};
BOOST_DESCRIBE_STRUCT(NewAllotment, (), (school_id, year, posts, reason, turnover, subject))
struct NewAsk {
  int year = 0;
  int64_t more = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NewAsk, (), (year, more, reason))
struct AskAnswer {
  bool granted = false;
  int64_t given = 0;
  bool turnover = false;
  std::string answer;
};
BOOST_DESCRIBE_STRUCT(AskAnswer, (), (granted, given, turnover, answer))

// A sheet of allotments, checked row by row.
struct SheetRow {
  int64_t row = 0;
  std::string school, year, subject, posts, turnover, reason;
};
struct SheetOutcome {
  int64_t rows = 0;  // that change something
  int64_t same = 0;  // that say what holds already
  bool written = false;
  std::vector<SheetFault> faults;
};
BOOST_DESCRIBE_STRUCT(SheetOutcome, (), (rows, same, written, faults))

class Staffing {
 public:
  virtual ~Staffing() = default;

  // Of a school, the members of a group, or a district. `manages`: who asks has people_decide over the district;
  // `speaks`: over `org`. Without a year the present school year. not_found, invalid (year).
  virtual Result<OrgStaffing> staffing(const Actor& actor, const OrgId& org, std::optional<int> year, bool manages,
                                       bool speaks) = 0;
  virtual Result<NormBook> norm(const OrgId& org, std::optional<int> year) = 0;

  // By the district. not_found: no such district, school, or request; invalid: a field; conflict: over-pool,
  // below-given (a pool smaller than what is given), over-posts (subjects together over the school), ask-closed.
  virtual Result<NormBook> set_norm(const Actor& actor, const OrgId& district, const NewNorm& wanted) = 0;
  virtual Result<void> set_pool(const Actor& actor, const OrgId& district, const NewPool& wanted) = 0;
  virtual Result<void> allot(const Actor& actor, const OrgId& district, const NewAllotment& wanted) = 0;
  virtual Result<SheetOutcome> allot(const Actor& actor, const OrgId& district, const std::vector<SheetRow>& rows,
                                     bool dry) = 0;
  virtual Result<void> answer(const Actor& actor, const OrgId& district, const std::string& ask,
                              const AskAnswer& wanted) = 0;
  // By the school.
  virtual Result<void> ask(const Actor& actor, const OrgId& school, const NewAsk& wanted) = 0;
  virtual Result<void> withdraw(const Actor& actor, const OrgId& school, const std::string& ask) = 0;
};

}  // namespace doorstep::staffing
