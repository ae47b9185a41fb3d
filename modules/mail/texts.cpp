// The words of mails: titles, offices and links, never the text of a notice.
#include "service.h"

namespace doorstep::mail {
namespace {

std::string foot(const MailSettings& settings, const std::string& off, Language language) {
  return say("\n—\n在“我的账号”里改变邮件方式：{0}/account\n不再接收邮件：{1}\n",
             "\n—\nChange what comes by mail in My account: {0}/account\nNo more mails: {1}\n", settings.site, off)
      .in(language);
}

}  // namespace

Written notice_text(const notices::Notice& notice, const MailSettings& settings, const std::string& off,
                    Language language) {
  const auto asks = notice.confirms ? say("请登录后阅读并确认收到。", "Please sign in, read it and confirm it.")
                                    : say("请登录后阅读。", "Please sign in to read it.");
  return {notice.confirms ? say("请确认：{}", "Please confirm: {}", notice.title).in(language) : notice.title,
          fmt::format("{}\n{}\n\n{}\n{}/notices\n{}", notice.title, notice.org, asks.in(language), settings.site,
                      foot(settings, off, language))};
}

Written digest_text(const std::vector<notices::Notice>& waiting, const std::vector<calendar::Event>& coming,
                    const MailSettings& settings, const std::string& off, Language language) {
  std::string text;
  if (!waiting.empty()) {
    text += say("等您处理：\n", "Waiting for you:\n").in(language);
    for (const auto& one : waiting) text += fmt::format("· {} ({})\n", one.title, one.org);
    text += fmt::format("{}/notices\n", settings.site);
  }
  if (!coming.empty()) {
    text += say("{}接下来：\n", "{}Coming up:\n", text.empty() ? "" : "\n").in(language);
    for (const auto& one : coming)
      text += fmt::format("· {} {} {} ({})\n", one.on.text(), one.from, one.title, one.group);
    text += fmt::format("{}/today\n", settings.site);
  }
  const auto count = waiting.size();
  auto subject =
      count ? say("{} 条通知等您处理", "{} notices wait for you", count) : say("接下来的日程", "What comes up for you");
  if (count == 1) subject.en = "1 notice waits for you";
  return {subject.in(language), text + foot(settings, off, language)};
}

Written confirm_text(const std::string& link, Language language) {
  return {say("确认您的邮箱", "Confirm your mail address").in(language),
          say("有人（应该是您）在教育集团系统里填写了这个邮箱。请在 24 小时内打开下面的链接确认：\n\n{0}\n\n"
              "如果不是您，请不必理会，我们不会再发邮件。\n",
              "Somebody, most likely you, gave this address in Doorstep. Please open this link within 24 hours to "
              "confirm it:\n\n{0}\n\nIf it was not you, ignore this mail: no other will follow.\n",
              link)
              .in(language)};
}

Written trial_text(Language language) {
  return {say("试发邮件", "A trial mail").in(language),
          say("邮件设置可以使用。\n", "Mail is set up and works.\n").in(language)};
}

}  // namespace doorstep::mail
