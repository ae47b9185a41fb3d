// Bitmaps of documents, by CRoaring: a class of its own namespace since edition 3, of none before.
#pragma once

#include <roaring/roaring.hh>

namespace roaring {}

namespace doorstep::search {
namespace of_either_edition {
using namespace ::roaring;  // NOLINT(google-build-using-namespace): see above
using Bitmap = Roaring;
}  // namespace of_either_edition
using of_either_edition::Bitmap;
}  // namespace doorstep::search
