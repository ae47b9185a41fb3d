// What binds schools of a plan together: groups, and who was merged into whom.
#pragma once

#include "synthetic.h"

namespace doorstep::synthetic {

// Groups around strong public schools, from schools near them; the first is the largest, 11 branches on 25 sites. Draws
// the strength of members to that of their lead, so it comes before students and staff are given out.
void give_groups(District& district, uint64_t seed);

void let_sections_lend(District& district);
void close_schools(District& district, uint64_t seed);

// A measure of how far apart two schools are; only good for comparing.
double distance(const School& a, const School& b);

}  // namespace doorstep::synthetic
