// What the files of the zip share: writing one of them, and the words for what is planned.
#pragma once

#include <string>
#include <vector>

#include <doorstep/sheets/csv.h>
#include <doorstep/sheets/zip.h>

#include "names.h"
#include "roster.h"

namespace doorstep::generator {

using synthetic::School;

using synthetic::newest_year;

inline std::string grade_text(int grade) { return grade < 1 ? "KG" : fmt::format("{:02}", grade); }
inline std::string number(double value) { return fmt::format("{}", value); }
inline const char* kind_code(synthetic::Kind kind) {
  static constexpr const char* codes[] = {
      "kindergarten",       "primary",    "junior",  "senior",       "nine_year", "twelve_year",
      "complete_secondary", "vocational", "special", "international"};
  return codes[static_cast<int>(kind)];
}
inline const char* model_code(int model) {
  static constexpr const char* codes[] = {"leading_school",   "alliance",    "entrusted",
                                          "district_cluster", "cross_stage", "community"};
  return codes[model];
}

// One file of the zip, written in pieces.
class File {
 public:
  File(sheets::ZipWriter& zip, const char* name, std::initializer_list<std::string_view> header)
      : zip_(zip), csv_(text_, {false, false, ','}) {
    zip_.add(name);
    row(header);
  }
  ~File() { zip_.append(text_); }
  void row(std::initializer_list<std::string_view> cells) {
    csv_.row(std::span{cells.begin(), cells.size()});
    if (text_.size() > 1 << 18) {
      zip_.append(text_);
      text_.clear();
    }
  }

 private:
  sheets::ZipWriter& zip_;
  std::string text_;
  sheets::CsvWriter csv_;
};

// Sites of the groups' schools, by the number of their id: the first group has 25, the others one a school.
struct Site {
  int school = 0;  // its place in the district
  int round = 0;   // 0: the main one
};
std::vector<Site> sites_of(const synthetic::District& district);

void write_orgs(sheets::ZipWriter& zip, const synthetic::District& district, uint64_t seed, Generated& counts);

}  // namespace doorstep::generator
