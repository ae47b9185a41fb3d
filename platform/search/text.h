// Texts as the index compares them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace doorstep::search {

inline constexpr size_t longest_text = 600;  // characters that are read of one

std::u32string characters(std::string_view utf8);  // what is no UTF-8 is left out
std::vector<std::string> words_of(std::string_view folded_text);
bool only_letters(std::string_view word);  // a to z

}  // namespace doorstep::search
