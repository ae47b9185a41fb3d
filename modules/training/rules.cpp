#include "rules.h"

#include <algorithm>
#include <cctype>

#include <doorstep/base/digest.h>
#include <doorstep/base/list.h>

namespace doorstep::training {
namespace {

constexpr std::string_view code_letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";  // none that are taken for each other

bool any_of_them(const std::string& wanted, const std::string& has) {
  if (wanted.empty() || has.empty()) return true;
  const auto codes = listed(wanted);
  return std::ranges::any_of(listed(has), [&](const std::string& one) { return std::ranges::count(codes, one) > 0; });
}

}  // namespace

bool has_duty(const staff::Teacher& teacher) {
  return teacher.role == "teacher" || teacher.role == "principal" || teacher.role == "deputy";
}

bool is_for(const store::OfferRow& offer, const staff::Teacher& teacher, Date today) {
  if (!any_of_them(offer.stages, teacher.stage) || !any_of_them(offer.titles, teacher.title)) return false;
  const auto& subjects = teacher.subjects.empty() ? teacher.subject : teacher.subjects;
  if (!any_of_them(offer.subjects, subjects)) return false;
  if (teacher.working_since == Date::always()) return true;
  const auto years = (today.days() - teacher.working_since.days()) / 365;
  return years >= offer.years_least.value_or(0) && years <= offer.years_most.value_or(100);
}

std::string check_code(const std::string& pepper, const std::string& certificate) {
  const auto digest = keyed_digest_128(pepper, "training-certificate|" + certificate);
  std::string code;
  for (size_t i = 0; i < 12; ++i) {
    if (i == 4 || i == 8) code += '-';
    code += code_letters[digest[i] % code_letters.size()];
  }
  return code;
}

std::string bare_code(std::string_view typed) {
  std::string code;
  for (const char letter : typed) {
    if (!std::isalnum(static_cast<unsigned char>(letter))) continue;
    if (code.size() == 4 || code.size() == 9) code += '-';
    code += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return code;
}

std::string bare_name(std::string_view typed) {
  std::string name;
  for (size_t at = 0; at < typed.size(); ++at) {
    if (typed.substr(at).starts_with("\u00B7") || typed.substr(at).starts_with("\u3000")) {  // middle dot, wide space
      at += typed.substr(at).starts_with("\u00B7") ? 1 : 2;
      continue;
    }
    const auto letter = static_cast<unsigned char>(typed[at]);
    if (std::isspace(letter) || letter == '.') continue;
    name += static_cast<char>(letter < 0x80 ? std::tolower(letter) : letter);
  }
  return name;
}

}  // namespace doorstep::training
