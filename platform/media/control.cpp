#include "control.h"

namespace doorstep::media {

bool Lines::add(std::string_view bytes) {
  text_.erase(0, from_);
  from_ = 0;
  text_ += bytes;
  return text_.size() <= longest;
}

std::optional<std::string> Lines::next() {
  const auto end = text_.find('\n', from_);
  if (end == text_.npos) return {};
  auto line = text_.substr(from_, end - from_);
  from_ = end + 1;
  return line;
}

}  // namespace doorstep::media
