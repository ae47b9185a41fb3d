// Sheets that have a template and go out as a file.
export const tables = [
  'schools',
  'campuses',
  'groups',
  'group_members',
  'staff',
  'service',
  'classes',
  'students',
  'enrolments',
  'facilities',
  'returns',
]
