// Groups: how schools belong together. A group is run by a model, a file with its own rules: who may join, in which
// part, for how long, what else a school may stand in, and, in words, who decides, what is shared, what each school
// keeps and how it ends. Groups are founded, grow, change, split, merge and close on a day; what was stays readable.
//
// The register keeps the groups and their members; this room knows which changes are right. Thread safe; every change
// is one transaction, and with `dry` it says what it would do and keeps nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/registry/registry.h>

namespace doorstep::groups {

// How many schools of a part there may be on a day.
struct PartRule {
  std::string part;  // code of scheme group-part
  int least = 0;
  std::optional<int> most;
};
BOOST_DESCRIBE_STRUCT(PartRule, (), (part, least, most))

struct Model {
  std::string id;                        // code of scheme group-model
  std::string legal_persons;             // one: all members are of one legal form; several
  std::string stages;                    // any; several: the members run two stages at least between them
  std::vector<std::string> legal_forms;  // of members; empty: any
  std::optional<int> opened_within;      // years; of every part but the lead
  std::vector<std::string> beside;       // models a member may stand in at the same time; "*": every other one
  std::optional<int> longest_term;       // years; then every part but the lead has an agreed end
  bool exit_review = false;              // who leaves is reviewed
  std::vector<PartRule> parts;
  Words what, joins, decides, shares, keeps, ends;
};
BOOST_DESCRIBE_STRUCT(Model, (),
                      (id, legal_persons, stages, legal_forms, opened_within, beside, longest_term, exit_review, parts,
                       what, joins, decides, shares, keeps, ends))

struct NewGroup {
  std::string name;
  std::optional<std::string> name_en;
  OrgId district_id;
  std::string model;
  std::optional<OrgId> lead_school_id;
  std::optional<Date> from;  // today when absent
  std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(NewGroup, (), (name, name_en, district_id, model, lead_school_id, from, why))

struct Joining {
  OrgId school_id;
  std::string part;
  Date from;
  std::optional<Date> to;  // the first day on which it is no longer a member
  std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(Joining, (), (school_id, part, from, to, why))

struct Leaving {
  OrgId school_id;
  Date on;  // the first day on which it is no longer a member
  std::optional<std::string> why;
  std::optional<std::string> review;  // what was reached and handed over, where the model asks for it
};
BOOST_DESCRIBE_STRUCT(Leaving, (), (school_id, on, why, review))

// Parts that the new model does not know become its first one that is not the lead's.
struct NewModel {
  std::string model;
  Date on;
  std::optional<Date> to;  // end of the term, for members of a model that asks for one
  std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(NewModel, (), (model, on, to, why))

struct NewLead {
  OrgId school_id;
  Date on;
  std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(NewLead, (), (school_id, on, why))

struct SplitPart {
  std::string name;
  std::optional<std::string> model;  // as it was, when absent
  std::optional<OrgId> lead_school_id;
  std::vector<OrgId> schools;  // with or without the lead school
};
BOOST_DESCRIBE_STRUCT(SplitPart, (), (name, model, lead_school_id, schools))

// Schools that no part names stay; when none stays the group ends.
struct Split {
  Date on;
  std::vector<SplitPart> parts;
  std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(Split, (), (on, parts, why))

// The named groups end and their members join this one; who led becomes a member.
struct Merging {
  Date on;
  std::vector<OrgId> groups;
  std::optional<std::string> why;
};
BOOST_DESCRIBE_STRUCT(Merging, (), (on, groups, why))

struct Closing {
  Date on;
  std::optional<std::string> why;
  std::optional<std::string> review;
};
BOOST_DESCRIBE_STRUCT(Closing, (), (on, why, review))

struct Outcome {
  OrgId group_id;
  bool kept = false;         // false: this is what would happen
  std::vector<Words> steps;  // in order
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (group_id, kept, steps))

// How a group stands to its model on a day.
struct Standing {
  std::string model;
  std::vector<Words> lacking;            // what the model still asks for
  std::vector<Words> broken;             // what it does not allow, as in groups that were imported
  std::vector<registry::Member> ending;  // terms that end within 90 days
};
BOOST_DESCRIBE_STRUCT(Standing, (), (model, lacking, broken, ending))

struct HistoryEvent {
  Date on;
  std::string
      act;  // founded, joined, left, part, model, lead, split_into, split_from, merged_into, merged_from, closed
  OrgId school_id;
  std::string school;
  std::string part;
  OrgId group_id;  // the other group of a split or merger
  std::string group;
  std::string before, after;  // models
  std::string why, review, by;
};
BOOST_DESCRIBE_STRUCT(HistoryEvent, (),
                      (on, act, school_id, school, part, group_id, group, before, after, why, review, by))

// Schools and students within a part of a district, and those of them in a group. A nine-year school stands in both of
// its stages, with the students of each. Groups are those of the area and those of elsewhere with a member in it.
struct CoverageRow {
  std::string dimension;  // all, model, stage, legal_form, setting, town, district
  std::string code;       // of the dimension; a name for town and district; empty: not known
  int64_t groups = 0;
  int64_t schools = 0, covered_schools = 0;
  double students = 0, covered_students = 0;
  int64_t without_students = 0;  // schools whose students nobody returned; not those with few
};
BOOST_DESCRIBE_STRUCT(CoverageRow, (),
                      (dimension, code, groups, schools, covered_schools, students, covered_students, without_students))

struct Coverage {
  OrgId area_id;
  std::string area;
  Date on;
  std::vector<CoverageRow> rows;  // "all" first; of a model, schools and students are those covered by it
  bool few = false;               // some rolls are in no sum: the reader may not see them
  std::optional<registry::Source> source;
};
BOOST_DESCRIBE_STRUCT(Coverage, (), (area_id, area, on, rows, few, source))

class Groups {
 public:
  virtual ~Groups() = default;

  virtual const std::vector<Model>& models() const = 0;

  // Faults of all changes: not_found (no such group, school, model), invalid (a field is wrong), conflict (a rule of a
  // model forbids it; the code names the rule).
  virtual Result<Outcome> found(const Actor& actor, const NewGroup& wanted, bool dry) = 0;
  virtual Result<Outcome> join(const Actor& actor, const OrgId& group, const Joining& wanted, bool dry) = 0;
  virtual Result<Outcome> leave(const Actor& actor, const OrgId& group, const Leaving& wanted, bool dry) = 0;
  virtual Result<Outcome> change_model(const Actor& actor, const OrgId& group, const NewModel& wanted, bool dry) = 0;
  virtual Result<Outcome> change_lead(const Actor& actor, const OrgId& group, const NewLead& wanted, bool dry) = 0;
  virtual Result<Outcome> split(const Actor& actor, const OrgId& group, const Split& wanted, bool dry) = 0;
  virtual Result<Outcome> merge(const Actor& actor, const OrgId& group, const Merging& wanted, bool dry) = 0;
  virtual Result<Outcome> close(const Actor& actor, const OrgId& group, const Closing& wanted, bool dry) = 0;

  virtual Result<Standing> standing(const OrgId& group) = 0;                  // today
  virtual Result<std::vector<HistoryEvent>> history(const OrgId& group) = 0;  // the newest first
  // `full`: the schools of which the reader sees every count; of others no roll that is few is in a sum.
  virtual Result<Coverage> coverage(const OrgId& area, Date on, const registry::Scope& full) = 0;
};

}  // namespace doorstep::groups
