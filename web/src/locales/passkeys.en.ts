// Passkeys.
export default {
  passkeys: {
    title: 'Passkeys',
    text: 'Sign in with your fingerprint, face or the lock of your device, without a password. The device makes sure that it is you, so a passkey counts as a second factor, too.',
    passkey: 'Passkey',
    signIn: 'Sign in with a passkey',
    name: 'A name for the new passkey',
    add: 'Add a passkey',
    added: 'Added.',
    remove: 'Remove',
    removeSure:
      'You can no longer sign in with “{name}”, and your sessions on other devices end. Delete the copy on the device in its password settings.',
    made: 'Added {at}',
    otherSite: 'Added for {site}; it does not work at this address',
    cancelled: 'Not done: cancelled, or the device has no passkey for this site.',
    already: 'This device has a passkey of yours already.',
    unsupported: 'This browser has no passkeys, or the connection to this site is not encrypted.',
  },
}
