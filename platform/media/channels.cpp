#include "channels.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace doorstep::media {
namespace {

constexpr const char* playlist_type = "application/vnd.apple.mpegurl";
constexpr const char* for_ever = "public, max-age=31536000, immutable";

std::optional<int64_t> number_in(std::string_view text) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value < 0) return {};
  return value;
}

tl::unexpected<Error> nothing_here() {
  return refuse(Fault::not_found, "media-unknown",
                say("没有这段画面，请从课堂页面重新打开", "there is no such piece of a lesson: open it from its page"));
}
tl::unexpected<Error> wrong_number() {
  return refuse(Fault::invalid, "media-number", say("片段编号有误", "the number of a piece is malformed"));
}

int64_t now() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Piece {
  int64_t segment = 0;
  std::optional<int64_t> part;
};

// "s12.m4s" and "s12.3.m4s".
std::optional<Piece> piece_of(std::string_view file) {
  if (!file.starts_with('s') || !file.ends_with(".m4s")) return {};
  const auto middle = file.substr(1, file.size() - 5);
  const auto dot = middle.find('.');
  const auto segment = number_in(middle.substr(0, dot));
  if (!segment) return {};
  if (dot == middle.npos) return Piece{*segment, {}};
  const auto part = number_in(middle.substr(dot + 1));
  if (!part) return {};
  return Piece{*segment, part};
}

http::Reply playlist(std::string text, bool ended) {
  http::Reply reply;
  reply.type = playlist_type;
  reply.body = std::move(text);
  reply.headers.emplace_back("Cache-Control", ended ? "public, max-age=60" : "public, max-age=1");
  return reply;
}

}  // namespace

// One source: what was read of its files so far, and who waits for more.
class Channels::Channel : public std::enable_shared_from_this<Channels::Channel> {
 public:
  Channel(std::filesystem::path folder, LessonSpan span) : folder_(std::move(folder)), from_(span.from) {
    read();
    if (!span.over) return;
    line_.end();
    reader_.reset();
  }

  void grew() {
    std::vector<std::function<void()>> waiting;
    {
      const std::lock_guard hold(mutex_);
      if (!read()) return;
      waiting.swap(waiting_);
    }
    for (const auto& again : waiting) again();
  }
  // Answers who waits, with what there is: another channel stands in this one's place.
  void leave() {
    std::vector<std::function<void()>> waiting;
    {
      const std::lock_guard hold(mutex_);
      waiting.swap(waiting_);
    }
    for (const auto& again : waiting) again();
  }
  bool over() {
    const std::lock_guard hold(mutex_);
    return line_.ended();
  }
  SourceState state() {
    const std::lock_guard hold(mutex_);
    std::erase_if(viewers_, [at = now()](const auto& one) { return one.second < at - viewing_seconds; });
    return {!line_.empty(), line_.duration(), line_.last_wall(), static_cast<int>(viewers_.size())};
  }

  Result<http::Reply> find(const http::Call& call, const std::string& file, const std::string& viewer) {
    const std::lock_guard hold(mutex_);
    viewers_[viewer] = now();
    if (file == "live.m3u8") return live(call);
    if (file == "plain.m3u8" || file == "index.m3u8") {
      if (line_.empty()) return nothing_here();
      return playlist(file[0] == 'p' ? line_.plain() : line_.variants("live.m3u8"), line_.ended());
    }
    if (file.starts_with('e') && file.ends_with(".mp4")) {
      const auto epoch = number_in(std::string_view{file}.substr(1, file.size() - 5));
      return epoch && *epoch < 10'000 ? bytes(line_.head(static_cast<int>(*epoch)), "video/mp4") : nothing_here();
    }
    const auto piece = piece_of(file);
    if (!piece) return nothing_here();
    if (!piece->part) return bytes(line_.segment(piece->segment), "video/iso.segment");
    const auto range = line_.part(piece->segment, *piece->part);
    if (!range && !call.waited && line_.expected(piece->segment, *piece->part)) return later();
    return bytes(range, "video/iso.segment");
  }

 private:
  // What has come since; true when there was something.
  bool read() {
    bool more = false;
    for (;;) {
      if (reader_) {
        reader_->refresh();
        const auto& parts = reader_->epoch().parts;
        for (; told_ < parts.size(); ++told_) more = add(parts[told_]) || more;
      }
      const auto numbers = epochs_in_from(reader_ ? reader_->epoch().number + 1 : 1);
      if (!numbers) break;
      auto next = EpochReader::open(folder_, *numbers);
      if (!next) {  // damaged, or not begun: the ones after it count
        skipped_ = *numbers;
        continue;
      }
      reader_ = std::move(*next);
      told_ = 0;
      line_.begin(reader_->epoch().number, reader_->epoch().about);
    }
    if (more) ++version_;
    return more;
  }
  // The lesson begins where decoding can begin.
  bool add(const Entry& entry) {
    if (line_.empty() && (entry.wall + entry.duration <= from_ || !entry.key())) return false;
    line_.add(entry);
    return true;
  }
  // The lowest number from `least` on that is on disk and was not passed over.
  std::optional<int> epochs_in_from(int least) {
    least = std::max(least, skipped_ + 1);
    if (std::error_code error; std::filesystem::exists(epoch_index(folder_, least), error)) return least;
    if (reader_) return {};  // numbers follow one another while a source is there
    for (const auto number : epochs_in(folder_))
      if (number >= least) return number;
    return {};
  }
  Result<http::Reply> live(const http::Call& call) {
    const auto* segment_text = call.parameters.find("_HLS_msn");
    const auto* part_text = call.parameters.find("_HLS_part");
    if (segment_text || part_text) {
      const auto segment = segment_text ? number_in(*segment_text) : std::nullopt;
      const auto part = part_text ? number_in(*part_text) : std::nullopt;
      if (!segment || (part_text && !part)) return wrong_number();
      if (!line_.ended() && line_.absurd(*segment))
        return refuse(Fault::invalid, "media-ahead",
                      say("请求的片段太靠前", "what is asked for is too far ahead of what there is"));
      if (!line_.has(*segment, part) && !call.waited) return later();
    }
    if (line_.empty()) return nothing_here();
    const auto* skip = call.parameters.find("_HLS_skip");
    const bool less = skip && (*skip == "YES" || *skip == "v2");
    auto& text = less ? short_ : whole_;
    auto& version = less ? short_version_ : whole_version_;
    if (version != version_) text = line_.low_latency(less), version = version_;
    return playlist(text, line_.ended());
  }

  http::Reply later() {
    http::Reply reply;
    reply.wait_most = longest_wait;
    reply.wait = [self = shared_from_this(), seen = version_](std::function<void()> again) {
      {
        const std::lock_guard hold(self->mutex_);
        if (self->version_ == seen) return self->waiting_.push_back(std::move(again));
      }
      again();  // it came between
    };
    return reply;
  }

  Result<http::Reply> bytes(const std::optional<Range>& range, const char* type) const {
    if (!range) return nothing_here();
    http::Reply reply;
    reply.type = type;
    reply.file = epoch_file(folder_, range->epoch).string();
    reply.file_from = range->offset;
    reply.file_length = range->size;
    reply.headers.emplace_back("Cache-Control", for_ever);
    return reply;
  }

  const std::filesystem::path folder_;
  const int64_t from_;
  std::mutex mutex_;
  Timeline line_;
  std::unique_ptr<EpochReader> reader_;
  size_t told_ = 0;
  int skipped_ = 0;
  std::vector<std::function<void()>> waiting_;
  std::unordered_map<std::string, int64_t> viewers_;  // when each of them asked last, seconds of a steady clock
  int64_t version_ = 0, whole_version_ = -1, short_version_ = -1;
  std::string whole_, short_;
};

Channels::Channels(std::filesystem::path folder, std::function<LessonSpan(const std::string&)> span)
    : folder_(std::move(folder)), span_(std::move(span)) {}
Channels::~Channels() = default;

std::shared_ptr<Channels::Channel> Channels::channel(const std::string& lesson, const std::string& source) {
  if (!plain_name(lesson) || !plain_name(source)) return {};
  const std::pair at{lesson, source};
  {
    const std::lock_guard hold(mutex_);
    if (const auto found = channels_.find(at); found != channels_.end()) return found->second;
  }
  const auto there = folder_ / lesson / source;
  if (std::error_code error; !std::filesystem::is_directory(there, error)) return {};
  auto made = std::make_shared<Channel>(there, span_(lesson));
  const std::lock_guard hold(mutex_);
  if (channels_.size() >= most_idle)
    std::erase_if(channels_, [](const auto& one) { return one.second.use_count() == 1 && one.second->over(); });
  return channels_.emplace(at, std::move(made)).first->second;
}

Result<http::Reply> Channels::find(const http::Call& call, const MediaName& name, const std::string& viewer) {
  const auto found = channel(name.lesson, name.source);
  if (!found) return nothing_here();
  return found->find(call, name.file, viewer);
}

SourceState Channels::state(const std::string& lesson, const std::string& source) {
  const auto found = channel(lesson, source);
  return found ? found->state() : SourceState{};
}

std::vector<std::string> Channels::sources_of(const std::string& lesson) const {
  std::vector<std::string> names;
  if (!plain_name(lesson)) return names;
  std::error_code error;
  for (const auto& one : std::filesystem::directory_iterator(folder_ / lesson, error))
    if (one.is_directory(error)) names.push_back(one.path().filename().string());
  std::ranges::sort(names);
  return names;
}

void Channels::grew(const std::string& lesson, const std::string& source) {
  if (const auto found = channel(lesson, source)) found->grew();
}

void Channels::moved(const std::string& lesson) {
  std::vector<std::shared_ptr<Channel>> left;
  {
    const std::lock_guard hold(mutex_);
    const auto first = channels_.lower_bound({lesson, ""});
    auto last = first;
    for (; last != channels_.end() && last->first.first == lesson; ++last) left.push_back(last->second);
    channels_.erase(first, last);
  }
  for (const auto& one : left) one->leave();
}

void Channels::refresh() {
  std::vector<std::shared_ptr<Channel>> all;
  {
    const std::lock_guard hold(mutex_);
    for (const auto& [at, one] : channels_) all.push_back(one);
  }
  for (const auto& one : all)
    if (!one->over()) one->grew();
}

}  // namespace doorstep::media
