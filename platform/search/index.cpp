#include <algorithm>
#include <queue>
#include <set>
#include <tuple>
#include <unordered_map>

#include "segment.h"
#include "text.h"

namespace doorstep::search {

// A segment, and which of its documents are no longer.
struct Index::Part {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const Bitmap> gone;

  size_t live() const { return segment->size() - gone->cardinality(); }
  Bitmap there() const { return segment->all() - *gone; }
};

namespace {

constexpr size_t most_small = 8;  // segments of less than half, before some are made one

struct Place {
  uint32_t order = 0;
  std::string_view id;
  friend bool operator<(const Place& one, const Place& other) {  // stands before
    return std::tie(other.order, one.id) < std::tie(one.order, other.id);
  }
};

// The first results of what is offered one by one, in their order.
class Best {
 public:
  explicit Best(size_t wanted) : wanted_(wanted) {}
  // What is ordered below is none of them any more; the id decides among equals.
  uint32_t bar() const { return heap_.size() < wanted_ ? 0 : heap_.top().order; }
  void offer(const Place& one) {
    if (heap_.size() < wanted_) {
      heap_.push(one);
    } else if (one < heap_.top()) {
      heap_.pop();
      heap_.push(one);
    }
  }
  std::vector<std::string> from(size_t first) {
    std::vector<std::string> made;
    for (; heap_.size() > first; heap_.pop()) made.emplace_back(heap_.top().id);
    std::ranges::reverse(made);
    return made;
  }

 private:
  size_t wanted_;
  std::priority_queue<Place> heap_;  // the last of them on top
};

std::vector<Word> words(const std::string& text) {
  std::vector<Word> made;
  for (auto& one : words_of(folded(text))) {
    Word word{std::move(one), {}, {}};
    word.characters = characters(word.text);
    if (word.characters.empty()) continue;
    if (word.text.size() > 1 && only_letters(word.text)) word.sound.emplace(word.text);
    made.push_back(std::move(word));
  }
  return made;
}

using Counts = std::map<std::string, std::map<std::string, int64_t, std::less<>>>;

// Counts the values of each facet among `matched`, under all filters but the facet's own.
void count_facets(const Segment& segment, const Question& question, const Bitmap& matched,
                  const std::vector<Bitmap>& passed, Counts& counts) {
  for (const auto& facet : question.count) {
    auto under = matched;
    for (size_t at = 0; at < passed.size(); ++at)
      if (question.filters[at].facet != facet) under &= passed[at];
    if (under.isEmpty()) continue;
    auto& values = counts[facet];
    segment.each_value(facet, [&](std::string_view value, const Bitmap& of) {
      const auto found = static_cast<int64_t>(under.and_cardinality(of));
      if (!found) return;
      if (const auto at = values.find(value); at != values.end())
        at->second += found;
      else
        values.emplace(value, found);
    });
  }
}

// Bitmaps are walked quickest as arrays: most of what matched falls below the bar at once.
void offer_all(const Segment& segment, const Bitmap& matched, size_t which, Best& best) {
  std::vector<uint32_t> numbers(matched.cardinality());
  matched.toUint32Array(numbers.data());
  const auto& orders = segment.orders(which);
  auto bar = best.bar();
  for (const auto number : numbers)
    if (orders[number] >= bar) {
      best.offer({orders[number], segment.id(number)});
      bar = best.bar();
    }
}

}  // namespace

Index::Index() : snapshot_(std::make_shared<const Snapshot>()) {}
Index::~Index() = default;

std::shared_ptr<const Index::Snapshot> Index::now() const {
  const std::lock_guard held{holding_};
  return snapshot_;
}

void Index::hand_over(Snapshot made) {
  auto ready = std::make_shared<const Snapshot>(std::move(made));
  const std::lock_guard held{holding_};
  snapshot_.swap(ready);
}

void Index::forget(Snapshot& parts, const std::vector<std::string_view>& ids) {
  for (auto& part : parts) {
    std::shared_ptr<Bitmap> gone;
    for (const auto& id : ids)
      if (const auto number = part.segment->number_of(id); number && !(gone ? *gone : *part.gone).contains(*number)) {
        if (!gone) gone = std::make_shared<Bitmap>(*part.gone);
        gone->add(*number);
      }
    if (gone) part.gone = std::move(gone);
  }
  std::erase_if(parts, [](const Part& part) { return part.live() == 0; });
}

// Small segments are made one, the smallest first, so that a document is made anew some four times in all; and one of
// which most is gone is made anew by itself.
void Index::tidy(Snapshot& parts) {
  const auto join = [&parts](size_t begin, size_t end) {
    std::vector<Document> together;
    for (auto at = begin; at < end; ++at)
      for (auto& one : parts[at].segment->documents(*parts[at].gone)) together.push_back(std::move(one));
    parts[begin] = {std::make_shared<const Segment>(std::move(together)), std::make_shared<const Bitmap>()};
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                parts.begin() + static_cast<std::ptrdiff_t>(end));
  };
  for (;;) {
    std::ranges::stable_sort(parts, {}, &Part::live);
    const auto small = static_cast<size_t>(
        std::ranges::count_if(parts, [](const Part& part) { return part.live() <= Segment::most / 2; }));
    if (small <= most_small) break;
    size_t end = 0, sum = 0;
    while (end < small && sum + parts[end].live() <= Segment::most &&
           (end < most_small / 2 || parts[end].live() <= sum))
      sum += parts[end++].live();
    join(0, std::max<size_t>(end, 2));
  }
  for (size_t at = 0; at < parts.size(); ++at)
    if (parts[at].live() * 2 < parts[at].segment->size()) join(at, at + 1);
}

void Index::put(std::vector<Document> documents) {
  std::unordered_map<std::string_view, size_t> last;
  for (size_t at = 0; at < documents.size(); ++at) last[documents[at].id] = at;
  std::vector<std::string_view> ids;
  ids.reserve(last.size());
  for (const auto& [id, at] : last) ids.push_back(id);
  const std::lock_guard alone{changing_};
  auto parts = *now();
  forget(parts, ids);
  std::vector<Document> next;
  const auto close = [&] {
    if (next.empty()) return;
    parts.push_back({std::make_shared<const Segment>(std::move(next)), std::make_shared<const Bitmap>()});
    next.clear();
  };
  std::vector<bool> wanted(documents.size());
  for (const auto& [id, at] : last) wanted[at] = true;
  for (size_t at = 0; at < documents.size(); ++at) {
    if (!wanted[at]) continue;
    auto& one = documents[at];
    next.push_back({std::move(one.id), folded(one.text), std::move(one.labels), one.orders});
    one.text = {};
    if (next.size() == Segment::most) close();
  }
  close();
  tidy(parts);
  hand_over(std::move(parts));
}

void Index::drop(const std::vector<std::string>& ids) {
  const std::lock_guard alone{changing_};
  auto parts = *now();
  forget(parts, {ids.begin(), ids.end()});
  tidy(parts);
  hand_over(std::move(parts));
}

Found Index::find(const Question& question) const {
  const auto parts = now();
  const auto asked = words(question.text);
  Found found;
  Best best{question.from + question.most};
  Counts counts;
  const auto order = std::min<size_t>(question.order, 2);
  for (const auto& part : *parts) {
    const auto& segment = *part.segment;
    auto matched = part.there();
    for (const auto& word : asked) {
      if (matched.isEmpty()) break;
      matched &= segment.having(word);
    }
    if (matched.isEmpty()) continue;
    std::vector<Bitmap> passed;
    for (const auto& filter : question.filters) passed.push_back(segment.labelled(filter));
    count_facets(segment, question, matched, passed, counts);
    for (const auto& one : passed) matched &= one;
    found.total += static_cast<int64_t>(matched.cardinality());
    if (question.most > 0) offer_all(segment, matched, order, best);
  }
  found.ids = best.from(question.from);
  for (auto& [facet, values] : counts)
    for (const auto& [value, documents] : values) found.counts[facet].push_back({value, documents});
  return found;
}

std::vector<std::string> Index::values(std::string_view facet) const {
  std::set<std::string, std::less<>> all;
  for (const auto& part : *now())
    part.segment->each_value(facet, [&](std::string_view value, const Bitmap&) {
      if (!all.contains(value)) all.emplace(value);
    });
  return {all.begin(), all.end()};
}

int64_t Index::size() const {
  int64_t made = 0;
  for (const auto& part : *now()) made += static_cast<int64_t>(part.live());
  return made;
}

int64_t Index::bytes() const {
  int64_t made = 0;
  for (const auto& part : *now()) made += static_cast<int64_t>(part.segment->bytes() + part.gone->getSizeInBytes());
  return made;
}

}  // namespace doorstep::search
