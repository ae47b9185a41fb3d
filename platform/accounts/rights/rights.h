// Rights: what may be done, by which role, how far. This table is the only place where that is decided; the HTTP edge
// and the command line ask it, and generated tests walk every route as every role against it.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/describe.h>

namespace doorstep {

enum class Right {
  open,             // sign-in, health, the contract, words and standards: nothing about anyone
  district_read,    // public figures of a district: coefficients, schools' names and places, groups
  register_read,    // schools, campuses, facilities, returns, groups in full
  people_read,      // staff, classes and students by name; every reading is logged
  register_write,   // correct the register by hand
  groups_write,     // found groups, take in and let go members
  group_read,       // a group's inner papers: charter in the making, council, tasks, how far it works as one
  group_work,       // comment, hand in evidence, offer what the own school shares
  group_join,       // take part: book what the group shares, come to joint lessons
  group_vote,       // vote in the council; the seat is checked besides
  group_run,        // charter, council, meetings, centres, what the group unifies
  notices_send,     // announcements of an organisation, and who has read them
  people_develop,   // teachers' growth by name: portfolios, training, mentoring, posts of a school; see and record
  offerings_run,    // courses, clubs and how they are chosen: offer, open, draw, who is in them by name
  people_decide,    // what is decided about teachers: ranks, conduct, secondments, staff accounts
  exchange_plan,    // plan the exchange of teachers of a group or district
  library_read,     // resources that are shared with those who work here
  library_work,     // share, use, adapt and rate resources in the name of an organisation
  library_review,   // take up or return what was handed in, certify, take down
  import_run,       // dry runs, imports, mappings, exports of the whole register
  plan,             // what-if
  accounts_manage,  // invite people, give and take posts
  audit_read,       // who changed what
  operate,          // metrics, backups, settings
  self,             // one's own account: password, language, sign-out
};
BOOST_DESCRIBE_ENUM(Right, open, district_read, register_read, people_read, register_write, groups_write, group_read,
                    group_work, group_join, group_vote, group_run, notices_send, people_develop, offerings_run,
                    people_decide, exchange_plan, library_read, library_work, library_review, import_run, plan,
                    accounts_manage, audit_read, operate, self)

// Whether a right shows people by name, so that every reading under it is logged.
constexpr bool shows_people(Right right) {
  return right == Right::people_read || right == Right::people_develop || right == Right::offerings_run ||
         right == Right::people_decide;
}

// How far a role's right reaches.
enum class Reach {
  none,
  own,       // the subtree of the post's organisation (a group president's: the group and its members today)
  group,     // own, and the groups that the organisation belongs to today
  around,    // the same, and the district around it, but not what else lies in the district
  district,  // the district(s) around the post's organisation
  all,
};
BOOST_DESCRIBE_ENUM(Reach, none, own, group, around, district, all)

Reach reach_of(Role role, Right right);

// As the auditor reads them.
const Words& words_of(Right right);
const Words& words_of(Role role);
const Words& words_of(Reach reach);

// Where organisations lie, as the register knows it today. Given by the wiring; thread safe.
class Places {
 public:
  virtual ~Places() = default;
  // True when `org` is `root`, lies below it, or is a member of the group `root` today.
  virtual bool within(const OrgId& org, const OrgId& root) const = 0;
  // The groups that a school belongs to today.
  virtual std::vector<OrgId> groups_of(const OrgId&) const { return {}; }
  // The district around an organisation; empty above districts.
  virtual OrgId district_of(const OrgId& org) const = 0;
  // As people know it; empty when it is not known here.
  virtual std::string name_of(const OrgId&) const { return {}; }
  // All that have exactly this name or code today.
  virtual std::vector<OrgId> known_as(std::string_view) const { return {}; }
};

// May `actor` do `right` to `org`? Without an org: does any of the actor's posts carry the right at all?
bool may(const Actor& actor, Right right, const std::optional<OrgId>& org, const Places& places);

// The roots below which `actor` may do `right`. `everything` is set when there is no bound. A district that is reached
// by itself alone (Reach::around) is no root.
struct Bounds {
  bool everything = false;
  std::vector<OrgId> roots;
};
Bounds bounds_of(const Actor& actor, Right right, const Places& places);

}  // namespace doorstep
