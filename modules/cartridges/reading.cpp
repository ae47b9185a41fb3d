#include "reading.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include <doorstep/questions/qti.h>
#include <doorstep/sheets/encoding.h>

namespace doorstep::cartridges {
namespace {

using cartridge::Part;
using cartridge::PartKind;

constexpr int64_t longest_text = 8 << 20;                                       // bytes of a manifest, a page or a quiz
constexpr size_t most_files_of_part = 20, most_units = 200, most_in_unit = 50;  // as courses and the library take them
constexpr std::string_view manifest_name = "imsmanifest.xml";

// An error with the place in the package before its words.
tl::unexpected<Error> at_place(const std::string& where, Error error) {
  error.what = say("“{0}”：{1}", "\"{0}\": {2}", where, error.what.zh, error.what.en);
  return tl::unexpected<Error>(std::move(error));
}

Result<std::string> text_in(const sheets::ZipArchive& zip, const std::string& path) {
  const auto* entry = zip.find(path);
  if (!entry || entry->size > longest_text)
    return refuse(Fault::too_large, "cartridge-text",
                  say("“{0}”超过 {1} MB", "\"{0}\" has more than {1} MB", path, longest_text >> 20));
  DOORSTEP_LET(source, zip.read(*entry));
  std::string text(static_cast<size_t>(entry->size), '\0');
  DOORSTEP_LET(got, sheets::read_fully(*source, text.data(), text.size()));
  text.resize(got);
  return text;
}

std::string stem_of(const std::string& path) {
  const auto file = path.substr(path.rfind('/') + 1);
  const auto dot = file.rfind('.');
  return dot == 0 || dot == std::string::npos ? file : file.substr(0, dot);
}
std::string ending_of(const std::string& path) {
  const auto dot = path.rfind('.');
  auto made = dot == std::string::npos ? std::string{} : path.substr(dot + 1);
  for (auto& one : made)
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one + ('a' - 'A'));
  return made;
}
// Cut between letters.
std::string shortened(const std::string& text, size_t most) {
  auto end = std::min(text.size(), most);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}
bool is_taken(const std::string& path) {
  const auto all = files::endings();
  return std::ranges::find(all, ending_of(path)) != all.end();
}

Words why_not(const Part& part) {
  const std::string_view type = part.type;
  if (type.starts_with("imsdt_")) return say("讨论题不导入", "discussions are not taken in");
  if (type.starts_with("imsbasiclti_") || type.starts_with("imslti"))
    return say("外部工具要在本系统另行登记", "tools of others are registered here by themselves");
  if (type.starts_with("assignment_"))
    return say("作业说明不导入，请在“作业”中布置", "assignments are not taken in: set them under Assignments");
  if (part.path.empty()) return say("没有文件", "it has no file");
  return say("类型 {} 不支持", "the type {} is not supported", part.type);
}

class Reader {
 public:
  Reader(const sheets::ZipArchive& zip, const files::Files& files, const std::filesystem::path& scratch,
         Language language)
      : zip_(zip), files_(files), scratch_(scratch), language_(language), most_(files.limits().most_bytes) {}

  Result<Read> read() {
    if (!zip_.find(manifest_name))
      return refuse(
          Fault::invalid, "cartridge-none",
          say("压缩包最上层没有 imsmanifest.xml，不是课程包。请上传原系统导出的 .imscc "
              "文件，或把文件放在最上层重新打包",
              "there is no imsmanifest.xml at the top of the zip: it is no cartridge. Upload the .imscc file as it "
              "was exported, or zip the files again at the top level"));
    DOORSTEP_LET(xml, text_in(zip_, std::string{manifest_name}));
    DOORSTEP_LET(what, cartridge::read_manifest(xml));
    made_.what = std::move(what);
    DOORSTEP_TRY(all_there());
    std::set<std::string> listed;
    for (const auto& unit : made_.what.units)
      for (const auto& leaf : unit.leaves) {
        if (leaf.part.empty())
          made_.left_out.push_back(
              {leaf.title, unit.title, say("只有标题，没有内容", "it is a title without content")});
        else if (listed.insert(leaf.part).second)
          DOORSTEP_TRY(take(*made_.what.part(leaf.part), leaf.title));
      }
    cartridge::Unit rest{say("未列入目录的材料", "Not in the contents").in(language_), {}};
    for (const auto& part : made_.what.parts) {
      if (!listed.insert(part.id).second) continue;
      DOORSTEP_TRY(take(part, ""));
      if (places_.contains(part.id)) rest.leaves.push_back({"", part.id});
    }
    if (!rest.leaves.empty()) made_.what.units.push_back(std::move(rest));
    DOORSTEP_TRY(arrange());
    return std::move(made_);
  }

 private:
  Result<void> all_there() const {
    for (const auto& part : made_.what.parts)
      for (const auto& file : part.files)
        if (!zip_.find(file))
          return refuse(
              Fault::invalid, "cartridge-missing",
              say("imsmanifest.xml 第 {0} 行：文件“{1}”不在课程包里。请重新导出课程包",
                  "imsmanifest.xml, line {0}: the file \"{1}\" is not in the package. Export the cartridge again",
                  part.line, file));
    return {};
  }

  Result<void> take(const Part& part, const std::string& title) {
    const auto name = !title.empty() ? title : part.path.empty() ? part.id : stem_of(part.path);
    switch (part.kind) {
      case PartKind::file:
        return take_files(part, name);
      case PartKind::page:
        return take_page(part, name, title.empty());
      case PartKind::link:
        return take_link(part, name, title.empty());
      case PartKind::questions:
        return take_questions(part);
      default:
        leave(name, part.path, why_not(part));
        return {};
    }
  }

  Result<void> take_files(const Part& part, const std::string& name) {
    Piece piece{part.id, {CartridgeKind::file, name, part.path, 0, false}, {}, {}};
    for (const auto& path : part.files) {
      const auto* entry = zip_.find(path);
      if (!is_taken(path)) {
        leave(name, path, say("这类文件不收", "files of this kind are not taken"));
      } else if (entry->size == 0) {
        leave(name, path, say("文件是空的", "the file is empty"));
      } else if (entry->size > most_) {
        leave(name, path,
              say("超过单个文件上限 {} MB，请单独上传到资源库", "larger than {} MB: upload it to the library by itself",
                  most_ >> 20));
      } else if (piece.files.size() >= most_files_of_part) {
        leave(name, path, say("一个资源最多 {} 个文件", "a resource has at most {} files", most_files_of_part));
      } else {
        const Scratch file{scratch_};
        DOORSTEP_TRY(unpack(zip_, path, file.path()));
        auto kind = files_.examine(entry->file, file.path());
        if (!kind) return at_place(path, kind.error());
        piece.files.push_back(path);
        piece.item.size += entry->size;
      }
    }
    if (!piece.files.empty()) keep(std::move(piece));
    return {};
  }

  Result<void> take_page(const Part& part, const std::string& name, bool own_title) {
    DOORSTEP_LET(raw, text_in(zip_, part.path));
    auto page = cartridge::page_text(sheets::text_of_any(raw));
    for (const auto& path : part.files)
      if (path != part.path)
        leave(name, path, say("网页的附件；网页只取文字", "belongs to a page, of which the words are taken"));
    if (page.text.empty()) {
      leave(name, part.path, say("网页里没有文字", "the page has no words"));
      return {};
    }
    const auto title = own_title && !page.title.empty() ? page.title : name;
    Piece piece{part.id,
                {CartridgeKind::page, title, part.path, static_cast<int64_t>(page.text.size()), page.pictures},
                title + "\n\n" + page.text + "\n",
                {}};
    keep(std::move(piece));
    return {};
  }

  Result<void> take_link(const Part& part, const std::string& name, bool own_title) {
    if (part.path.empty()) {
      leave(name, "", say("没有文件", "it has no file"));
      return {};
    }
    DOORSTEP_LET(xml, text_in(zip_, part.path));
    auto link = cartridge::read_web_link(xml);
    if (!link && link.error().code != "cartridge-link") return at_place(part.path, link.error());
    if (!link) {
      leave(name, part.path, link.error().what);
      return {};
    }
    keep({part.id,
          {CartridgeKind::link, own_title && !link->title.empty() ? link->title : name, link->url, 0, false},
          {},
          {}});
    return {};
  }

  Result<void> take_questions(const Part& part) {
    if (part.path.empty()) {
      leave(part.id, "", say("没有文件", "it has no file"));
      return {};
    }
    DOORSTEP_LET(xml, text_in(zip_, part.path));
    auto found = questions::read_qti12(xml);
    if (!found) return at_place(part.path, found.error());
    for (auto& one : found->left_out) leave(one.name, part.path + ":" + std::to_string(one.line), std::move(one.why));
    auto& all = made_.questions.questions;
    all.insert(all.end(), std::make_move_iterator(found->questions.begin()),
               std::make_move_iterator(found->questions.end()));
    if (all.size() > questions::most_file_questions)
      return refuse(Fault::too_large, "questions-too-many",
                    say("课程包里的题超过 {} 道，请分成几个", "more than {} questions: split the cartridge",
                        questions::most_file_questions));
    return {};
  }

  void keep(Piece piece) {
    places_[piece.part] = made_.pieces.size();
    made_.pieces.push_back(std::move(piece));
  }
  void leave(std::string name, std::string where, Words why) {
    made_.left_out.push_back({std::move(name), std::move(where), std::move(why)});
  }

  // Units as courses take them: none without resources, none with too many.
  Result<void> arrange() {
    std::vector<cartridge::Unit> units;
    for (const auto& unit : made_.what.units) {
      std::vector<size_t> places;
      for (const auto& leaf : unit.leaves)
        if (const auto found = places_.find(leaf.part);
            found != places_.end() && std::ranges::find(places, found->second) == places.end())
          places.push_back(found->second);
      for (size_t from = 0; from < places.size(); from += most_in_unit) {
        auto title = unit.title.empty() ? made_.what.title : unit.title;
        if (title.empty()) title = say("课程包", "Cartridge").in(language_);
        if (from > 0) title = shortened(title, 180) + " (" + std::to_string(from / most_in_unit + 1) + ")";
        units.push_back({std::move(title), {}});
        made_.units.emplace_back(
            places.begin() + static_cast<std::ptrdiff_t>(from),
            places.begin() + static_cast<std::ptrdiff_t>(std::min(places.size(), from + most_in_unit)));
      }
    }
    if (units.size() > most_units)
      return refuse(
          Fault::too_large, "cartridge-units",
          say("目录里的文件夹超过 {} 个，请分成几个课程包", "more than {} folders: split the cartridge", most_units));
    made_.what.units = std::move(units);
    return {};
  }

  const sheets::ZipArchive& zip_;
  const files::Files& files_;
  const std::filesystem::path& scratch_;
  Language language_;
  int64_t most_;
  std::map<std::string, size_t> places_;  // of parts in pieces
  Read made_;
};

}  // namespace

Scratch::Scratch(const std::filesystem::path& folder) : path_((folder / "cartridge-XXXXXX").string()) {
  const int file = ::mkstemp(path_.data());
  if (file < 0) throw std::runtime_error("cannot write to " + folder.string());
  ::close(file);
}
Scratch::~Scratch() { ::unlink(path_.c_str()); }

Result<sheets::ZipArchive> open_cartridge(const std::filesystem::path& file) {
  const sheets::ZipLimits limits{
      .entries = 5'000, .entry_bytes = files::most_bytes_ever, .total_bytes = int64_t{2} << 30, .ratio = 200};
  return sheets::ZipArchive::open(sheets::Input::file(file), limits);
}

Result<void> unpack(const sheets::ZipArchive& zip, const std::string& entry, const std::string& to) {
  const auto* found = zip.find(entry);
  if (!found) throw std::logic_error("no such entry: " + entry);
  DOORSTEP_LET(source, zip.read(*found));
  std::ofstream out{to, std::ios::binary | std::ios::trunc};
  std::string part(1 << 16, '\0');
  for (;;) {
    DOORSTEP_LET(got, source->read(part.data(), part.size()));
    if (got == 0) break;
    out.write(part.data(), static_cast<std::streamsize>(got));
  }
  out.close();
  if (!out) throw std::runtime_error("cannot write " + to);
  return {};
}

void write_text(const std::string& text, const std::string& to) {
  std::ofstream out{to, std::ios::binary | std::ios::trunc};
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + to);
}

Result<Read> read_cartridge(const sheets::ZipArchive& zip, const files::Files& files,
                            const std::filesystem::path& scratch, Language language) {
  return Reader{zip, files, scratch, language}.read();
}

}  // namespace doorstep::cartridges
