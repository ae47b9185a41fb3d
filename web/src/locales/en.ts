import type { Messages } from './zh'
import figures from './figures.en'
import accounts from './accounts.en'
import assignments from './assignments.en'
import doors from './doors.en'
import imports from './imports.en'
import balance from './balance.en'
import registry from './registry.en'
import codes from './codes.en'
import bookings from './bookings.en'
import broadcast from './broadcast.en'
import calendar from './calendar.en'
import care from './care.en'
import centres from './centres.en'
import charter from './charter.en'
import development from './development.en'
import evaluation from './evaluation.en'
import exchange from './exchange.en'
import files from './files.en'
import classroom from './classroom.en'
import courses from './courses.en'
import tools from './tools.en'
import flows from './flows.en'
import honours from './honours.en'
import joint from './joint.en'
import mail from './mail.en'
import notices from './notices.en'
import offerings from './offerings.en'
import own from './own.en'
import passkeys from './passkeys.en'
import ways from './ways.en'
import children from './children.en'
import council from './council.en'
import groups from './groups.en'
import ladder from './ladder.en'
import live from './live.en'
import marking from './marking.en'
import mentoring from './mentoring.en'
import portfolio from './portfolio.en'
import resources from './resources.en'
import staff from './staff.en'
import staffing from './staffing.en'
import training from './training.en'
import unity from './unity.en'

const texts: Messages = {
  ...figures,
  ...accounts,
  ...assignments,
  ...doors,
  ...imports,
  ...balance,
  ...registry,
  ...codes,
  ...bookings,
  ...broadcast,
  ...calendar,
  ...care,
  ...centres,
  ...charter,
  ...development,
  ...evaluation,
  ...exchange,
  ...files,
  ...classroom,
  ...courses,
  ...tools,
  ...flows,
  ...honours,
  ...joint,
  ...mail,
  ...notices,
  ...offerings,
  ...own,
  ...passkeys,
  ...ways,
  ...children,
  ...council,
  ...groups,
  ...ladder,
  ...live,
  ...marking,
  ...mentoring,
  ...portfolio,
  ...resources,
  ...staff,
  ...staffing,
  ...training,
  ...unity,
  answered: {
    open: '{n} without an answer',
    answer: 'Answer',
    text: 'Answer',
  },
  common: {
    codeNext: 'a new one in {n} s',
    cameN: '{n} came',
    schoolYear: '{year}',
    always: 'always',
    since: 'since {date}',
    comma: ', ',
    listComma: ', ',
    colon: ': ',
    inBrackets: ' ({what})',
    print: 'Print',
    unknown: 'Unknown',
    schools: 'Schools',
    students: 'Students',
    few: 'Schools and stages of fewer than {n} students: the number is not published, and no total contains it',
    teachers: 'Teachers',
    stage: 'Stage',
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    remove: 'Remove',
    all: 'All',
    yes: 'Yes',
    no: 'No',
    today: 'Today',
    asOf: 'As of',
    asTable: 'Show as table',
    asChart: 'Show as chart',
    done: 'Done',
    acts: 'Actions',
    loading: 'Loading',
    copy: 'Copy',
    copied: 'Copied',
  },
  sheet: {
    row: 'Row',
    column: 'Column',
    problem: 'What is wrong',
    choose: 'Choose a file',
    faults: '{n} cell to mend; nothing was written: | {n} cells to mend; nothing was written:',
  },
  layout: {
    skip: 'Skip to content',
    menu: 'Open or close navigation',
    brand: 'Doorstep',
    brandHome: 'Doorstep home',
    place: 'Area',
    whole: '{name} (all)',
    year: 'School year',
    personMenu: 'Menu of {name}',
    signOut: 'Sign out',
  },
  nav: {
    label: 'Main',
    own: 'Mine',
    teachers: 'Teachers',
    inArea: 'This area',
    data: 'Data',
    office: 'Office',
    near: 'Near you',
    home: 'Home',
    areas: 'Areas',
    schools: 'Schools',
    groups: 'Education groups',
    balance: 'Balance',
    whatIf: 'What if',
    imports: 'Import and export',
    accounts: 'Accounts',
    audit: 'Audit trail',
    rights: 'Table of rights',
    account: 'My account',
  },
  notFound: {
    title: 'There is no such page',
    text: 'The address may be mistyped, or what it named has moved.',
    home: 'Go to the home page',
  },
  problem: {
    request: 'Request {id} (name it when you report this)',
    retry: 'Try again',
  },
  source: {
    generated: 'Generated data',
    generatedText: 'Demonstration data made by the program, not real',
    from: 'Source: {name}',
  },
  table: {
    filter: 'Find in the table',
    count: '{n} row | {n} rows',
    columns: 'Choose columns',
    excel: 'Export to Excel',
    none: 'No rows match',
    more: 'Show more ({n} left)',
  },
  home: {
    emptyTitle: 'No data yet',
    emptyImport:
      'Import schools and returns first: a OneRoster zip, our templates, or a table of another office.',
    emptyVisitor: 'No area has data here yet. An administrator can sign in and import some.',
    emptyAction: 'Import data',
    unknownTitle: 'There is no such area',
    unknownText: 'It may have been merged, or the address is mistyped.',
    few: 'Schools and stages of fewer than {n} students are in no total and no coefficient here; coefficients may therefore differ from those of the office',
    holds: '{schools} schools · {students} students',
    andClosed: ' ({n} more closed)',
    andGroups: ' · {groups} groups',
    noReturns: 'No returns yet',
    noReturnsText:
      'Schools are registered, but no year has returns, so the balance cannot be computed. Import the yearly returns.',
    cvTitle: '{stage}: coefficients of variation',
    counted: '{schools} schools counted',
    edition:
      'By “{standard}” ({edition}). Coefficients are weighted by students; figures not reported are named, never read as zero.',
    withinTitle: '{stage}: coefficients within limits',
    failTitle: '{stage}: schools that fail',
    failWord: 'fail',
    noSchoolRule: 'This standard does not judge schools',
    unknownCount: '{unknown} with figures missing, {leftOut} left out',
    waits: 'Waiting for you',
    failing: 'Schools that fail',
    failingOrder: 'nearest to passing first',
    allResults: 'All results',
    failingCount: '{n} school fails | {n} schools fail',
    signInForSchools: 'Sign in to see the results school by school.',
    noneFail: 'No school fails',
    noneFailText: 'Every school that counts meets the standard.',
    andMore: 'and {n} more',
    showMore: 'Show more ({n} left)',
  },
  areas: {
    closed: 'Closed schools',
    district: 'District',
    compare: 'Districts compared',
    heatCv: 'darker is less even',
    heatCvLimits: 'darker is less even; ✕ is over the limit',
    heatMean: 'darker is higher',
    shows: 'Shows',
    years: 'Newest returns',
    noReturns: 'no returns',
    open: 'Open',
  },
}

export default texts
