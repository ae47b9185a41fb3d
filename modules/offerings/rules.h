// Rules: whom an offering is for, which seats a school may have, what keeps two offerings apart. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <doorstep/base/earth.h>
#include <doorstep/base/list.h>
#include <doorstep/draft/draft.h>

#include "store.h"

namespace doorstep::offerings {

// "05" is 5; empty for kindergarten and what is no grade.
std::optional<int64_t> grade_number(const std::string& grade);
bool is_for_grade(const store::OfferingRow& offering, const std::string& grade);

// How many seats a student of `school` could take now. `keeping`: seats that quotas keep for others are not to be had.
int64_t seats_for(const store::OfferingRow& offering, std::span<const store::QuotaRow> quotas,
                  std::span<const store::SchoolTaken> taken, const OrgId& school, bool keeping);

// The problem without the seats that late ones hold: what is left for those of the draw, whose places stand in `plan`.
void take_seats(draft::Problem& problem, const draft::Plan& plan, std::span<const store::TakenRow> late);

// Minutes from one place to another: 20 km/h over 1.3 times the straight line and ten minutes, rounded up to five; 30
// where one of the places is not known.
int64_t way_minutes(const std::optional<Spot>& from, const std::optional<Spot>& to);

// How a try-out came out for who has no place: "76.5/80", kept as the reason of the place, and what its guardians are
// told of it.
std::string tryout_reason(double mean, int64_t pass);
Words tryout_words(const store::PlaceRow& place);

// In both languages: what is not given in one stands in the other.
Words title_of(const store::OfferingRow& offering);

// Where an offering meets, for the ways: its campus, or its school.
const std::string& spot_of(const store::OfferingRow& offering);

draft::Offering drafted(const store::OfferingRow& offering, std::span<const store::SessionRow> sessions,
                        std::span<const store::QuotaRow> quotas);

// The student's choice at `offering` as one that nobody can have, at the same place of her list: so that what comes
// after it counts as it did before.
void take_out(draft::Problem& problem, const std::string& ticket, const std::string& offering);

}  // namespace doorstep::offerings
