// The OneRoster zip of a generated district.
#pragma once

#include <functional>
#include <string>

#include <doorstep/generator/generator.h>
#include <doorstep/synthetic/synthetic.h>

namespace doorstep::generator {

// `year`: the school year of terms and classes; not before the newest returns.
void write_roster(const synthetic::District& district, uint64_t seed, int year, const std::string& path,
                  Generated& counts, const std::function<void(double)>& told);

}  // namespace doorstep::generator
