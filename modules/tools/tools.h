// Outside tools: learning tools of others, connected by LTI 1.3. A district registers them, a group or school switches
// them on, classes, courses and pages link to them; what each is told of whom is bounded here. Thread safe; every
// change is one transaction with its entry in the audit trail.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/date.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>
#include <doorstep/children/traces.h>

namespace doorstep::tools {

enum class ToolState { on, off };
BOOST_DESCRIBE_ENUM(ToolState, on, off)

enum class ToolPlace { page, school_class, course, assignment };
BOOST_DESCRIBE_ENUM(ToolPlace, page, school_class, course, assignment)

// A tool as the district registered it.
struct Tool {
  std::string id;
  OrgId org_id;
  Words title;
  std::string about;
  std::string client_id;  // by which the tool knows this installation
  std::string issuer;     // what this installation calls itself to the tool: its address on the day of the entry
  std::string login_url, target_url;
  std::vector<std::string> redirect_urls;
  std::string keys_url;  // of the tool's JWK set; empty: `keys` has it
  std::string keys;
  bool tells_names = false;        // of staff
  bool tells_child_names = false;  // of children whose guardians agreed
  ToolState state{};
  int64_t places = 0;  // groups and schools where it is on
  int64_t launches = 0, rosters = 0, scores = 0;
  std::string last_on;  // day of the last launch, roster or score; may be empty
};
BOOST_DESCRIBE_STRUCT(Tool, (),
                      (id, org_id, title, about, client_id, issuer, login_url, target_url, redirect_urls, keys_url,
                       keys, tells_names, tells_child_names, state, places, launches, rosters, scores, last_on))

// What whoever runs a tool is given to connect it.
struct ToolPlatform {
  std::string issuer, authorization_url, token_url, keys_url;
};
BOOST_DESCRIBE_STRUCT(ToolPlatform, (), (issuer, authorization_url, token_url, keys_url))

struct ToolKey {
  std::string id, made_at;
  bool current = false;  // signs; the others are published until `until`
  std::string until;
};
BOOST_DESCRIBE_STRUCT(ToolKey, (), (id, made_at, current, until))

struct ToolRegister {
  OrgId org_id;
  std::string org;
  std::vector<Tool> items;  // by title
  std::vector<ToolKey> keys;
  ToolPlatform platform;  // as it would be told to a tool that is entered now
};
BOOST_DESCRIBE_STRUCT(ToolRegister, (), (org_id, org, items, keys, platform))

struct ToolUse {
  Date on_day;
  OrgId org_id;
  std::string org, what;  // launch, roster, score
  int64_t times = 0;
};
BOOST_DESCRIBE_STRUCT(ToolUse, (), (on_day, org_id, org, what, times))
struct ToolDeployment {
  std::string id;  // deployment_id
  OrgId org_id;
  std::string org;
  bool is_on = false;
  std::string by, changed_at;
};
BOOST_DESCRIBE_STRUCT(ToolDeployment, (), (id, org_id, org, is_on, by, changed_at))
struct ToolFile {
  Tool tool;
  ToolPlatform platform;
  std::vector<ToolDeployment> deployments;
  std::vector<ToolUse> uses;  // of ninety days, the newest first
};
BOOST_DESCRIBE_STRUCT(ToolFile, (), (tool, platform, deployments, uses))

struct NewTool {
  std::string title_zh, title_en;  // one may be empty
  std::optional<std::string> about;
  std::string login_url, target_url;
  std::vector<std::string> redirect_urls;
  std::optional<std::string> keys_url, keys;  // one of them
  bool tells_names = false, tells_child_names = false;
};
BOOST_DESCRIBE_STRUCT(NewTool, (),
                      (title_zh, title_en, about, login_url, target_url, redirect_urls, keys_url, keys, tells_names,
                       tells_child_names))

// A way into a tool.
struct ToolLink {
  std::string id, tool_id;
  Words tool;
  ToolPlace place{};
  std::string of_id, of;  // class, course or assignment, and its title; empty for the page
  std::string unit_id;
  std::string title;
  bool works = true;   // the tool is on
  int64_t scores = 0;  // columns of scores that came home
  bool may_remove = false;
};
BOOST_DESCRIBE_STRUCT(ToolLink, (), (id, tool_id, tool, place, of_id, of, unit_id, title, works, scores, may_remove))

// A tool that the district offers to an organisation.
struct ToolOffer {
  std::string id;
  Words title;
  std::string about;
  bool tells_names = false, tells_child_names = false;
  bool is_on = false;         // here
  bool by_group = false;      // on in a group of the school
  std::string deployment_id;  // here; may be empty
};
BOOST_DESCRIBE_STRUCT(ToolOffer, (), (id, title, about, tells_names, tells_child_names, is_on, by_group, deployment_id))
struct ToolClass {
  ClassId id;
  std::string title;
  int64_t students = 0, agreed = 0;  // whose guardians agreed
};
BOOST_DESCRIBE_STRUCT(ToolClass, (), (id, title, students, agreed))

struct OrgTools {
  OrgId org_id;
  std::string org;
  std::vector<ToolOffer> offers;   // by title
  std::vector<ToolLink> links;     // of the page, of classes that one may see, of courses
  std::vector<ToolClass> classes;  // into which one may put a tool
  bool may_switch = false;
};
BOOST_DESCRIBE_STRUCT(OrgTools, (), (org_id, org, offers, links, classes, may_switch))

struct NewToolLink {
  std::string tool_id;
  ToolPlace place{};
  std::optional<std::string> of_id, unit_id;
  std::string title;
  std::optional<std::string> url;  // absent: where the tool begins
};
BOOST_DESCRIBE_STRUCT(NewToolLink, (), (tool_id, place, of_id, unit_id, title, url))

// Where the browser goes, and what the tool will hear of whom.
struct ToolDoor {
  std::string address;
  Words tool;
};
BOOST_DESCRIBE_STRUCT(ToolDoor, (), (address, tool))

struct ToolColumn {
  std::string id, label;
  double maximum = 0;
  Words tool;
};
BOOST_DESCRIBE_STRUCT(ToolColumn, (), (id, label, maximum, tool))
struct ToolCell {
  std::string column_id;
  std::optional<double> points;  // of the column's maximum; absent: not marked to the end
  std::string words, at;
};
BOOST_DESCRIBE_STRUCT(ToolCell, (), (column_id, points, words, at))
struct ToolLine {
  PersonId id;
  std::string name;
  std::vector<ToolCell> cells;
};
BOOST_DESCRIBE_STRUCT(ToolLine, (), (id, name, cells))
struct ToolScores {
  OrgId org_id;
  std::string org, of;
  std::vector<ToolColumn> columns;
  std::vector<ToolLine> lines;  // children by name
};
BOOST_DESCRIBE_STRUCT(ToolScores, (), (org_id, org, of, columns, lines))

struct ChildTool {
  std::string id;
  Words title;
  std::string about;
  bool tells_name = false, stopped = false;
};
BOOST_DESCRIBE_STRUCT(ChildTool, (), (id, title, about, tells_name, stopped))
struct ChildScore {
  Words tool;
  std::string of, label;
  double maximum = 0;
  std::optional<double> points;
  std::string words, at;
};
BOOST_DESCRIBE_STRUCT(ChildScore, (), (tool, of, label, maximum, points, words, at))
struct ToolChild {
  PersonId id;
  std::string name, of_class;
  bool self = false;    // the account is the child's own
  bool agreed = false;  // a guardian agreed that outside platforms are used
  std::vector<ChildTool> tools;
  std::vector<ToolLink> links;
  std::vector<ChildScore> scores;  // the newest first
};
BOOST_DESCRIBE_STRUCT(ToolChild, (), (id, name, of_class, self, agreed, tools, links, scores))
struct OwnTools {
  std::vector<ToolChild> children;
};
BOOST_DESCRIBE_STRUCT(OwnTools, (), (children))

class Tools {
 public:
  virtual ~Tools() = default;

  // --- the register of a district. `site` is how this installation was reached: https://host
  virtual Result<ToolRegister> registered(const OrgId& org, const std::string& site) = 0;
  virtual Result<ToolFile> tool(const OrgId& org, const std::string& id) = 0;
  virtual Result<ToolFile> add(const Actor& actor, const OrgId& org, const NewTool& wanted,
                               const std::string& site) = 0;
  virtual Result<ToolFile> change(const Actor& actor, const OrgId& org, const std::string& id,
                                  const NewTool& wanted) = 0;
  virtual Result<ToolFile> set_state(const Actor& actor, const OrgId& org, const std::string& id, ToolState state) = 0;
  // A launch by who looks after the register, as an administrator of the district.
  virtual Result<ToolDoor> try_out(const Actor& actor, const OrgId& org, const std::string& id) = 0;
  // A new key signs from now on; the one before is published for thirty days more.
  virtual Result<std::vector<ToolKey>> rotate(const Actor& actor, const OrgId& org) = 0;

  // --- a group or school. not_found
  virtual Result<OrgTools> at(const Actor& actor, const OrgId& org) = 0;
  virtual Result<OrgTools> use(const Actor& actor, const OrgId& org, const std::string& tool, bool is_on) = 0;
  // The same of one assignment that was set in the name of `org`: its links alone.
  virtual Result<OrgTools> beside(const Actor& actor, const OrgId& org, const std::string& assignment) = 0;
  // forbidden (not-yours), conflict (tool-off), invalid
  virtual Result<OrgTools> place(const Actor& actor, const OrgId& org, const NewToolLink& wanted) = 0;
  // Scores that came home stay.
  virtual Result<OrgTools> remove(const Actor& actor, const OrgId& org, const std::string& link) = 0;
  // Lets the actor choose in the tool what is linked to (Deep Linking 2.0).
  virtual Result<ToolDoor> pick(const Actor& actor, const OrgId& org, const NewToolLink& wanted) = 0;
  virtual Result<ToolScores> scores(const Actor& actor, const OrgId& org, ToolPlace place, const std::string& of) = 0;

  // --- who learns and teaches. `child`: for one of the actor's own; forbidden (no-consent)
  virtual Result<ToolDoor> launch(const Actor& actor, const std::string& link,
                                  const std::optional<PersonId>& child) = 0;
  virtual OwnTools own(const Actor& actor) = 0;
  // What stands beside one assignment of a child, and the scores that came of it. not_found (child-unknown)
  virtual Result<ToolChild> own_beside(const Actor& actor, const PersonId& child, const std::string& assignment) = 0;
  virtual Result<OwnTools> stop(const Actor& actor, const PersonId& child, const std::string& tool, bool stopped) = 0;

  // What is kept of children. For `children::Trace`.
  virtual Result<int64_t> forget(const Actor& actor, const std::vector<PersonId>& people, children::Forgetting how,
                                 bool dry) = 0;
};

}  // namespace doorstep::tools
