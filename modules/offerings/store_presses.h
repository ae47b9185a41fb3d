// What presses read and write, for many children and offerings at once.
#pragma once

#include <map>
#include <set>

#include "store.h"

namespace doorstep::offerings::store {

// Everything a batch of presses may need, read by a few statements however many they are.
struct PressGround {
  std::map<std::string, OfferingRow> offerings;  // pressed for, or held
  std::map<std::string, RoundRow> rounds;        // of those
  std::map<PersonId, std::vector<PlaceRow>> places;
  std::map<std::string, std::vector<SessionRow>> sessions;
  std::map<std::string, std::vector<QuotaRow>> quotas;
  std::map<std::string, std::vector<SchoolTaken>> taken;  // of those with quotas
  std::map<std::string, int64_t> waiting;
  std::map<std::pair<PersonId, std::string>, ConsentRow> consents;  // the last of each child for an offering
};
PressGround press_ground(db::Session& session, const std::set<std::string>& offerings,
                         const std::set<PersonId>& children);

// `places` are new, one for each child and offering; of `offerings` turns and taken are kept.
void keep_presses(db::Session& session, const std::vector<PlaceRow>& places,
                  const std::vector<const OfferingRow*>& offerings, const std::vector<ConsentRow>& consents);

}  // namespace doorstep::offerings::store
