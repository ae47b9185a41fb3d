// Programs of the machine that read what strangers sent: in a process of their own, with bounds on time and memory.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace doorstep::files {

// Where it is on this machine; empty: it is not.
std::string program_at(const std::string& name);

// Hands over what a program writes until it ends, or until `take` answers that it has enough. False: it failed, or
// took too long; what was handed over by then is only a part.
bool read_program(const std::vector<const char*>& arguments, const std::function<bool(std::string_view)>& take);

}  // namespace doorstep::files
