// Cartridges: a course package of another system becomes a draft of a course, with drafts in the library and questions
// in the bank. Thread safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>

namespace doorstep::cartridges {

// What holds for all that is taken in.
struct CartridgeWish {
  bool dry = true;      // only looked at
  OrgId school;         // in whose name; a member of the group, or the school itself
  std::string subject;  // code
  std::string grades;   // by commas, as the register writes them: 01 to 12
  std::string licence;  // code
  std::string authors;  // empty: who asks
};

BOOST_DESCRIBE_STRUCT(CartridgeWish, (), (dry, school, subject, grades, licence, authors))

enum class CartridgeKind { file, page, link };
BOOST_DESCRIBE_ENUM(CartridgeKind, file, page, link)

struct CartridgeItem {
  CartridgeKind kind{};
  std::string title;
  std::string where;      // path in the package, or the address
  int64_t size = 0;       // bytes
  bool pictures = false;  // of a page: it loses some
};
BOOST_DESCRIBE_STRUCT(CartridgeItem, (), (kind, title, where, size, pictures))
struct CartridgeUnit {
  std::string title;
  std::vector<CartridgeItem> items;
};
BOOST_DESCRIBE_STRUCT(CartridgeUnit, (), (title, items))
struct LeftOutPart {
  std::string name, where;
  Words why;
};
BOOST_DESCRIBE_STRUCT(LeftOutPart, (), (name, where, why))

struct TakenCartridge {
  bool done = false;
  std::string title, version;
  std::vector<CartridgeUnit> units;
  int64_t resources = 0, questions = 0;
  int64_t known = 0;  // questions that who asks has already
  std::vector<LeftOutPart> left_out;
  std::string course_id;  // once it is done, where there are units
};
BOOST_DESCRIBE_STRUCT(TakenCartridge, (),
                      (done, title, version, units, resources, questions, known, left_out, course_id))

class Cartridges {
 public:
  virtual ~Cartridges() = default;

  // `file`: the cartridge on disk. `org`: the group or school whose course it becomes; who may make one there takes it
  // in.
  //   invalid, too_large   of the zip (zip-...), of what it says (cartridge-...), of a file in it (with its path)
  //   forbidden            not-an-owner
  //   conflict             bank-full, the quota of files
  virtual Result<TakenCartridge> take_in(const Actor& actor, const OrgId& org, const std::filesystem::path& file,
                                         const CartridgeWish& wanted) = 0;
};

}  // namespace doorstep::cartridges
