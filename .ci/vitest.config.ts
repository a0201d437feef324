import { defineConfig } from 'vitest/config'

// Two kinds: `unit` runs beside the source in many workers; `browser` drives real browsers and
// whole servers, two files at a time: one file waits about a third of its time.
export default defineConfig({
  test: {
    // What passed only at its second try is named at the end, with what the first one failed by.
    retry: 1,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{guides,templates,publisher,collab-server,editor}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts', 'e2e/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          // Publishes the shipped guides once, for every server that is started.
          globalSetup: ['./e2e/prepare-demonstration.ts'],
          testTimeout: 400_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // A browser on a busy machine is slow, not wrong.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
})
