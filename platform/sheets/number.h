// Numbers and dates as people write them. What can be read in two ways is not read at all. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <doorstep/base/date.h>

namespace doorstep::sheets {

// `text` with full-width letters, digits and signs as ASCII, and without spaces of any kind at both ends.
std::string narrow(std::string_view text);

// An optional sign, digits and at most one point: what every program reads as the same number.
bool is_plain_number(std::string_view text);

// "1,234.5", "1 234,5", "1.234,5", full-width digits, "12%" (0.12), "1.2E+5". With `decimal` ',' a lone comma divides
// the fraction off and points group thousands; with '.' it is the other way round. "1,5" is not read with '.'.
std::optional<double> parse_number(std::string_view text, char decimal = '.');

// The same, when it is a whole number: "1,234", "12.0". Up to 18 digits are exact.
std::optional<int64_t> parse_whole(std::string_view text, char decimal = '.');

// YYYY-MM-DD, YYYY/MM/DD, YYYY.MM.DD (month and day of one digit too), YYYYMMDD, YYYY年M月D日; a time of day behind it
// is checked and dropped. `format` is for the orders that only the sender knows: DD-MM-YYYY, DD/MM/YYYY, DD.MM.YYYY,
// MM/DD/YYYY, MM-DD-YYYY; then dates that begin with the year are read as well. Days that do not exist are not read.
std::optional<Date> parse_date(std::string_view text, std::string_view format = "");

}  // namespace doorstep::sheets
