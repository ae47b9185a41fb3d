// What a mail says in its header, and which addresses are refused.
#include <gtest/gtest.h>

#include <algorithm>

#include <doorstep/smtp/smtp.h>

namespace doorstep::smtp {
namespace {

std::string field(const std::vector<std::string>& headers, std::string_view name) {
  for (const auto& line : headers)
    if (line.starts_with(std::string{name} + ": ")) return line.substr(name.size() + 2);
  return {};
}

const Server server{"mail.example.org", 587, Security::starttls, {}, {}, {}, "office@example.org", "云溪区教育局"};

TEST(Headers, NameTheMessageOnce) {
  const auto headers = headers_of(server, {"42", "li@example.org", "Open day", "text", "https://x/off", 1'790'000'000});
  EXPECT_EQ(field(headers, "Date"), "Mon, 21 Sep 2026 14:13:20 +0000");
  EXPECT_EQ(field(headers, "Message-ID"), "<42@example.org>");
  EXPECT_EQ(field(headers, "To"), "li@example.org");
  EXPECT_EQ(field(headers, "List-Unsubscribe"), "<https://x/off>");
  EXPECT_EQ(field(headers, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
}

TEST(Headers, EncodeWhatIsNotAscii) {
  // RFC 2047: base64 of UTF-8
  EXPECT_EQ(field(headers_of(server, {"1", "a@b.c", "开放日", "", "", 0}), "Subject"), "=?UTF-8?B?5byA5pS+5pel?=");
  EXPECT_EQ(field(headers_of(server, {"1", "a@b.c", "x", "", "", 0}), "From"),
            "=?UTF-8?B?5LqR5rqq5Yy65pWZ6IKy5bGA?= <office@example.org>");
}

TEST(Headers, CutLongSubjectsBetweenLetters) {
  std::string subject;
  for (int i = 0; i < 40; ++i) subject += "集";
  const auto text = field(headers_of(server, {"1", "a@b.c", subject, "", "", 0}), "Subject");
  EXPECT_EQ(std::ranges::count(text, '\n'), 2);
  for (size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find("\r\n", at), text.size());
    EXPECT_LE(end - at, 76u);
    at = end + 2;
  }
}

TEST(Headers, ALineEndBeginsNoHeader) {
  const auto headers = headers_of(server, {"1", "a@b.c", "x\r\nBcc: other@example.org", "", "", 0});
  EXPECT_EQ(field(headers, "Subject"), "x  Bcc: other@example.org");
}

TEST(Addresses, AreRefusedWhenNoServerTakesThem) {
  for (const auto* good : {"li@example.org", "a.b+c@x-y.example", "o'hara@example.org"})
    EXPECT_TRUE(check_address(good, "to")) << good;
  for (const auto* bad : {"", "li", "@example.org", "li@", "a@b@c", "li@example.org\r\nRCPT TO:<x@y>", "a b@c.d",
                          "<li@example.org>", "李@example.org", "a@b,c@d"})
    EXPECT_FALSE(check_address(bad, "to")) << bad;
}

TEST(Sending, SaysWhyNobodyAnswers) {
  Server nobody = server;
  nobody.host = "127.0.0.1";
  nobody.port = 1;
  nobody.security = Security::none;
  const auto outcome = send(nobody, {"1", "a@b.c", "x", "y", "", 0});
  EXPECT_FALSE(outcome.sent);
  EXPECT_FALSE(outcome.final) << "it may be there later";
  EXPECT_NE(outcome.said.find("127.0.0.1"), std::string::npos) << outcome.said;
}

}  // namespace
}  // namespace doorstep::smtp
