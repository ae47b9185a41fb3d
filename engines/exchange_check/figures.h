// Figures: what a plan's indicators and objective are, reckoned from the raw teachers.
#pragma once

#include <map>
#include <string>

#include <doorstep/transfer/plan.h>

namespace doorstep::exchange_check {

// On the unit sphere.
struct Point {
  double x = 0, y = 0, z = 0;
};
Point point_of(const transfer::School& school);  // which has coordinates
double kilometres(const Point& a, const Point& b);

struct Objective {
  double value = 0;     // in 1e-12
  double rounding = 0;  // by how much whole numbers may differ from it
};

class Figures {
 public:
  // `to`: by teacher, where the plan sends them. All must outlive the object.
  Figures(const transfer::Problem& problem, const transfer::Plan& plan, const std::map<std::string, std::string>& to);

  transfer::Outcome outcome(size_t indicator) const;
  Objective objective() const;

 private:
  struct Counts {
    std::map<std::string, double> before, after;  // by school
  };
  double pupils(const transfer::School& school, const std::string& stage) const;
  std::optional<double> coefficient(size_t indicator, const std::map<std::string, double>& count) const;
  double weight(transfer::Goal goal) const;
  void add_indicator(size_t indicator, Objective& sum) const;
  void add_people(Objective& sum) const;
  double most_moves() const;

  const transfer::Problem& problem_;
  const transfer::Plan& plan_;
  const std::map<std::string, std::string>& to_;
  std::vector<Counts> counts_;  // by indicator
};

}  // namespace doorstep::exchange_check
