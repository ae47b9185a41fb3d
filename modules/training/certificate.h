// A certificate as a page to print.
#pragma once

#include <doorstep/training/training.h>

namespace doorstep::training {

// conflict (no-font): see print::Document.
Result<std::string> certificate_pdf(const CertificatePrint& of, const DutyBook& book, Language language);

}  // namespace doorstep::training
