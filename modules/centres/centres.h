// Centres of a group, with heads and members for terms. Thread safe; every change is one transaction with its entry in
// the audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::centres {

// own: what none of the others says; its name tells.
enum class CentreKind { management, quality, teachers, research, students, resources, services, own };
BOOST_DESCRIBE_ENUM(CentreKind, management, quality, teachers, research, students, resources, services, own)

enum class CentrePart { head, deputy, member };
BOOST_DESCRIBE_ENUM(CentrePart, head, deputy, member)

struct CentrePost {
  std::string id;
  std::string name;
  bool own = false;  // of who asks
  OrgId school_id;
  std::string school;
  CentrePart part = CentrePart::member;
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(CentrePost, (), (id, name, own, school_id, school, part, begin_on, end_on))

struct Centre {
  std::string id;
  CentreKind kind = CentreKind::own;
  std::string name, purpose;
  OrgId school_id;  // where it sits
  std::string school;
  Date begin_on, end_on;
  bool runs = false;              // who asks may appoint deputies and members
  std::vector<CentrePost> posts;  // those of today by part, then those to come, then those that are over
};
BOOST_DESCRIBE_STRUCT(Centre, (), (id, kind, name, purpose, school_id, school, begin_on, end_on, runs, posts))

struct GroupCentres {
  OrgId group_id;
  std::string group;
  std::vector<Centre> centres;  // by kind and name; closed ones last
};
BOOST_DESCRIBE_STRUCT(GroupCentres, (), (group_id, group, centres))

struct NewCentre {
  CentreKind kind = CentreKind::own;
  std::string name;
  std::optional<std::string> purpose;
  std::optional<OrgId> school_id;
  std::optional<Date> begin_on;  // today
};
BOOST_DESCRIBE_STRUCT(NewCentre, (), (kind, name, purpose, school_id, begin_on))

struct CentreWords {
  std::string name, purpose;
  std::optional<OrgId> school_id;
};
BOOST_DESCRIBE_STRUCT(CentreWords, (), (name, purpose, school_id))

struct NewCentrePost {
  std::string name;
  std::optional<std::string> sign_in;  // of the person's account; a head without one cannot appoint
  std::optional<OrgId> school_id;
  CentrePart part = CentrePart::member;
  std::optional<Date> begin_on;  // today
  std::optional<Date> end_on;    // open
};
BOOST_DESCRIBE_STRUCT(NewCentrePost, (), (name, sign_in, school_id, part, begin_on, end_on))

struct CentreEnd {
  Date on;  // the first day on which it no longer holds
};
BOOST_DESCRIBE_STRUCT(CentreEnd, (), (on))

class Centres {
 public:
  virtual ~Centres() = default;

  // `runs`, here and below: who asks runs the group.
  virtual Result<GroupCentres> centres(const Actor& actor, const OrgId& group, bool runs) = 0;

  // Faults of all changes: not_found, invalid (a field is wrong), forbidden (not the head's to do), conflict
  // (centre-twice, centre-closed, head-twice, post-twice, not-held).
  virtual Result<GroupCentres> found(const Actor& actor, const OrgId& group, const NewCentre& wanted) = 0;
  virtual Result<GroupCentres> reword(const Actor& actor, const OrgId& group, const std::string& centre,
                                      const CentreWords& wanted) = 0;
  virtual Result<GroupCentres> close(const Actor& actor, const OrgId& group, const std::string& centre,
                                     const CentreEnd& wanted) = 0;
  virtual Result<GroupCentres> appoint(const Actor& actor, const OrgId& group, const std::string& centre,
                                       const NewCentrePost& wanted, bool runs) = 0;
  virtual Result<GroupCentres> end_post(const Actor& actor, const OrgId& group, const std::string& post,
                                        const CentreEnd& wanted, bool runs) = 0;
};

}  // namespace doorstep::centres
