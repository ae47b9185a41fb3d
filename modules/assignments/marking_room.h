// MarkingRoom: who marks, what is dealt to whom, and the marks. Thread safe; every change is one transaction with its
// entry in the audit trail, and every reading of answers leaves one.
#pragma once

#include <doorstep/assignments/marking.h>
#include <doorstep/assignments/papers.h>
#include <doorstep/base/actor.h>
#include <doorstep/base/result.h>
#include <doorstep/files/files.h>

namespace doorstep::assignments {

// A file of an answer as somebody may see it.
struct AnswerFile {
  files::Stored file;
  // Pictures go to who marks without what the camera wrote beside them; `name` says nothing of whose it is.
  bool bare = false;
  std::string name;
};

class MarkingRoom {
 public:
  virtual ~MarkingRoom() = default;

  // --- who set the work. not_found (assignment-unknown)
  virtual Result<MarkingFile> marking(const Actor& actor, const std::string& id) = 0;
  virtual Result<MarkerChoices> choices(const Actor& actor, const std::string& id) = 0;
  // Once dealt the markers alone may change: what somebody who goes has not marked is dealt anew. conflict (dealt)
  virtual Result<MarkingFile> set_marking(const Actor& actor, const std::string& id, const NewMarking& wanted) = 0;
  // To the markers, by the seed alone; again for papers that came later. conflict (not-over, marking-begun,
  // too-few-markers)
  virtual Result<MarkingFile> deal_out(const Actor& actor, const std::string& id) = 0;

  // --- who marks
  virtual OwnMarkTasks tasks(const Actor& actor) = 0;
  // `place` 0: the first question with something left. not_found: nothing there for who asks.
  virtual Result<MarkingRow> row(const Actor& actor, const std::string& id, int64_t place) = 0;
  // invalid (points, levels), conflict (returned; newer: somebody marked it since)
  virtual Result<GivenMark> mark(const Actor& actor, const std::string& id, const NewMark& wanted) = 0;
  virtual Result<AnswerFile> answer_file(const Actor& actor, const std::string& id, const std::string& file) = 0;

  // --- a child
  virtual Result<AnswerFile> own_file(const Actor& actor, const PersonId& child, const std::string& id,
                                      const std::string& file) = 0;
  // In whose name a file for an answer is sent. conflict (closed): there is no paper that is written.
  virtual Result<OrgId> sends_for(const Actor& actor, const PersonId& child, const std::string& id) = 0;
};

}  // namespace doorstep::assignments
