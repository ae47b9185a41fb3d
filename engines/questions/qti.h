// QTI of 1EdTech: version 3 written; versions 2 and 3, and 1.2 as Common Cartridge has it, read.
//
//   QTI 3.0    purl.imsglobal.org/spec/qti/v3p0: a package of one item a question and a test of them in order. Points
//              are those of the house: standard templates where they say the same, rules of their own elsewhere. Not
//              carried: feedback of single options, rubrics, and accepted texts with `*`, which QTI has no word for.
//   QTI 1.2    <questestinterop> with the profiles of Common Cartridge: one or several choices, true or false, blanks,
//              patterns, essays. What has pictures, several parts or another way of answering is left out.
//   QTI 2, 3   items and packages of items: choices, true or false, gaps of words and numbers, matching, essays, files.
//              What this house wrote is read as it was, but photos of handwriting, which become files. Rules of an item
//              are read as far as this house writes them; other ones give way to its correct response or mapping.
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

//   too_large, invalid  as read_moodle_xml; no <assessmentItem>
Result<FoundQuestions> read_qti_item(std::string_view xml);
bool is_qti_item(std::string_view xml);  // by how it begins
// Items in the order of the manifest, also those of version 1.2; a file that cannot be read is left out by its path.
//   invalid    no manifest, or one without items
//   too_large  too many questions
Result<FoundQuestions> read_qti_package(const std::vector<PackageFile>& files);

}  // namespace doorstep::questions
