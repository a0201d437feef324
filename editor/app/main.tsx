import '@fontsource-variable/source-serif-4/wght.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import '@fontsource-variable/public-sans/wght.css'
import '../../templates/tokens.css'
import '../styles/base.css'
import '../styles/pages.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { speakAsWanted } from '../messages/index.ts'
import { App } from './app.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await speakAsWanted()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
