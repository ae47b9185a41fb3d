// Materials: resources of the library that stand beside an assignment or one of its questions, for children to open.
#pragma once

#include <string>
#include <vector>

#include <doorstep/base/actor.h>
#include <doorstep/base/describe.h>
#include <doorstep/base/file.h>
#include <doorstep/base/id.h>
#include <doorstep/base/result.h>

namespace doorstep::assignments {

struct WorkMaterial {
  int64_t item = 0;  // place of the question; 0: of the whole
  std::string resource_id, title;
};
BOOST_DESCRIBE_STRUCT(WorkMaterial, (), (item, resource_id, title))
struct WorkMaterials {
  std::vector<WorkMaterial> items;  // in order
};
BOOST_DESCRIBE_STRUCT(WorkMaterials, (), (items))

struct NewMaterial {
  int64_t item = 0;
  std::string resource_id;
};
BOOST_DESCRIBE_STRUCT(NewMaterial, (), (item, resource_id))
struct NewMaterials {
  std::vector<NewMaterial> items;
};
BOOST_DESCRIBE_STRUCT(NewMaterials, (), (items))

// As a child sees it. may_open: it is shared with the child's school; else its title alone is told.
struct ChildMaterial {
  int64_t item = 0;
  std::string resource_id, title, url;
  bool may_open = false;
  std::vector<FileInfo> files;
};
BOOST_DESCRIBE_STRUCT(ChildMaterial, (), (item, resource_id, title, url, may_open, files))
struct ChildMaterials {
  std::vector<ChildMaterial> items;
};
BOOST_DESCRIBE_STRUCT(ChildMaterials, (), (items))

inline constexpr size_t most_materials = 30;

class Materials {
 public:
  virtual ~Materials() = default;

  // For who may see the assignment. not_found (assignment-unknown)
  virtual Result<WorkMaterials> materials(const Actor& actor, const std::string& id) = 0;
  // All of them, by who set it, as long as it was not returned. Each is noted in the library as used for every class
  // when the assignment is given, or at once when it is.
  //   invalid (items/N: a question or a resource that is not there, or not shared)   conflict (returned)
  virtual Result<WorkMaterials> set_materials(const Actor& actor, const std::string& id,
                                              const NewMaterials& wanted) = 0;

  // By an account that is tied to the child, once the assignment is open. not_found (child-unknown, assignment-unknown)
  virtual Result<ChildMaterials> child_materials(const Actor& actor, const PersonId& child, const std::string& id) = 0;
  // The library's name of a file of one of them. not_found (file-unknown)
  virtual Result<std::string> child_file(const Actor& actor, const PersonId& child, const std::string& id,
                                         const std::string& resource, const std::string& file) = 0;
};

}  // namespace doorstep::assignments
