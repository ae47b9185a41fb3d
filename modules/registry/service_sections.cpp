// What other rooms read: sections of a year, years with returns, areas by what people call them.
#include <algorithm>

#include "service.h"

namespace doorstep::registry {
namespace {

// How many letters must be put in, taken out or replaced to make one text of the other.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 0; i < a.size(); ++i) {
    size_t corner = row[0]++;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, corner + (a[i] != b[j])});
      corner = above;
    }
  }
  return row.back();
}

// A name as people say it: without what stands in brackets and without spaces, 台 for 臺 alike.
std::string plain_name(std::string_view text) {
  std::string out;
  size_t depth = 0;
  const auto take = [&](std::string_view mark) {
    if (!text.starts_with(mark)) return false;
    text.remove_prefix(mark.size());
    return true;
  };
  while (!text.empty()) {
    if (take("（") || take("(")) {
      ++depth;
    } else if (take("）") || take(")")) {
      depth -= depth > 0;
    } else if (take(" ") || take("\u3000")) {
      continue;
    } else if (take("台")) {
      if (depth == 0) out += "臺";
    } else {
      if (depth == 0) out += text.front();
      text.remove_prefix(1);
    }
  }
  return lower(out);
}

Section section_of(const Snapshot& at, int32_t index, std::string_view stage) {
  const auto& node = at.at(index);
  const auto& row = node.row;
  Section made;
  made.school_id = row.id;
  made.school = row.name;
  made.stage = stage;
  made.school_kind = row.school_kind.value_or(SchoolKind::primary);
  made.legal_form = row.legal_form;
  made.setting = row.setting;
  made.remoteness = row.remoteness;
  if (node.town >= 0) made.town = at.at(node.town).row.name;
  made.teaching_point = row.teaching_point;
  made.parent_school_id = row.parent_school_id;
  if (node.district >= 0) {
    made.district_id = at.at(node.district).row.id;
    made.district = at.at(node.district).row.name;
  }
  if (!node.groups.empty()) {
    made.group_id = at.at(node.groups.front()).row.id;
    made.group = at.at(node.groups.front()).row.name;
  }
  return made;
}

}  // namespace

std::vector<Section> RegistryService::sections(const OrgId& area, SchoolYear year) {
  const auto day = *Date::of(std::clamp(year.start, 1, 9998), 12, 31);
  const auto at = snapshot(day);
  const auto root = at->find(area.value);
  std::vector<Section> found;
  if (root < 0) return found;
  const bool group = at->at(root).row.kind == OrgKind::group;
  std::vector<bool> wanted(at->nodes().size());
  std::vector<int32_t> schools;
  for (size_t i = 0; i < at->nodes().size(); ++i) {
    const auto index = static_cast<int32_t>(i);
    if (at->at(index).row.kind != OrgKind::school) continue;
    if (group ? std::ranges::count(at->at(root).members, index) == 0 : !at->below(index, root)) continue;
    wanted[i] = true;
    schools.push_back(index);
  }
  std::vector<bool> returned(wanted.size());
  int32_t last = -1;
  const auto take = [&](store::FigureRow&& row) {
    if (last < 0 || at->at(last).row.id.value != row.school_id) last = at->find(row.school_id);
    if (last < 0 || !wanted[static_cast<size_t>(last)]) return;
    if (found.empty() || found.back().stage != row.stage || found.back().school_id.value != row.school_id)
      found.push_back(section_of(*at, last, row.stage));
    returned[static_cast<size_t>(last)] = true;
    if (row.figure == "students") found.back().few = is_few(row.value);
    found.back().figures.emplace_back(std::move(row.figure), row.value);
  };
  database_.read([&](db::Session& session) {
    if (schools.size() * 8 < at->schools().size())
      for (const auto index : schools) store::each_figure(session, year, at->at(index).row.id, take);
    else
      store::each_figure(session, year, take);
  });
  // Stages that a school runs and returned nothing for.
  const auto with_figures = found.size();
  for (const auto index : schools) {
    const auto& node = at->at(index);
    if (!node.here) continue;
    for (const auto& stage : describe::enum_names<Stage>()) {
      if (!store::listed(node.row.stages, stage)) continue;
      const auto same = [&](const Section& made) { return made.school_id == node.row.id && made.stage == stage; };
      const auto end = found.begin() + static_cast<std::ptrdiff_t>(with_figures);
      const auto first = std::lower_bound(found.begin(), end, node.row.id,
                                          [](const Section& made, const OrgId& id) { return made.school_id < id; });
      bool there = false;
      for (auto place = first; place != end && place->school_id == node.row.id; ++place) there = there || same(*place);
      if (!there) found.push_back(section_of(*at, index, stage));
    }
  }
  std::ranges::sort(found, {}, [](const Section& made) { return std::tie(made.school_id.value, made.stage); });
  return found;
}

std::vector<Registry::YearStages> RegistryService::years(const OrgId& area) {
  const auto at = snapshot();
  const auto root = at->find(area.value);
  std::vector<YearStages> found;
  if (root < 0) return found;
  const auto names = describe::enum_names<Stage>();
  std::vector<std::pair<int, uint8_t>> years;
  for (const auto& returned : at->returned()) {
    if (!at->within(returned.school, root)) continue;
    if (years.empty() || years.back().first != returned.year) years.emplace_back(returned.year, uint8_t{0});
    years.back().second |= returned.stages;
  }
  std::ranges::sort(years, std::greater{});
  for (const auto& [year, stages] : years) {
    found.push_back({{year}, {}});
    for (size_t i = 0; i < names.size(); ++i)
      if (stages & 1 << i) found.back().stages.push_back(names[i]);
  }
  return found;
}

Result<Area> RegistryService::find_area(std::string_view text) {
  const auto at = snapshot();
  const Scope everything;
  const auto all = sight(everything);
  const auto wanted = lower(text), plain = plain_name(text);
  const Node* nearest = nullptr;
  size_t least = 0;
  std::vector<int32_t> alike;  // the same but for marks, or beginning so
  for (const auto index : at->areas()) {
    const auto& row = at->at(index).row;
    if (row.id.value == text || lower(row.name) == wanted || lower(row.name_en) == wanted)
      return area_of(*at, index, all);
    bool begins = false;
    for (const auto& name : {row.name, row.name_en}) {
      if (name.empty()) continue;
      begins = begins || (!plain.empty() && plain_name(name).starts_with(plain));
      const auto away = distance(wanted, lower(name));
      if (nearest && away >= least) continue;
      nearest = &at->at(index);
      least = away;
    }
    if (begins) alike.push_back(index);
  }
  if (alike.size() == 1) return area_of(*at, alike[0], all);
  if (!nearest)
    return refuse(Fault::not_found, "area-unknown",
                  say("登记册里还没有区域，请先导入数据", "the register holds no district yet; import data first"));
  return refuse(Fault::not_found, "area-unknown",
                say("没有名为“{0}”的区域，最接近的是“{1}”", "there is no district \"{0}\"; the nearest is \"{1}\"",
                    text, nearest->row.name));
}

}  // namespace doorstep::registry
