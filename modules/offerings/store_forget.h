// Statements on everything that is kept of one child.
#pragma once

#include "store.h"

namespace doorstep::offerings::store {

std::vector<std::string> offerings_with(db::Session& session, const PersonId& person);
std::vector<EntryRow> entries_of(db::Session& session, const PersonId& person);
// Places, marks, scores and answers at an offering; wishes and swaps of a round. The number of rows; dry: only counted.
int64_t drop_at(db::Session& session, const std::string& offering, const PersonId& person, bool dry);
int64_t drop_in(db::Session& session, const std::string& round, const PersonId& person, bool dry);

}  // namespace doorstep::offerings::store
