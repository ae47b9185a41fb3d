// The generator writes a district that does not exist as files: a OneRoster 1.2 zip, and beside it our own sheets for
// what OneRoster has no place for. Everything in them says that it is generated.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <doorstep/base/json.h>
#include <doorstep/base/result.h>

namespace doorstep::generator {

struct Options {
  std::string like = "chaoyang";  // the size and shape: 500 schools, 21 groups, 23,000 staff, 342,000 students
  uint64_t seed = 1;
  std::string out;  // folder; made when missing
  int schools = 0;  // 0: as `like` says
  int students = 0;
  int year = 0;  // school year of terms and classes, by the year it begins in; 0: that of the newest returns
};

struct Generated {
  std::string oneroster, sheets;  // paths of the files
  int64_t schools = 0, groups = 0, staff = 0, students = 0, classes = 0;
};
BOOST_DESCRIBE_STRUCT(Generated, (), (oneroster, sheets, schools, groups, staff, students, classes))

// The same options give the same files, byte for byte. What cannot be written (disk full) is thrown.
//   invalid    an unknown `like`, or numbers that make no district
Result<Generated> generate_district(const Options& options, const std::function<void(double share)>& told);

}  // namespace doorstep::generator
