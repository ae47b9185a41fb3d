// Files of answers, and what of marks a child sees.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doorstep/base/list.h>
#include <doorstep/files/bare.h>

#include "service.h"

namespace doorstep::assignments {
namespace {

files::Place place_of(const std::string& paper, int64_t place) {
  return {answers_room, paper + "/" + std::to_string(place)};
}
tl::unexpected<Error> no_answer_file() {
  return refuse(Fault::not_found, "file-unknown", say("没有这个文件", "there is no such file"));
}
// The paper and the question on which a file hangs.
std::pair<std::string, int64_t> thing_of(const files::Stored& file) {
  const auto& thing = file.place.thing;
  const auto cut = thing.find('/');
  const auto numbers = listed_numbers(cut == thing.npos ? "" : thing.substr(cut + 1));
  return {thing.substr(0, cut), numbers.empty() ? 0 : numbers[0]};
}
bool is_picture(const FileInfo& file) { return file.kind == "image" && file.shown; }

}  // namespace

Result<void> AssignmentsService::hold_files(db::Session& session, const Actor& actor, const Paper& paper,
                                            const AssignmentItem& item, const questions::QuestionAnswer& answer) const {
  const auto place = place_of(paper.row.id, item.place);
  auto fresh = answer.files;
  for (const auto& had : around_.files.of(session, place))
    if (std::erase(fresh, had.id) == 0) around_.files.release(session, actor, had.id);
  if (fresh.empty()) return {};
  DOORSTEP_TRY(around_.files.hold(session, actor, place, paper.row.school_id, fresh));
  if (item.question.kind != questions::QuestionKind::photo) return {};
  for (const auto& id : fresh) {
    const auto file = around_.files.stored(session, answers_room, id);
    if (!file || !is_picture(file->info))
      return wrong("answer/files",
                   say("这道题收照片（JPEG、PNG、WebP），“{}”不是",
                       "this question takes photos (JPEG, PNG, WebP), and “{}” is none", file ? file->info.name : id));
    std::ostringstream bytes;
    bytes << std::ifstream{file->path, std::ios::binary}.rdbuf();
    if (!files::bare_picture(std::move(bytes).str()))
      return wrong("answer/files",
                   say("照片“{}”不完整，请重新拍一张", "the photo “{}” is not whole: take it again", file->info.name));
  }
  return {};
}

std::vector<FileInfo> AssignmentsService::files_of(db::Session& session, const std::string& paper, int64_t place,
                                                   const questions::QuestionAnswer& answer) const {
  std::vector<FileInfo> made;
  if (answer.files.empty()) return made;
  const auto held = around_.files.of(session, place_of(paper, place));
  for (const auto& id : answer.files)
    if (const auto found = std::ranges::find(held, id, &FileInfo::id); found != held.end()) made.push_back(*found);
  return made;
}

std::vector<WorkMark> AssignmentsService::marks_shown(db::Session& session, const Paper& paper, int64_t place) const {
  std::vector<WorkMark> made;
  for (const auto& row : store::marks_of(session, paper.row.id, place))
    made.push_back({listed_numbers(row.levels), row.points, row.words,
                    store::deals_of(session, paper.row.id, place).empty() ? row.by_name : ""});
  return made;
}

void AssignmentsService::drop_paper(db::Session& session, const Actor& actor, const store::PaperRow& paper) const {
  for (const auto& answer : store::answers(session, paper.id))
    around_.files.release(session, actor, place_of(paper.id, answer.place));
  store::drop_marks(session, paper.id);
  store::drop_paper(session, paper.id);
}

Result<OrgId> AssignmentsService::sends_for(const Actor& actor, const PersonId& child, const std::string& id) {
  return around_.database.read([&](db::Session& session) -> Result<OrgId> {
    DOORSTEP_LET(found, sitting(session, actor, child, id));
    const bool takes = std::ranges::any_of(found.of.items, [](const AssignmentItem& item) {
      return item.question.kind == questions::QuestionKind::file ||
             item.question.kind == questions::QuestionKind::photo;
    });
    if (!takes || found.tries.empty() || found.tries.back().row.state != PaperState::working || closed(found.of.row))
      return refuse(Fault::conflict, "closed",
                    say("没有正在作答、可以交文件的答卷", "there is no paper in work that takes files"));
    return found.tries.back().row.school_id;
  });
}

Result<AnswerFile> AssignmentsService::own_file(const Actor& actor, const PersonId& child, const std::string& id,
                                                const std::string& file) {
  return around_.database.read([&](db::Session& session) -> Result<AnswerFile> {
    DOORSTEP_LET(found, sitting(session, actor, child, id));
    DOORSTEP_LET(stored, around_.files.stored(session, answers_room, file));
    const auto paper = thing_of(stored).first;
    if (std::ranges::none_of(found.tries, [&](const Paper& one) { return one.row.id == paper; }))
      return no_answer_file();
    const auto name = stored.info.name;
    return AnswerFile{std::move(stored), false, name};
  });
}

Result<AnswerFile> AssignmentsService::answer_file(const Actor& actor, const std::string& id, const std::string& file) {
  store::PaperRow paper;
  auto made = around_.database.read([&](db::Session& session) -> Result<AnswerFile> {
    DOORSTEP_LET(of, set_work(session, id));
    const auto how = plan(session, std::move(of));
    auto stored = around_.files.stored(session, answers_room, file);
    if (!stored) return no_answer_file();
    const auto [paper_id, place] = thing_of(*stored);
    const auto row = store::paper(session, paper_id);
    const auto* item = how.of.at(place);
    if (!row || row->assignment_id != id || !item) return no_answer_file();
    const bool reads = may_read(actor, row->school_id, row->class_id);
    const auto mine = duty(session, actor, how, *item, paper_id);
    if (!reads && !mine) return no_answer_file();
    paper = *row;
    const auto held = around_.files.of(session, stored->place);
    const auto nth = std::ranges::find(held, file, &FileInfo::id) - held.begin() + 1;
    const auto ending = std::filesystem::path{stored->info.name}.extension().string();
    const bool blind = mine && mine->number && how.rule.blind;
    auto name = reads && !blind ? stored->info.name
                                : (mine ? std::to_string(mine->number) + "-" : "") + std::to_string(nth) + ending;
    const bool bare = is_picture(stored->info);
    return AnswerFile{std::move(*stored), bare, std::move(name)};
  });
  if (made) note_reading(actor, "paper", paper.id, paper.school_id);
  return made;
}

}  // namespace doorstep::assignments
