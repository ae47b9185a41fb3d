// What offers, codes and certificates go by. Values only.
#pragma once

#include <doorstep/staff/staff.h>
#include <doorstep/training/training.h>

#include "store.h"

namespace doorstep::training {

// Whether somebody has a duty to train: who teaches or leads; offices and workshops have rules of their own.
bool has_duty(const staff::Teacher& teacher);

// Whether an offer is for somebody. What is not known of a person does not shut it out.
bool is_for(const store::OfferRow& offer, const staff::Teacher& teacher, Date today);

// The check code of a certificate: twelve letters and digits of a keyed digest of its id, "K7QM-2XAP-9DWE".
std::string check_code(const std::string& pepper, const std::string& certificate);
std::string bare_code(std::string_view typed);  // as it is kept, whatever stands between the letters
std::string bare_name(std::string_view typed);  // without spaces and points, Latin letters small

}  // namespace doorstep::training
