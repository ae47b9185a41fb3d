// Every statement on files_preview.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <doorstep/db/db.h>

namespace doorstep::files::store {

enum class PreviewState { waiting, ready, failed };
BOOST_DESCRIBE_ENUM(PreviewState, waiting, ready, failed)

struct PreviewRow {
  std::string digest, ending;
  PreviewState state = PreviewState::waiting;
  std::string problem_zh, problem_en, asked_at;
};
BOOST_DESCRIBE_STRUCT(PreviewRow, (), (digest, ending, state, problem_zh, problem_en, asked_at))

std::optional<PreviewRow> preview(db::Session& session, const std::string& digest);
void set_preview(db::Session& session, const PreviewRow& row);   // new, or instead of what was there
std::vector<PreviewRow> waiting_previews(db::Session& session);  // whoever asked first comes first
void drop_preview(db::Session& session, const std::string& digest);

}  // namespace doorstep::files::store
