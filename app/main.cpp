#include <csignal>
#include <cstdio>
#include <exception>

#include "verbs.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  using namespace doorstep;
  try {
    std::vector<cli::Verb> verbs = app::module_verbs();
    verbs.push_back(app::serve_verb());
    for (auto& verb : app::backup_verbs()) verbs.push_back(std::move(verb));
    for (auto& verb : app::upkeep_verbs()) verbs.push_back(std::move(verb));
    return cli::run(argc, argv, "doorstep " DOORSTEP_VERSION, verbs);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "doorstep: %s\n", error.what());
    return cli::bad_input;
  }
}
