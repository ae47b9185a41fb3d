// Editions of the rules of exchange: what a plan and a secondment must keep, each rule with its source. Those of the
// program are files under rules/; a district makes its own from one of them, with a reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/words.h>

namespace doorstep::exchange {

enum class RuleKind { years, share, count, km, minutes, flag };
BOOST_DESCRIBE_ENUM(RuleKind, years, share, count, km, minutes, flag)

// A flag is 0 or 1, a share 0 to 1.
struct RuleValue {
  std::string code;
  Words name;
  RuleKind kind{};
  double value = 0;
  Words source;
  bool secondary = false;  // the source is a page about the text, not the text
};
BOOST_DESCRIBE_STRUCT(RuleValue, (), (code, name, kind, value, source, secondary))

struct RuleEdition {
  std::string id;
  Words name, edition, source, note;
  OrgId org_id;         // of a local one
  std::string base_id;  // what a local one was made from
  std::string made_by, made_at;
  bool holds = false;  // it is what secondments of the district are checked by
  std::vector<RuleValue> rules;
};
BOOST_DESCRIBE_STRUCT(RuleEdition, (),
                      (id, name, edition, source, note, org_id, base_id, made_by, made_at, holds, rules))

// All that a district may choose from, and every rule that there is, for the form.
struct RuleEditions {
  std::vector<RuleEdition> items;  // the local ones first, the newest first
  std::vector<RuleValue> known;
};
BOOST_DESCRIBE_STRUCT(RuleEditions, (), (items, known))

struct NewRule {
  std::string code;
  double value = 0;
  std::optional<std::string> source;  // absent: as in the base
};
BOOST_DESCRIBE_STRUCT(NewRule, (), (code, value, source))

struct NewEdition {
  std::string base_id;
  std::string name;
  std::string source;  // the local text
  std::string reason;
  std::vector<NewRule> rules;  // all of them; what is left out does not bind
};
BOOST_DESCRIBE_STRUCT(NewEdition, (), (base_id, name, source, reason, rules))

}  // namespace doorstep::exchange
