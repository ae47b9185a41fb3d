#include "words.h"

#include <algorithm>

namespace doorstep::offerings {
namespace {

// Who was admitted last, by what the waiting list is ordered by.
Words last_of(const draft::Reason& reason, const Drawn& drawn) {
  if (!reason.last_lottery) return {};
  if (drawn.problem.rule.mode == draft::Mode::lottery)
    return say("最后录取的抽签号是 {}", "the last admitted has number {} of the draw", *reason.last_lottery);
  return say("最后录取的是第 {} 志愿、抽签号 {}", "the last admitted had it as choice {}, with number {} of the draw",
             reason.last_choice.value_or(1), *reason.last_lottery);
}

Words with(Words words, const Words& more) {
  if (more.empty()) return words;
  return {words.zh + "：" + more.zh, words.en + ": " + more.en};
}

Words said(const draft::Reason& reason, const Drawn& drawn, const std::function<Words(const std::string&)>& title) {
  const auto other = reason.with ? title(*reason.with) : Words{};
  switch (reason.why) {
    case draft::Why::full:
      return with(say("名额已满", "Full"), last_of(reason, drawn));
    // NOLINTNEXTLINE(bugprone-branch-clone): the words differ
    case draft::Why::quota:
      return with(
          say("留给各校的名额：本校可用的已满", "Seats are kept by school, and those for this school are taken"),
          last_of(reason, drawn));
    case draft::Why::clash:
      return {fmt::format("与录取的“{}”时间冲突", other.zh),
              fmt::format("Clashes with “{}”, which was given", other.en)};
    case draft::Why::travel:
      return {fmt::format("离录取的“{}”太远：路上要 {} 分钟，中间只有 {} 分钟", other.zh, reason.needed.value_or(0),
                          reason.there.value_or(0)),
              fmt::format("Too far from “{}”, which was given: the way takes {} minutes, and there are {} between",
                          other.en, reason.needed.value_or(0), reason.there.value_or(0))};
    case draft::Why::not_eligible:
      return say("不面向孩子的年级", "Not for the child's grade");
    case draft::Why::enough:
      return drawn.problem.rule.most.value_or(1) == 1
                 ? say("已录取更靠前的志愿", "A choice further up the list was given")
                 : say("更靠前的志愿已满 {} 项", "The child has {} from further up the list, as many as one may have",
                       drawn.problem.rule.most.value_or(1));
  }
  return {};
}

}  // namespace

Words words_of(const draft::Reason& reason, const Drawn& drawn, const std::function<Words(const std::string&)>& title) {
  auto words = said(reason, drawn, title);
  if (reason.waiting)
    words = {fmt::format("{}。候补第 {} 位", words.zh, *reason.waiting),
             fmt::format("{}. Number {} on the waiting list", words.en, *reason.waiting)};
  return words;
}

}  // namespace doorstep::offerings
