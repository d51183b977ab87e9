import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './precompress.ts'

/** Where the desk's own server stands while somebody develops; the built desk is served by it directly. */
const server = process.env.OTKLIK_SERVER ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), precompress()],
  build: {
    target: 'es2023',
    cssCodeSplit: true,
    // A preload polyfill would be an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    // A font as data: in a style sheet would break `font-src 'self'`.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What every page needs comes as one file, what the queue needs besides as a second: each file's own headers cost
        // a first visit more than it gains from finer pieces, and one text compresses better than twenty.
        codeSplitting: {
          groups: [
            { name: 'frame', test: /\/web\/src\/main\.tsx$/, priority: 2 },
            { name: 'queue', test: /\/web\/src\/queue\/queue-page\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server } },
})
