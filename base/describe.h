// Described structs: BOOST_DESCRIBE_STRUCT(School, (), (id, name)) names the members once; JSON, OpenAPI, rows of the
// database and columns of sheets are derived from that. This header walks them.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace doorstep::describe {

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

// Calls visit(name, member reference) for each member, base classes' members first.
template <class T, class Visit>
requires DescribedStruct<std::remove_cvref_t<T>>
void each_member(T&& object, Visit&& visit) {
  boost::mp11::mp_for_each<members_of<std::remove_cvref_t<T>>>(
      [&](auto d) { visit(std::string_view{d.name}, object.*d.pointer); });
}

template <class T>
constexpr size_t member_count() {
  return boost::mp11::mp_size<members_of<T>>::value;
}

// The name of an enumerator as written in the source, without a trailing underscore (so that `public_` reads "public").
template <DescribedEnum E>
std::string_view enum_name(E value) {
  std::string_view found = "?";
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (d.value == value) found = d.name;
  });
  return found.ends_with('_') ? found.substr(0, found.size() - 1) : found;
}

template <DescribedEnum E>
std::optional<E> enum_value(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (enum_name(d.value) == name) found = d.value;
  });
  return found;
}

template <DescribedEnum E>
std::vector<std::string> enum_names() {
  std::vector<std::string> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
      [&](auto d) { names.emplace_back(enum_name(d.value)); });
  return names;
}

// The bare name of a type, "School" for doorstep::registry::School.
template <class T>
std::string type_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text = text.substr(text.find("T = ") + 4);
  text = text.substr(0, text.find_first_of(";]"));
  if (const auto colons = text.rfind("::"); colons != text.npos && text.find('<') == text.npos)
    text = text.substr(colons + 2);
  return std::string{text};
}

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_map : std::false_type {};
template <class T>
struct is_map<std::map<std::string, T>> : std::true_type {};

}  // namespace doorstep::describe
