// Files of applications on their way to the panel, which reads without names.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/describe.h>
#include <doorstep/base/words.h>

namespace doorstep::ladder {

// The panel has a file once the desk has looked through it for names and released it.
enum class FileCheckState { waiting, released, held };
BOOST_DESCRIBE_ENUM(FileCheckState, waiting, released, held)
struct LadderFileCheck {
  std::string file_id;
  FileCheckState state{};
  std::string by, at, words;  // words: why it is held back
};
BOOST_DESCRIBE_STRUCT(LadderFileCheck, (), (file_id, state, by, at, words))

// Where names of the candidate, of the candidate's schools and staff numbers stand in a file: a hint, never a proof.
struct LadderNamesPage {
  int64_t page = 0;  // from 1; 0: the properties of the file
  std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(LadderNamesPage, (), (page, names))
struct LadderNamesFound {
  bool searched = false;
  Words why;           // it was not
  bool paged = false;  // false: `page` is 1 for all of the file
  int64_t pages = 0;
  std::vector<LadderNamesPage> found;
  std::vector<int64_t> pictures;  // pages without letters, which were not searched
  bool whole = true;              // false: the rest of the file was not searched
};
BOOST_DESCRIBE_STRUCT(LadderNamesFound, (), (searched, why, paged, pages, found, pictures, whole))
struct NewLadderFileCheck {
  bool release = false;
  std::string words;  // why it is held back
};
BOOST_DESCRIBE_STRUCT(NewLadderFileCheck, (), (release, words))

}  // namespace doorstep::ladder
