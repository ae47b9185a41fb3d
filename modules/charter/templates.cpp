#include "templates.h"

#include <toml++/toml.h>

#include "built_in.h"

namespace doorstep::charter {

std::vector<Article> template_articles(Language language) {
  const auto* key = language == Language::zh ? "zh" : "en";
  std::vector<Article> made;
  for (const auto& file : built_in_files()) {
    const auto root = toml::parse(file.text, file.name);
    if (const auto* articles = root["article"].as_array())
      for (const auto& entry : *articles)
        if (const auto* article = entry.as_table())
          made.push_back(
              {(*article)["heading"][key].value_or(std::string{}), (*article)["words"][key].value_or(std::string{})});
  }
  return made;
}

}  // namespace doorstep::charter
