// Any bytes as GIFT and as Moodle XML: refused, left out or read; what was read can be asked, marked, written and read
// again.
#include <doorstep/questions/formats.h>

#include <cstdlib>

#include "fuzz.h"

using namespace doorstep::questions;

namespace {

void ask(const FoundQuestions& found) {
  for (const auto& one : found.questions) {
    if (!faults_of(one.question).empty()) std::abort();
    QuestionAnswer answer;
    for (const auto& gap : one.question.gaps) answer.blanks.push_back(gap.accepted.front().text);
    if (!check_answer(one.question, answer)) continue;
    const auto share = share_of(one.question, answer);
    if (share && !(*share >= 0 && *share <= 1)) std::abort();
  }
  // What is written can be read, whatever becomes of its texts.
  if (!read_gift(write_gift(found.questions).text)) std::abort();
  if (!read_moodle_xml(write_moodle_xml(found.questions).text)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (const auto found = read_gift(bytes)) ask(*found);
  if (const auto found = read_moodle_xml(bytes)) ask(*found);
  return 0;
}

std::vector<std::string> fuzz_seeds() {
  return {
      "$CATEGORY: a/b\n\n::t:: 1+1\\=? {=2#yes ~%-50%3 ~4####why}\n\nx {T#no#yes}\n\nTwo {=two =%50%2} end.\n\n"
      "m {=a -> b =c -> d}\n\nn {#=3.14:0.01 =%50%3..4}\n\ne {}\n",
      "[html]<p>a &amp; b</p> {~%50%x ~%50%y ~%-100%z}\n",
      "<quiz><question type=\"category\"><category><text>$course$/a</text></category></question>"
      "<question type=\"multichoice\"><name><text>n</text></name><questiontext format=\"html\"><text>&lt;b&gt;q"
      "</text></questiontext><single>false</single><answer fraction=\"50\"><text>a</text></answer>"
      "<answer fraction=\"50\"><text>b</text></answer></question></quiz>",
      "<quiz><question type=\"cloze\"><questiontext><text>a {1:SHORTANSWER:=b~%50%c#d} {2:NM:=1:0.5}</text>"
      "</questiontext></question><question type=\"numerical\"><questiontext><text>n</text></questiontext>"
      "<answer fraction=\"100\"><text>3</text><tolerance>0.1</tolerance></answer></question></quiz>",
      "what no XML can hold: \xEF\xBF\xBF {=a\xEF\xBF\xBE}\n",
      "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz>&x;</quiz>"};
}
