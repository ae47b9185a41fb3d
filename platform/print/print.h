// Print: PDF of texts, tables and rules in Chinese and Latin letters, by Pango and Cairo. Only what is used of a font
// goes into the file. Made of the same things and the same date it is the same bytes, on a machine with the same fonts.
//
//   Document page{{.title = "Certificate", .author = "Doorstep", .made_on = day}};
//   page.paragraph("培训证书", {.size = 24, .bold = true, .align = Align::centre});
//   DOORSTEP_LET(pdf, page.finish());
//
// Lengths are millimetres, sizes of letters are points. What does not fit on a page goes on on the next. One thread at
// a time for a document; several documents at once.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doorstep/base/date.h>
#include <doorstep/base/result.h>
#include <doorstep/base/words.h>

namespace doorstep::print {

enum class Align { left, centre, right };

// From 0 to 1.
struct Colour {
  double red = 0, green = 0, blue = 0;
};

struct Text {
  double size = 11;
  bool bold = false;
  bool serif = false;
  Align align = Align::left;
  double before = 0, after = 2;  // space
  double lines = 1.45;           // from one line to the next, in sizes
  Colour colour{};
};

struct Column {
  double width = 1;  // a share of the width of the page
  Align align = Align::left;
};

struct Paper {
  std::string title, author;
  Language language = Language::zh;  // which forms of letters are taken where China, Japan and Korea differ
  Date made_on;                      // that the file bears
  double width = 210, height = 297;  // A4, upright
  double margin = 22;
  std::string foot{};  // beside the number of each page in the lower margin; no numbers when empty
};

class Document {
 public:
  explicit Document(const Paper& paper);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  // Line breaks within `text` are kept.
  void paragraph(std::string_view text, const Text& how = {});
  // A line across the page.
  void rule(double thickness = 0.3, const Colour& colour = {0.6, 0.65, 0.7});
  void space(double height);
  // A row of as many cells as columns; a row is never parted by the end of a page. With `header` it is bold, ruled, and
  // comes again on every page on which the table goes on.
  void table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows, bool header,
             const Text& how = {});
  // A double frame around the present page, as certificates have it.
  void frame(const Colour& colour);
  // Down to so far above the lower margin, if that is still ahead.
  void down_to(double above_margin);

  // The file. conflict (no-font): the machine has no font for some letters.
  Result<std::string> finish();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace doorstep::print
