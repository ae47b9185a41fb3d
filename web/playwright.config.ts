import { defineConfig } from '@playwright/test'

// The journeys run against the built program with its own data, in the system's Chromium.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/start.ts',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  outputDir: 'test-results',
  use: {
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
})
