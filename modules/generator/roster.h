// The OneRoster zip of a generated district.
#pragma once

#include <functional>
#include <string>

#include <doorstep/generator/generator.h>
#include <doorstep/synthetic/synthetic.h>

namespace doorstep::generator {

void write_roster(const synthetic::District& district, uint64_t seed, const std::string& path, Generated& counts,
                  const std::function<void(double)>& told);

}  // namespace doorstep::generator
