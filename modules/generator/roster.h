// The OneRoster zip of a generated district.
#pragma once

#include <functional>
#include <string>

#include <doorstep/generator/generator.h>
#include <doorstep/synthetic/synthetic.h>

namespace doorstep::generator {

// Ids of what is invented: the same seed names the same things.
std::string id_of(uint64_t seed, std::string_view kind, int64_t number);

void write_roster(const synthetic::District& district, uint64_t seed, const std::string& path, Generated& counts,
                  const std::function<void(double)>& told);

}  // namespace doorstep::generator
