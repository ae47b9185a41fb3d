// Invitations by the sheet: the template, and reading it back.
#pragma once

#include <filesystem>

#include "accounts.h"

namespace doorstep::accounts {

// Rows of a workbook or csv file; headings in Chinese or English. invalid: a column is missing, or there are too many.
Result<std::vector<InvitationRow>> read_invitations(const std::filesystem::path& file);

std::string invitations_template(Language language);

}  // namespace doorstep::accounts
