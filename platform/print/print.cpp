#include "print.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <stdexcept>

namespace doorstep::print {
namespace {

constexpr double points_per_mm = 72 / 25.4;

struct Unref {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

cairo_status_t keep(void* to, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

PangoAlignment pango_of(Align align) {
  if (align == Align::centre) return PANGO_ALIGN_CENTER;
  return align == Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

}  // namespace

struct Document::Inside {
  Paper paper;
  std::string bytes;
  std::unique_ptr<cairo_surface_t, Unref> surface;
  std::unique_ptr<cairo_t, Unref> context;
  double left = 0, width = 0, top = 0, bottom = 0;  // in points
  double y = 0;
  int pages = 0;    // that are done
  int unknown = 0;  // letters that no font has
  bool finished = false;

  Layout laid_out(std::string_view text, const Text& how, double within) {
    Layout layout{pango_cairo_create_layout(context.get())};
    const std::unique_ptr<PangoFontDescription, Unref> font{pango_font_description_new()};
    // Latin letters from another font: a subset of Noto's that mixes both scripts carries 900 KB of subroutines
    // (cairo 1.16).
    pango_font_description_set_family(font.get(), how.serif ? "Liberation Serif,Noto Serif CJK SC,serif"
                                                            : "Liberation Sans,Noto Sans CJK SC,sans-serif");
    pango_font_description_set_absolute_size(font.get(), how.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), how.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_context_set_language(pango_layout_get_context(layout.get()),
                               pango_language_from_string(paper.language == Language::zh ? "zh-cn" : "en"));
    pango_layout_set_width(layout.get(), static_cast<int>(within * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), pango_of(how.align));
    // Lines of mixed scripts stand at even distances.
    auto* list = pango_attr_list_new();
    pango_attr_list_insert(list,
                           pango_attr_line_height_new_absolute(static_cast<int>(how.size * how.lines * PANGO_SCALE)));
    pango_layout_set_attributes(layout.get(), list);
    pango_attr_list_unref(list);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    unknown += pango_layout_get_unknown_glyphs_count(layout.get());
    return layout;
  }
  static double height_of(PangoLayout* layout) {
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
  }
  void draw(PangoLayout* layout, double x, double at, const Colour& colour) {
    cairo_set_source_rgb(context.get(), colour.red, colour.green, colour.blue);
    cairo_move_to(context.get(), x, at);
    pango_cairo_show_layout(context.get(), layout);
  }
  void number_page() {
    ++pages;
    if (paper.foot.empty()) return;
    const Text how{.size = 8.5, .colour = {0.37, 0.42, 0.47}};
    const auto number = say("第 {} 页", "page {}", pages).in(paper.language);
    const auto at = bottom + (paper.height * points_per_mm - bottom) / 2;
    draw(laid_out(paper.foot, how, width * 0.8).get(), left, at, how.colour);
    auto right = how;
    right.align = Align::right;
    draw(laid_out(number, right, width).get(), left, at, how.colour);
  }
  void next_page() {
    number_page();
    cairo_show_page(context.get());
    y = top;
  }
  // Line by line, so that a long text goes on on the next page.
  void flow(PangoLayout* layout, const Text& how) {
    cairo_set_source_rgb(context.get(), how.colour.red, how.colour.green, how.colour.blue);
    const int count = pango_layout_get_line_count(layout);
    auto* lines = pango_layout_get_iter(layout);
    for (int i = 0; i < count; ++i) {
      PangoRectangle ink{}, logical{};
      pango_layout_iter_get_line_extents(lines, &ink, &logical);
      const double begin = static_cast<double>(logical.y) / PANGO_SCALE;
      const double height = static_cast<double>(logical.height) / PANGO_SCALE;
      if (y + height > bottom && y > top) {
        next_page();
        cairo_set_source_rgb(context.get(), how.colour.red, how.colour.green, how.colour.blue);
      }
      const double baseline = static_cast<double>(pango_layout_iter_get_baseline(lines)) / PANGO_SCALE - begin;
      cairo_move_to(context.get(), left + static_cast<double>(logical.x) / PANGO_SCALE, y + baseline);
      pango_cairo_show_layout_line(context.get(), pango_layout_iter_get_line_readonly(lines));
      y += height;
      pango_layout_iter_next_line(lines);
    }
    pango_layout_iter_free(lines);
  }
  void line_at(double at, double thickness, const Colour& colour) {
    cairo_set_source_rgb(context.get(), colour.red, colour.green, colour.blue);
    cairo_set_line_width(context.get(), thickness * points_per_mm);
    cairo_move_to(context.get(), left, at);
    cairo_line_to(context.get(), left + width, at);
    cairo_stroke(context.get());
  }
};

Document::Document(const Paper& paper) : inside_(std::make_unique<Inside>()) {
  auto& in = *inside_;
  in.paper = paper;
  in.surface.reset(
      cairo_pdf_surface_create_for_stream(keep, &in.bytes, paper.width * points_per_mm, paper.height * points_per_mm));
  auto* surface = in.surface.get();
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, paper.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, paper.author.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Doorstep");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                 (paper.made_on.text() + "T00:00:00Z").c_str());
  in.context.reset(cairo_create(surface));
  in.left = paper.margin * points_per_mm;
  in.width = (paper.width - 2 * paper.margin) * points_per_mm;
  in.y = in.top = in.left;
  in.bottom = (paper.height - paper.margin) * points_per_mm;
}

Document::~Document() = default;

void Document::paragraph(std::string_view text, const Text& how) {
  auto& in = *inside_;
  in.y += how.before * points_per_mm;
  const auto layout = in.laid_out(text, how, in.width);
  in.flow(layout.get(), how);
  in.y += how.after * points_per_mm;
}

void Document::rule(double thickness, const Colour& colour) {
  inside_->line_at(inside_->y, thickness, colour);
  space(2);
}

void Document::space(double height) { inside_->y += height * points_per_mm; }

void Document::table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows, bool header,
                     const Text& how) {
  auto& in = *inside_;
  double shares = 0;
  for (const auto& column : columns) shares += column.width;
  const double gap = 1.2 * points_per_mm;  // on every side of a cell
  struct Row {
    std::vector<Layout> cells;
    double height = 0;
  };
  const auto laid_out = [&](const std::vector<std::string>& cells, bool bold) {
    Row row;
    for (size_t i = 0; i < columns.size(); ++i) {
      auto cell = how;
      cell.bold = bold || how.bold;
      cell.align = columns[i].align;
      row.cells.push_back(
          in.laid_out(i < cells.size() ? cells[i] : "", cell, in.width * columns[i].width / shares - 2 * gap));
      row.height = std::max(row.height, Inside::height_of(row.cells.back().get()) + 2 * gap);
    }
    return row;
  };
  const auto draw = [&](const Row& row, double thickness) {
    double x = in.left;
    for (size_t i = 0; i < columns.size(); ++i) {
      in.draw(row.cells[i].get(), x + gap, in.y + gap, how.colour);
      x += in.width * columns[i].width / shares;
    }
    in.y += row.height;
    in.line_at(in.y, thickness, {0.75, 0.79, 0.83});
  };
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool heads = header && i == 0;
    const auto row = laid_out(rows[i], heads);
    if (in.y + row.height > in.bottom && in.y > in.top) {
      in.next_page();
      if (header && !heads) draw(laid_out(rows[0], true), 0.4);
    }
    draw(row, heads ? 0.4 : 0.15);
  }
  space(2);
}

void Document::frame(const Colour& colour) {
  auto& in = *inside_;
  cairo_set_source_rgb(in.context.get(), colour.red, colour.green, colour.blue);
  for (const auto& [inset, thickness] : {std::pair{9.0, 0.9}, std::pair{11.0, 0.25}}) {
    cairo_set_line_width(in.context.get(), thickness * points_per_mm);
    cairo_rectangle(in.context.get(), inset * points_per_mm, inset * points_per_mm,
                    (in.paper.width - 2 * inset) * points_per_mm, (in.paper.height - 2 * inset) * points_per_mm);
    cairo_stroke(in.context.get());
  }
}

void Document::down_to(double above_margin) {
  inside_->y = std::max(inside_->y, inside_->bottom - above_margin * points_per_mm);
}

Result<std::string> Document::finish() {
  auto& in = *inside_;
  if (!in.finished) {
    in.finished = true;
    in.number_page();
    in.context.reset();
    cairo_surface_finish(in.surface.get());
    if (const auto status = cairo_surface_status(in.surface.get()); status != CAIRO_STATUS_SUCCESS)
      throw std::runtime_error(std::string{"a PDF could not be written: "} + cairo_status_to_string(status));
  }
  if (in.unknown > 0)
    return refuse(Fault::conflict, "no-font",
                  say("服务器缺少显示 {} 个字的字体，请管理员安装 fonts-noto-cjk",
                      "the server has no font for {} letters; who runs it installs fonts-noto-cjk", in.unknown));
  return in.bytes;
}

}  // namespace doorstep::print
