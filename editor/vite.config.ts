import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/write/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    // The content security policy allows no inline module preloading script, and no data: fonts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
})
