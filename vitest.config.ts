import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'dist/**', 'test/real/**'],
    globalSetup: ['test/support/build-once.ts'],
    // A machine may be slow, or busy: what hangs fails all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    // No file keeps state in a module: loading the SDKs anew for each of a hundred files would take most of the time.
    isolate: false,
    // Two at a time: some tests start whole processes, a browser, or sockets of their own.
    maxWorkers: 2,
  },
})
