// Unit tests over the same configuration as the bundle. A file of its own: the first build installs no test runner.
import { defineConfig, mergeConfig } from 'vitest/config'

import vite from './vite.config'

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.ts'],
      css: false,
      server: { deps: { inline: ['element-plus'] } },
    },
  }),
)
