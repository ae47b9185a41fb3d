// Accounts of staff.
export default {
  staff: {
    accounts: 'Accounts of staff',
    text: 'With an account of their own, teachers see and fill their portfolio, training, ranks, mentoring and exchange.',
    account: 'Account',
    none: 'none yet',
    gone: 'the account is gone',
    since: 'Tied',
    invite: 'Make an account',
    inviteAll: 'Make accounts for the {n} who have none',
    inviteSure:
      '{n} account is made. Its link is shown once: keep it at once. | {n} accounts are made. Their links are shown once: keep them at once.',
    tie: 'Tie an account that exists',
    tieTitle: 'An account that exists for {name}',
    signIn: 'Sign-in name',
    untie: 'Untie',
    untieSure:
      '{name} will no longer manage matters of a teacher with this account. The account itself stays.',
    link: 'One-time link',
    links: 'Links of new accounts',
    linksText:
      '{n} account was made. The link is shown here only: keep it as a sheet and hand it over, to set a password. | {n} accounts were made. The links are shown here only: keep them as a sheet and hand each to its owner, to set a password.',
    keepLinks: 'Keep as a sheet',
  },
}
