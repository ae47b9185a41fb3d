// Recording: how the epochs of one source of one lesson lie on disk, and come back after a crash.
//
//   FOLDER/e0001.mp4   head and parts, only ever appended to: at every moment a playable fragmented MP4
//   FOLDER/e0001.idx   what is in it: "DOORIDX1", the length and CRC-32C of a JSON text (Epoch's `about`), that text,
//                      and 40 bytes a part: offset u64, size u32, duration u32, begin i64, wall i64, flags u32, CRC-32C
//                      of the 36 bytes before u32; all big-endian, times in microseconds
//
// Media is written first, then the index: what the index names is there. A kill -9 keeps all that was written; a loss
// of power what was written before the last sync(). An epoch has one writer; any number of processes read it meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/result.h>

#include <doorstep/media/packager.h>

namespace doorstep::media {

// What an epoch says of itself before its first part.
struct EpochAbout {
  std::vector<std::string> codecs;  // by track (RFC 6381)
  std::vector<int64_t> scales;      // by track, ticks a second
  int width = 0, height = 0;        // pixels; 0 without pictures
  int64_t head = 0;                 // bytes of the MP4 before its first part
  bool pictures = false;            // the first track has them
};
BOOST_DESCRIBE_STRUCT(EpochAbout, (), (codecs, scales, width, height, head, pictures))

struct Entry {
  static constexpr uint32_t key_flag = 1, opens_flag = 2, closes_flag = 4;
  static constexpr size_t bytes = 40;

  int64_t offset = 0;  // in the MP4
  uint32_t size = 0;   // bytes
  uint32_t duration = 0;
  int64_t begin = 0;  // since the epoch began
  int64_t wall = 0;   // when it began, since 1970 by the clock of the machine that took it in
  uint32_t flags = 0;

  bool key() const { return flags & key_flag; }
  bool opens() const { return flags & opens_flag; }
  bool closes() const { return flags & closes_flag; }
  bool operator==(const Entry&) const = default;
};

std::string write_entry(const Entry& entry);
std::optional<Entry> read_entry(std::string_view bytes);  // nothing when it is not whole

// One epoch as far as it is on disk.
struct Epoch {
  int number = 0;  // from 1
  EpochAbout about;
  std::vector<Entry> parts;
};

// Whether a lesson or a source may be called so: its name is a folder's, and no path leads out of it.
bool plain_name(std::string_view name);

std::filesystem::path epoch_file(const std::filesystem::path& folder, int number);   // the MP4
std::filesystem::path epoch_index(const std::filesystem::path& folder, int number);  // its index

// The numbers of the epochs of a source, in their order; none when there is no such folder.
std::vector<int> epochs_in(const std::filesystem::path& folder);

// Reads one epoch, also while it is being written. Not thread safe.
class EpochReader {
 public:
  // not_found (epoch-unknown); invalid (index-damaged): its beginning cannot be read.
  static Result<std::unique_ptr<EpochReader>> open(const std::filesystem::path& folder, int number);
  ~EpochReader();
  EpochReader(const EpochReader&) = delete;
  EpochReader& operator=(const EpochReader&) = delete;

  const Epoch& epoch() const { return epoch_; }
  bool refresh();  // reads on; true when there was more

 private:
  explicit EpochReader(int index) : index_(index) {}
  int index_;
  int64_t at_ = 0;
  Epoch epoch_;
};

Result<Epoch> read_epoch(const std::filesystem::path& folder, int number);  // as open()

// Makes index and media agree after a crash: entries that are not whole or name what is not there go, whole parts that
// the index does not know are adopted, and what is left of a torn one is cut off. Gives how many parts were adopted. An
// epoch without a readable beginning and without parts is removed; one with parts is left as it is (index-damaged).
Result<int> recover_epoch(const std::filesystem::path& folder, int number);

// Writes one epoch. append() belongs to one thread; sync() may run on another at the same time.
class Recorder {
 public:
  // Makes the folder when it is missing. conflict (epoch-there): the number is taken; Fault::busy (disk): the disk
  // refused.
  static Result<std::unique_ptr<Recorder>> begin(const std::filesystem::path& folder, int number,
                                                 const std::vector<Track>& tracks);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  // busy (disk): nothing of the part is kept, and what was written before stands.
  Result<Entry> append(const Part& part, int64_t wall);
  void sync();  // what was appended before the call survives a loss of power

  int number() const { return number_; }
  int64_t size() const { return size_; }

 private:
  Recorder(int media, int index, int number) : media_(media), index_(index), number_(number) {}
  int media_, index_, number_;
  int64_t size_ = 0, index_size_ = 0;
};

}  // namespace doorstep::media
