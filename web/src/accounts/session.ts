// The session: who is signed in and what they may do. One for the page.
import { computed, shallowRef } from 'vue'

import { calling, client, take } from '../shared/client'
import { choose, type Language } from '../shared/i18n'
import type { Right, Session } from './types'

const nobody: Session = {
  signed_in: false,
  account: null,
  name: '',
  language: 'zh',
  csrf: '',
  must_set_password: false,
  must_set_second_factor: false,
  posts: [],
  rights: ['open', 'district_read'],
}

export const session = shallowRef<Session>(nobody)
export const signedIn = computed(() => session.value.signed_in)

export function can(right: Right): boolean {
  return session.value.rights.includes(right)
}

function enter(now: Session) {
  session.value = now
  calling.csrf = now.csrf
}

export async function refreshSession(): Promise<void> {
  enter((await take(client.GET('/api/session', {}))) as Session)
}

export async function signIn(name: string, password: string, code?: string): Promise<void> {
  await take(client.POST('/api/session', { body: { name, password, ...(code ? { code } : {}) } }))
  await afterSignIn()
}

export async function afterSignIn(): Promise<void> {
  await refreshSession()
  if (session.value.language) await choose(session.value.language)
}

export async function signInByLink(token: string): Promise<void> {
  await take(client.POST('/api/session/link', { body: { token } }))
  await refreshSession()
}

export async function signOut(): Promise<void> {
  await take(client.DELETE('/api/session', {}))
  enter(nobody)
  await refreshSession()
}

export async function chooseLanguage(next: Language): Promise<void> {
  await choose(next)
  if (signedIn.value) await take(client.PUT('/api/account/language', { body: { language: next } }))
}
