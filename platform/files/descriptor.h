// Descriptor: a file or socket of the operating system that closes itself; below zero when it could not be opened.
#pragma once

#include <unistd.h>

namespace doorstep::files {

struct Descriptor {
  int at = -1;
  explicit Descriptor(int opened = -1) : at(opened) {}
  ~Descriptor() {
    if (at >= 0) ::close(at);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

}  // namespace doorstep::files
