// Words of failures, the same for both databases.
#pragma once

#include <string>
#include <string_view>

#include <doorstep/db/db.h>

namespace doorstep::db {

// "cause: statement", the statement shortened. The cause must hold no values of rows.
std::string describe_failure(std::string_view cause, std::string_view sql);

// Text with a zero byte is Refused: PostgreSQL cannot keep it.
void refuse_zero_bytes(std::string_view text, std::string_view sql);

// What a person hears when a rule of the tables refused a write.
Error error_of(const Refused& refused);

// Another program or machine was in the way for longer than we wait.
Error busy_error();

}  // namespace doorstep::db
