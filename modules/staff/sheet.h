// Who of a school has an account, as an Excel workbook.
#pragma once

#include <string>

#include <doorstep/staff/staff.h>

namespace doorstep::staff {

std::string accounts_workbook(const StaffAccounts& accounts, Language language);

}  // namespace doorstep::staff
