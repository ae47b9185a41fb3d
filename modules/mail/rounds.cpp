// A round: what is new is queued, what is due is sent.
#include <algorithm>
#include <map>

#include <doorstep/zone/zone.h>

#include "service.h"

namespace doorstep::mail {
namespace {

constexpr int most_at_once = 200;      // mails of a round
constexpr int64_t lost_seconds = 600;  // a mail being sent for longer belongs to a program that ended
constexpr int64_t give_up_seconds = 86'400;
constexpr int64_t waits[] = {60, 300, 1800, 7200, 21'600};
constexpr int64_t overlap_seconds = 600;       // notices that were committed late are still found
constexpr int64_t look_back_seconds = 86'400;  // after a start; what is older than that is no news
constexpr int days_ahead[] = {2, 7};           // of a daily and of a weekly digest

bool waiting(const notices::Notice& one) { return one.read_at.empty() || (one.confirms && one.confirmed_at.empty()); }

bool digests(const store::AddressRow& person, bool monday) {
  const auto wants = [&](Way way) { return way == Way::daily || (way == Way::weekly && monday); };
  return wants(person.notices) || wants(person.confirmations);
}

// 1970-01-01 was a Thursday.
bool is_monday(Date day) { return day.weekday() == 1; }

}  // namespace

int64_t MailService::round() {
  const auto settings = kept();
  if (!settings.shown.on) return 0;
  const auto now = around_.now();
  const auto people = around_.database.read([](db::Session& session) { return store::confirmed(session); });
  queue_notices(settings, people);
  queue_digests(settings, people);
  std::vector<store::OutboxRow> rows;
  auto looked = around_.database.write([&](db::Session& session) -> Result<void> {
    store::unsure_since(session, now - lost_seconds);
    rows = store::due(session, now, most_at_once);
    return {};
  });
  if (!looked) return 0;
  return std::ranges::count_if(rows, [&](store::OutboxRow& row) { return send_one(settings, std::move(row)); });
}

void MailService::queue_notices(const KeptSettings& settings, const std::vector<store::AddressRow>& people) {
  const auto from = std::max({settings.since, seen_, utc_text(around_.now() - look_back_seconds)});
  const auto found = around_.notices.sent_since(from);
  std::map<AccountId, const store::AddressRow*> by_account;
  for (const auto& one : people) by_account.emplace(one.account, &one);
  const auto now = around_.now();
  for (const auto& notice : found) {
    std::vector<AccountId> wanted;
    for (const auto& account : around_.notices.recipients(notice.id)) {
      const auto person = by_account.find(account);
      if (person == by_account.end()) continue;
      const auto way = notice.confirms ? person->second->confirmations : person->second->notices;
      if (way == Way::now) wanted.push_back(account);
    }
    if (wanted.empty()) continue;
    auto kept = around_.database.write([&](db::Session& session) -> Result<void> {
      for (const auto& account : wanted)
        store::queue(session,
                     {new_uuid(), account, MailKind::notice, notice.id, MailState::waiting, now, 0, "", now, 0});
      return {};
    });
    if (!kept) return;
  }
  seen_ = utc_text(now - overlap_seconds);
}

void MailService::queue_digests(const KeptSettings& settings, const std::vector<store::AddressRow>& people) {
  const auto now = around_.now();
  const auto clock = zone::clock_at(settings.shown.zone, now);
  if (clock.minute < settings.shown.hour * 60) return;
  const bool monday = is_monday(clock.on);
  for (const auto& person : people) {
    if (person.digest_on >= clock.on || !digests(person, monday)) continue;
    auto kept = around_.database.write([&](db::Session& session) -> Result<void> {
      auto row = store::address(session, person.account);
      if (!row || row->digest_on >= clock.on) return {};
      row->digest_on = clock.on;
      store::keep(session, *row);
      store::queue(session, {new_uuid(), person.account, MailKind::digest, clock.on.text(), MailState::waiting, now, 0,
                             "", now, 0});
      return {};
    });
    if (!kept) return;
  }
}

std::optional<smtp::Message> MailService::written(const KeptSettings& settings, const store::OutboxRow& row) const {
  const auto person = around_.database.read([&](db::Session& session) { return store::address(session, row.account); });
  const auto actor = around_.actor_of(row.account);
  if (!actor || !person || !person->confirmed) return {};
  const auto token = off_token(row.account);
  const auto off = settings.shown.site + "/mail/off#" + token;
  const auto inbox = around_.notices.inbox(*actor);
  Written words;
  if (row.kind == MailKind::notice) {
    const auto notice = std::ranges::find(inbox.items, row.about, &notices::Notice::id);
    if (notice == inbox.items.end() || !waiting(*notice)) return {};
    if ((notice->confirms ? person->confirmations : person->notices) == Way::never) return {};
    words = notice_text(*notice, settings.shown, off, actor->language);
  } else {
    std::vector<notices::Notice> open;
    for (const auto& one : inbox.items) {
      const auto way = one.confirms ? person->confirmations : person->notices;
      if (waiting(one) && way != Way::never && way != Way::now) open.push_back(one);
    }
    const auto today = zone::clock_at(settings.shown.zone, around_.now()).on;
    const bool weekly = person->notices == Way::weekly;
    const auto coming = around_.calendar.own(*actor, today, today.plus(days_ahead[weekly]));
    if (open.empty() && coming.empty()) return {};
    words = digest_text(open, coming, settings.shown, off, actor->language);
  }
  return smtp::Message{
      row.id,       person->address, words.subject, words.text, settings.shown.site + "/api/mail/off/" + token,
      around_.now()};
}

bool MailService::send_one(const KeptSettings& settings, store::OutboxRow row) {
  const auto now = around_.now();
  const auto move = [&](MailState from, MailState to) {
    row.state = to;
    auto moved =
        around_.database.write([&](db::Session& session) -> Result<bool> { return store::move(session, row, from); });
    return moved && *moved;
  };
  const auto message = written(settings, row);
  if (!message) {
    move(MailState::waiting, MailState::dropped);
    return false;
  }
  row.sent_at = now;
  if (!move(MailState::waiting, MailState::sending)) return false;  // another program took it
  const auto outcome = around_.send(server_of(settings), *message);
  ++row.tries;
  row.said = outcome.said;
  if (outcome.sent) return move(MailState::sending, MailState::sent);
  row.due_at = now + waits[std::min<size_t>(static_cast<size_t>(row.tries) - 1, std::size(waits) - 1)];
  const bool over = outcome.final || row.due_at > row.made_at + give_up_seconds;
  move(MailState::sending, over ? MailState::failed : MailState::waiting);
  return false;
}

}  // namespace doorstep::mail
