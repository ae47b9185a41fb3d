// Any bytes as a manifest of a cartridge, as a web link, as a page and as QTI: refused or read; no path that was
// read leads out of the package, and what was read can be asked and written as QTI 3, which is XML.
#include <doorstep/cartridge/cartridge.h>
#include <doorstep/questions/qti.h>
#include <doorstep/questions/tree.h>

#include <cstdlib>

#include "fuzz.h"

using namespace doorstep;

namespace {

bool inside(const std::string& path) {
  if (path.empty() || path[0] == '/' || path.find('\\') != path.npos || path.find(':') != path.npos) return false;
  return ("/" + path + "/").find("/../") == std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (const auto read = cartridge::read_manifest(bytes)) {
    for (const auto& part : read->parts)
      for (const auto& file : part.files)
        if (!inside(file)) std::abort();
    for (const auto& unit : read->units) {
      if (unit.leaves.empty()) std::abort();
      for (const auto& leaf : unit.leaves)
        if (!leaf.part.empty() && !read->part(leaf.part)) std::abort();
    }
  }
  if (const auto path = cartridge::path_in(bytes); path && !inside(*path)) std::abort();
  if (const auto link = cartridge::read_web_link(bytes); link && !link->url.starts_with("http")) std::abort();
  (void)cartridge::page_text(bytes);
  if (const auto found = questions::read_qti12(bytes)) {
    for (const auto& one : found->questions)
      if (!questions::faults_of(one.question).empty()) std::abort();
    const auto package = questions::write_qti(found->questions, "fuzz");
    for (const auto& file : package.files)
      if (!questions::read_tree(file.text)) std::abort();
  }
  if (const auto found = questions::read_qti_item(bytes)) {
    for (const auto& one : found->questions)
      if (!questions::faults_of(one.question).empty()) std::abort();
    // What is written of it is read again.
    const auto package = questions::write_qti(found->questions, "fuzz");
    const auto again = questions::read_qti_package(package.files);
    if (found->questions.size() > package.left_out.size() && !again) std::abort();
  }
  (void)questions::read_qti_package({{"imsmanifest.xml", std::string{bytes}}});
  return 0;
}

std::vector<std::string> fuzz_seeds() {
  return {
      "<manifest identifier=\"m\"><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>"
      "</metadata><organizations><organization><item><item identifierref=\"r\"><title>a</title></item><item><title>b"
      "</title><item "
      "identifierref=\"q\"><title>c</title></item></item></item></organization></organizations><resources>"
      "<resource identifier=\"r\" type=\"webcontent\" href=\"a/%2e/b.pdf\"><file href=\"a/b.pdf\"/></resource>"
      "<resource identifier=\"q\" type=\"imsqti_xmlv1p2/imscc_xmlv1p3/assessment\"><file href=\"q.xml\"/></resource>"
      "</resources></manifest>",
      "<webLink><title>t</title><url href=\"https://example.org\"/></webLink>",
      "<html><title>t</title><!-- x --><script>y</script><p>z</p>",
      "<questestinterop><assessment title=\"a\"><section><item "
      "title=\"t\"><itemmetadata><qtimetadata><qtimetadatafield>"
      "<fieldlabel>cc_profile</fieldlabel><fieldentry>cc.multiple_response.v0p1</fieldentry></qtimetadatafield>"
      "</qtimetadata></itemmetadata><presentation><material><mattext>q</mattext></material><response_lid ident=\"r\" "
      "rcardinality=\"Multiple\"><render_choice><response_label ident=\"x\"><material><mattext>A</mattext></material>"
      "</response_label><response_label ident=\"y\"><material><mattext>B</mattext></material></response_label>"
      "</render_choice></response_lid></presentation><resprocessing><outcomes><decvar maxvalue=\"100\"/></outcomes>"
      "<respcondition><conditionvar><and><varequal>x</varequal><not><varequal>y</varequal></not></and></conditionvar>"
      "<setvar>100</setvar></respcondition></resprocessing></item><item title=\"f\"><presentation><material><mattext>"
      "____</mattext></material><response_str ident=\"r\"><render_fib/></response_str></presentation><resprocessing>"
      "<respcondition><conditionvar><varsubstring respident=\"r\">a*b</varsubstring></conditionvar><setvar>1</setvar>"
      "</respcondition></resprocessing></item></section></assessment></questestinterop>",
      "<assessmentItem identifier=\"i\" title=\"t\"><responseDeclaration identifier=\"R\" cardinality=\"multiple\" "
      "baseType=\"identifier\"><correctResponse><value>A</value></correctResponse><mapping upperBound=\"2\"><mapEntry "
      "mapKey=\"A\" mappedValue=\"2\"/></mapping></responseDeclaration><itemBody><p>a<b>b</b>c</p><choiceInteraction "
      "responseIdentifier=\"R\"><prompt>q</prompt><simpleChoice identifier=\"A\">x</simpleChoice><simpleChoice "
      "identifier=\"B\">y</simpleChoice></choiceInteraction></itemBody></assessmentItem>",
      "<qti-assessment-item identifier=\"i\" title=\"t\"><qti-response-declaration identifier=\"R\" "
      "cardinality=\"single\" base-type=\"float\"><qti-correct-response><qti-value>3</qti-value></qti-correct-response>"
      "</qti-response-declaration><qti-item-body>1 <qti-text-entry-interaction response-identifier=\"R\"/> 2"
      "</qti-item-body></qti-assessment-item>",
      "<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><manifest>&x;</manifest>"};
}
