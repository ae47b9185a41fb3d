// Lists as Excel workbooks.
#pragma once

#include <string>

#include <doorstep/offerings/offerings.h>

namespace doorstep::offerings {

std::string people_workbook(const OfferingFile& file, Language language);
std::string club_workbook(const ClubFile& file, Language language);
std::string pupils_workbook(const std::vector<PupilPlace>& pupils, Language language);
std::string offerings_workbook(const OrgOfferings& all, Language language);

Words words_of(OfferingKind kind);
Words words_of(OfferingState state);
Words words_of(PlaceState state);
Words words_of(const OfferingSession& session);

}  // namespace doorstep::offerings
