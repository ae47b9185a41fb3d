// Words of codes, for what is printed and for workbooks.
#pragma once

#include <array>

#include <doorstep/portfolio/portfolio.h>

namespace doorstep::portfolio {

inline Words level_word(EntryLevel level) {
  static const std::array<Words, 7> words{
      say("", ""),         say("校级", "school"),   say("集团级", "group"), say("区县级", "district"),
      say("市级", "city"), say("省级", "province"), say("国家级", "nation")};
  return words[static_cast<size_t>(level)];
}
inline Words state_word(EntryState state) {
  static const std::array<Words, 4> words{say("草稿", "draft"), say("待审核", "handed in"), say("已退回", "returned"),
                                          say("已确认", "confirmed")};
  return words[static_cast<size_t>(state)];
}

}  // namespace doorstep::portfolio
