// Present: results of the engine in the words and shapes of the face.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <doorstep/balance/balance.h>

#include <doorstep/standard/what_if.h>

#include "prepared.h"

namespace doorstep::balance {

// The engine's NaN is nothing known.
std::optional<double> known(double value);

StandardInfo info_of(const standard::Standard& standard);

// Without cv_before and sources, which the service knows.
Report report_of(const Prepared& prepared, size_t stage);

// Results of the rows named, or of all when `rows` is empty; `contributions` adds what each adds to the coefficients.
std::vector<SchoolResult> schools_of(const Prepared& prepared, size_t stage, std::span<const uint32_t> rows,
                                     bool contributions);

// By group, town, setting, remoteness or district; rows of none come last, under an empty name.
std::vector<GroupResult> breakdown_of(const Prepared& prepared, size_t stage, const std::string& by);

Words refusal_in_words(standard::Refusal refusal, const std::string& figure);

}  // namespace doorstep::balance
