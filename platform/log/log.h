// Log: one JSON object a line, on standard error or in a file.
//
//   log::write(log::Level::info, "import finished", {{"rows", 342000}, {"source", name}});
//   {"at":"2026-11-23T06:00:00.000Z","level":"info","what":"import finished","rows":342000,"source":"..."}
//
// Thread safe. Lines are handed to a thread of their own within a tenth of a second, errors at once; nothing that a
// person typed in confidence (passwords, names of children) belongs in a field.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

#include <doorstep/base/result.h>

namespace doorstep::log {

enum class Level { debug, info, warning, error };

class Field {
 public:
  Field(std::string_view name, std::string_view text) : name_(name), text_(text) {}
  Field(std::string_view name, const char* text) : name_(name), text_(text) {}
  Field(std::string_view name, const std::string& text) : name_(name), text_(text) {}
  template <class Number>
  requires std::is_arithmetic_v<Number> Field(std::string_view name, Number number)
      : name_(name),
        number_(static_cast<double>(number)),
        whole_(whole(number)),
        kind_(std::is_floating_point_v<Number> ? Kind::real : Kind::whole) {}
  void append_to(std::string& line) const;

 private:
  // A number with a fraction may be none or too large for a whole one.
  template <class Number>
  static int64_t whole(Number number) {
    if constexpr (std::is_floating_point_v<Number>)
      return 0;
    else
      return static_cast<int64_t>(number);
  }

  enum class Kind { text, whole, real };
  std::string_view name_, text_;
  double number_ = 0;
  int64_t whole_ = 0;
  Kind kind_ = Kind::text;
};

void write(Level level, std::string_view what, std::initializer_list<Field> fields = {});

// Lines below `level` are left out; info at first.
void at_least(Level level);

// From now on into `file`, opened for appending; "" is standard error. A file that was moved away (by logrotate, say)
// is opened again under its name by reopen().
Result<void> into(const std::string& file);
void reopen();

// Returns when everything written so far has left the program.
void flush();

}  // namespace doorstep::log
