import './tokens.css'
import './base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { keepOffline } from './data/keep-offline.ts'
import { remotePergola } from './data/remote.ts'
import { startWorker } from './data/start-worker.ts'
import { loadCatalogue } from './i18n/catalogue.ts'
import { directionOf, readLanguage } from './i18n/locale.ts'
import { SpeechProvider } from './i18n/SpeechProvider.tsx'
import { applyTheme, readTheme } from './theme.ts'

/** Composition root of the page: language and look first, then the worker, then the first paint. */
const start = async (): Promise<void> => {
  const language = readLanguage()
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  applyTheme(readTheme())
  const worker = startWorker()
  const catalogue = await loadCatalogue(language)
  const root = createRoot(document.getElementById('root')!)
  root.render(
    <StrictMode>
      <SpeechProvider first={{ language, catalogue }}>
        <App pergola={remotePergola(worker)} worker={worker} />
      </SpeechProvider>
    </StrictMode>,
  )
  keepOffline()
}

void start()
