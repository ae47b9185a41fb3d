#include "recording.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>

#include <doorstep/base/json.h>

#include "bytes.h"

namespace doorstep::media {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "DOORIDX1";
constexpr size_t about_most = 64 * 1024;

uint32_t crc32c(std::string_view bytes) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

struct Open {
  int at = -1;
  Open(const fs::path& path, int flags) : at(::open(path.c_str(), flags | O_CLOEXEC, 0640)) {}
  ~Open() {
    if (at >= 0) ::close(at);
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  int64_t size() const {
    struct stat about {};
    return ::fstat(at, &about) == 0 ? about.st_size : 0;
  }
};

bool write_at(int file, std::string_view bytes, int64_t at) {
  while (!bytes.empty()) {
    const auto wrote = ::pwrite(file, bytes.data(), bytes.size(), at);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(wrote));
    at += wrote;
  }
  return true;
}

// Up to `count` bytes at `at`; fewer at the end of the file.
std::string read_at(int file, int64_t at, size_t count) {
  std::string out(count, '\0');
  size_t have = 0;
  while (have < count) {
    const auto got = ::pread(file, out.data() + have, count - have, at + static_cast<int64_t>(have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    have += static_cast<size_t>(got);
  }
  out.resize(have);
  return out;
}

tl::unexpected<Error> disk_refused() {
  return refuse(Fault::busy, "disk",
                say("无法写入录像：{}", "the recording cannot be written: {}", std::strerror(errno)));
}
tl::unexpected<Error> damaged(const fs::path& path) {
  return refuse(Fault::invalid, "index-damaged",
                say("录像索引 {} 已损坏", "the index of a recording is damaged: {}", path.filename().string()));
}

// The beginning of an index; `after` is where its entries begin.
std::optional<EpochAbout> read_about(int file, int64_t& after) {
  const auto front = read_at(file, 0, magic.size() + 8);
  if (front.size() < magic.size() + 8 || !front.starts_with(magic)) return {};
  Reader in{std::string_view{front}.substr(magic.size())};
  const auto length = in.u32(), sum = in.u32();
  if (length > about_most) return {};
  const auto text = read_at(file, static_cast<int64_t>(front.size()), length);
  if (text.size() != length || crc32c(text) != sum) return {};
  auto about = json::read_text<EpochAbout>(text);
  if (!about || about->scales.empty() || about->codecs.size() != about->scales.size()) return {};
  for (const auto scale : about->scales)
    if (scale < 1) return {};
  after = static_cast<int64_t>(front.size() + length);
  return std::move(*about);
}

int64_t microseconds(int64_t ticks, int64_t scale) {
  return static_cast<int64_t>(static_cast<__int128>(ticks) * 1'000'000 / scale);
}

// What the index would say of a part that it does not know. Where it ends is told by its samples, where it begins by
// the part before.
Entry adopted(const PartRead& part, const EpochAbout& about, const Entry* before, int64_t offset) {
  Entry entry;
  int64_t end = 0, begin = INT64_MAX;
  for (size_t i = 0; i < about.scales.size(); ++i) {
    if (part.begins[i] < 0) continue;
    begin = std::min(begin, microseconds(part.begins[i], about.scales[i]));
    end = std::max(end, microseconds(part.begins[i] + part.durations[i], about.scales[i]));
  }
  entry.offset = offset;
  entry.size = static_cast<uint32_t>(part.size);
  entry.begin = before ? before->begin + before->duration : begin;
  entry.duration = static_cast<uint32_t>(std::clamp<int64_t>(end - entry.begin, 1, 10'000'000));
  entry.wall = before ? before->wall + before->duration : 0;
  const bool key = !about.pictures || part.key;
  entry.flags = (key ? Entry::key_flag : 0) | (key || !before ? Entry::opens_flag : 0);
  return entry;
}

void remove_epoch(const fs::path& folder, int number) {
  std::error_code ignored;
  fs::remove(epoch_file(folder, number), ignored);
  fs::remove(epoch_index(folder, number), ignored);
}

// Parts beyond `end` of the media that are whole: added to `parts`. Gives where the last one ends.
int64_t adopt(const Open& media, const EpochAbout& about, int64_t end, std::vector<Entry>& parts) {
  const auto size = media.size();
  constexpr size_t head_most = 256 * 1024;
  while (end < size) {
    const auto front = read_at(media.at, end, head_most);
    const auto part = read_part(front, about.scales.size());
    if (!part || end + part->size > size) break;
    parts.push_back(adopted(*part, about, parts.empty() ? nullptr : &parts.back(), end));
    end += part->size;
  }
  return end;
}

}  // namespace

std::string write_entry(const Entry& entry) {
  std::string out;
  put64(out, static_cast<uint64_t>(entry.offset));
  put32(out, entry.size);
  put32(out, entry.duration);
  put64(out, static_cast<uint64_t>(entry.begin));
  put64(out, static_cast<uint64_t>(entry.wall));
  put32(out, entry.flags);
  put32(out, crc32c(out));
  return out;
}

std::optional<Entry> read_entry(std::string_view bytes) {
  if (bytes.size() < Entry::bytes) return {};
  Reader in{bytes};
  Entry entry;
  entry.offset = static_cast<int64_t>(in.u64());
  entry.size = in.u32();
  entry.duration = in.u32();
  entry.begin = static_cast<int64_t>(in.u64());
  entry.wall = static_cast<int64_t>(in.u64());
  entry.flags = in.u32();
  if (in.u32() != crc32c(bytes.substr(0, Entry::bytes - 4)) || entry.offset < 0) return {};
  return entry;
}

bool plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

fs::path epoch_file(const fs::path& folder, int number) { return folder / fmt::format("e{:04}.mp4", number); }
fs::path epoch_index(const fs::path& folder, int number) { return folder / fmt::format("e{:04}.idx", number); }

std::vector<int> epochs_in(const fs::path& folder) {
  std::vector<int> numbers;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(folder, error)) {
    const auto name = file.path().filename().string();
    if (name.size() != 9 || name[0] != 'e' || !name.ends_with(".mp4")) continue;
    const auto digits = name.substr(1, 4);
    if (digits.find_first_not_of("0123456789") == digits.npos) numbers.push_back(std::stoi(digits));
  }
  std::ranges::sort(numbers);
  return numbers;
}

Result<std::unique_ptr<EpochReader>> EpochReader::open(const fs::path& folder, int number) {
  const auto path = epoch_index(folder, number);
  const auto index = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (index < 0) return refuse(Fault::not_found, "epoch-unknown", say("没有这段录像", "there is no such recording"));
  std::unique_ptr<EpochReader> made(new EpochReader(index));
  auto about = read_about(index, made->at_);
  if (!about) return damaged(path);
  made->epoch_ = {number, std::move(*about), {}};
  made->refresh();
  return made;
}

EpochReader::~EpochReader() { ::close(index_); }

bool EpochReader::refresh() {
  struct stat about {};
  if (::fstat(index_, &about) != 0 || about.st_size - at_ < static_cast<int64_t>(Entry::bytes)) return false;
  const auto bytes = read_at(index_, at_, static_cast<size_t>(about.st_size - at_));
  const auto before = epoch_.parts.size();
  for (size_t at = 0; at + Entry::bytes <= bytes.size(); at += Entry::bytes) {
    const auto entry = read_entry(std::string_view{bytes}.substr(at));
    if (!entry) break;
    epoch_.parts.push_back(*entry);
    at_ += static_cast<int64_t>(Entry::bytes);
  }
  return epoch_.parts.size() > before;
}

Result<Epoch> read_epoch(const fs::path& folder, int number) {
  DOORSTEP_LET(reader, EpochReader::open(folder, number));
  return reader->epoch();
}

Result<int> recover_epoch(const fs::path& folder, int number) {
  const auto path = epoch_index(folder, number);
  const Open media{epoch_file(folder, number), O_RDWR}, index{path, O_RDWR};
  if (media.at < 0) return refuse(Fault::not_found, "epoch-unknown", say("没有这段录像", "there is no such recording"));
  int64_t after = 0;
  const auto about = index.at < 0 ? std::nullopt : read_about(index.at, after);
  if (!about) {
    const auto front = read_at(media.at, 0, 64 * 1024);
    if (front.find("moof") != front.npos) return damaged(path);
    remove_epoch(folder, number);
    return 0;
  }
  DOORSTEP_LET(epoch, read_epoch(folder, number));
  auto& parts = epoch.parts;
  int64_t end = about->head;
  size_t good = 0;
  for (; good < parts.size(); ++good) {
    if (parts[good].offset != end || end + parts[good].size > media.size()) break;
    end += parts[good].size;
  }
  parts.resize(good);
  end = adopt(media, *about, end, parts);
  std::string added;
  for (size_t i = good; i < parts.size(); ++i) added += write_entry(parts[i]);
  const auto index_end = after + static_cast<int64_t>(good * Entry::bytes);
  if (::ftruncate(index.at, index_end) != 0 || ::ftruncate(media.at, end) != 0 ||
      !write_at(index.at, added, index_end) || ::fdatasync(media.at) != 0 || ::fdatasync(index.at) != 0)
    return disk_refused();
  if (parts.empty()) remove_epoch(folder, number);
  return static_cast<int>(parts.size() - good);
}

Result<std::unique_ptr<Recorder>> Recorder::begin(const fs::path& folder, int number,
                                                  const std::vector<Track>& tracks) {
  std::error_code error;
  fs::create_directories(folder, error);
  const auto media = ::open(epoch_file(folder, number).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
  if (media < 0 && errno == EEXIST)
    return refuse(Fault::conflict, "epoch-there", say("录像 {} 已存在", "recording {} is there already", number));
  if (media < 0) return disk_refused();
  const auto index = ::open(epoch_index(folder, number).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
  std::unique_ptr<Recorder> made(new Recorder(media, index, number));
  EpochAbout about;
  for (const auto& track : tracks) {
    about.codecs.push_back(codec_text(track));
    about.scales.push_back(scale_of(track));
  }
  about.pictures = is_video(tracks.front().codec);
  about.width = tracks.front().width;
  about.height = tracks.front().height;
  const auto head = mp4_head(tracks);
  about.head = static_cast<int64_t>(head.size());
  std::string text, front{magic};
  json::write(text, about);
  put32(front, text.size());
  put32(front, crc32c(text));
  front += text;
  if (index < 0 || !write_at(media, head, 0) || !write_at(index, front, 0)) {
    const auto refused = disk_refused();
    remove_epoch(folder, number);
    return refused;
  }
  made->size_ = about.head;
  made->index_size_ = static_cast<int64_t>(front.size());
  made->sync();
  const Open entry{folder, O_RDONLY | O_DIRECTORY};
  if (entry.at >= 0) ::fsync(entry.at);
  return made;
}

Recorder::~Recorder() {
  sync();
  ::close(media_);
  ::close(index_);
}

Result<Entry> Recorder::append(const Part& part, int64_t wall) {
  Entry entry;
  entry.offset = size_;
  entry.size = static_cast<uint32_t>(part.bytes.size());
  entry.begin = part.begin;
  entry.duration = static_cast<uint32_t>(part.duration);
  entry.wall = wall;
  entry.flags =
      (part.key ? Entry::key_flag : 0) | (part.opens ? Entry::opens_flag : 0) | (part.closes ? Entry::closes_flag : 0);
  if (!write_at(media_, part.bytes, size_) || !write_at(index_, write_entry(entry), index_size_)) {
    const auto refused = disk_refused();
    (void)!::ftruncate(media_, size_);
    (void)!::ftruncate(index_, index_size_);
    return refused;
  }
  size_ += entry.size;
  index_size_ += static_cast<int64_t>(Entry::bytes);
  return entry;
}

void Recorder::sync() {
  ::fdatasync(media_);
  ::fdatasync(index_);
}

}  // namespace doorstep::media
