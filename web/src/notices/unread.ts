// How many notices wait for the person; one for the page, looked up anew every five minutes.
import { ref, watch } from 'vue'

import { session } from '../accounts/session'
import * as api from './api'
import type { Inbox, Notice } from './types'

const every = 300_000

export const waiting = ref(0)

export const waits = (one: Notice) => !one.read_at || (one.confirms && !one.confirmed_at)
export const note = (inbox: Inbox) => (waiting.value = inbox.items.filter(waits).length)

async function look() {
  const free =
    session.value.signed_in && !session.value.must_set_password && !session.value.must_set_second_factor
  if (!free) return void (waiting.value = 0)
  note(await api.inbox().catch(() => ({ items: [], unread: 0, unconfirmed: 0 })))
}

watch(() => session.value.account, look, { immediate: true })
setInterval(look, every)
