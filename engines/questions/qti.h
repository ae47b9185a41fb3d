// QTI of 1EdTech: version 3 written, version 1.2 (as Common Cartridge has it) read.
//
//   QTI 3.0    purl.imsglobal.org/spec/qti/v3p0: a package of one item a question and a test of them in order. Points
//              are those of the house: standard templates where they say the same, rules of their own elsewhere. Not
//              carried: feedback of single options, rubrics, and accepted texts with `*`, which QTI has no word for.
//   QTI 1.2    <questestinterop> with the profiles of Common Cartridge: one or several choices, true or false, blanks,
//              patterns, essays. What has pictures, several parts or another way of answering is left out.
//
// Pure functions of their arguments, thread safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <doorstep/questions/formats.h>

namespace doorstep::questions {

// A file of a package: its path from the root, divided by '/'.
struct PackageFile {
  std::string path, text;
};

struct QtiPackage {
  std::vector<PackageFile> files;  // the manifest first
  std::vector<LeftOutQuestion> left_out;
};

// `title`: of the test. The same questions give the same bytes.
QtiPackage write_qti(const std::vector<FoundQuestion>& questions, std::string_view title);

//   too_large, invalid  as read_moodle_xml; no <questestinterop>
Result<FoundQuestions> read_qti12(std::string_view xml);
bool is_qti12(std::string_view xml);  // by how it begins

}  // namespace doorstep::questions
