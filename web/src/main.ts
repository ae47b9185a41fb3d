import { createApp } from 'vue'

import { refreshSession } from './accounts/session'
import App from './App.vue'
import { askForCodes } from './registry/codes'
import { router } from './router'
import { i18n, startLanguage } from './shared/i18n'
import { refreshAreas } from './shared/place'
import { askForTiles } from './shared/tiles'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'

async function start() {
  askForCodes()
  askForTiles()
  // A server that cannot be reached is said by the page itself.
  await Promise.all([startLanguage(), refreshSession().catch(() => undefined), refreshAreas()])
  createApp(App).use(i18n).use(router).mount('#app')
}

void start()
