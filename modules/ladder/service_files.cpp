// Files of applications: looked through for names by the desk before the panel may have them.
#include <doorstep/files/texts.h>

#include <algorithm>

#include "mask.h"
#include "service.h"

namespace doorstep::ladder {
namespace {

tl::unexpected<Error> no_file() {
  return refuse(Fault::not_found, "file-unknown", say("没有这个文件", "there is no such file"));
}

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n\f\v") == text.npos; }

}  // namespace

std::vector<LadderFileCheck> LadderService::checks_of(db::Session& session, const std::string& application,
                                                      const std::vector<FileInfo>& files) const {
  std::vector<LadderFileCheck> made;
  if (files.empty()) return made;
  const auto rows = store::files(session, application);
  for (const auto& file : files) {
    const auto row = std::ranges::find(rows, file.id, &store::FileRow::file_id);
    if (row == rows.end())
      made.push_back({file.id, FileCheckState::waiting, {}, {}, {}});
    else
      made.push_back({file.id, row->state, row->by_name, row->at, row->words});
  }
  return made;
}

Result<void> LadderService::all_checked(db::Session& session,
                                        const std::vector<store::ApplicationRow>& applications) const {
  std::vector<int64_t> numbers;
  for (const auto& row : applications) {
    const auto checks = checks_of(session, row.id, around_.files.of(session, {application_room, row.id}));
    if (std::ranges::count(checks, FileCheckState::waiting, &LadderFileCheck::state) > 0) numbers.push_back(row.number);
  }
  if (numbers.empty()) return {};
  return not_in_state(say("编号 {} 的佐证材料还没有核对是否含姓名：请逐份放行或暂缓",
                          "files of {} were not looked through for names: release each, or hold it back",
                          fmt::format("{}", fmt::join(numbers, ", "))));
}

Result<store::ApplicationRow> LadderService::of_file(db::Session& session, const std::string& call,
                                                     const std::string& file) const {
  DOORSTEP_LET(stored, around_.files.stored(session, application_room, file));
  auto row = store::application(session, stored.place.thing);
  if (!row || row->call_id != call) return no_file();
  return std::move(*row);
}

Result<LadderNamesFound> LadderService::names_found(const std::string& call, const std::string& file) {
  DOORSTEP_LET(row, around_.database.read([&](db::Session& session) { return of_file(session, call, file); }));
  DOORSTEP_LET(stored, around_.files.stored(application_room, file));
  LadderNamesFound made;
  const auto texts = files::texts_of(stored);
  if (!texts) {
    made.why = texts.error().what;
    return made;
  }
  made.searched = true;
  made.paged = texts->paged;
  made.whole = texts->whole;
  made.pages = std::ssize(texts->pages);
  const auto names = hidden_names(row);
  if (auto about = names_in(texts->about, names); !about.empty()) made.found.push_back({0, std::move(about)});
  for (size_t at = 0; at < texts->pages.size(); ++at) {
    const auto page = static_cast<int64_t>(at) + 1;
    if (blank(texts->pages[at])) made.pictures.push_back(page);
    if (auto here = names_in(texts->pages[at], names); !here.empty()) made.found.push_back({page, std::move(here)});
  }
  return made;
}

Result<LadderCallWhole> LadderService::check_file(const Actor& actor, const std::string& id, const std::string& file,
                                                  const NewLadderFileCheck& wanted) {
  if (wanted.words.size() > longest_text || (!wanted.release && wanted.words.empty()))
    return wrong("words", say("请写明为什么暂缓", "say why it is held back"));
  return changed(id, [&](db::Session& session, Running& call) -> Result<void> {
    DOORSTEP_LET(row, of_file(session, id, file));
    const auto state = call.row.state;
    if (state != CallState::open && state != CallState::scoring && state != CallState::ranking)
      return not_in_state(say("只在申报至公示前核对材料", "files are looked through from applying to the notice"));
    const auto own = around_.staff.person_of(actor.account);
    if (own && *own == row.person_id)
      return refuse(Fault::conflict, "own-application",
                    say("不能核对自己的材料", "nobody looks through files of one's own"));
    if (member(session, call, actor))
      return refuse(Fault::conflict, "panel-member",
                    say("评委隐名评分，请由评审组以外的人核对",
                        "the panel reads without names: let somebody who does not sit on it look through files"));
    store::keep(session, store::FileRow{file, row.id, wanted.release ? FileCheckState::released : FileCheckState::held,
                                        actor.name, now_utc(), wanted.release ? "" : wanted.words});
    note(session, actor, wanted.release ? "rank-file-released" : "rank-file-held", "rank-application", row.id,
         row.school_id, audit::added(wanted));
    return {};
  });
}

bool LadderService::panel_file(const Actor& actor, const std::string& call, const std::string& application,
                               const std::string& file) {
  return around_.database.read([&](db::Session& session) {
    const auto row = store::application(session, application);
    return row && row->call_id == call &&
           std::ranges::any_of(store::sheets_of(session, application),
                               [&](const store::SheetRow& one) { return one.account == actor.account; }) &&
           std::ranges::any_of(store::files(session, application), [&](const store::FileRow& one) {
             return one.file_id == file && one.state == FileCheckState::released;
           });
  });
}

}  // namespace doorstep::ladder
