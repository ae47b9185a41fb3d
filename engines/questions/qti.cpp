// QTI 3, written. The order of elements is that of imsqti_asiv3p0_v1p0.xsd.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "qti.h"
#include "text.h"

namespace doorstep::questions {
namespace {

constexpr std::string_view item_space =
    "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0 "
    "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd\"";
constexpr std::string_view manifest_space =
    "xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1 "
    "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd\"";
constexpr std::string_view map_response =
    "  <qti-response-processing "
    "template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response\"/>\n";

std::string points_text(double points) { return fmt::format("{:.6g}", points); }

// The parts of an item that differ by its kind.
struct Parts {
  std::string responses, body, processing;
  bool by_hand = false;
};

// Each line a paragraph.
std::string paragraphs(std::string_view text, const char* indent) {
  std::string out;
  for (size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (const auto line = trimmed(text.substr(at, end - at)); !line.empty())
      out += fmt::format("{}<p>{}</p>\n", indent, xml_escaped(line));
    at = end + 1;
  }
  return out;
}

std::string values(const std::vector<std::string>& list) {
  std::string out = "    <qti-correct-response>\n";
  for (const auto& one : list) out += fmt::format("      <qti-value>{}</qti-value>\n", xml_escaped(one));
  return out + "    </qti-correct-response>\n";
}

struct MapEntry {
  std::string key;
  double points;
};
std::string mapping(const std::vector<MapEntry>& entries, double most, const char* attributes = "") {
  auto out =
      fmt::format("    <qti-mapping lower-bound=\"0\" upper-bound=\"{}\" default-value=\"0\">\n", points_text(most));
  for (const auto& one : entries)
    out += fmt::format("      <qti-map-entry map-key=\"{}\" mapped-value=\"{}\"{}/>\n", xml_escaped(one.key),
                       points_text(one.points), attributes);
  return out + "    </qti-mapping>\n";
}

std::string response(std::string_view id, const char* cardinality, const char* type, const std::string& inside) {
  const auto head = fmt::format("  <qti-response-declaration identifier=\"{}\" cardinality=\"{}\" base-type=\"{}\"", id,
                                cardinality, type);
  return inside.empty() ? head + "/>\n" : head + ">\n" + inside + "  </qti-response-declaration>\n";
}

std::string set_score(const std::string& value, const char* indent) {
  return fmt::format("{0}<qti-set-outcome-value identifier=\"SCORE\">\n{0}  {1}\n{0}</qti-set-outcome-value>\n", indent,
                     value);
}
std::string number_value(double points) {
  return fmt::format("<qti-base-value base-type=\"float\">{}</qti-base-value>", points_text(points));
}

std::string option_id(size_t at) { return std::string{"O"} + std::to_string(at + 1); }

// All of the right options and no other one: the full mark.
std::string all_or(double most, const std::string& otherwise) {
  return "  <qti-response-processing>\n    <qti-response-condition>\n      <qti-response-if>\n        <qti-match>\n"
         "          <qti-variable identifier=\"RESPONSE\"/>\n          <qti-correct identifier=\"RESPONSE\"/>\n"
         "        </qti-match>\n" +
         set_score(number_value(most), "        ") + "      </qti-response-if>\n" + otherwise +
         "    </qti-response-condition>\n  </qti-response-processing>\n";
}

Parts choice_parts(const QuestionBody& question) {
  const bool several = question.kind == QuestionKind::multiple;
  const auto right = std::max<int64_t>(
      1, std::ranges::count_if(question.options, [](const QuestionOption& one) { return one.share > 0; }));
  std::vector<std::string> correct;
  std::vector<MapEntry> entries;
  for (size_t at = 0; at < question.options.size(); ++at) {
    const auto share = question.options[at].share;
    if (several ? share > 0 : share == 1) correct.push_back(option_id(at));
    double worth = share;
    // A wrong one takes more than all right ones give: nothing is left, as the rule says.
    if (several && question.rule != MultipleRule::shares) worth = share > 0 ? 1.0 / static_cast<double>(right) : -1;
    if (worth != 0) entries.push_back({option_id(at), worth * question.points});
  }
  Parts made;
  const bool exact = several && question.rule == MultipleRule::exact;
  const bool flat = several && question.rule == MultipleRule::part_flat;
  made.responses = response("RESPONSE", several ? "multiple" : "single", "identifier",
                            values(correct) + (exact ? "" : mapping(entries, question.points)));
  made.body = paragraphs(question.text, "    ");
  made.body += fmt::format(
      "    <qti-choice-interaction response-identifier=\"RESPONSE\" shuffle=\"false\" max-choices=\"{}\">\n",
      several ? 0 : 1);
  for (size_t at = 0; at < question.options.size(); ++at)
    made.body += fmt::format("      <qti-simple-choice identifier=\"{}\">{}</qti-simple-choice>\n", option_id(at),
                             xml_escaped(question.options[at].text));
  made.body += "    </qti-choice-interaction>\n";
  made.processing = map_response;
  if (exact) made.processing = all_or(question.points, "");
  if (flat)
    made.processing =
        all_or(question.points,
               "      <qti-response-else-if>\n        <qti-gt>\n          <qti-map-response identifier=\"RESPONSE\"/>\n"
               "          <qti-base-value base-type=\"float\">0</qti-base-value>\n        </qti-gt>\n" +
                   set_score(number_value(question.part_share * question.points), "        ") +
                   "      </qti-response-else-if>\n");
  return made;
}

Parts matching_parts(const QuestionBody& question) {
  // Two right sides that read the same are one.
  std::map<std::string, std::string> ids;
  std::string lefts, rights;
  std::vector<std::string> correct;
  const auto count = std::ranges::count_if(question.pairs, [](const QuestionPair& one) { return !one.left.empty(); });
  std::vector<MapEntry> entries;
  size_t number = 0;
  for (const auto& pair : question.pairs) {
    const auto [found, fresh] = ids.try_emplace(pair.right, "R" + std::to_string(ids.size() + 1));
    if (fresh)
      rights += fmt::format(
          "        <qti-simple-associable-choice identifier=\"{}\" match-max=\"0\">{}</qti-simple-associable-choice>\n",
          found->second, xml_escaped(pair.right));
    if (pair.left.empty()) continue;
    const auto left = "L" + std::to_string(++number);
    lefts += fmt::format(
        "        <qti-simple-associable-choice identifier=\"{}\" match-max=\"1\">{}</qti-simple-associable-choice>\n",
        left, xml_escaped(pair.left));
    correct.push_back(left + " " + found->second);
    entries.push_back({correct.back(), question.points / static_cast<double>(count)});
  }
  Parts made;
  made.responses =
      response("RESPONSE", "multiple", "directedPair", values(correct) + mapping(entries, question.points));
  made.body = paragraphs(question.text, "    ");
  made.body += fmt::format(
      "    <qti-match-interaction response-identifier=\"RESPONSE\" shuffle=\"true\" max-associations=\"{}\">\n"
      "      <qti-simple-match-set>\n{}      </qti-simple-match-set>\n"
      "      <qti-simple-match-set>\n{}      </qti-simple-match-set>\n    </qti-match-interaction>\n",
      count, lefts, rights);
  made.processing = map_response;
  return made;
}

// Adds to the score what a gap is worth, by which number was written.
std::string number_rule(const std::string& id, const QuestionGap& gap, double most) {
  auto accepted = gap.accepted;
  std::ranges::stable_sort(accepted, std::greater{}, &AcceptedText::share);
  std::string out = "    <qti-response-condition>\n";
  for (size_t at = 0; at < accepted.size(); ++at) {
    const auto& one = accepted[at];
    const char* const name = at ? "qti-response-else-if" : "qti-response-if";
    const auto tolerance =
        one.tolerance > 0 ? fmt::format("tolerance-mode=\"absolute\" tolerance=\"{0} {0}\"", number_text(one.tolerance))
                          : std::string{"tolerance-mode=\"exact\""};
    out += fmt::format(
        "      <{0}>\n        <qti-equal {1}>\n          <qti-variable identifier=\"{2}\"/>\n          "
        "<qti-base-value base-type=\"float\">{3}</qti-base-value>\n        </qti-equal>\n{4}      </{0}>\n",
        name, tolerance, id, number_text(number_of(one.text).value_or(0)),
        set_score("<qti-sum><qti-variable identifier=\"SCORE\"/>" + number_value(one.share * most) + "</qti-sum>",
                  "        "));
  }
  return out + "    </qti-response-condition>\n";
}

std::string gap_id(const QuestionBody& question, size_t at) {
  return question.gaps.size() == 1 ? "RESPONSE" : "RESPONSE_" + std::to_string(at + 1);
}

// The lines of a text with its gaps inside; one that names none has its gap at the end.
std::string gap_lines(const QuestionBody& question) {
  const auto field = [&](size_t gap) {
    return fmt::format("<qti-text-entry-interaction response-identifier=\"{}\"/>", gap_id(question, gap));
  };
  std::string out, line;
  size_t gap = 0;
  const auto end_line = [&] {
    if (const auto clean = trimmed(line); !clean.empty()) out += "    <p>" + clean + "</p>\n";
    line.clear();
  };
  for (size_t at = 0; at < question.text.size();) {
    size_t run = 0;
    while (at + run < question.text.size() && question.text[at + run] == '_') ++run;
    if (run >= 3 && gap < question.gaps.size()) {
      line += field(gap++);
    } else if (question.text[at] == '\n') {
      end_line();
    } else {
      line += xml_escaped(std::string_view{question.text}.substr(at, std::max<size_t>(run, 1)));
    }
    at += std::max<size_t>(run, 1);
  }
  if (gap == 0) line += " " + field(0);
  end_line();
  return out;
}

Parts blank_parts(const QuestionBody& question) {
  Parts made;
  const double each = question.points / static_cast<double>(question.gaps.size());
  std::string rules;
  for (size_t at = 0; at < question.gaps.size(); ++at) {
    const auto& gap = question.gaps[at];
    const auto id = gap_id(question, at);
    const auto best = std::ranges::find(gap.accepted, 1.0, &AcceptedText::share);
    std::vector<MapEntry> entries;
    for (const auto& one : gap.accepted)
      if (std::ranges::none_of(entries, [&](const MapEntry& had) { return had.key == one.text; }))
        entries.push_back({one.text, one.share * each});
    if (gap.numeric) {
      made.responses += response(id, "single", "float", values({number_text(number_of(best->text).value_or(0))}));
      rules += number_rule(id, gap, each);
    } else {
      made.responses +=
          response(id, "single", "string",
                   values({best->text}) +
                       mapping(entries, each, gap.cased ? " case-sensitive=\"true\"" : " case-sensitive=\"false\""));
      rules += set_score(
          "<qti-sum><qti-variable identifier=\"SCORE\"/><qti-map-response identifier=\"" + id + "\"/></qti-sum>",
          "    ");
    }
  }
  made.body = gap_lines(question);
  const bool one_text = question.gaps.size() == 1 && !question.gaps[0].numeric;
  made.processing =
      one_text ? std::string{map_response} : "  <qti-response-processing>\n" + rules + "  </qti-response-processing>\n";
  return made;
}

Parts hand_parts(const QuestionBody& question) {
  Parts made;
  made.by_hand = true;
  const bool text = question.kind == QuestionKind::essay;
  made.responses = response("RESPONSE", "single", text ? "string" : "file", "");
  made.body = paragraphs(question.text, "    ");
  made.body += text ? "    <qti-extended-text-interaction response-identifier=\"RESPONSE\"/>\n"
                    : "    <qti-upload-interaction response-identifier=\"RESPONSE\"/>\n";
  return made;
}

Parts item_parts(const QuestionBody& question) {
  switch (question.kind) {
    case QuestionKind::matching:
      return matching_parts(question);
    case QuestionKind::blank:
      return blank_parts(question);
    case QuestionKind::essay:
    case QuestionKind::file:
    case QuestionKind::photo:
      return hand_parts(question);
    default:
      return choice_parts(question);
  }
}

std::string title_of(const QuestionBody& question) {
  auto made = question.title.empty() ? begin_of(question.text) : question.title;
  std::ranges::replace(made, '\n', ' ');
  return made;
}

std::string item_xml(const std::string& id, const QuestionBody& question) {
  const auto parts = item_parts(question);
  auto out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<qti-assessment-item {}\n  identifier=\"{}\" title=\"{}\" "
      "adaptive=\"false\" time-dependent=\"false\">\n",
      item_space, id, xml_escaped(title_of(question)));
  out += parts.responses;
  out += fmt::format(
      "  <qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" base-type=\"float\" "
      "normal-maximum=\"{0}\"{1}>\n    <qti-default-value>\n      <qti-value>0</qti-value>\n    "
      "</qti-default-value>\n  </qti-outcome-declaration>\n"
      "  <qti-outcome-declaration identifier=\"MAXSCORE\" cardinality=\"single\" base-type=\"float\">\n    "
      "<qti-default-value>\n      <qti-value>{0}</qti-value>\n    </qti-default-value>\n  "
      "</qti-outcome-declaration>\n",
      points_text(question.points), parts.by_hand ? " external-scored=\"human\"" : "");
  const auto explanation = paragraphs(question.explanation, "      ");
  if (!explanation.empty())
    out +=
        "  <qti-outcome-declaration identifier=\"FEEDBACK\" cardinality=\"single\" base-type=\"identifier\">\n"
        "    <qti-default-value>\n      <qti-value>EXPLANATION</qti-value>\n    </qti-default-value>\n"
        "  </qti-outcome-declaration>\n";
  out += "  <qti-item-body>\n" + parts.body + "  </qti-item-body>\n" + parts.processing;
  if (!explanation.empty())
    out +=
        "  <qti-modal-feedback outcome-identifier=\"FEEDBACK\" identifier=\"EXPLANATION\" show-hide=\"show\">\n"
        "    <qti-content-body>\n" +
        explanation + "    </qti-content-body>\n  </qti-modal-feedback>\n";
  return out + "</qti-assessment-item>\n";
}

// Why QTI cannot say it; empty: it can.
std::optional<Words> unsaid(const QuestionBody& question) {
  for (const auto& gap : question.gaps)
    for (const auto& one : gap.accepted)
      if (!gap.numeric && one.text.find('*') != std::string::npos)
        return say("可接受的答案里有“*”，QTI 没有对应的写法",
                   "an accepted answer has a “*”, which QTI has no word for");
  return {};
}

// What a remark of XML may hold.
std::string remark(std::string text) {
  for (size_t at; (at = text.find("--")) != std::string::npos;) text.replace(at, 2, "- ");
  std::ranges::replace(text, '\n', ' ');
  if (text.ends_with('-')) text += ' ';
  return text;
}

}  // namespace

QtiPackage write_qti(const std::vector<FoundQuestion>& questions, std::string_view title) {
  QtiPackage made;
  made.files.emplace_back();
  std::string refs, resources, dependencies;
  std::vector<PackageFile> items;
  for (const auto& one : questions) {
    const auto& body = one.question;
    auto why = unsaid(body);
    if (const auto faults = faults_of(body); !why && !faults.empty()) why = faults[0].what;
    if (why) {
      made.left_out.push_back({one.line, begin_of(title_of(body)), std::move(*why)});
      continue;
    }
    const auto id = fmt::format("Q{:04}", items.size() + 1), path = "items/" + id + ".xml";
    refs += fmt::format("      <qti-assessment-item-ref identifier=\"{}\" href=\"{}\"/>\n", id, path);
    dependencies += fmt::format("      <dependency identifierref=\"{}\"/>\n", id);
    resources += fmt::format(
        "    <resource identifier=\"{0}\" type=\"imsqti_item_xmlv3p0\" href=\"{1}\">\n      <file href=\"{1}\"/>\n    "
        "</resource>\n",
        id, path);
    items.push_back({path, item_xml(id, body)});
  }
  std::string remarks;
  for (const auto& one : made.left_out)
    remarks += fmt::format("<!-- {} -->\n", remark(one.name + ": " + one.why.en + " / " + one.why.zh));
  const auto name = xml_escaped(title);
  PackageFile test{
      "test.xml",
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<qti-assessment-test {}\n  identifier=\"TEST\" "
                  "title=\"{}\">\n  <qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" "
                  "base-type=\"float\"/>\n  <qti-test-part identifier=\"PART\" navigation-mode=\"nonlinear\" "
                  "submission-mode=\"simultaneous\">\n    <qti-assessment-section identifier=\"SECTION\" "
                  "title=\"{}\" visible=\"true\">\n{}    </qti-assessment-section>\n  </qti-test-part>\n"
                  "  <qti-outcome-processing>\n    <qti-set-outcome-value identifier=\"SCORE\">\n      <qti-sum>\n"
                  "        <qti-test-variables variable-identifier=\"SCORE\"/>\n      </qti-sum>\n"
                  "    </qti-set-outcome-value>\n  </qti-outcome-processing>\n</qti-assessment-test>\n",
                  item_space, name, name, refs)};
  made.files[0] = {
      "imsmanifest.xml",
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}<manifest {}\n  identifier=\"PACKAGE\">\n  "
                  "<metadata>\n    <schema>QTI Package</schema>\n    <schemaversion>3.0.0</schemaversion>\n  "
                  "</metadata>\n  <organizations/>\n  <resources>\n    <resource identifier=\"TEST\" "
                  "type=\"imsqti_test_xmlv3p0\" href=\"test.xml\">\n      <file href=\"test.xml\"/>\n{}    "
                  "</resource>\n{}  </resources>\n</manifest>\n",
                  remarks, manifest_space, dependencies, resources)};
  made.files.push_back(std::move(test));
  made.files.insert(made.files.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
  return made;
}

}  // namespace doorstep::questions
