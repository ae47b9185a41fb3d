// The template that a first charter begins with, in each language.
#pragma once

#include <vector>

#include <doorstep/charter/charter.h>

namespace doorstep::charter {

std::vector<Article> template_articles(Language language);

}  // namespace doorstep::charter
