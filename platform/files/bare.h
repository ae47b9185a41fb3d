// Bare pictures: a picture without what cameras and programs write beside it: places, times, devices, names, previews.
// What is kept is named, all else is left out. Pure functions, thread safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace doorstep::files {

// Of a JPEG (ISO/IEC 10918-1), PNG (W3C, third edition) or WebP (RFC 9649) picture, told by its first bytes; which way
// up a JPEG is to be shown is kept. Empty: it is none of these, or its structure cannot be followed.
std::optional<std::string> bare_picture(std::string_view picture);

}  // namespace doorstep::files
