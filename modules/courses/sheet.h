// The plan of a course as an Excel workbook.
#pragma once

#include <string>

#include "courses.h"

namespace doorstep::courses {

std::string course_workbook(const CourseFile& file, Language language);

}  // namespace doorstep::courses
