// Flows: who gives and who receives what a group or district shares, and how evenly its students can reach it. Read
// from the rooms where sharing is done; nothing is kept here. Thread safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>
#include <doorstep/base/words.h>

namespace doorstep::flows {

// teaching: hours of work; resources: times used; courses, clubs: places of students.
enum class FlowKind { teaching, resources, courses, clubs };
BOOST_DESCRIBE_ENUM(FlowKind, teaching, resources, courses, clubs)

// One of each kind, in its unit.
struct FlowAmounts {
  double teaching = 0, resources = 0, courses = 0, clubs = 0;
  double& of(FlowKind kind);
};
BOOST_DESCRIBE_STRUCT(FlowAmounts, (), (teaching, resources, courses, clubs))

// Where a flow begins or ends: a school of a group; in a district the schools of one setting together; what the group
// or district itself shares; or outside.
enum class FlowPlace { school, setting, shared, outside };
BOOST_DESCRIBE_ENUM(FlowPlace, school, setting, shared, outside)

struct FlowNode {
  std::string id;
  FlowPlace place{};
  Words name;
  int64_t schools = 0;
  double students = 0;
  FlowAmounts gives, receives;
};
BOOST_DESCRIBE_STRUCT(FlowNode, (), (id, place, name, schools, students, gives, receives))

struct FlowLine {
  std::string from, to;  // nodes
  FlowKind kind{};
  double amount = 0;
};
BOOST_DESCRIBE_STRUCT(FlowLine, (), (from, to, kind, amount))

// What the students of a school have. Seats: within their reach (engines/access), places: that they took.
struct SchoolOpportunity {
  OrgId school_id;
  std::string school, setting;
  double students = 0;  // of grades 1 to 12
  FlowAmounts gives, receives;
  double course_seats = 0, club_seats = 0, course_places = 0, club_places = 0;
};
BOOST_DESCRIBE_STRUCT(SchoolOpportunity, (),
                      (school_id, school, setting, students, gives, receives, course_seats, club_seats, course_places,
                       club_places))

enum class OpportunityOf { course_seats, club_seats, course_places, club_places };
BOOST_DESCRIBE_ENUM(OpportunityOf, course_seats, club_seats, course_places, club_places)

// How unevenly it is spread over the schools, weighted by students (engines/variation).
struct OpportunitySpread {
  OpportunityOf of{};
  double amount = 0;  // in all
  double per_hundred = 0;
  std::optional<double> cv, gini;  // empty: nothing is offered, or there is one school
};
BOOST_DESCRIBE_STRUCT(OpportunitySpread, (), (of, amount, per_hundred, cv, gini))

struct OrgFlows {
  OrgId org_id;
  std::string org;
  bool by_school = false;  // else by setting
  Date from, until;        // until: the first day that does not count
  double students = 0;
  std::vector<FlowNode> nodes;
  std::vector<FlowLine> lines;             // the largest of each kind first; none within one school
  std::vector<SchoolOpportunity> schools;  // by name
  std::vector<OpportunitySpread> spreads;
};
BOOST_DESCRIBE_STRUCT(OrgFlows, (), (org_id, org, by_school, from, until, students, nodes, lines, schools, spreads))

class Flows {
 public:
  virtual ~Flows() = default;

  // Of a group, by its members of today, or of a district. Absent days: this school year, what was done until today and
  // what is offered until its end.
  //   not_found  no such group or district; invalid (until: not after from, or more than five years)
  virtual Result<OrgFlows> at(const OrgId& org, std::optional<Date> from, std::optional<Date> until) = 0;
};

}  // namespace doorstep::flows
