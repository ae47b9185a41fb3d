// What a panel may not read: names of the candidate and of the candidate's schools, in whatever texts. Pure.
#pragma once

#include <string>
#include <vector>

namespace doorstep::ladder {

// Each name becomes ***, in any case; one in Latin letters as a whole word alone, with any blanks between its parts.
std::string masked(std::string text, const std::vector<std::string>& names);

// Which of the names stand in a text, whatever blanks and ends of lines part their letters.
std::vector<std::string> names_in(const std::string& text, const std::vector<std::string>& names);

// A name and what it is written as for short: a school without the place before it, a person without blanks.
std::vector<std::string> names_to_mask(const std::string& person, const std::vector<std::string>& schools,
                                       const std::vector<std::string>& places);

}  // namespace doorstep::ladder
