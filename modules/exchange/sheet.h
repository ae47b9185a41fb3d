// Secondments, wishes and plans as Excel workbooks.
#pragma once

#include <string>
#include <vector>

#include <doorstep/exchange/exchange.h>

namespace doorstep::exchange {

std::string secondments_workbook(const std::vector<Secondment>& all, Language language);
std::string wishes_workbook(const OrgWishes& wishes, Language language);
std::string plan_workbook(const ExchangePlan& plan, const std::vector<PlanReason>& reasons, Language language);
std::string effects_workbook(const PlanEffects& effects, Language language);

}  // namespace doorstep::exchange
