// orgs.csv of a OneRoster zip: areas, schools, campuses, groups and who belongs to them.
#pragma once

#include "roster_file.h"

namespace doorstep::imports {

class RosterOrgs : public RosterReader {
 public:
  using RosterReader::RosterReader;

  void row(RosterFile& file);
  // Groups may stand below the schools that name them, so memberships wait for the end of the file.
  void finish();

 private:
  struct Waiting {
    OrgId school;
    std::string text;
    registry::Place place;
  };
  void school(RosterFile& file, registry::OrgRow& row);
  void campus(RosterFile& file);
  void identify(RosterFile& file, const registry::OrgRow& row);
  void member(const Waiting& waiting);

  std::vector<Waiting> memberships_;
  int64_t departments_ = 0;
  registry::Place first_department_;
};

}  // namespace doorstep::imports
