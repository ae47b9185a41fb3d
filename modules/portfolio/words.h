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

inline Words state_word(GoalState state) {
  static const std::array<Words, 4> words{say("未开始", "not begun"), say("进行中", "under way"),
                                          say("已达成", "reached"), say("未达成", "missed")};
  return words[static_cast<size_t>(state)];
}
inline Words shared_word(SharedWith shared) {
  static const std::array<Words, 3> words{say("仅本人可见", "shown to nobody else"),
                                          say("与师傅共享", "shared with the mentor"),
                                          say("与学校和师傅共享", "shared with the school and the mentor")};
  return words[static_cast<size_t>(shared)];
}

}  // namespace doorstep::portfolio
