// Router: finds the row for a method and a path. Immutable after it was made; thread safe.
#pragma once

#include <memory>
#include <span>

#include <doorstep/http/route.h>

namespace doorstep::http {

class Router {
 public:
  // Keeps pointers into `routes`. Two rows with the same method and path are a mistake in the program: logic_error.
  explicit Router(std::span<const Route> routes);
  ~Router();

  struct Found {
    const Route* route = nullptr;
    std::string allow;       // when the path is known but not with this method: the methods that are, "GET, PUT"
    bool malformed = false;  // the path cannot be decoded
  };
  // `path` as it came, without query. Fills in the parameters of the path and the decoded path.
  Found find(Method method, std::string_view path, Call& call) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
};

// "GET" for Method::get.
std::string name_of(Method method);

}  // namespace doorstep::http
