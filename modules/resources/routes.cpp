// The rows of the library. Finding and reading are for everybody, as far as each may see, which the service asks of the
// one table of rights; acts of an author are one's own; a reviewer's name the organisation.
#include <doorstep/files/routes.h>
#include <doorstep/http/route.h>

#include "oai.h"
#include "service.h"
#include "sheet.h"

namespace doorstep::resources {
namespace {

using http::Call;
using http::Method;
using http::None;
using http::Reply;
using http::Route;
using http::row;
using http::row_with_body;
using http::Run;

struct OfResource {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(OfResource, (), (id))
struct OfResourceVersion {
  std::string id;
  int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(OfResourceVersion, (), (id, version))
struct AuthorsSearched {
  std::string id, q;
};
BOOST_DESCRIBE_STRUCT(AuthorsSearched, (), (id, q))
struct OfResourceAuthor {
  std::string id;
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(OfResourceAuthor, (), (id, person))
struct OfResourcePart {
  std::string id, part;
};
BOOST_DESCRIBE_STRUCT(OfResourcePart, (), (id, part))
struct FileOfResource {
  std::string id, part;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(FileOfResource, (), (id, part, shown))
struct OfLibrary {
  OrgId id;
};
BOOST_DESCRIBE_STRUCT(OfLibrary, (), (id))
struct OfLibraryPart {
  OrgId id;
  std::string part;
};
BOOST_DESCRIBE_STRUCT(OfLibraryPart, (), (id, part))

constexpr size_t most_rows = 10'000;  // of a workbook
constexpr const char* own_at = "/api/own/resources";
constexpr const char* library_at = "/api/library/{id}";

std::optional<OrgId> about_library(const Call& call) { return OrgId{call.parameter("id")}; }

void add_reads(std::vector<Route>& rows, Resources& resources, const files::Files& files) {
  rows.push_back(row<None, ResourceTerms>(
      Method::get, "/api/resource-terms", Right::open, Run::quick,
      say("资源的类型与许可", "Kinds and licences of resources"),
      [&resources](const Call&, const None&) -> Result<ResourceTerms> { return resources.terms(); }));
  rows.push_back(row<ResourceQuery, FoundResources>(
      Method::get, "/api/resources", Right::district_read, Run::work,
      say("查找资源：汉字、拼音、分面", "Find resources by part of a title, by pinyin and by facets"),
      [&resources](const Call& call, const ResourceQuery& in) { return resources.find(call.actor, in); }));
  rows.push_back(row<OfResourceVersion, ResourcePage>(Method::get, "/api/resources/{id}", Right::district_read,
                                                      Run::work, say("一个资源", "One resource"),
                                                      [&resources](const Call& call, const OfResourceVersion& in) {
                                                        return resources.resource(call.actor, in.id, in.version);
                                                      }));
  // Two doors to the same files: what everybody may have leaves no trace, and all else does.
  const auto file_row = [&](const char* path, Right right, Words summary, bool as_visitor) {
    rows.push_back(row<FileOfResource, Reply>(
                       Method::get, path, right, Run::work, std::move(summary),
                       [&resources, &files, as_visitor](const Call& call, const FileOfResource& in) -> Result<Reply> {
                         if (!resources.may_have(as_visitor ? Actor{} : call.actor, in.id, in.part))
                           return refuse(Fault::not_found, "file-unknown",
                                         say("没有这个文件", "there is no such file"));
                         DOORSTEP_LET(file, files.stored(resources_room, in.part));
                         return files::reply_of(file, in.shown);
                       })
                       .sends(http::file_type));
  };
  file_row("/api/resources/{id}/files/{part}", Right::district_read,
           say("社会公开资源中的文件", "A file of a resource that everybody may have"), true);
  file_row("/api/own/resources/{id}/files/{part}", Right::self,
           say("自己可见的资源中的文件", "A file of a resource that one may see"), false);
}

template <class Body>
Route own_act(Resources& resources, const char* path, Words summary,
              Result<ResourcePage> (Resources::*act)(const Actor&, const std::string&, const Body&)) {
  return row_with_body<OfResource, Body, ResourcePage>(
      Method::post, std::string{own_at} + "/{id}" + path, Right::self, Run::work, std::move(summary),
      [&resources, act](const Call& call, const OfResource& in, const Body& body) {
        return (resources.*act)(call.actor, in.id, body);
      });
}
Route own_step(Resources& resources, const char* path, Words summary,
               Result<ResourcePage> (Resources::*act)(const Actor&, const std::string&)) {
  return row<OfResource, ResourcePage>(
      Method::post, std::string{own_at} + "/{id}" + path, Right::self, Run::work, std::move(summary),
      [&resources, act](const Call& call, const OfResource& in) { return (resources.*act)(call.actor, in.id); });
}

void add_own(std::vector<Route>& rows, Resources& resources) {
  const std::string at = own_at;
  rows.push_back(
      row<None, OwnResources>(Method::get, at, Right::self, Run::work, say("我的资源", "One's own resources"),
                              [&resources](const Call& call, const None&) { return resources.own(call.actor); }));
  rows.push_back(row_with_body<None, NewResource, ResourcePage>(
                     Method::post, at, Right::self, Run::work, say("新建资源", "Make a resource"),
                     [&resources](const Call& call, const None&, const NewResource& body) {
                       return resources.make(call.actor, body);
                     })
                     .answers(201));
  rows.push_back(row_with_body<OfResource, NewResource, ResourcePage>(
      Method::put, at + "/{id}", Right::self, Run::work,
      say("修改资源，已发布的成为新版本", "Change a resource; a published one gets a version"),
      [&resources](const Call& call, const OfResource& in, const NewResource& body) {
        return resources.change(call.actor, in.id, body);
      }));
  rows.push_back(row<OfResource, None>(Method::delete_, at + "/{id}", Right::self, Run::work,
                                       say("放弃草稿", "Discard a draft"),
                                       [&resources](const Call& call, const OfResource& in) -> Result<None> {
                                         DOORSTEP_TRY(resources.discard(call.actor, in.id));
                                         return None{};
                                       }));
  rows.push_back(own_step(resources, "/submit", say("提交审核", "Hand in for review"), &Resources::submit));
  rows.push_back(
      own_step(resources, "/take-back", say("撤回提交", "Take back what was handed in"), &Resources::take_back));
  rows.push_back(row_with_body<OfResource, GivenReason, ResourcePage>(
      Method::post, at + "/{id}/withdraw", Right::self, Run::work,
      say("撤下自己的资源", "Withdraw a resource of one's own"),
      [&resources](const Call& call, const OfResource& in, const GivenReason& body) {
        return resources.withdraw(call.actor, in.id, body.reason);
      }));
  rows.push_back(row_with_body<OfResource, AdaptFor, ResourcePage>(
                     Method::post, at + "/{id}/adapt", Right::self, Run::work,
                     say("改编：得到一份知道原作的草稿", "Adapt: a draft that knows its origin"),
                     [&resources](const Call& call, const OfResource& in, const AdaptFor& body) {
                       return resources.adapt(call.actor, in.id, body.org_id);
                     })
                     .answers(201));
  rows.push_back(row<AuthorsSearched, http::Page<ResourceAuthor>>(
      Method::get, at + "/{id}/authors", Right::self, Run::work,
      say("可列为共同作者的教师", "Teachers who may be named as co-authors"),
      [&resources](const Call& call, const AuthorsSearched& in) -> Result<http::Page<ResourceAuthor>> {
        DOORSTEP_LET(found, resources.author_candidates(call.actor, in.id, in.q));
        return http::whole(std::move(found));
      }));
  rows.push_back(own_act(resources, "/authors", say("列为共同作者", "Name a co-author"), &Resources::add_author));
  rows.push_back(row<OfResourceAuthor, OwnResources>(Method::delete_, at + "/{id}/authors/{person}", Right::self,
                                                     Run::work,
                                                     say("退出或移出共同作者", "Leave as a co-author, or take one out"),
                                                     [&resources](const Call& call, const OfResourceAuthor& in) {
                                                       return resources.remove_author(call.actor, in.id, in.person);
                                                     }));
  rows.push_back(own_act(resources, "/uses", say("登记使用", "Note that one used it"), &Resources::use));
  rows.push_back(row<OfResourcePart, ResourcePage>(Method::delete_, at + "/{id}/uses/{part}", Right::self, Run::work,
                                                   say("删除一条自己的使用", "Take back a use of one's own"),
                                                   [&resources](const Call& call, const OfResourcePart& in) {
                                                     return resources.unuse(call.actor, in.id, in.part);
                                                   }));
  rows.push_back(own_act(resources, "/rating", say("评价", "Rate what one used"), &Resources::rate));
}

void add_library(std::vector<Route>& rows, Resources& resources) {
  const std::string at = library_at;
  rows.push_back(
      row<OfLibrary, LibraryDesk>(Method::get, at, Right::library_review, Run::work,
                                  say("待审核的资源", "What waits for review at an organisation"),
                                  [&resources](const Call&, const OfLibrary& in) { return resources.desk(in.id); })
          .within(about_library));
  rows.push_back(row_with_body<OfLibraryPart, ReviewDecision, ResourcePage>(
                     Method::post, at + "/reviews/{part}", Right::library_review, Run::work,
                     say("审核：发布或退回", "Take up or return what was handed in"),
                     [&resources](const Call& call, const OfLibraryPart& in, const ReviewDecision& body) {
                       return resources.review(call.actor, in.id, in.part, body);
                     })
                     .within(about_library));
  const auto reasoned =
      [&](const char* path, Words summary,
          Result<ResourcePage> (Resources::*act)(const Actor&, const OrgId&, const std::string&, const std::string&)) {
        rows.push_back(row_with_body<OfLibraryPart, GivenReason, ResourcePage>(
                           Method::post, at + path, Right::library_review, Run::work, std::move(summary),
                           [&resources, act](const Call& call, const OfLibraryPart& in, const GivenReason& body) {
                             return (resources.*act)(call.actor, in.id, in.part, body.reason);
                           })
                           .within(about_library));
      };
  reasoned("/marks/{part}", say("认定为精品", "Certify a resource"), &Resources::certify);
  reasoned("/marks/{part}/revoke", say("撤销认定", "Revoke a certificate"), &Resources::revoke);
  reasoned("/removals/{part}", say("下架", "Take a resource down"), &Resources::take_down);
  rows.push_back(row<OfLibrary, SimilarUse>(Method::get, at + "/like-mine", Right::library_read, Run::work,
                                            say("相似学校在用的资源", "What schools like this one use"),
                                            [&resources](const Call& call, const OfLibrary& in) {
                                              return resources.like_mine(call.actor, in.id);
                                            })
                     .within(about_library));
  rows.push_back(row<OfLibrary, Reply>(Method::get, at + "/resources.xlsx", Right::library_read, Run::work,
                                       say("资源清单，Excel 格式", "The library as an Excel workbook"),
                                       [&resources](const Call& call, const OfLibrary& in) -> Result<Reply> {
                                         ResourceQuery query;
                                         query.org = in.id;
                                         query.limit = 100;
                                         std::vector<ResourceCard> all;
                                         for (; all.size() < most_rows; query.from += query.limit) {
                                           DOORSTEP_LET(found, resources.find(call.actor, query));
                                           if (found.items.empty()) break;
                                           for (auto& one : found.items) all.push_back(std::move(one));
                                         }
                                         return http::download(http::workbook_type, "resources.xlsx",
                                                               library_workbook(all, resources.terms(), call.language));
                                       })
                     .sends(http::workbook_type)
                     .within(about_library));
}

// Harvesters name their arguments by the protocol, whose errors are answers: the row reads them itself.
struct HarvestArguments {
  std::optional<std::string> verb, identifier, metadataPrefix, from, until, set, resumptionToken;
};
BOOST_DESCRIBE_STRUCT(HarvestArguments, (), (verb, identifier, metadataPrefix, from, until, set, resumptionToken))

void add_harvest(std::vector<Route>& rows, Resources& resources) {
  for (const auto method : {Method::get, Method::post}) {
    auto made =
        row<HarvestArguments, Reply>(method, "/oai", Right::open, Run::work,
                                     say("OAI-PMH 2.0：供上级平台收割", "OAI-PMH 2.0, for platforms that harvest"),
                                     [](const Call&, const HarvestArguments&) -> Result<Reply> { return Reply{}; });
    made.handle = [&resources](const Call& call) -> Result<Reply> {
      oai::Arguments arguments{call.parameters.begin(), call.parameters.end()};
      if (const auto* asked = call.parameters.find("?")) arguments = oai::arguments_of(*asked);
      if (call.method == Method::post)
        for (auto& one : oai::arguments_of(call.body)) arguments.push_back(std::move(one));
      Reply reply;
      reply.type = "text/xml; charset=utf-8";
      reply.body = resources.harvest((call.https ? "https://" : "http://") + call.header("host"), arguments);
      return reply;
    };
    made.body_type = "application/x-www-form-urlencoded";
    rows.push_back(std::move(made).sends("text/xml"));
  }
}

}  // namespace

std::vector<Route> routes(Resources& resources, const files::Files& files) {
  std::vector<Route> rows;
  add_reads(rows, resources, files);
  add_own(rows, resources);
  add_library(rows, resources);
  add_harvest(rows, resources);
  return rows;
}

}  // namespace doorstep::resources
