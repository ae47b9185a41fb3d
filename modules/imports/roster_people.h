// users.csv, roles.csv and demographics.csv of a OneRoster zip.
#pragma once

#include <unordered_map>

#include "roster_file.h"

namespace doorstep::imports {

class RosterPeople : public RosterReader {
 public:
  using RosterReader::RosterReader;

  void demographics(RosterFile& file);  // before the users, whose sex it tells
  void user(RosterFile& file);
  void role(RosterFile& file);

 private:
  void names(RosterFile& file, registry::PersonRow& who) const;
  void identify(RosterFile& file, const PersonId& id) const;
  registry::IdentifierRow identifier(const PersonId& id, std::string_view type, std::string_view value) const;
  void staff(RosterFile& file, const PersonId& id) const;
  void roles_of_user(RosterFile& file, const PersonId& person) const;  // of version 1.1

  std::unordered_map<int64_t, char> sexes_;  // by fingerprint of the sourcedId
};

}  // namespace doorstep::imports
