// Text encodings of files that offices send: recognised, and read as UTF-8.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <doorstep/base/result.h>
#include <doorstep/sheets/bytes.h>

namespace doorstep::sheets {

// The first four are recognised; the others only hold when a caller asks for them, since a file cannot prove them.
enum class Encoding { utf8, gb18030, utf16le, utf16be, big5, windows_1252 };

// True when all of `text` is UTF-8 as RFC 3629 has it: no surrogates, no overlong forms.
bool is_utf8(std::string_view text);

// `text` whatever its encoding: as it is when it is UTF-8, read as GB18030 when that works, else with '?' in it.
std::string text_of_any(std::string_view text);

// Gives the bytes of another source as UTF-8 without byte order mark.
//
// A byte order mark decides. Without one, the first 64 KiB from the first letter beyond ASCII on decide: UTF-8 when
// they are UTF-8, GB18030 when they read as Chinese, else an error that names the line and the byte. Later bytes that
// break the encoding are an error too; nothing is ever replaced.
class TextSource final : public ByteSource {
 public:
  static Result<std::unique_ptr<TextSource>> open(std::unique_ptr<ByteSource> bytes, std::string name,
                                                  std::optional<Encoding> forced = std::nullopt);
  ~TextSource() override;

  Result<size_t> read(char* to, size_t size) override;
  std::optional<int64_t> size() const override;

  Encoding encoding() const;
  bool had_mark() const;
  int64_t consumed() const;  // bytes of the source read so far

 private:
  struct Inside;
  TextSource();
  std::unique_ptr<Inside> inside_;
};

}  // namespace doorstep::sheets
