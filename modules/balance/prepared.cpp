#include "prepared.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace doorstep::balance {
namespace {

using registry::SchoolKind;

standard::Kind kind_of(const registry::Section& section) {
  if (section.school_kind == SchoolKind::special) return standard::Kind::special;
  if (section.school_kind == SchoolKind::vocational) return standard::Kind::vocational;
  return section.teaching_point ? standard::Kind::teaching_point : standard::Kind::school;
}

standard::Form form_of(SchoolKind kind) {
  switch (kind) {
    case SchoolKind::nine_year:
      return standard::Form::nine_year;
    case SchoolKind::complete_secondary:
      return standard::Form::complete_secondary;
    case SchoolKind::twelve_year:
      return standard::Form::twelve_year;
    default:
      return standard::Form::single;
  }
}

// Gathers the sections of a school into one return and numbers schools and groups as they come.
class Gathering {
 public:
  Gathering(Prepared& into, const std::vector<standard::Figure>& figures) : into_(into), width_(figures.size()) {
    for (size_t i = 0; i < figures.size(); ++i) positions_.emplace(figures[i].code, i);
  }

  void take(const registry::Section& section, bool hidden) {
    auto& school = school_of(section);
    auto figures = dense(section);
    if (hidden) {
      into_.taken_out.emplace(school.key, section.stage);
      for (auto& figure : figures)
        if (!std::isnan(figure)) figure = 0;
    }
    if (section.stage.empty()) {
      school.whole_school = std::move(figures);
    } else if (const auto stage = describe::enum_value<standard::Stage>(section.stage)) {
      school.sections.push_back({*stage, std::move(figures)});
    }
  }

  std::vector<standard::SchoolReturn> finish() {
    for (size_t i = 0; i < returns_.size(); ++i)
      if (const auto parent = keys_.find(parents_[i]); parent != keys_.end() && parent->second != i)
        returns_[i].counted_with = parent->second;
    return std::move(returns_);
  }

 private:
  standard::SchoolReturn& school_of(const registry::Section& section) {
    const auto [at, fresh] = keys_.emplace(section.school_id.value, static_cast<uint32_t>(returns_.size()));
    if (fresh) {
      into_.schools.push_back({section.school_id, section.school, section.town, section.setting, section.remoteness,
                               section.district, section.district_id, group_of(section)});
      returns_.push_back(
          {at->second, kind_of(section), form_of(section.school_kind), into_.schools.back().group, {}, {}, {}});
      parents_.push_back(section.parent_school_id.value);
    }
    return returns_[at->second];
  }

  int32_t group_of(const registry::Section& section) {
    if (section.group_id.empty()) return -1;
    const auto [at, fresh] = groups_.emplace(section.group_id.value, static_cast<int32_t>(into_.groups.size()));
    if (fresh) into_.groups.push_back({section.group_id, section.group});
    return at->second;
  }

  std::vector<double> dense(const registry::Section& section) const {
    std::vector<double> figures(width_, standard::unreported);
    for (const auto& [code, value] : section.figures)
      if (const auto position = positions_.find(code); position != positions_.end()) figures[position->second] = value;
    return figures;
  }

  Prepared& into_;
  size_t width_;
  std::unordered_map<std::string, size_t> positions_;
  std::unordered_map<std::string, uint32_t> keys_;
  std::unordered_map<std::string, int32_t> groups_;
  std::vector<standard::SchoolReturn> returns_;
  std::vector<std::string> parents_;
};

}  // namespace

Prepared prepare(const registry::Area& area, SchoolYear year, const standard::Measure& measure,
                 const std::vector<standard::Figure>& figures, const std::vector<registry::Section>& sections,
                 std::span<const size_t> hidden) {
  Prepared made{area, year, measure, {}, {}, {}, {}, {}};
  Gathering gathering{made, figures};
  for (size_t i = 0; i < sections.size(); ++i) gathering.take(sections[i], std::ranges::binary_search(hidden, i));
  made.table = tabulate(made.measure, gathering.finish());
  made.evaluation = evaluate(made.measure, made.table);
  return made;
}

}  // namespace doorstep::balance
