#include "visibility.h"

#include <array>

namespace doorstep::portfolio {
namespace {

struct Row {
  Part part;
  std::array<bool, static_cast<size_t>(Viewer::nobody) + 1> seen;  // by viewer
};

// The table. Rows in the order of Part, columns in the order of Viewer.
// clang-format off
constexpr std::array table{
    //                     owner school group  district mentor colleague nobody
    Row{Part::head,        {true, true,  true,  true,  true,  true,  false}},
    Row{Part::facts,       {true, true,  true,  true,  true,  false, false}},
    Row{Part::confirmed,   {true, true,  true,  true,  true,  false, false}},
    Row{Part::opened,      {true, true,  true,  true,  true,  true,  false}},
    Row{Part::handed_in,   {true, true,  false, false, false, false, false}},
    Row{Part::unfinished,  {true, false, false, false, false, false, false}},
    Row{Part::lacking,     {true, true,  false, false, true,  false, false}},
    Row{Part::versions,    {true, true,  false, false, false, false, false}},
    Row{Part::performance, {true, true,  false, false, false, false, false}},
    Row{Part::for_school,  {true, true,  false, false, true,  false, false}},
    Row{Part::for_mentor,  {true, false, false, false, true,  false, false}},
    Row{Part::own_goals,   {true, false, false, false, false, false, false}},
};
// clang-format on

constexpr bool rows_are_in_order() {
  for (size_t i = 0; i < table.size(); ++i)
    if (table[i].part != static_cast<Part>(i)) return false;
  return true;
}
static_assert(rows_are_in_order() && table.size() == static_cast<size_t>(Part::own_goals) + 1);

}  // namespace

bool sees(Viewer viewer, Part part) { return table[static_cast<size_t>(part)].seen[static_cast<size_t>(viewer)]; }

Part part_of(const PortfolioEntry& entry) {
  if (entry.state == EntryState::handed_in) return Part::handed_in;
  if (entry.state != EntryState::confirmed) return Part::unfinished;
  return entry.open ? Part::opened : Part::confirmed;
}

bool sees(Viewer viewer, const PortfolioEntry& entry) { return sees(viewer, part_of(entry)); }

bool sees(Viewer viewer, SharedWith shared) {
  if (shared == SharedWith::nobody) return sees(viewer, Part::own_goals);
  return sees(viewer, shared == SharedWith::school ? Part::for_school : Part::for_mentor);
}

}  // namespace doorstep::portfolio
