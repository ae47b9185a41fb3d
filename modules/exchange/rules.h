// Rules as data: reading the files, checking local editions, handing them to the planner.
#pragma once

#include <span>

#include <doorstep/base/result.h>
#include <doorstep/exchange/editions.h>
#include <doorstep/transfer/problem.h>

namespace doorstep::exchange {

struct KnownRule {
  const char* code;  // a member of transfer::Rules; or an age or a part of the need, from which the problem is reckoned
  RuleKind kind;
  Words name;
  double least, most;
};
std::span<const KnownRule> known_rules();
const KnownRule* known_rule(std::string_view code);

// invalid: names the file and the key
Result<RuleEdition> read_edition(std::string_view text, std::string_view name);
// The first one holds where a district has none of its own.
const std::vector<RuleEdition>& built_in_editions();

// invalid: a field is wrong, or two rules contradict each other; which is said
Result<RuleEdition> local_edition(const RuleEdition& base, const NewEdition& wanted);

transfer::Rules rules_of(const RuleEdition& edition, Language language);

// As people read it: "6 years", "10%".
Words value_words(RuleKind kind, double value);

}  // namespace doorstep::exchange
