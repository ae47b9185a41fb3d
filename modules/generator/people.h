// The staff of a generated school: what each is qualified as, and the figures that follow from counting them, so that
// the newest return and the staff agree.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include <doorstep/synthetic/dice.h>
#include <doorstep/synthetic/synthetic.h>

namespace doorstep::generator {

struct Teacher {
  const char *qualification, *subject, *title, *backbone;
  int section = 0;
  int since = 2010;   // year in which the person came to the school
  bool lent = false;  // teaches this year at another member of the group
};

// One entry a teacher, in order of the sections. Uses dice of the school's own, so that the order of asking is of no
// account.
std::vector<Teacher> teachers_of(const synthetic::School& school, uint64_t seed);

// Figures of one section in one year: counted for the newest, a little worse for each year before. What a combined
// school reports once for all its sections is in shared_figures alone.
using Figures = std::map<std::string_view, double>;
Figures section_figures(const synthetic::School& school, int section, const std::vector<Teacher>& teachers,
                        int years_ago, uint64_t seed);
Figures shared_figures(const synthetic::School& school, int years_ago, uint64_t seed);

// Kinds that report areas and equipment once for the whole school.
bool combined(const synthetic::School& school);

// The last returns of a school that is no more.
Figures closed_figures(const synthetic::Closed& school, int years_ago, uint64_t seed);

const char* stage_name(synthetic::Stage stage);

}  // namespace doorstep::generator
