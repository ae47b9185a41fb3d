// How many notices wait for the person; one for the page, looked up anew every five minutes.
import { ref, watch } from 'vue'

import { session } from '../accounts/session'
import * as api from './api'
import type { Inbox } from './types'

const every = 300_000

export const waiting = ref(0)

export const note = (inbox: Inbox) => (waiting.value = inbox.unread + inbox.unconfirmed)

async function look() {
  const free =
    session.value.signed_in && !session.value.must_set_password && !session.value.must_set_second_factor
  if (!free) return void (waiting.value = 0)
  note(await api.inbox().catch(() => ({ items: [], unread: 0, unconfirmed: 0 })))
}

watch(() => session.value.account, look, { immediate: true })
setInterval(look, every)
