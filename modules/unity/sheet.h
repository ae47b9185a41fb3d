// The matrix as an Excel workbook: items by schools, and what each school keeps as its own.
#pragma once

#include <string>

#include <doorstep/unity/unity.h>

namespace doorstep::unity {

std::string matrix_workbook(const Matrix& matrix, Language language);

}  // namespace doorstep::unity
