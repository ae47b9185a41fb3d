// Fontconfig, Pango and Cairo keep what they once loaded: what a certificate takes must not stay with each one.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "certificate.h"
#include "duty.h"

namespace doorstep::training {
namespace {

// Resident memory of the process in MB.
double resident_mb() {
  std::ifstream file{"/proc/self/statm"};
  long whole = 0, resident = 0;
  file >> whole >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// Each with a name and a title of its own, so that the letters differ too.
void make(int from, int to) {
  for (int i = from; i < to; ++i) {
    CertificatePrint one;
    one.name = "教师" + std::to_string(i);
    for (int letter = 0; letter < 3; ++letter) {
      const int code = 0x4e00 + (i * 37 + letter * 1013) % 5000;  // a common Chinese character, as UTF-8
      one.name += {static_cast<char>(0xe0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3f)),
                   static_cast<char>(0x80 | (code & 0x3f))};
    }
    one.title = "大单元教学设计 " + std::to_string(i);
    one.kind = "subject";
    one.level = "district";
    one.issuer = "东升教育集团";
    one.hours = 12;
    one.begin_on = *Date::of(2026, 3, 1);
    one.end_on = *Date::of(2026, 3, 20);
    one.of = {"id", "ABCD-EFGH-JKLM", *Date::of(2026, 3, 20), 12, false, ""};
    for (int day = 0; day < 6; ++day) one.evidence.push_back({one.begin_on.plus(3 * day), "活动", 2});
    ASSERT_TRUE(certificate_pdf(one, duty_book(), i % 2 ? Language::en : Language::zh));
  }
}

TEST(CertificateMemory, DoesNotGrowWithEachOne) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer keeps what was freed";
#endif
  make(0, 50);
  const auto first = resident_mb();
  make(50, 500);
  const auto all = resident_mb();
  RecordProperty("mb_after_50", std::to_string(first));
  RecordProperty("mb_after_500", std::to_string(all));
  printf("resident memory: %.1f MB after 50 certificates, %.1f MB after 500\n", first, all);
  EXPECT_LT(all - first, 20);
}

}  // namespace
}  // namespace doorstep::training
