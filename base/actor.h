// Actor: who asks. Made in one place, the edge, from a session or the command line, and handed down by value, so that
// rules and the audit trail know whose hand it was.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/id.h>
#include <doorstep/base/words.h>

namespace doorstep {

// What a person may be at an organisation. `visitor` is everybody who is not signed in.
enum class Role {
  administrator,
  district_officer,
  group_president,
  council_member,
  centre_head,
  principal,
  subject_leader,
  homeroom_teacher,
  teacher,
  student,
  guardian,
  visitor
};

struct Post {
  Role role = Role::visitor;
  OrgId org;  // the node whose subtree the role covers; empty for administrators: everything
};

struct Actor {
  AccountId account;  // empty for visitors and for the command line
  std::string name;   // as shown; "command line" there
  std::vector<Post> posts;
  Language language = Language::zh;
  std::string request_id;  // of the HTTP request, or of the run of the command
  bool own_only = false;   // came by a one-time link and has set no password yet: may do so, and nothing else

  bool signed_in() const { return !posts.empty() && posts.front().role != Role::visitor; }
  bool administrator() const {
    for (const auto& post : posts)
      if (post.role == Role::administrator) return true;
    return false;
  }
};

}  // namespace doorstep
