#include "encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace doorstep::sheets {

namespace {

constexpr size_t window = size_t{1} << 16;  // what the encoding is judged by

size_t ascii_length(std::string_view text) {
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    if (word & 0x8080808080808080ull) break;
  }
  while (at < text.size() && static_cast<uint8_t>(text[at]) < 0x80) ++at;
  return at;
}

// Checks UTF-8 that comes in pieces: a letter may be cut by the end of a piece.
struct Utf8Check {
  int need = 0;  // bytes of the present letter still to come
  uint8_t low = 0x80, high = 0xBF;

  // Index of the first byte that is wrong, or npos.
  size_t feed(std::string_view text) {
    for (size_t at = 0; at < text.size(); ++at) {
      if (need == 0) {
        at += ascii_length(text.substr(at));
        if (at == text.size()) break;
      }
      if (!take(static_cast<uint8_t>(text[at]))) return at;
    }
    return std::string_view::npos;
  }

  bool take(uint8_t byte) {
    if (need > 0) {
      if (byte < low || byte > high) return false;
      --need;
      low = 0x80, high = 0xBF;
      return true;
    }
    if (byte < 0x80) return true;
    if (byte < 0xC2 || byte > 0xF4) return false;
    need = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    if (byte == 0xE0) low = 0xA0;
    if (byte == 0xED) high = 0x9F;
    if (byte == 0xF0) low = 0x90;
    if (byte == 0xF4) high = 0x8F;
    return true;
  }
};

const char* iconv_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::gb18030:
      return "GB18030";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::big5:
      return "BIG5-HKSCS";
    case Encoding::windows_1252:
      return "WINDOWS-1252";
  }
  return "UTF-8";
}

// One conversion to UTF-8, fed in pieces.
class Converter {
 public:
  explicit Converter(Encoding from) : handle_{iconv_open("UTF-8", iconv_name(from))} {}
  ~Converter() {
    if (works()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool works() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // Converts what fits; returns errno of iconv, 0 when all went through. Moves the views on.
  int run(std::string_view& in, char*& out, size_t& room) {
    char* from = const_cast<char*>(in.data());
    size_t left = in.size();
    const size_t done = iconv(handle_, &from, &left, &out, &room);
    in.remove_prefix(in.size() - left);
    return done == static_cast<size_t>(-1) ? errno : 0;
  }

 private:
  iconv_t handle_;
};

// Does `text`, whose end may be cut within a letter, read as GB18030, and as Chinese rather than as some other
// encoding that happens to pass? In GB18030 the second byte of a common letter is above 0xA0; in Big5 four of ten are
// below 0x80, and in Western encodings a lone accented letter is followed by an ASCII one.
bool reads_as_gb18030(std::string_view text) {
  Converter convert{Encoding::gb18030};
  if (!convert.works()) return false;
  std::string out(text.size() * 2 + 16, '\0');
  char* to = out.data();
  size_t room = out.size();
  auto rest = text;
  const int error = convert.run(rest, to, room);
  if (error != 0 && !(error == EINVAL && rest.size() < 4)) return false;
  size_t letters = 0, low_seconds = 0;
  for (size_t at = 0; at + 1 < text.size(); ++at) {
    if (static_cast<uint8_t>(text[at]) < 0x80) continue;
    const auto second = static_cast<uint8_t>(text[++at]);
    ++letters;
    low_seconds += second < 0x80;
  }
  return low_seconds * 10 <= letters * 3;
}

// Two Chinese letters in GB18030 may happen to be two letters of UTF-8 as well: 学校 reads as ѧУ. True when all letters
// beyond ASCII come in runs of pairs as common Chinese letters have them, which no text of another language keeps up.
bool pairs_of_gb18030(std::string_view text) {
  bool any = false;
  for (size_t at = ascii_length(text); at < text.size(); at += ascii_length(text.substr(at))) {
    size_t run = 0;
    for (; at < text.size() && static_cast<uint8_t>(text[at]) >= 0x80; ++at, ++run) {
      const auto byte = static_cast<uint8_t>(text[at]);
      if (run % 2 == 0 ? byte < 0xC2 || byte > 0xDF : byte < 0xA1) return false;
    }
    if (run < 4 || run % 2 != 0) return false;
    any = true;
  }
  return any;
}

// Letters of three bytes, as Chinese in UTF-8 is.
bool has_long_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (static_cast<uint8_t>(c) & 0xF0) == 0xE0; });
}

}  // namespace

bool is_utf8(std::string_view text) {
  Utf8Check check;
  return check.feed(text) == std::string_view::npos && check.need == 0;
}

std::string text_of_any(std::string_view text) {
  if (is_utf8(text) && !pairs_of_gb18030(text)) return std::string{text};
  Converter convert{Encoding::gb18030};
  std::string out(text.size() * 2 + 16, '\0');
  char* to = out.data();
  size_t room = out.size();
  auto rest = text;
  if (convert.works() && convert.run(rest, to, room) == 0) {
    out.resize(out.size() - room);
    return out;
  }
  out.assign(text);
  for (char& c : out)
    if (static_cast<uint8_t>(c) >= 0x80) c = '?';
  return out;
}

struct TextSource::Inside {
  std::unique_ptr<ByteSource> source;
  std::string name;
  std::optional<Encoding> encoding;  // empty while only ASCII was seen
  bool mark = false;
  std::string raw;  // read and not yet handed on: [raw_at, raw_end)
  size_t raw_at = 0, raw_end = 0;
  bool ended = false;  // the source has no more
  int64_t consumed = 0;
  int64_t handed = 0;  // bytes of the source that were handed on
  int64_t lines = 0;   // line ends handed on
  Utf8Check check;
  std::unique_ptr<Converter> converter;

  std::string_view waiting() const { return {raw.data() + raw_at, raw_end - raw_at}; }

  // Reads on until at least `wanted` bytes wait, or the source ends.
  Result<void> fill(size_t wanted) {
    if (waiting().size() >= wanted || ended) return {};
    std::memmove(raw.data(), raw.data() + raw_at, raw_end - raw_at);
    raw_end -= raw_at;
    raw_at = 0;
    if (raw.size() < wanted) raw.resize(wanted);
    DOORSTEP_LET(got, read_fully(*source, raw.data() + raw_end, raw.size() - raw_end));
    ended = raw_end + got < raw.size();
    raw_end += got;
    consumed += static_cast<int64_t>(got);
    return {};
  }

  tl::unexpected<Error> wrong(size_t ahead) const {
    const auto before = waiting().substr(0, std::min(ahead, waiting().size()));
    return wrong_at(handed + static_cast<int64_t>(ahead), lines + std::count(before.begin(), before.end(), '\n') + 1);
  }

  tl::unexpected<Error> wrong_at(int64_t byte, int64_t line) const {
    return refuse(
        Fault::invalid, "csv-encoding",
        say("“{}”第 {} 行（第 {} 字节）的文字既不是 UTF-8 也不是 GB18030。请另存为“CSV UTF-8”后再导入",
            "\"{}\" line {} (byte {}) is neither UTF-8 nor GB18030. Save it as \"CSV UTF-8\" and import again", name,
            line, byte));
  }

  void use(Encoding found) {
    encoding = found;
    if (found != Encoding::utf8) converter = std::make_unique<Converter>(found);
  }

  // Judges the encoding by what waits, which begins with a byte beyond ASCII.
  Result<void> judge() {
    DOORSTEP_TRY(fill(window));
    const auto sample = waiting().substr(0, window);
    Utf8Check probe;
    const size_t bad = probe.feed(sample);
    const bool cut = bad == std::string_view::npos && probe.need > 0 && ended && waiting().size() <= window;
    const bool passes = bad == std::string_view::npos && !pairs_of_gb18030(sample);
    const auto before_cut = sample.substr(0, sample.size() - std::min<size_t>(sample.size(), 3));
    if (passes && (!cut || has_long_letters(before_cut)))
      use(Encoding::utf8);  // when it is cut off within its last letter, reading says so
    else if (reads_as_gb18030(sample))
      use(Encoding::gb18030);
    else
      return wrong(bad == std::string_view::npos ? sample.size() : bad);
    return {};
  }

  // Takes the byte order mark off, which also decides the encoding.
  Result<void> take_mark() {
    DOORSTEP_TRY(fill(4));
    const auto begins = [&](std::string_view with) { return waiting().starts_with(with); };
    size_t length = 2;
    if (begins("\xEF\xBB\xBF")) {
      encoding = encoding.value_or(Encoding::utf8);
      length = 3;
    } else if (begins("\xFF\xFE")) {
      encoding = encoding.value_or(Encoding::utf16le);
    } else if (begins("\xFE\xFF")) {
      encoding = encoding.value_or(Encoding::utf16be);
    } else if (begins("\x84\x31\x95\x33")) {
      encoding = encoding.value_or(Encoding::gb18030);
      length = 4;
    } else {
      return {};
    }
    mark = true;
    raw_at += length;
    handed += static_cast<int64_t>(length);
    return {};
  }

  size_t hand_on(const char* bytes, size_t count, size_t of_source) {
    handed += static_cast<int64_t>(of_source);
    lines += std::count(bytes, bytes + count, '\n');
    return count;
  }

  Result<size_t> read_utf8(char* to, size_t size) {
    size_t count = std::min(size, waiting().size());
    if (count > 0) {
      std::memcpy(to, waiting().data(), count);
      raw_at += count;
    } else if (!ended) {
      DOORSTEP_LET(got, source->read(to, size));
      consumed += static_cast<int64_t>(got);
      count = got;
      ended = got == 0;
    }
    const size_t bad = check.feed({to, count});
    if (bad != std::string_view::npos)
      return wrong_at(handed + static_cast<int64_t>(bad), lines + std::count(to, to + bad, '\n') + 1);
    if (count == 0 && check.need > 0) return wrong_at(handed, lines + 1);
    return hand_on(to, count, count);
  }

  Result<size_t> read_converted(char* to, size_t size) {
    for (;;) {
      DOORSTEP_TRY(fill(16));
      if (waiting().empty()) return size_t{0};
      auto rest = waiting();
      const size_t had = rest.size();
      char* out = to;
      size_t room = size;
      const int error = converter->run(rest, out, room);
      raw_at += had - rest.size();
      if (out != to) return hand_on(to, static_cast<size_t>(out - to), had - rest.size());
      if (error == EILSEQ || (error == EINVAL && (ended || rest.size() >= 16))) return wrong(0);
    }
  }
};

TextSource::TextSource() : inside_{std::make_unique<Inside>()} {}
TextSource::~TextSource() = default;

Result<std::unique_ptr<TextSource>> TextSource::open(std::unique_ptr<ByteSource> bytes, std::string name,
                                                     std::optional<Encoding> forced) {
  std::unique_ptr<TextSource> text{new TextSource};
  auto& inside = *text->inside_;
  inside.source = std::move(bytes);
  inside.name = std::move(name);
  inside.raw.resize(window * 4);
  inside.encoding = forced;
  DOORSTEP_TRY(inside.take_mark());
  if (inside.encoding) inside.use(*inside.encoding);
  if (inside.converter && !inside.converter->works()) return inside.wrong(0);
  return text;
}

Result<size_t> TextSource::read(char* to, size_t size) {
  auto& inside = *inside_;
  if (!inside.encoding) {
    DOORSTEP_TRY(inside.fill(1));
    const size_t plain = std::min(ascii_length(inside.waiting()), size);
    if (plain > 0 || inside.waiting().empty()) {
      std::memcpy(to, inside.waiting().data(), plain);
      inside.raw_at += plain;
      return inside.hand_on(to, plain, plain);
    }
    DOORSTEP_TRY(inside.judge());
  }
  return inside.converter ? inside.read_converted(to, size) : inside.read_utf8(to, size);
}

std::optional<int64_t> TextSource::size() const { return inside_->source->size(); }
Encoding TextSource::encoding() const { return inside_->encoding.value_or(Encoding::utf8); }
bool TextSource::had_mark() const { return inside_->mark; }
int64_t TextSource::consumed() const { return inside_->consumed; }

}  // namespace doorstep::sheets
