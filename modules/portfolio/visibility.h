// The one table of who sees which part of a portfolio. Pure.
#pragma once

#include <doorstep/portfolio/portfolio.h>

namespace doorstep::portfolio {

enum class Part {
  head,         // name, school, subject, title
  facts,        // what the house knows, counts and standing
  confirmed,    // entries
  opened,       // confirmed entries that the owner opened to the group
  handed_in,    // entries
  unfinished,   // drafts and returned entries
  lacking,      // what this school year has none of
  versions,     // of an entry that is seen
  performance,  // of a term
  for_school,   // goals shared with the school
  for_mentor,   // goals shared with the mentor
  own_goals,    // goals shared with nobody
};
BOOST_DESCRIBE_ENUM(Part, head, facts, confirmed, opened, handed_in, unfinished, lacking, versions, performance,
                    for_school, for_mentor, own_goals)

bool sees(Viewer viewer, Part part);

// What of the table an entry falls under.
Part part_of(const PortfolioEntry& entry);
bool sees(Viewer viewer, const PortfolioEntry& entry);
bool sees(Viewer viewer, SharedWith shared);

}  // namespace doorstep::portfolio
