// The rows of resources beside an assignment.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "module.h"

namespace doorstep::assignments {
namespace {

using http::Call;
using http::Method;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfMaterials {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfMaterials, (), (id))
struct OfChildMaterials {
  PersonId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfChildMaterials, (), (id, part))
struct OfMaterialFile {
  PersonId id;
  std::string part, resource, file;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(OfMaterialFile, (), (id, part, resource, file, shown))

}  // namespace

std::vector<Route> material_routes(Materials& desk, std::function<Result<files::Stored>(const std::string&)> stored) {
  std::vector<Route> rows;
  const std::string own = "/api/own/assignments/{id}/materials", child = "/api/account/homework/{id}/{part}/materials";
  rows.push_back(row<OfMaterials, WorkMaterials>(
      Method::get, own, Right::self, Run::work, say("作业附的资源", "Resources beside an assignment"),
      [&desk](const Call& call, const OfMaterials& in) { return desk.materials(call.actor, in.id); }));
  rows.push_back(row_with_body<OfMaterials, NewMaterials, WorkMaterials>(
      Method::put, own, Right::self, Run::work, say("设定作业附的资源", "Set the resources beside an assignment"),
      [&desk](const Call& call, const OfMaterials& in, const NewMaterials& body) {
        return desk.set_materials(call.actor, in.id, body);
      }));
  rows.push_back(row<OfChildMaterials, ChildMaterials>(
      Method::get, child, Right::self, Run::work, say("孩子的作业附的资源", "Resources beside what a child was set"),
      [&desk](const Call& call, const OfChildMaterials& in) {
        return desk.child_materials(call.actor, in.id, in.part);
      }));
  rows.push_back(row<OfMaterialFile, Reply>(
                     Method::get, child + "/{resource}/{file}", Right::self, Run::work,
                     say("作业所附资源的文件", "A file of a resource beside what a child was set"),
                     [&desk, stored = std::move(stored)](const Call& call, const OfMaterialFile& in) -> Result<Reply> {
                       DOORSTEP_LET(file, desk.child_file(call.actor, in.id, in.part, in.resource, in.file));
                       DOORSTEP_LET(found, stored(file));
                       return files::reply_of(found, in.shown);
                     })
                     .sends(http::file_type));
  return rows;
}

}  // namespace doorstep::assignments
