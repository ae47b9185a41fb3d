#include "errors.h"

namespace doorstep::db {

std::string describe_failure(std::string_view cause, std::string_view sql) {
  constexpr size_t shown = 300;
  return fmt::format("{}: {}{}", cause, sql.substr(0, shown), sql.size() > shown ? "..." : "");
}

void refuse_zero_bytes(std::string_view text, std::string_view sql) {
  if (text.find('\0') != text.npos) throw Refused(Refused::Rule::check, describe_failure("text with a zero byte", sql));
}

Error error_of(const Refused& refused) {
  switch (refused.rule) {
    case Refused::Rule::unique:
      return {Fault::conflict, "already-there",
              say("已有相同的记录，请先核对后再试", "there is such a record already; look at it first")};
    case Refused::Rule::foreign_key:
      return {Fault::invalid, "reference-broken",
              say("所引用的记录不存在，或仍被其他记录引用",
                  "this names a record that is not there, or is still named by others")};
    case Refused::Rule::not_null:
      return {Fault::invalid, "value-missing", say("缺少必填的内容", "a value that must be given is missing")};
    case Refused::Rule::check:
      break;
  }
  return {Fault::invalid, "value-refused", say("有内容超出允许的范围", "a value is outside of what is allowed")};
}

Error busy_error() {
  return {Fault::busy, "database-busy",
          say("数据库正忙，请稍后再试", "the database is busy with other work; try again in a moment")};
}

}  // namespace doorstep::db
