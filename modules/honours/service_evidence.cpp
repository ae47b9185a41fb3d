// What a guardian adds to show an honour that it enters: a photograph of the certificate, or its PDF.
#include <algorithm>
#include <array>

#include "service.h"

namespace doorstep::honours {
namespace {

constexpr size_t most_evidence = 5;  // files of one honour

}  // namespace

Result<children::TiedChild> HonoursWork::own_pupil(const Actor& actor, const PersonId& child) {
  auto tied = around_.children.tied(actor, child);
  if (!tied || tied->school_id.empty())
    return refuse(Fault::not_found, "child-unknown", say("没有绑定这个孩子", "you are not tied to this child"));
  return std::move(*tied);
}

Result<FileInfo> HonoursWork::take_evidence(const Actor& actor, const PersonId& child, const std::string& name,
                                            const std::string& path) {
  static constexpr std::array<std::string_view, 2> kinds{"image", "pdf"};
  DOORSTEP_LET(tied, own_pupil(actor, child));
  DOORSTEP_LET(file, around_.files.put(actor, tied.school_id, name, path));
  if (std::ranges::find(kinds, file.kind) != kinds.end()) return std::move(file);
  DOORSTEP_TRY(around_.files.drop_loose(actor, file.id));
  return wrong_honour("files", say("请上传证书的照片或 PDF", "send a photograph of the certificate, or a PDF"));
}

Result<void> HonoursWork::hold_evidence(db::Session& session, const Actor& actor, const store::HonourRow& row,
                                        const std::vector<std::string>& files) {
  const files::Place place{honours_room, row.id};
  if (around_.files.of(session, place).size() + files.size() > most_evidence)
    return wrong_honour("files", say("一项荣誉最多 {} 个佐证文件", "an honour has at most {} files", most_evidence));
  return around_.files.hold(session, actor, place, row.school_id, files);
}

Result<OwnHonours> HonoursWork::add_evidence(const Actor& actor, const PersonId& child, const std::string& honour,
                                             const HonourEvidence& wanted) {
  DOORSTEP_TRY(own_pupil(actor, child));
  auto done = around_.database.write([&](db::Session& session) -> Result<void> {
    const auto row = store::honour(session, honour);
    if (!row || row->person_id != child) return no_honour();
    if (row->state != HonourState::entered)
      return refuse(Fault::conflict, "honour-decided",
                    say("学校已经核实过，不能再补充", "the school has decided: nothing is added any more"));
    DOORSTEP_TRY(hold_evidence(session, actor, *row, wanted.files));
    around_.trail.append(session, actor, {"honour-evidence-added", "student-honour", honour, row->school_id, {}});
    return {};
  });
  if (!done) return pass_on(done);
  return own(actor);
}

bool HonoursWork::of_own(const Actor& actor, const PersonId& child, const std::string& honour) {
  if (!around_.children.tied(actor, child)) return false;
  const auto row = around_.database.read([&](db::Session& session) { return store::honour(session, honour); });
  return row && row->person_id == child;
}

}  // namespace doorstep::honours
