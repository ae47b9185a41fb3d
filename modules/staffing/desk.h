// Desk: the four faces of the room over one ground.
#pragma once

#include <memory>

#include <doorstep/staffing/forecast.h>
#include <doorstep/staffing/leaves.h>
#include <doorstep/staffing/recruitment.h>
#include <doorstep/staffing/staffing.h>

namespace doorstep::staffing {

class Ground;
struct Desk {
  std::shared_ptr<Ground> ground;
  std::unique_ptr<Staffing> staffing;
  std::unique_ptr<Leaves> leaves;
  std::unique_ptr<Recruitment> recruitment;
  std::unique_ptr<Forecasts> forecasts;
};

}  // namespace doorstep::staffing
