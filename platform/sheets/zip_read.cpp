#include <fmt/format.h>
#include <strings.h>
#include <zip.h>

#include <algorithm>
#include <set>

#include "encoding.h"
#include "zip.h"

namespace doorstep::sheets {

// Keeps the open archive, and the bytes it is read from, alive while an entry is being read.
struct ZipArchive::Handle {
  std::shared_ptr<const std::string> bytes;
  zip_t* zip = nullptr;
  std::string name;
  ZipLimits limits;

  ~Handle() {
    if (zip) zip_discard(zip);
  }
};

namespace {

tl::unexpected<Error> broken(const std::string& archive) {
  return refuse(Fault::invalid, "zip-broken",
                say("“{}”不是完整的压缩文件，可能在传输中被截断。请重新导出或重新上传",
                    "\"{}\" is not a whole zip file; it may have been cut off. Export or upload it again", archive));
}

tl::unexpected<Error> too_large(const std::string& archive, const std::string& entry, int64_t limit) {
  return refuse(Fault::too_large, "zip-too-large",
                say("“{}”中的“{}”解压后超过 {} 字节的上限。请拆分后再导入",
                    "\"{1}\" in \"{0}\" unzips to more than the limit of {2} bytes. Split it and import the parts",
                    archive, entry, limit));
}

tl::unexpected<Error> bomb(const std::string& archive, const std::string& entry, int64_t ratio) {
  return refuse(Fault::too_large, "zip-bomb",
                say("“{}”中的“{}”的压缩比超过 {} 倍，看起来是恶意文件，已拒绝。请用办公软件重新导出",
                    "\"{1}\" in \"{0}\" is compressed more than {2} times, as only hostile files are; it was refused. "
                    "Export it again",
                    archive, entry, ratio));
}

bool over_ratio(const ZipLimits& limits, int64_t size, int64_t zipped) {
  return size > limits.ratio_floor && size / std::max<int64_t>(zipped, 1) > limits.ratio;
}

class EntrySource final : public ByteSource {
 public:
  EntrySource(std::shared_ptr<const void> keep, zip_file_t* file, std::string archive, const ZipEntry& entry,
              const ZipLimits& limits)
      : keep_{std::move(keep)},
        file_{file, &zip_fclose},
        archive_{std::move(archive)},
        name_{entry.name},
        size_{entry.size},
        limits_{limits} {}

  Result<size_t> read(char* to, size_t size) override {
    const auto got = zip_fread(file_.get(), to, size);
    if (got < 0) return broken_entry();
    read_ += got;
    if (read_ > limits_.entry_bytes) return too_large(archive_, name_, limits_.entry_bytes);
    // A claim that is too small would get around the ratio, which was judged by the claim.
    if (read_ > size_ || (got == 0 && size > 0 && read_ < size_)) return broken_entry();
    return static_cast<size_t>(got);
  }

  std::optional<int64_t> size() const override { return size_; }

 private:
  tl::unexpected<Error> broken_entry() const {
    return refuse(
        Fault::invalid, "zip-entry-broken",
        say("“{}”中的“{}”已损坏。请重新导出", "\"{1}\" in \"{0}\" is damaged. Export it again", archive_, name_));
  }

  std::shared_ptr<const void> keep_;
  std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file_;
  std::string archive_, name_;
  int64_t size_, read_ = 0;
  ZipLimits limits_;
};

// Cuts a name into folder and file. False when it points out of the archive.
bool split_name(ZipEntry& entry) {
  std::replace(entry.name.begin(), entry.name.end(), '\\', '/');
  if (entry.name.empty() || entry.name.front() == '/' || entry.name.find('\0') != std::string::npos) return false;
  if (entry.name.size() > 1 && entry.name[1] == ':') return false;
  for (size_t from = 0; from <= entry.name.size();) {
    const size_t to = std::min(entry.name.find('/', from), entry.name.size());
    if (entry.name.substr(from, to - from) == "..") return false;
    from = to + 1;
  }
  const size_t slash = entry.name.rfind('/');
  entry.folder = slash == std::string::npos ? "" : entry.name.substr(0, slash);
  entry.file = slash == std::string::npos ? entry.name : entry.name.substr(slash + 1);
  return true;
}

bool is_clutter(const ZipEntry& entry) {
  return entry.file.empty() || entry.name.starts_with("__MACOSX/") || entry.file == ".DS_Store" ||
         entry.file == "Thumbs.db";
}

zip_t* open_zip(const Input& input) {
  if (!input.bytes) return zip_open(input.path.c_str(), ZIP_RDONLY, nullptr);
  zip_source_t* source = zip_source_buffer_create(input.bytes->data(), input.bytes->size(), 0, nullptr);
  if (!source) return nullptr;
  zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (!zip) zip_source_free(source);
  return zip;
}

std::string lower(std::string_view name) {
  std::string out{name};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The name of an entry: UTF-8 when the archive says so, else what it seems to be.
std::string name_of(zip_t* zip, uint64_t index, const char* raw) {
  const char* const strict = zip_get_name(zip, index, ZIP_FL_ENC_STRICT);
  return strict && std::string_view{strict} == raw && is_utf8(raw) ? raw : text_of_any(raw);
}

// Reads the directory's line of one entry and checks what it claims.
Result<ZipEntry> describe_entry(zip_t* zip, uint64_t index, const std::string& archive, const ZipLimits& limits) {
  zip_stat_t stat;
  if (zip_stat_index(zip, index, ZIP_FL_ENC_RAW, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME) ||
      !(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_COMP_SIZE))
    return broken(archive);
  ZipEntry entry{index, name_of(zip, index, stat.name), "", "", 0};
  if (!split_name(entry))
    return refuse(
        Fault::invalid, "zip-path",
        say("“{}”中有指向压缩包之外的文件名“{}”，已拒绝。请重新打包，把文件放在最上层",
            "\"{}\" names \"{}\", a place outside of itself; it was refused. Zip the files again, at the top level",
            archive, entry.name));
  uint8_t system = 0;
  uint32_t attributes = 0;
  constexpr uint32_t kind_of_file = 0170000, link = 0120000;  // of the mode, which Unix puts into the upper half
  if (zip_file_get_external_attributes(zip, index, 0, &system, &attributes) == 0 && system == ZIP_OPSYS_UNIX &&
      ((attributes >> 16) & kind_of_file) == link)
    return refuse(Fault::invalid, "zip-link",
                  say("“{}”中的“{}”是指向别处的链接，已拒绝。请换成文件本身后重新打包",
                      "\"{}\" holds \"{}\", a link to another place; it was refused. Put the file itself there and zip "
                      "again",
                      archive, entry.name));
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    return refuse(Fault::invalid, "zip-encrypted",
                  say("“{}”设有密码，无法读取。请去掉密码后再上传",
                      "\"{}\" is protected by a password. Remove it and upload again", archive));
  if (stat.size > static_cast<uint64_t>(limits.entry_bytes)) return too_large(archive, entry.name, limits.entry_bytes);
  entry.size = static_cast<int64_t>(stat.size);
  const auto zipped = static_cast<int64_t>(std::min<uint64_t>(stat.comp_size, INT64_MAX));
  if (over_ratio(limits, entry.size, zipped)) return bomb(archive, entry.name, limits.ratio);
  return entry;
}

}  // namespace

Result<ZipArchive> ZipArchive::open(const Input& input, const ZipLimits& limits) {
  DOORSTEP_LET(source, input.open());  // a missing file is not a broken one
  if (source->size() == 0) return broken(input.name);
  ZipArchive archive;
  archive.handle_ = std::make_shared<Handle>();
  archive.handle_->bytes = input.bytes;
  archive.handle_->name = input.name;
  archive.handle_->limits = limits;
  zip_t* zip = archive.handle_->zip = open_zip(input);
  if (!zip) return broken(input.name);
  const auto count = zip_get_num_entries(zip, 0);
  if (count > limits.entries)
    return refuse(Fault::too_large, "zip-entries",
                  say("“{}”含 {} 个文件，超过上限 {}", "\"{}\" holds {} files, more than the limit of {}", input.name,
                      count, limits.entries));
  int64_t total = 0;
  std::set<std::string> names;
  for (zip_int64_t index = 0; index < count; ++index) {
    DOORSTEP_LET(entry, describe_entry(zip, static_cast<uint64_t>(index), input.name, limits));
    if ((total += entry.size) > limits.total_bytes) return too_large(input.name, entry.name, limits.total_bytes);
    if (!names.insert(lower(entry.name)).second)
      return refuse(Fault::invalid, "zip-duplicate",
                    say("“{}”中有两个同名文件“{}”。请删去一个后重新打包",
                        "\"{}\" holds two files named \"{}\". Remove one and zip again", input.name, entry.name));
    if (!is_clutter(entry)) archive.entries_.push_back(std::move(entry));
  }
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  for (const auto& entry : entries_)
    if (entry.name.size() == name.size() && strncasecmp(entry.name.data(), name.data(), name.size()) == 0)
      return &entry;
  return nullptr;
}

Result<std::unique_ptr<ByteSource>> ZipArchive::read(const ZipEntry& entry) const {
  zip_file_t* file = zip_fopen_index(handle_->zip, entry.index, 0);
  if (!file)
    return refuse(
        Fault::invalid, "zip-entry-broken",
        say("“{}”中的“{}”已损坏，或使用了不支持的压缩方式。请重新打包",
            "\"{1}\" in \"{0}\" is damaged or compressed in an unknown way. Zip it again", handle_->name, entry.name));
  return std::make_unique<EntrySource>(handle_, file, handle_->name, entry, handle_->limits);
}

}  // namespace doorstep::sheets
