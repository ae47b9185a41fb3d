// Reading: a cartridge looked at from end to end, without writing anything that stays.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <doorstep/cartridge/cartridge.h>
#include <doorstep/cartridges/cartridges.h>
#include <doorstep/files/files.h>
#include <doorstep/questions/formats.h>
#include <doorstep/sheets/zip.h>

namespace doorstep::cartridges {

// What one part becomes in the library.
struct Piece {
  std::string part;  // id
  CartridgeItem item;
  std::string text;                // of a page
  std::vector<std::string> files;  // paths in the package
};

struct Read {
  cartridge::Cartridge what;
  std::vector<Piece> pieces;
  std::vector<std::vector<size_t>> units;  // places in pieces, for each of `what.units`
  questions::FoundQuestions questions;
  std::vector<LeftOutPart> left_out;
};

// A file that is gone with it.
class Scratch {
 public:
  explicit Scratch(const std::filesystem::path& folder);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Result<sheets::ZipArchive> open_cartridge(const std::filesystem::path& file);
Result<void> unpack(const sheets::ZipArchive& zip, const std::string& entry, const std::string& to);
void write_text(const std::string& text, const std::string& to);

Result<Read> read_cartridge(const sheets::ZipArchive& zip, const files::Files& files,
                            const std::filesystem::path& scratch, Language language);

}  // namespace doorstep::cartridges
