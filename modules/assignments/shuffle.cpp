#include "shuffle.h"

#include <algorithm>
#include <numeric>

#include <doorstep/base/digest.h>

namespace doorstep::assignments {
namespace {

std::vector<size_t> mixed(size_t count, const std::string& seed) {
  std::vector<std::pair<std::string, size_t>> keys;
  for (size_t i = 0; i < count; ++i) keys.emplace_back(digest_hex(seed + "/" + std::to_string(i)), i);
  std::ranges::sort(keys);
  std::vector<size_t> order;
  for (const auto& [key, place] : keys) order.push_back(place);
  return order;
}
std::vector<size_t> straight(size_t count) {
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  return order;
}

int64_t shown_at(const std::vector<size_t>& order, int64_t kept) {
  const auto found = std::ranges::find(order, static_cast<size_t>(kept));
  return kept < 0 || found == order.end() ? -1 : found - order.begin();
}

}  // namespace

std::vector<int64_t> places_shown(const SetWork& of, const std::string& paper) {
  std::vector<int64_t> places;
  const auto count = of.items.size();
  for (const auto at : of.row.shuffled ? mixed(count, paper) : straight(count)) places.push_back(of.items[at].place);
  return places;
}

Shuffled::Shuffled(const SetWork& of, const AssignmentItem& item, const std::string& paper) : item_(item) {
  const auto& question = item.question;
  const auto seed = paper + "/" + std::to_string(item.place);
  const bool options = of.row.shuffled && question.kind != questions::QuestionKind::true_false;
  options_ = options ? mixed(question.options.size(), seed) : straight(question.options.size());
  // As written each right side stands beside its left one: mixed always.
  rights_ = mixed(question.pairs.size(), seed);
}

WorkItem Shuffled::item() const {
  const auto& question = item_.question;
  WorkItem made;
  made.place = item_.place;
  made.kind = question.kind;
  made.text = question.text;
  made.most = question.points;
  for (const auto at : options_) made.options.push_back(question.options[at].text);
  made.gaps = static_cast<int64_t>(question.gaps.size());
  for (const auto& pair : question.pairs)
    if (!pair.left.empty()) made.lefts.push_back(pair.left);
  for (const auto at : rights_) made.rights.push_back(question.pairs[at].right);
  return made;
}

WorkKey Shuffled::key() const {
  const auto& question = item_.question;
  WorkKey made;
  questions::QuestionAnswer right;
  for (size_t i = 0; i < question.options.size(); ++i)
    if (question.options[i].share > 0 &&
        (question.kind == questions::QuestionKind::multiple || question.options[i].share == 1))
      right.chosen.push_back(static_cast<int64_t>(i));
  for (size_t i = 0; i < question.pairs.size(); ++i)
    if (!question.pairs[i].left.empty()) right.matched.push_back(static_cast<int64_t>(i));
  const auto turned = shown(right);
  made.chosen = turned.chosen;
  made.matched = turned.matched;
  for (const auto& gap : question.gaps) {
    const auto best = std::ranges::find(gap.accepted, 1.0, &questions::AcceptedText::share);
    made.blanks.push_back(best == gap.accepted.end() ? "" : best->text);
  }
  made.explanation = question.explanation;
  return made;
}

questions::QuestionAnswer Shuffled::shown(const questions::QuestionAnswer& kept) const {
  auto made = kept;
  for (auto& one : made.chosen) one = shown_at(options_, one);
  std::ranges::sort(made.chosen);
  for (auto& one : made.matched) one = shown_at(rights_, one);
  return made;
}

Result<questions::QuestionAnswer> Shuffled::meant(const questions::QuestionAnswer& shown) const {
  auto made = shown;
  for (auto& one : made.chosen) {
    if (one < 0 || one >= static_cast<int64_t>(options_.size()))
      return wrong("answer/chosen", say("没有这个选项", "there is no such option"));
    one = static_cast<int64_t>(options_[static_cast<size_t>(one)]);
  }
  std::ranges::sort(made.chosen);
  for (auto& one : made.matched) {
    if (one < -1 || one >= static_cast<int64_t>(rights_.size()))
      return wrong("answer/matched", say("没有这一项可以连", "there is nothing like it to match"));
    if (one >= 0) one = static_cast<int64_t>(rights_[static_cast<size_t>(one)]);
  }
  return made;
}

}  // namespace doorstep::assignments
