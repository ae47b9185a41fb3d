// What is wrong with a problem of exchange, in words: inside of the planning.
#pragma once

#include <vector>

#include <doorstep/base/result.h>
#include <doorstep/transfer/model.h>
#include <doorstep/transfer/programme.h>

#include "planning.h"

namespace doorstep::exchange {

// A rule in the words of an office.
Words rule_words(const std::string& rule);

// Fields that are wrong in themselves, by path; at most a hundred.
std::vector<FieldError> faults_of(const transfer::Problem& problem);

// Pairs of rules that cannot both be kept: each names the two.
std::vector<FieldError> contradictions_of(const transfer::Instance& instance, const transfer::Model& model);

// Which rules to relax, and by how much, so that there is a plan.
std::vector<FieldError> relief_of(const transfer::Instance& instance, const transfer::Model& model,
                                  const std::vector<transfer::Programme::Broken>& broken, const SubjectWords& subject);

}  // namespace doorstep::exchange
