#include "certificate.h"

#include <cmath>

#include <doorstep/print/print.h>

#include "duty.h"

namespace doorstep::training {
namespace {

using print::Align;
using print::Text;

std::string day_in(Date day, Language language) {
  if (language == Language::zh) return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day());
  static const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};
  return fmt::format("{} {} {}", day.day(), months[day.month() - 1], day.year());
}
std::string number_in(double hours) {
  return std::abs(hours - std::round(hours)) < 1e-9 ? fmt::format("{:.0f}", hours) : fmt::format("{:.1f}", hours);
}
std::string word_of(const std::vector<DutyCode>& codes, const std::string& code, Language language) {
  const auto* found = code_in(codes, code);
  return found ? found->name.in(language) : code;
}

}  // namespace

Result<std::string> certificate_pdf(const CertificatePrint& of, const DutyBook& book, Language language) {
  const print::Colour blue{0.06, 0.29, 0.44}, grey{0.37, 0.42, 0.47};
  const auto said = [&](const Words& words) { return words.in(language); };
  const auto heading = say("培训结业证书", "Certificate of Training");
  const auto last = of.end_on.plus(-1);
  print::Paper paper;
  paper.title = said(heading) + " " + of.of.code;
  paper.author = of.issuer;
  paper.language = language;
  paper.made_on = of.of.issued_on;
  print::Document page{paper};
  page.frame(blue);
  page.paragraph(
      said(heading),
      {.size = 30, .bold = true, .serif = true, .align = Align::centre, .before = 26, .after = 20, .colour = blue});
  const auto days = of.begin_on == last
                        ? say("于{}", "on {}", day_in(last, language))
                        : say("于{0}至{1}", "from {0} to {1}", day_in(of.begin_on, language), day_in(last, language));
  const Text body{.size = 15, .serif = true, .after = 4, .lines = 2.0};
  page.paragraph(of.name, {.size = 22, .bold = true, .serif = true, .align = Align::centre, .after = 8});
  page.paragraph(said(say("{}参加“{}”培训，完成 {} 学时，考勤合格，准予结业。",
                          "took part {} in the training “{}”, came to {} hours of it, and has completed it.",
                          said(days), of.title, number_in(of.hours))),
                 body);
  page.space(6);
  std::vector<std::vector<std::string>> facts{
      {said(say("级别与类别", "Level and kind")), word_of(book.levels, of.level, language) +
                                                      (language == Language::zh ? "，" : ", ") +
                                                      word_of(book.kinds, of.kind, language)}};
  for (const auto& one : of.evidence)
    facts.push_back({day_in(one.on, language),
                     said(say("{0}{1} 学时", "{0}{1} hours",
                              one.title.empty() ? "" : one.title + (language == Language::zh ? "，" : ", "),
                              number_in(one.hours)))});
  constexpr size_t most_lines = 14;  // more of them would push the seal to another page
  if (facts.size() > most_lines) {
    facts.resize(most_lines);
    facts.push_back({"", said(say("……共 {} 次活动", "... {} sessions in all", of.evidence.size()))});
  }
  page.table({{1}, {2.4}}, facts, false, {.size = 10, .colour = grey});
  page.down_to(62);
  page.paragraph(of.issuer, {.size = 15, .bold = true, .serif = true, .align = Align::right, .after = 3});
  page.paragraph(day_in(of.of.issued_on, language), {.size = 12, .serif = true, .align = Align::right, .after = 12});
  page.rule(0.2);
  page.paragraph(said(say("查验码 {}", "Check code {}", of.of.code)), {.size = 11, .bold = true, .after = 1});
  page.paragraph(
      said(say("在本系统的“证书查验”页（/check）输入查验码和姓名，可核对本证书是否有效。",
               "Type this code and the name at /check of this system to see whether the certificate is valid.")),
      {.size = 9, .colour = grey});
  return page.finish();
}

}  // namespace doorstep::training
