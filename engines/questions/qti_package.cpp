// Packages of items of QTI, read.
#include <algorithm>

#include "qti.h"
#include "text.h"
#include "tree.h"

namespace doorstep::questions {
namespace {

// Items in the order of the manifest: the types are imsqti_item_xmlv2p1, imsqti_item_xmlv3p0 and the like, and
// imsqti_xmlv1p2 with what stands behind it.
void listed_into(std::vector<std::string>& paths, const Node& node) {
  for (const auto& one : node.children) {
    const auto type = one->attribute("type");
    const bool items = type.find("imsqti_item") != type.npos || type.find("imsqti_xmlv1p2") != type.npos;
    if (items && (one->name == "resource" || one->name.ends_with(":resource")))
      paths.emplace_back(one->attribute("href").empty() && one->child("file") ? one->child("file")->attribute("href")
                                                                              : one->attribute("href"));
    listed_into(paths, *one);
  }
}

// The folder of a path as it stands before the name.
std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? std::string{} : path.substr(0, slash + 1);
}

}  // namespace

Result<FoundQuestions> read_qti_package(const std::vector<PackageFile>& files) {
  const auto manifest = std::ranges::find_if(files, [](const PackageFile& one) {
    return one.path == "imsmanifest.xml" || one.path.ends_with("/imsmanifest.xml");
  });
  if (manifest == files.end())
    return refuse(Fault::invalid, "package-no-manifest",
                  say("压缩包里没有 imsmanifest.xml，不是 QTI 题包",
                      "there is no imsmanifest.xml in it: it is no package of QTI"));
  auto tree = read_tree(manifest->text);
  if (!tree)
    return refuse(Fault::invalid, "package-manifest",
                  say("题包的目录 imsmanifest.xml：{0}", "the manifest imsmanifest.xml: {1}", tree.error().what.zh,
                      tree.error().what.en));
  FoundQuestions found;
  const auto folder = folder_of(manifest->path);
  std::vector<std::string> paths;
  listed_into(paths, **tree);
  for (const auto& path : paths) {
    const auto file = std::ranges::find(files, folder + path, &PackageFile::path);
    if (file == files.end()) {
      leave(found, 0, path, say("目录里列出了，压缩包里却没有", "the manifest lists it, and it is not in the package"));
      continue;
    }
    auto read = is_qti12(file->text) ? read_qti12(file->text) : read_qti_item(file->text);
    if (!read) {
      leave(found, 0, path, read.error().what);
      continue;
    }
    for (auto& one : read->questions) found.questions.push_back(std::move(one));
    for (auto& one : read->left_out) {
      one.name = one.name.empty() ? path : path + " · " + one.name;
      found.left_out.push_back(std::move(one));
    }
    if (found.questions.size() > most_file_questions)
      return refuse(Fault::too_large, "questions-too-many",
                    say("超过 {} 道题，请分成几个文件", "more than {} questions: split the file", most_file_questions));
  }
  if (found.questions.empty() && found.left_out.empty())
    return refuse(Fault::invalid, "package-empty",
                  say("题包的目录里没有题目", "the manifest of the package lists no items"));
  return found;
}

}  // namespace doorstep::questions
