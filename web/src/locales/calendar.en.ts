// Words of the calendar and of the day's page.
export default {
  calendar: {
    title: 'Calendar',
    mine: 'Today',
    hello: 'Hello {name}',
    waiting: 'Waiting for you',
    nothingWaits: 'Nothing waits',
    homes: 'My schools and groups',
    noHomes: 'Your post belongs to no school or group',
    ahead: 'The next {n} days',
    kind: { meeting: 'Council', session: 'Joint research', booking: 'Booking', training: 'Training' },
    none: 'Nothing is planned',
    noneText: 'Council meetings, joint research, training and bookings are listed here.',
    before: 'Four weeks before',
    after: 'Four weeks after',
    today: 'From today',
    subscribe: 'Subscribe',
    subscribeText:
      'Add this address to the calendar program of your telephone or computer (“subscribe by URL”): it stays up to date.',
    address: 'Address',
    copy: 'Copy',
    copied: 'Copied',
    once: 'The address is shown once and is a key: give it to nobody. A new one ends the one before.',
    make: 'Make an address',
    end: 'End all addresses',
    ended: 'All addresses have ended.',
  },
}
