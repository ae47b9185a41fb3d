// Tables that have a template and go out as a sheet.
export const tables = [
  'org',
  'campus',
  'person',
  'staff',
  'role',
  'class',
  'enrolment',
  'facility',
  'return',
  'membership',
]
