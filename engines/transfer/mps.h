// MPS: the very model as a file that any solver reads (free format, "NAME X FREE" as CBC wants it). Columns are x (a
// unit goes), u and d (unit steps of a cell up and down, each dearer than the last); costs are millionths of the
// weights' unit.
#pragma once

#include <functional>
#include <string_view>

#include <doorstep/transfer/model.h>

namespace doorstep::transfer {

// Gives the text piece by piece.
void write_mps(const Model& model, const std::function<void(std::string_view)>& out);

}  // namespace doorstep::transfer
