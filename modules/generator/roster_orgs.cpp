#include "names.h"
#include "people.h"
#include "roster_parts.h"

namespace doorstep::generator {
namespace {

// orgs.csv: region, district, towns, groups, schools and campuses.
class Orgs {
 public:
  Orgs(sheets::ZipWriter& zip, const synthetic::District& district, uint64_t seed, Generated& counts)
      : zip_(zip), district_(district), seed_(seed), counts_(counts) {}

  void orgs() {
    File file{zip_,
              "orgs.csv",
              {"sourcedId",
               "status",
               "dateLastModified",
               "name",
               "type",
               "identifier",
               "parentSourcedId",
               "metadata.cn.nameEn",
               "metadata.cn.schoolKind",
               "metadata.cn.stages",
               "metadata.cn.legalForm",
               "metadata.cn.setting",
               "metadata.cn.remoteness",
               "metadata.cn.teachingPoint",
               "metadata.cn.parentSchool",
               "metadata.cn.longitude",
               "metadata.cn.latitude",
               "metadata.cn.beginDate",
               "metadata.cn.endDate",
               "metadata.cn.model",
               "metadata.cn.leadSchool",
               "metadata.cn.main",
               "metadata.cn.groups"}};
    const auto plain = [&](const std::string& own, const std::string& name, const char* type,
                           const std::string& parent) {
      file.row({own, "", "", name, type, "", parent, "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""});
    };
    plain(id("region", 1), region_name, "state", "");
    plain(id("district", 1), district_name, "district", id("region", 1));
    for (int town = 0; town < synthetic::towns; ++town)
      plain(id("town", town), town_name(town), "ext:town", id("district", 1));
    for (size_t g = 0; g < district_.groups.size(); ++g) {
      const auto& group = district_.groups[g];
      const auto& lead = district_.schools[static_cast<size_t>(group.lead)];
      file.row({id("group", static_cast<int64_t>(g)),
                "",
                "",
                group_name(lead),
                "ext:educationGroup",
                "",
                id("district", 1),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                fmt::format("{}-09-01", group.since),
                "",
                model_code(group.model),
                school_id(lead),
                "",
                ""});
      ++counts_.groups;
    }
    for (const auto& school : district_.schools) one_school(file, school);
    campuses(file);
  }

  void one_school(File& file, const School& school) {
    std::string stages;
    for (const auto& section : school.sections)
      stages += fmt::format("{}{}", stages.empty() ? "" : ",", stage_name(section.stage));
    static constexpr const char* settings[] = {"urban", "town", "rural"};
    const auto parent = school.teaching_point ? id("school", school.parent + 1) : std::string{};
    const char* remoteness = school.setting == 2 && school.town >= 12 ? "remote" : "";
    file.row({school_id(school),
              "",
              "",
              school_name(school),
              "school",
              school_code(school),
              id("town", school.town),
              fmt::format("Generated School {}", school.number),
              kind_code(school.kind),
              stages,
              school.is_private ? "private" : "public",
              settings[school.setting],
              remoteness,
              school.teaching_point ? "true" : "",
              parent,
              number(school.longitude),
              number(school.latitude),
              fmt::format("{}-09-01", school.opened),
              "",
              "",
              "",
              "",
              memberships(school)});
    ++counts_.schools;
  }

  // Entrusting has a term, and is renewed when it ends.
  static bool entrusted(const synthetic::Group& group) {
    return std::string_view{model_code(group.model)} == "entrusted";
  }
  static constexpr int term = 6;  // years

  // "group:part:begin:end" for each, by commas: those that it left, then the one it is in.
  std::string memberships(const School& school) const {
    std::string all;
    const auto add = [&](size_t group, const char* part, int since, int until) {
      all += fmt::format("{}{}:{}:{}-09-01:{}", all.empty() ? "" : ",", id("group", static_cast<int64_t>(group)), part,
                         since, until ? fmt::format("{}-09-01", until) : "");
    };
    for (size_t g = 0; g < district_.groups.size(); ++g)
      for (const auto& member : district_.groups[g].former)
        if (member.school == school.number - 1)
          add(g, entrusted(district_.groups[g]) ? "entrusted" : "member", member.since, member.until);
    for (size_t g = 0; g < district_.groups.size(); ++g) {
      const auto& group = district_.groups[g];
      if (group.lead == school.number - 1) add(g, "lead", group.since, 0);
      for (const auto& member : group.members)
        if (member.school == school.number - 1 && !entrusted(group)) {
          add(g, "member", member.since, 0);
        } else if (member.school == school.number - 1) {
          for (int since = member.since; since <= synthetic::newest_year; since += term)
            add(g, "entrusted", since, since + term);
        }
    }
    return all;
  }

  void campuses(File& file) {
    int64_t n = 0;
    for (const auto& site : sites_of(district_)) {
      const auto& school = district_.schools[static_cast<size_t>(site.school)];
      const int round = site.round;
      const auto name = round == 0 ? std::string{"主校区"} : fmt::format("{}校区", round == 1 ? "东" : "西");
      file.row({id("campus", n++),
                "",
                "",
                name,
                "ext:campus",
                "",
                school_id(school),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                number(school.longitude + 0.004 * round),
                number(school.latitude + 0.002 * round),
                "",
                "",
                "",
                "",
                round == 0 ? "true" : "false",
                ""});
    }
  }

 private:
  std::string id(std::string_view kind, int64_t n) const { return id_of(seed_, kind, n); }
  std::string school_id(const School& school) const { return id("school", school.number); }

  sheets::ZipWriter& zip_;
  const synthetic::District& district_;
  uint64_t seed_;
  Generated& counts_;
};

}  // namespace

std::vector<Site> sites_of(const synthetic::District& district) {
  std::vector<Site> made;
  for (const auto& group : district.groups) {
    std::vector<int> schools{group.lead};
    for (const auto& member : group.members) schools.push_back(member.school);
    const auto count = static_cast<int>(schools.size());
    for (int site = 0; site < group.sites; ++site)
      made.push_back({schools[static_cast<size_t>(site % count)], site / count});
  }
  return made;
}

void write_orgs(sheets::ZipWriter& zip, const synthetic::District& district, uint64_t seed, Generated& counts) {
  Orgs{zip, district, seed, counts}.orgs();
}

}  // namespace doorstep::generator
