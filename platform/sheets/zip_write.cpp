#include <zlib.h>

#include <cstdio>
#include <stdexcept>

#include "zip.h"

namespace doorstep::sheets {

namespace {

constexpr uint16_t version = 20;  // 2.0: deflate
constexpr uint16_t utf8_names = 1 << 11;
constexpr uint16_t deflated = 8;
constexpr uint16_t day_1980_01_01 = 1 << 5 | 1;
constexpr int64_t largest = 0xFFFFFFFE;

void put16(std::string& out, uint32_t value) {
  out += static_cast<char>(value & 0xFF);
  out += static_cast<char>(value >> 8 & 0xFF);
}

void put32(std::string& out, uint32_t value) {
  put16(out, value & 0xFFFF);
  put16(out, value >> 16);
}

struct Written {
  std::string name;
  uint32_t crc = 0;
  int64_t zipped = 0, size = 0, offset = 0;

  // The part that the local header and the directory have in common.
  std::string common() const {
    std::string out;
    for (const uint16_t field : {version, utf8_names, deflated, uint16_t{0}, day_1980_01_01}) put16(out, field);
    put32(out, crc);
    put32(out, static_cast<uint32_t>(zipped));
    put32(out, static_cast<uint32_t>(size));
    put16(out, static_cast<uint32_t>(name.size()));
    put16(out, 0);  // no extra fields
    return out;
  }
};

}  // namespace

struct ZipWriter::Inside {
  std::string path;
  std::FILE* file = nullptr;
  int64_t offset = 0;
  bool open = false;  // an entry is being written
  z_stream deflater{};
  std::vector<Written> entries;
  std::string chunk = std::string(size_t{1} << 16, '\0');

  ~Inside() {
    if (open) deflateEnd(&deflater);
    if (file) std::fclose(file);
  }

  void put(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size())
      throw std::runtime_error("cannot write " + path + ": disk full?");
    offset += static_cast<int64_t>(bytes.size());
    if (offset > largest) throw std::runtime_error(path + " would be larger than 4 GiB");
  }

  void squeeze(std::string_view bytes, int flush) {
    deflater.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    deflater.avail_in = static_cast<uInt>(bytes.size());
    do {
      deflater.next_out = reinterpret_cast<Bytef*>(chunk.data());
      deflater.avail_out = static_cast<uInt>(chunk.size());
      deflate(&deflater, flush);
      const size_t made = chunk.size() - deflater.avail_out;
      entries.back().zipped += static_cast<int64_t>(made);
      put({chunk.data(), made});
    } while (deflater.avail_out == 0);
  }

  // Ends the entry: its sizes are known now and go back into its header.
  void close_entry() {
    if (!open) return;
    squeeze({}, Z_FINISH);
    deflateEnd(&deflater);
    open = false;
    const auto& entry = entries.back();
    const auto header = entry.common();
    if (std::fseek(file, static_cast<long>(entry.offset + 4), SEEK_SET) != 0 ||
        std::fwrite(header.data(), 1, header.size(), file) != header.size() || std::fseek(file, 0, SEEK_END) != 0)
      throw std::runtime_error("cannot write " + path);
  }
};

ZipWriter::ZipWriter(const std::filesystem::path& path) : inside_{std::make_unique<Inside>()} {
  inside_->path = path.string();
  inside_->file = std::fopen(path.c_str(), "wb");
  if (!inside_->file) throw std::runtime_error("cannot write " + inside_->path);
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(std::string_view name) {
  inside_->close_entry();
  if (inside_->entries.size() >= 0xFFFF) throw std::runtime_error(inside_->path + " would hold more than 65,535 files");
  Written entry;
  entry.name = name;
  entry.offset = inside_->offset;
  std::string header;
  put32(header, 0x04034b50);
  header += entry.common();
  inside_->put(header + entry.name);
  inside_->entries.push_back(std::move(entry));
  inside_->deflater = {};
  if (deflateInit2(&inside_->deflater, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  inside_->open = true;
}

void ZipWriter::append(std::string_view bytes) {
  if (!inside_->open) throw std::logic_error("ZipWriter::append before add");
  auto& entry = inside_->entries.back();
  while (!bytes.empty()) {
    const auto part = bytes.substr(0, size_t{1} << 24);
    bytes.remove_prefix(part.size());
    entry.crc = static_cast<uint32_t>(
        crc32(entry.crc, reinterpret_cast<const Bytef*>(part.data()), static_cast<uInt>(part.size())));
    entry.size += static_cast<int64_t>(part.size());
    if (entry.size > largest) throw std::runtime_error(entry.name + " would be larger than 4 GiB");
    inside_->squeeze(part, Z_NO_FLUSH);
  }
}

void ZipWriter::finish() {
  inside_->close_entry();
  const int64_t begin = inside_->offset;
  for (const auto& entry : inside_->entries) {
    std::string line;
    put32(line, 0x02014b50);
    put16(line, version);
    line += entry.common();
    for (int zero = 0; zero < 3; ++zero) put16(line, 0);  // comment, disk, internal attributes
    put32(line, 0);                                       // external attributes
    put32(line, static_cast<uint32_t>(entry.offset));
    inside_->put(line + entry.name);
  }
  std::string end;
  put32(end, 0x06054b50);
  put32(end, 0);  // disks
  put16(end, static_cast<uint32_t>(inside_->entries.size()));
  put16(end, static_cast<uint32_t>(inside_->entries.size()));
  put32(end, static_cast<uint32_t>(inside_->offset - begin));
  put32(end, static_cast<uint32_t>(begin));
  put16(end, 0);
  inside_->put(end);
  if (std::fflush(inside_->file) != 0) throw std::runtime_error("cannot write " + inside_->path + ": disk full?");
}

}  // namespace doorstep::sheets
