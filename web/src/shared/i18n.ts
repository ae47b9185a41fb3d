// The two languages. Chinese comes with the first bundle; English is fetched when it is chosen.
import { computed, ref, watch } from 'vue'
import { createI18n } from 'vue-i18n'

import zh, { type Messages } from '../locales/zh'
import { calling } from './client'
import type { Words } from './types'

export type Language = 'zh' | 'en'

const remembered = 'doorstep.language'

function first(): Language {
  const kept = localStorage.getItem(remembered)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.languages?.some((one) => one.toLowerCase().startsWith('zh')) || !navigator.language
    ? 'zh'
    : 'en'
}

export const i18n = createI18n<[Messages], 'zh' | 'en', false>({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh } as { zh: Messages; en: Messages },
})

export const language = ref<Language>('zh')

export async function choose(next: Language): Promise<void> {
  if (next === 'en' && !i18n.global.availableLocales.includes('en')) {
    const texts = await import('../locales/en')
    i18n.global.setLocaleMessage('en', texts.default)
  }
  language.value = next
  i18n.global.locale.value = next
  localStorage.setItem(remembered, next)
}

export const startLanguage = () => choose(first())

watch(
  language,
  (now) => {
    calling.language = now
    document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en'
  },
  { immediate: true },
)

// A text of the API in the language shown.
export function words(text: Words | null | undefined): string {
  if (!text) return ''
  return text[language.value] || text.zh || text.en
}

// The same as a heading or in a cell of its own: English begins it with a capital.
export function heading(text: Words | null | undefined): string {
  const found = words(text)
  return found.charAt(0).toUpperCase() + found.slice(1)
}

// A unit of measure; square metres are written with their sign.
export function unitOf(text: Words | null | undefined): string {
  return words(text).replace(/\bm2\b/, 'm²')
}

// A name that has an English form or not.
export function named(one: { name: string; name_en?: string }): string {
  return (language.value === 'en' && one.name_en) || one.name
}

export const inChinese = computed(() => language.value === 'zh')
