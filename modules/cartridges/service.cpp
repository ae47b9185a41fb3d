// A cartridge, read, becomes resources, questions and a course; or nothing.
#include <algorithm>
#include <map>

#include <doorstep/base/list.h>
#include <doorstep/registry/columns.h>

#include "module.h"
#include "reading.h"

namespace doorstep::cartridges {
namespace {

tl::unexpected<Error> wrong_wish(const std::string& field, Words what) {
  return refuse(Fault::invalid, "cartridge-invalid", what, {{field, what}});
}

// The kind of a resource by what its first file is.
std::string kind_of(const Piece& piece) {
  if (piece.files.empty()) return "other";
  const auto& path = piece.files[0];
  auto ending = path.substr(path.rfind('.') + 1);
  std::ranges::transform(ending, ending.begin(),
                         [](char one) { return one >= 'A' && one <= 'Z' ? one + ('a' - 'A') : one; });
  static const std::map<std::string, std::string> known{
      {"ppt", "slides"}, {"pptx", "slides"}, {"odp", "slides"}, {"dps", "slides"}, {"mp4", "video"}, {"m4v", "video"},
      {"webm", "video"}, {"mov", "video"},   {"mp3", "audio"},  {"m4a", "audio"},  {"wav", "audio"}};
  const auto found = known.find(ending);
  return found == known.end() ? "other" : found->second;
}

// A file's name of a title: no slashes, not too long.
std::string name_of(const std::string& title) {
  std::string made;
  for (const char one : title) made += one == '/' || one == '\\' || static_cast<unsigned char>(one) < 0x20 ? ' ' : one;
  if (made.size() > 120) {
    size_t end = 120;
    while (end > 0 && (static_cast<unsigned char>(made[end]) & 0xC0) == 0x80) --end;
    made.resize(end);
  }
  return made + ".txt";
}

// What the trail says.
struct CartridgeTrace {
  std::string title;
  int64_t resources = 0, questions = 0;
};
BOOST_DESCRIBE_STRUCT(CartridgeTrace, (), (title, resources, questions))

class CartridgesService final : public Cartridges {
 public:
  explicit CartridgesService(Around around) : around_(std::move(around)) {}

  Result<TakenCartridge> take_in(const Actor& actor, const OrgId& org, const std::filesystem::path& file,
                                 const CartridgeWish& wanted) override {
    DOORSTEP_TRY(may_take(actor, org, wanted));
    DOORSTEP_LET(zip, open_cartridge(file));
    const auto scratch = file.parent_path();
    DOORSTEP_LET(read, read_cartridge(zip, around_.files, scratch, actor.language));
    auto made = shown(read);
    auto wish = question_wish(read, wanted);
    DOORSTEP_LET(banked, around_.bank(actor, read.questions, wish));
    made.questions = banked.fresh;
    made.known = banked.known;
    if (wanted.dry || (read.pieces.empty() && banked.fresh == 0)) return made;
    Written written;
    auto done = write(actor, org, wanted, zip, read, scratch, written);
    if (!done) {
      take_back(actor, written);
      return pass_on(done);
    }
    made.course_id = written.course;
    made.done = true;
    return made;
  }

 private:
  struct Written {
    std::vector<std::string> loose, resources, questions;
    std::string course;
  };

  Result<void> may_take(const Actor& actor, const OrgId& org, const CartridgeWish& wanted) {
    if (registry::choice_word("service", "subject", wanted.subject).zh == wanted.subject)
      return wrong_wish("subject", say("请选择学科", "choose a subject"));
    for (const auto& one : listed(wanted.grades))
      if (one.size() != 2 || one < "01" || one > "12")
        return wrong_wish("grades", say("年级写作 01 至 12", "grades are written 01 to 12"));
    const auto& licences = around_.resources.terms().licences;
    if (std::ranges::find(licences, wanted.licence, &resources::ResourceLicence::code) == licences.end())
      return wrong_wish("licence", say("请选择许可", "choose a licence"));
    DOORSTEP_LET(courses, around_.courses.at(actor, org));
    if (std::ranges::find(courses.members, wanted.school, &courses::CourseOwner::school_id) == courses.members.end() ||
        !may(actor, Right::library_work, wanted.school, around_.places))
      return wrong_wish("school", say("请选择自己任职的成员学校", "choose a member school where you work"));
    return {};
  }

  static TakenCartridge shown(const Read& read) {
    TakenCartridge made;
    made.title = read.what.title;
    made.version = read.what.version;
    for (size_t at = 0; at < read.units.size(); ++at) {
      CartridgeUnit unit{read.what.units[at].title, {}};
      for (const auto place : read.units[at]) unit.items.push_back(read.pieces[place].item);
      made.units.push_back(std::move(unit));
    }
    made.resources = static_cast<int64_t>(read.pieces.size());
    made.left_out = read.left_out;
    return made;
  }

  static QuestionWish question_wish(const Read& read, const CartridgeWish& wanted) {
    return {wanted.school, wanted.subject, listed(wanted.grades), wanted.licence, read.what.title, true};
  }

  Result<std::string> uploaded(const Actor& actor, const OrgId& school, const std::string& name, const Scratch& file,
                               Written& written) {
    DOORSTEP_LET(info, around_.files.put(actor, school, name, file.path()));
    written.loose.push_back(info.id);
    return info.id;
  }

  Result<std::string> resource(const Actor& actor, const CartridgeWish& wanted, const sheets::ZipArchive& zip,
                               const Piece& piece, const std::string& from, const std::filesystem::path& scratch,
                               Written& written) {
    resources::NewResource made;
    made.org_id = wanted.school;
    made.title = piece.item.title;
    made.kind = kind_of(piece);
    made.subject = wanted.subject;
    made.grades = listed(wanted.grades);
    made.authors = wanted.authors.empty() ? actor.name : wanted.authors;
    made.licence = wanted.licence;
    made.note = from;
    std::vector<std::string> ids;
    if (piece.item.kind == CartridgeKind::link) made.url = piece.item.where;
    if (piece.item.kind == CartridgeKind::page) {
      const Scratch file{scratch};
      write_text(piece.text, file.path());
      DOORSTEP_LET(id, uploaded(actor, wanted.school, name_of(piece.item.title), file, written));
      ids.push_back(id);
    }
    for (const auto& path : piece.files) {
      const Scratch file{scratch};
      DOORSTEP_TRY(unpack(zip, path, file.path()));
      DOORSTEP_LET(id, uploaded(actor, wanted.school, zip.find(path)->file, file, written));
      ids.push_back(id);
    }
    if (!ids.empty()) made.files = ids;
    DOORSTEP_LET(page, around_.resources.make(actor, made));
    written.resources.push_back(page.of.id);
    written.loose.clear();  // the resource holds them
    return page.of.id;
  }

  Result<void> write(const Actor& actor, const OrgId& org, const CartridgeWish& wanted, const sheets::ZipArchive& zip,
                     Read& read, const std::filesystem::path& scratch, Written& written) {
    const auto from = "Common Cartridge: " + read.what.title;
    std::vector<std::string> ids;
    for (const auto& piece : read.pieces) {
      DOORSTEP_LET(id, resource(actor, wanted, zip, piece, from, scratch, written));
      ids.push_back(id);
    }
    auto wish = question_wish(read, wanted);
    wish.dry = false;
    DOORSTEP_LET(banked, around_.bank(actor, std::move(read.questions), wish));
    written.questions = std::move(banked.ids);
    if (!read.units.empty()) {
      courses::NewCourse course;
      (actor.language == Language::en ? course.title_en : course.title_zh) =
          read.what.title.empty() ? say("导入的课程", "Imported course").in(actor.language) : read.what.title;
      course.subject = wanted.subject;
      course.about = read.what.about;
      for (const auto& grade : listed(wanted.grades)) course.grades.push_back(std::stoll(grade));
      course.owners = {wanted.school};
      for (size_t at = 0; at < read.units.size(); ++at) {
        courses::NewUnit unit;
        unit.title = read.what.units[at].title;
        for (const auto place : read.units[at]) unit.resources.push_back(ids[place]);
        course.units.push_back(std::move(unit));
      }
      DOORSTEP_LET(made, around_.courses.make(actor, org, course));
      written.course = made.course.id;
    }
    return around_.database.write([&](db::Session& session) -> Result<void> {
      around_.trail.append(session, actor,
                           {"cartridge-taken-in", "course", written.course, wanted.school,
                            audit::added(CartridgeTrace{read.what.title, static_cast<int64_t>(written.resources.size()),
                                                        static_cast<int64_t>(written.questions.size())})});
      return {};
    });
  }

  // What cannot be taken back stays a draft of who asked, whom the error told.
  void take_back(const Actor& actor, const Written& written) {
    for (const auto& id : written.questions) (void)around_.unbank(actor, id);
    for (const auto& id : written.resources) (void)around_.resources.discard(actor, id);
    for (const auto& id : written.loose) (void)around_.files.drop_loose(actor, id);
  }

  Around around_;
};

}  // namespace

std::unique_ptr<Cartridges> make_cartridges(Around around) {
  return std::make_unique<CartridgesService>(std::move(around));
}

}  // namespace doorstep::cartridges
