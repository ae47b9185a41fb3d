// The one table of what may be done to a secondment, when, and in whose name.
#pragma once

#include <optional>
#include <span>

#include <doorstep/exchange/secondments.h>

namespace doorstep::exchange {

struct Transition {
  Standing from{};
  Act act{};
  Hand by{};
  Standing to{};  // consents and returns stay until the last of them is there: see after_last()
};

std::span<const Transition> transitions();

// Empty: this hand may not do that now.
std::optional<Standing> next(Standing from, Act act, Hand by);

// Whether anybody at all may do it now: tells "not yet" from "not you".
bool possible(Standing from, Act act);

// Where the last consent leads, and the last return.
Standing after_consents(bool has_group);
inline constexpr Standing after_returns = Standing::ended;

// As lists, sheets and refusals say it.
Words standing_words(Standing standing);

// Nothing comes after it, but for reviews.
bool over(Standing standing);

}  // namespace doorstep::exchange
