// Mentoring as Excel workbooks.
#pragma once

#include <string>

#include <doorstep/mentoring/mentoring.h>

namespace doorstep::mentoring {

// Pairs, new teachers and services of a school or group.
std::string mentoring_workbook(const OrgMentoring& mentoring, Language language);
// Who has been reached by a service, by school and month, and by name.
std::string service_workbook(const Service& service, Language language);

}  // namespace doorstep::mentoring
