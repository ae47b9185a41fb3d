// Words: the engine's reasons as people read them.
#pragma once

#include <functional>

#include "service.h"

namespace doorstep::offerings {

// Why a choice was not given. `title` gives an offering's title.
Words words_of(const draft::Reason& reason, const Drawn& drawn, const std::function<Words(const std::string&)>& title);

}  // namespace doorstep::offerings
