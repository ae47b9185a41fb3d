// Snapshot: the organisations as they stand on one day, in memory: the tree, who is in which group, schools ready for
// lists. Immutable once made, shared by all requests, and made anew when the change sequence has moved.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <doorstep/registry/registry.h>

#include "store.h"

namespace doorstep::registry {

struct Node {
  OrgRow row;
  store::Kept kept;
  int32_t parent = -1;
  int32_t district = -1;  // itself for a district
  int32_t town = -1;
  bool here = false;             // exists on the day
  std::vector<int32_t> groups;   // of a school: those it is in on the day, by name
  std::vector<int32_t> members;  // of a group: on the day, by name
  std::vector<Identifier> identifiers;
  std::string searched;  // of a school: all that `q` looks into, in lower case
  std::optional<double> students, teachers;
  std::optional<double> published;                    // students without the rolls that are few
  bool few = false;                                   // some are
  std::vector<std::pair<std::string, double>> rolls;  // by stage; "" of the whole school
};

// What a school returned, at its shortest.
struct ReturnedStages {
  int32_t school = 0;
  int year = 0;
  uint8_t stages = 0;  // bits by Stage; 128: figures of the whole school
};

class Snapshot {
 public:
  // Everything in one read. `day` is the day that the reader asked for. What was returned is taken over from `before`
  // when no return was written since.
  static std::shared_ptr<const Snapshot> make(db::Session& session, Date day, bool today, const Snapshot* before);

  Date day() const { return day_; }
  int64_t seq() const { return seq_; }
  const std::vector<Node>& nodes() const { return nodes_; }
  const std::vector<int32_t>& schools() const { return schools_; }  // by name
  const std::vector<int32_t>& groups() const { return groups_; }    // by name
  const std::vector<int32_t>& areas() const { return areas_; }      // regions and districts, parents first
  const std::vector<MembershipRow>& memberships() const { return memberships_; }
  const std::vector<ReturnedStages>& returned() const { return returned_; }
  const SchoolSummary& summary(int32_t school) const { return summaries_.at(static_cast<size_t>(place_[school])); }
  int32_t rank(int32_t school) const { return place_[school]; }  // in the order of names

  const Node& at(int32_t index) const { return nodes_[static_cast<size_t>(index)]; }
  int32_t find(std::string_view id) const;  // -1 when there is none
  const Node* node(std::string_view id) const {
    const auto index = find(id);
    return index < 0 ? nullptr : &at(index);
  }

  // Itself, below it, or a member of it or of a group below it.
  bool within(int32_t org, int32_t root) const;
  bool within(int32_t org, const Scope& scope) const;
  // True for the tree alone: itself or below it.
  bool below(int32_t org, int32_t root) const;
  std::optional<Source> source(const std::string& id) const;
  const std::vector<Source>& sources() const { return sources_; }
  std::string name_of(const OrgId& id) const;

 private:
  void link();
  void join_groups();
  void count(bool today);
  void publish();
  void prepare();
  std::vector<int32_t> in_order(OrgKind kind) const;

  Date day_;
  int64_t seq_ = 0;
  std::vector<Node> nodes_;  // by id
  std::unordered_map<std::string_view, int32_t> index_;
  std::vector<MembershipRow> memberships_;
  int64_t returns_seq_ = 0;
  std::shared_ptr<const std::vector<store::Returned>> returns_;
  std::vector<ReturnedStages> returned_;
  std::vector<int32_t> schools_, groups_, areas_;
  std::vector<int32_t> place_;  // of a node in schools_
  std::vector<SchoolSummary> summaries_;
  std::vector<Source> sources_;
};

// The counts of any day as one reader sees them: those of the schools in `full` whole, of the others what is published.
// Where a school lies is asked of today's snapshot, as rights are.
class Sight {
 public:
  // `today` may be missing when `full` is everything.
  Sight(std::shared_ptr<const Snapshot> today, const Scope& full) : today_(std::move(today)), full_(full) {}

  bool hides(const Node& node) const {
    return node.few && !full_.everything && !today_->within(today_->find(node.row.id.value), full_);
  }
  std::optional<double> students(const Node& node) const { return hides(node) ? node.published : node.students; }

 private:
  std::shared_ptr<const Snapshot> today_;
  const Scope& full_;
};

// ASCII letters in lower case; everything else as it is.
std::string lower(std::string_view text);

}  // namespace doorstep::registry
