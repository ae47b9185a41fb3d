#include "segment.h"

#include <algorithm>
#include <cstring>

#include "text.h"

namespace doorstep::search {
namespace {

constexpr int character_bits = 21;

uint64_t pair_of(char32_t one, char32_t two) { return (uint64_t{one} << character_bits) | two; }
uint64_t sounds_of(Syllable one, Syllable two) { return (uint64_t{one} << 16) | two; }
uint64_t both_of(char one, char two) { return (static_cast<uint64_t>(one) << 8) | static_cast<uint64_t>(two); }
// Chinese bytes are much alike, and a search for the first one stops everywhere: longer words are looked for whole.
bool stands_in(std::string_view word, std::string_view text) {
  return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}
bool divides(char32_t one) { return one == U' ' || one == U'\n'; }

}  // namespace

Segment::Segment(std::vector<Document> documents) {
  std::ranges::sort(documents, {}, &Document::id);
  text_begins_.push_back(0);
  id_begins_.push_back(0);
  std::map<std::string, std::vector<uint32_t>, std::less<>> labels;
  for (const auto& one : documents) {
    const auto number = static_cast<uint32_t>(size());
    texts_ += one.text;
    ids_ += one.id;
    text_begins_.push_back(static_cast<uint32_t>(texts_.size()));
    id_begins_.push_back(static_cast<uint32_t>(ids_.size()));
    for (size_t which = 0; which < orders_.size(); ++which) orders_[which].push_back(one.orders[which]);
    for (const auto& label : one.labels) labels[label].push_back(number);
  }
  for (const auto& [label, of] : labels)
    labels_.emplace(label, Bitmap{of.size(), of.data()}).first->second.shrinkToFit();
  texts_.shrink_to_fit();
  ids_.shrink_to_fit();
  documents.clear();
  documents.shrink_to_fit();
  make_lists();
}

void Segment::make_lists() {
  std::vector<uint64_t> ones, repeats, pairs, syllables, letters, sounds, both;
  for (uint32_t number = 0; number < size(); ++number) {
    const auto add = [number](std::vector<uint64_t>& to, uint64_t key) {
      to.push_back((key << Lists::key_shift) | number);
    };
    const auto all = characters(text(number));
    auto sorted = all;
    std::ranges::sort(sorted);
    for (size_t at = 0; at + 1 < sorted.size(); ++at)
      if (sorted[at] == sorted[at + 1]) add(repeats, sorted[at]);
    for (size_t at = 0; at < all.size(); ++at) {
      if (divides(all[at])) continue;
      add(ones, all[at]);
      const auto here = readings(all[at]);
      for (const auto reading : here) {
        add(syllables, reading);
        add(letters, static_cast<uint64_t>(letter_of(reading)));
      }
      if (at + 1 == all.size() || divides(all[at + 1])) continue;
      add(pairs, pair_of(all[at], all[at + 1]));
      for (const auto reading : here)
        for (const auto next : readings(all[at + 1])) {
          add(sounds, sounds_of(reading, next));
          add(both, both_of(letter_of(reading), letter_of(next)));
        }
    }
  }
  characters_ = Lists{std::move(ones)};
  repeats_ = Lists{std::move(repeats)};
  pairs_ = Lists{std::move(pairs)};
  syllables_ = Lists{std::move(syllables)};
  letters_ = Lists{std::move(letters)};
  sounds_ = Lists{std::move(sounds)};
  both_ = Lists{std::move(both)};
}

size_t Segment::bytes() const {
  size_t made = texts_.size() + ids_.size() + size() * (2 + orders_.size()) * sizeof(uint32_t);
  for (const auto& [label, of] : labels_) made += label.size() + of.getSizeInBytes() + 200;
  for (const auto* lists : {&characters_, &repeats_, &pairs_, &syllables_, &letters_, &sounds_, &both_})
    made += lists->bytes();
  return made;
}

std::optional<uint32_t> Segment::number_of(std::string_view wanted) const {
  uint32_t low = 0, high = static_cast<uint32_t>(size());
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    if (id(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == size() || id(low) != wanted) return {};
  return low;
}

std::vector<Document> Segment::documents(const Bitmap& gone) const {
  std::vector<Document> made(size());
  for (uint32_t number = 0; number < size(); ++number)
    made[number] = {std::string{id(number)},
                    std::string{text(number)},
                    {},
                    {orders_[0][number], orders_[1][number], orders_[2][number]}};
  for (const auto& [label, of] : labels_)
    for (const auto number : of) made[number].labels.push_back(label);
  std::vector<Document> kept;
  for (uint32_t number = 0; number < size(); ++number)
    if (!gone.contains(number)) kept.push_back(std::move(made[number]));
  return kept;
}

Bitmap Segment::all() const {
  Bitmap made;
  made.addRange(0, size());
  return made;
}

Bitmap Segment::labelled(const Filter& filter) const {
  Bitmap made;
  for (const auto& value : filter.values)
    if (const auto found = labels_.find(filter.facet + '=' + value); found != labels_.end()) made |= found->second;
  return made;
}

Bitmap Segment::having(const Word& word) const {
  auto made = written(word);
  if (word.sound) made |= spoken(*word.sound);
  return made;
}

Bitmap Segment::written(const Word& word) const {
  const auto& all = word.characters;
  if (all.size() == 1) return characters_.of(all[0]);
  // The fewest first. Where each character between the first and the last comes once, the pairs stand in a row: they
  // share it. What has one of them again is read.
  std::vector<std::pair<size_t, uint64_t>> keys;
  for (size_t at = 0; at + 1 < all.size(); ++at) {
    const auto key = pair_of(all[at], all[at + 1]);
    keys.emplace_back(pairs_.count(key), key);
  }
  std::ranges::sort(keys);
  auto made = pairs_.of(keys.front().second);
  for (size_t at = 1; at < keys.size() && !made.isEmpty(); ++at) pairs_.keep(made, keys[at].second);
  if (all.size() == 2) return made;
  Bitmap unclear;
  for (size_t at = 1; at + 1 < all.size(); ++at) unclear |= repeats_.of(all[at]);
  unclear &= made;
  for (const auto number : unclear)
    if (!stands_in(word.text, text(number))) made.remove(number);
  return made;
}

Bitmap Segment::read_as(const Sound::Piece& piece) const {
  if (piece.end - piece.begin == 1) return letters_.of(static_cast<uint64_t>(piece.letter));
  Bitmap made;
  for (const auto one : piece.of) made |= syllables_.of(one);
  return made;
}

// Whether two pieces are so few pairs of readings that their lists may be put together.
bool Segment::few_sounds(const Sound::Piece& one, const Sound::Piece& next) const {
  constexpr size_t most_pairs = 16;
  return one.of.size() * next.of.size() <= most_pairs;
}
Bitmap Segment::side_by_side(const Sound::Piece& one, const Sound::Piece& next) const {
  if (!few_sounds(one, next)) return both_.of(both_of(one.letter, next.letter));
  Bitmap made;
  for (const auto first : one.of)
    for (const auto second : next.of) made |= sounds_.of(sounds_of(first, second));
  return made;
}

Bitmap Segment::spoken(const Sound& sound) const {
  if (!sound.possible()) return {};
  // Documents in which each row of pieces up to here may stand: neighbours stand side by side, as pairs of readings
  // where these are few, else by their first letters. One piece that is the whole word needs no more, and two whose
  // pair was exact neither; what else may be it is read.
  const auto& pieces = sound.pieces();
  const auto length = sound.length();
  std::vector<Bitmap> up_to(pieces.size());
  Bitmap sure, perhaps;
  for (size_t at = 0; at < pieces.size(); ++at) {
    const auto& piece = pieces[at];
    if (piece.begin == 0) {
      up_to[at] = read_as(piece);
      if (piece.end == length) sure |= up_to[at];
      continue;
    }
    for (size_t before = 0; before < at; ++before) {
      const auto& earlier = pieces[before];
      if (earlier.end != piece.begin || up_to[before].isEmpty()) continue;
      auto here = side_by_side(earlier, piece);
      const bool exact =
          few_sounds(earlier, piece) || (earlier.end - earlier.begin == 1 && piece.end - piece.begin == 1);
      if (!exact) {
        here &= up_to[before];
        if (!here.isEmpty() && piece.end - piece.begin > 1) here &= read_as(piece);
      } else if (earlier.begin != 0) {
        here &= up_to[before];
      }
      if (piece.end == length) (exact && earlier.begin == 0 ? sure : perhaps) |= here;
      up_to[at] |= here;
    }
  }
  perhaps -= sure;
  for (const auto number : perhaps)
    if (sound.in(text(number))) sure.add(number);
  return sure;
}

}  // namespace doorstep::search
