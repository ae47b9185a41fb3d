// Staff: which account is which member of staff, and what the other rooms ask of a teacher. The register knows the
// people, accounts know who signs in; a tie joins one of each. Thread safe; every change is one transaction with its
// entry in the audit trail.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

namespace doorstep::staff {

// A span of work at another school than the one that holds the contract.
struct Away {
  OrgId school_id;
  std::string school;
  double share = 1;  // of full working time
  Date begin_on, end_on;
};
BOOST_DESCRIBE_STRUCT(Away, (), (school_id, school, share, begin_on, end_on))

// A member of staff on a day, teacher or leader. Codes as the register's code tables have them; empty: not known.
struct Teacher {
  PersonId id;
  std::string name, sex;
  std::string birth_month;  // YYYY-MM
  OrgId school_id;          // that holds the contract: the primary role on the day, or the last one
  std::string school;
  std::string role;  // teacher, principal, deputy, staff, administrator
  std::string post;
  std::string subject;   // taught there; the first of `subjects` when the role names none
  std::string subjects;  // codes by commas
  std::string stage;     // primary, junior ...
  std::string qualification, title, backbone;
  bool established = true, full_time = true;
  Date at_school_since;    // first day of the unbroken time at that school
  Date working_since;      // first day of any role known
  bool serves = true;      // holds a role on the day
  std::vector<Away> away;  // past and present
  CampusId campus_id;      // of that school; empty: the main one, or the register does not say
};
BOOST_DESCRIBE_STRUCT(Teacher, (),
                      (id, name, sex, birth_month, school_id, school, role, post, subject, subjects, stage,
                       qualification, title, backbone, established, full_time, at_school_since, working_since, serves,
                       away, campus_id))

// Who I am in the register. No teacher: nobody has tied this account yet.
struct OwnStaff {
  std::optional<Teacher> teacher;
  OrgId group_id;  // the first group by name that the school belongs to today; empty: none
  std::string group;
};
BOOST_DESCRIBE_STRUCT(OwnStaff, (), (teacher, group_id, group))

struct StaffAccount {
  PersonId id;
  std::string name, role, subject;
  std::string sign_in;  // empty: no account is tied
  std::string at;       // when it was
};
BOOST_DESCRIBE_STRUCT(StaffAccount, (), (id, name, role, subject, sign_in, at))
struct StaffAccounts {
  OrgId school_id;
  std::string school;
  std::vector<StaffAccount> items;
};
BOOST_DESCRIBE_STRUCT(StaffAccounts, (), (school_id, school, items))

struct NewTie {
  PersonId person_id;
  std::string sign_in;  // of an account that exists
};
BOOST_DESCRIBE_STRUCT(NewTie, (), (person_id, sign_in))
struct NewStaffAccounts {
  std::vector<PersonId> people;  // empty: everybody at the school who has none
};
BOOST_DESCRIBE_STRUCT(NewStaffAccounts, (), (people))

// Handed over once; only a digest is kept.
struct StaffLink {
  std::string name, sign_in, token;
};
BOOST_DESCRIBE_STRUCT(StaffLink, (), (name, sign_in, token))
struct StaffLinks {
  std::vector<StaffLink> items;
};
BOOST_DESCRIBE_STRUCT(StaffLinks, (), (items))

class Staff {
 public:
  virtual ~Staff() = default;

  // --- for other rooms
  virtual std::optional<PersonId> person_of(const AccountId& account) = 0;  // empty for no account too
  virtual std::optional<AccountId> account_of(const PersonId& person) = 0;
  // not_found (person-unknown): nobody of that id was ever staff.
  virtual Result<Teacher> teacher(const PersonId& person, std::optional<Date> on = {}) = 0;
  // Everybody who serves today at a school, at the members of a group or below an area, by school, name and id. Kept
  // until the register changes.
  virtual std::vector<Teacher> teachers(const OrgId& below) = 0;

  // --- one's own, and the school's
  virtual Result<OwnStaff> own(const Actor& actor) = 0;
  virtual Result<StaffAccounts> accounts(const OrgId& school) = 0;
  // conflict: the account or the person is tied already. not_found: no such sign-in. invalid: not of the school's
  // staff.
  virtual Result<StaffAccounts> tie(const Actor& actor, const OrgId& school, const NewTie& wanted) = 0;
  virtual Result<StaffAccounts> untie(const Actor& actor, const OrgId& school, const PersonId& person) = 0;
  // Makes accounts with the post of a teacher (a principal for who leads) and ties them; at most 500 at once.
  virtual Result<StaffLinks> invite(const Actor& actor, const OrgId& school, const NewStaffAccounts& wanted) = 0;
};

}  // namespace doorstep::staff
